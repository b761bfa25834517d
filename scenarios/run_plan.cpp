#include "scenarios/run_plan.hpp"

#include <algorithm>
#include <utility>

#include "engine/version.hpp"
#include "scenarios/batch_data.hpp"
#include "scenarios/batch_file.hpp"
#include "scenarios/compile_scenario.hpp"
#include "scenarios/goals.hpp"
#include "scenarios/marked_assumptions.hpp"
#include "scenarios/model_file.hpp"
#include "scenarios/overrides_text.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/resolve_sweeps.hpp"
#include "scenarios/run_plan_layout.hpp"
#include "scenarios/scenario_file.hpp"
#include "scenarios/targets.hpp"

namespace yuce::scenarios {
namespace {

// Reads as much as can be read after a mistake, so that all mistakes are listed at once.
class BatchLoader {
public:
    BatchLoader(const std::string& path, const Overrides& overrides, const TextSource& texts, unsigned threads,
                Diagnostics& diagnostics)
        : path_(path), overrides_(overrides), texts_(texts), threads_(threads), diagnostics_(diagnostics), inputs_(path, texts) {}

    std::optional<RunPlan> load() {
        auto batch = read_batch_file(path_, diagnostics_, texts_);
        if (!batch) return std::nullopt;
        batch_ = std::move(*batch);
        inputs_.add(batch_.document.source);
        apply_run_options();
        read_model();
        read_targets_and_goals();
        read_history();
        read_scenario_files();
        if (model_) resolve();
        if (diagnostics_.has_errors()) return std::nullopt;
        return finish();
    }

private:
    // --paths, --seed, --sampling
    void apply_run_options() {
        if (const auto paths = overrides_.paths) {
            if (check_paths(static_cast<double>(*paths), option_place("--paths", std::to_string(*paths)), diagnostics_))
                batch_.paths = *paths;
        }
        if (overrides_.seed) batch_.seed = *overrides_.seed;
        if (const auto& sampling = overrides_.sampling) {
            const Place place = option_place("--sampling", *sampling);
            if (check_sampling(*sampling, place, diagnostics_)) {
                batch_.sampling = *sampling;
                batch_.sampling_place = place;
            }
        }
    }

    void read_model() {
        baseline_ = batch_.baseline ? read_baseline_file() : std::optional(models::Baseline{});
        if (!batch_.model) return;
        auto file = read_model_file(path_beside(path_, batch_.model->text), batch_.model->place, diagnostics_, texts_);
        if (!file) return;
        for (const auto& source : file->files) inputs_.add(source);
        if (baseline_source_) inputs_.add(baseline_source_);
        assumptions_ = std::move(file->assumptions);
        frequency_ = file->spec.frequency;
        horizon_ = read_horizon(batch_, *frequency_, diagnostics_);
        model_ = models::Model::bind(std::move(file->spec), baseline_ ? &*baseline_ : nullptr, diagnostics_);
        if (model_) names_.emplace(*model_);
    }

    std::optional<models::Baseline> read_baseline_file() {
        const auto table = read_table(*batch_.baseline);
        if (!table) return std::nullopt;
        baseline_source_ = table->source;
        return read_baseline(*table, diagnostics_);
    }

    std::optional<CsvTable> read_table(const CitedText& name) {
        const auto source = texts_.read(path_beside(path_, name.text), name.place, diagnostics_);
        return source ? parse_csv(source, diagnostics_) : std::nullopt;
    }

    void read_targets_and_goals() {
        if (batch_.targets) {
            if (auto table = read_table(*batch_.targets)) {
                inputs_.add(table->source);
                TargetContext context;
                if (model_ && horizon_) context = {indicator_items(*model_), *horizon_, batch_.approx_tolerance};
                targets_ = read_targets(std::move(*table), model_ && horizon_ ? &context : nullptr, diagnostics_);
            }
            if (!targets_ || !model_ || !horizon_) return;
        }
        goals_ = read_goals(batch_.goals, targets_ ? &*targets_ : nullptr, diagnostics_);
    }

    void read_history() {
        if (!batch_.history) return;
        const auto table = read_table(*batch_.history);
        if (!table) return;
        inputs_.add(table->source);
        check_history(*table, model_ ? &*model_ : nullptr, diagnostics_);
    }

    void read_scenario_files() {
        if (!batch_.scenarios) return;
        for (const CitedText& cited : *batch_.scenarios) {
            if (!is_pattern(cited.text)) {
                add_scenario(path_beside(path_, cited.text), cited.place);
                continue;
            }
            const std::size_t before = files_.size(), mistakes = diagnostics_.error_count();
            for (const std::string& path : texts_.matching(path_, cited.text)) add_matching(path, cited.place);
            if (files_.size() == before && diagnostics_.error_count() == mistakes) {
                diagnostics_.error(cited.place, "no file of format yuce-scenario/1 matches '" + cited.text + "'");
            }
        }
    }

    // A file of another format may match a pattern; one that says no format at all is pointed out.
    void add_matching(const std::string& path, const Place& cited) {
        const auto source = texts_.read(path, cited, diagnostics_);
        if (!source) return;
        Diagnostics trial;  // the reader of scenarios reports, other files are left alone
        const auto root = parse_toml(source, trial);
        if (!root) {
            parse_toml(source, diagnostics_);
            return;
        }
        const TomlValue* format = root->get("format");
        if (format == nullptr || !format->is_string()) {
            diagnostics_.warning({source, 1, 1}, "the file matches the pattern of the batch but says no format: it is left out",
                                 "write `format = \"yuce-scenario/1\"` at its top if it is a scenario");
        } else if (format->text.rfind("yuce-scenario/", 0) == 0) {
            add_scenario(path, cited);
        }
    }

    void add_scenario(const std::string& path, const Place& cited) {
        auto file = read_scenario_file(path, cited, frequency_, diagnostics_, texts_);
        all_scenarios_read_ = all_scenarios_read_ && file && !file->id.empty();
        if (!file) return;
        for (const auto& source : file->files) inputs_.add(source);
        for (const ScenarioFile& other : files_) {
            if (other.id != file->id || other.id.empty()) continue;
            diagnostics_.error(file->id_place, "there are two scenarios '" + file->id + "' in the batch",
                               "the other is " + other.id_place.source->name + ":" + std::to_string(other.id_place.line));
        }
        files_.push_back(std::move(*file));
    }

    void resolve() {
        for (const ScenarioFile& file : files_) names_->check(file, diagnostics_);
        // Where a file could not be read, ids that seem unknown may be its own.
        Diagnostics ignored;
        Diagnostics& of_ids = all_scenarios_read_ ? diagnostics_ : ignored;
        const auto orders = application_orders(files_, of_ids);
        const auto sweeps = read_sweeps(batch_.sweeps, *names_, diagnostics_);
        const Overlay overlay = read_overlay();
        if (!horizon_) return;
        const Resolver resolver(*model_, *names_, *horizon_);
        for (const ScenarioFile& file : files_) resolver.check_event_periods(file, diagnostics_);
        std::vector<ScenarioState> states(std::max<std::size_t>(files_.size(), 1));
        std::vector<std::string> ids;
        for (std::size_t k = 0; k < files_.size(); ++k) {
            ids.push_back(files_[k].id);
            for (const std::size_t layer : orders[k]) resolver.apply(files_[layer], states[k], diagnostics_);
        }
        if (!batch_.scenarios) ids = {"baseline"};
        if (ids.empty()) return;
        check_swept_bases(batch_.sweeps, ids, of_ids);
        const std::vector<SweepSpec> none;
        const Sweeps used = sweeps ? *sweeps : Sweeps{{}, &none};
        const auto all = swept_scenarios(ids, used, of_ids);
        const auto wanted = wanted_scenarios(all, of_ids);
        for (std::size_t k = 0; k < all.size(); ++k) {
            if (!wanted[k]) continue;
            if (k == reference_) layout_.reference = scenarios_.size();
            plan_scenario(all[k], states[all[k].base], used, overlay, resolver);
        }
        try_compiling(*model_, *horizon_, scenarios_, threads_, diagnostics_);
    }

    // What the command line lays over every scenario.
    struct Overlay {
        std::vector<SettingValue> settings;
        std::vector<std::string> frozen;
    };

    Overlay read_overlay() {
        Overlay overlay;
        for (const std::string& text : overrides_.settings) {
            if (auto setting = parse_set_option(text, *names_, diagnostics_))
                add_once(std::move(*setting), overlay.settings, diagnostics_);
        }
        for (const std::string& name : overrides_.freezes) {
            if (names_->check_freezable({name, option_place("--freeze", name)}, diagnostics_)) overlay.frozen.push_back(name);
        }
        return overlay;
    }

    void plan_scenario(const SweptScenario& swept, ScenarioState state, const Sweeps& sweeps, const Overlay& overlay,
                       const Resolver& resolver) {
        for (const SweepChoice& choice : swept.choices) {
            resolver.apply(sweeps.settings[choice.sweep], (*sweeps.specs)[choice.sweep].values[choice.value], state);
        }
        for (const SettingValue& set : overlay.settings) resolver.apply(set.setting, set.value, state);
        state.frozen.insert(overlay.frozen.begin(), overlay.frozen.end());
        const ScenarioFile* file = files_.empty() ? nullptr : &files_[swept.base];
        scenarios_.push_back({scenario_item(file, swept, sweeps, *model_, *names_), resolver.assumptions(state, diagnostics_)});
    }

    // [scenario]: whether it runs; --scenario keeps those named and the reference.
    std::vector<bool> wanted_scenarios(const std::vector<SweptScenario>& all, Diagnostics& diagnostics) {
        std::vector<std::string> ids;
        for (const SweptScenario& scenario : all) ids.push_back(scenario.id);
        const auto index = [&](const std::string& id) {
            return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
        };
        reference_ = index(batch_.reference ? batch_.reference->text : "baseline");
        if (reference_ == ids.size()) {
            if (batch_.reference) {
                diagnostics.error(batch_.reference->place,
                                  "`reference` names '" + batch_.reference->text + "', which is not among the batch's scenarios",
                                  nearest_name(batch_.reference->text, ids));
            }
            reference_ = 0;
        }
        std::vector<bool> wanted(all.size(), overrides_.scenarios.empty());
        for (const std::string& id : overrides_.scenarios) {
            const std::size_t k = index(id);
            if (k < ids.size()) {
                wanted[k] = true;
                continue;
            }
            diagnostics.error(option_place("--scenario", id), "the batch has no scenario '" + id + "'",
                              nearest_or_known(id, ids));
        }
        if (reference_ < wanted.size()) wanted[reference_] = true;
        return wanted;
    }

    std::optional<RunPlan> finish() {
        layout_.batch_id = batch_.id;
        layout_.batch_name = {batch_.name.en.empty() ? batch_.id : batch_.name.en,
                              batch_.name.zh.empty() ? batch_.id : batch_.name.zh};
        for (const PlannedScenario& scenario : scenarios_) layout_.scenarios.push_back(scenario.item);
        layout_.indicators = indicator_items(*model_);
        layout_.variables = stored_variable_items(batch_, *model_, diagnostics_);
        layout_.years = horizon_->whole_years();
        for (int t = horizon_->first; t <= horizon_->last(); ++t)
            layout_.periods.push_back(models::period_name(horizon_->frequency, t));
        if (targets_) {
            layout_.targets = std::move(targets_->assessed);
            layout_.not_assessed = std::move(targets_->not_assessed);
        }
        layout_.goals = std::move(goals_);
        layout_.paths = planned_paths(batch_, overrides_, diagnostics_);
        layout_.seed = batch_.seed;
        layout_.sampling = batch_.sampling;
        layout_.max_failed = batch_.max_failed;
        layout_.quantiles = batch_.quantiles;
        results::Provenance provenance;
        provenance.files = inputs_.files();
        provenance.engine_version = engine::version;
        provenance.corrections = models::correlation_corrections(*model_);
        provenance.assumptions = assumptions();
        provenance.overrides = overrides_text(overrides_);
        if (diagnostics_.has_errors()) return std::nullopt;
        return RunPlan{std::move(*model_),    *horizon_,          std::move(*baseline_),
                       std::move(scenarios_), std::move(layout_), std::move(provenance),
                       diagnostics_.render()};
    }

    // The model's, then the batch's, then each scenario's under its id.
    std::vector<std::string> assumptions() const {
        std::vector<std::string> all = assumptions_;
        for (const std::string& note : marked_assumptions(batch_.document.root)) all.push_back(note);
        for (const ScenarioFile& file : files_) {
            for (const std::string& note : file.assumptions) all.push_back(file.id + "/" + note);
        }
        return all;
    }

    std::string path_;
    const Overrides& overrides_;
    const TextSource& texts_;
    const unsigned threads_;
    Diagnostics& diagnostics_;
    InputFiles inputs_;
    BatchFile batch_;
    std::optional<models::Baseline> baseline_;
    std::shared_ptr<const SourceText> baseline_source_;
    std::vector<std::string> assumptions_;  // of the model
    std::optional<models::Frequency> frequency_;
    std::optional<models::Horizon> horizon_;
    std::optional<models::Model> model_;
    std::optional<ModelNames> names_;
    std::optional<TargetTable> targets_;
    std::vector<results::Goal> goals_;
    std::vector<ScenarioFile> files_;
    bool all_scenarios_read_ = true;
    std::vector<PlannedScenario> scenarios_;
    std::size_t reference_ = 0;
    results::Layout layout_;
};

}  // namespace

std::optional<RunPlan> load_batch(const std::string& path, const Overrides& overrides, Diagnostics& diagnostics,
                                  const TextSource& texts, unsigned threads) {
    return BatchLoader(path, overrides, texts, threads, diagnostics).load();
}

}  // namespace yuce::scenarios
