#include "scenarios/run_plan_layout.hpp"

#include <algorithm>

#include "engine/design.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

// The random streams count periods in 16 bits, and every period is laid out before the run.
constexpr int most_periods = 2400;
constexpr int last_calendar_index = 65535;

results::Label label_or_id(const models::Label& label, const std::string& id) {
    const std::string& en = label.en.empty() ? label.zh : label.en;
    const std::string& zh = label.zh.empty() ? label.en : label.zh;
    return {en.empty() ? id : en, zh.empty() ? id : zh};
}

template <class Spec>
const Spec* find_entry(const std::vector<Spec>& list, const std::string& id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Spec& spec) { return spec.id == id; });
    return found == list.end() ? nullptr : &*found;
}

results::Item item_of(const models::Entry* entry, const std::string& id) {
    if (entry == nullptr) return {id, {id, id}, "", {}};
    return {id, label_or_id(entry->name, id), entry->unit, {}};
}

const models::Entry& entry_of(const Setting& setting, const models::Model& model, const ModelNames& names) {
    const models::ModelSpec& spec = model.spec();
    const std::size_t k = names.index(setting.name);
    switch (setting.kind) {
        case SettingKind::exogenous: return spec.exogenous[k];
        case SettingKind::parameter: return spec.parameters[k];
        case SettingKind::shock_shift:
        case SettingKind::shock_scale: return spec.shocks[k];
        case SettingKind::event_probability:
        case SettingKind::event_severity: break;
    }
    return spec.events[k];
}

}  // namespace

std::optional<models::Horizon> read_horizon(const BatchFile& batch, models::Frequency frequency, Diagnostics& diagnostics) {
    std::optional<int> first, last;
    if (batch.first) first = read_period(*batch.first, frequency, diagnostics);
    if (batch.last) last = read_period(*batch.last, frequency, diagnostics);
    if (!first || !last) return std::nullopt;
    const auto name = [&](int index) { return models::period_name(frequency, index); };
    if (*last < *first) {
        diagnostics.error(batch.last->place, "`last` = " + name(*last) + " lies before `first` = " + name(*first));
        return std::nullopt;
    }
    const models::Horizon horizon{frequency, *first, *last - *first + 1};
    if (horizon.count > most_periods) {
        diagnostics.error(batch.last->place, name(*first) + " to " + name(*last) + " has " + std::to_string(horizon.count) +
                                                 " periods: at most " + std::to_string(most_periods) + " can be run");
        return std::nullopt;
    }
    if (*last > last_calendar_index) {
        diagnostics.error(batch.last->place, "the last period that can be run is " + name(last_calendar_index));
        return std::nullopt;
    }
    if (horizon.whole_years().empty()) {
        diagnostics.warning(batch.first->place, "no year lies wholly inside " + name(*first) + " to " + name(*last) +
                                                    ": there will be no yearly figures");
    }
    return horizon;
}

std::vector<results::Item> indicator_items(const models::Model& model) {
    std::vector<results::Item> items;
    for (const std::string& id : model.indicators()) {
        const models::Entry* entry = find_entry(model.spec().indicators, id);
        if (entry == nullptr) entry = find_entry(model.spec().variables, id);
        items.push_back(item_of(entry, id));
    }
    return items;
}

std::vector<results::Item> stored_variable_items(const BatchFile& batch, const models::Model& model, Diagnostics& diagnostics) {
    std::vector<std::string> ids;
    switch (batch.variables) {
        case StoredVariables::none: break;
        case StoredVariables::all: ids = model.variables(); break;
        case StoredVariables::declared:
            for (const std::string& id : model.variables()) {
                if (find_entry(model.spec().variables, id) != nullptr) ids.push_back(id);
            }
            break;
        case StoredVariables::listed:
            for (const CitedText& cited : batch.listed_variables) {
                const auto& all = model.variables();
                if (std::find(all.begin(), all.end(), cited.text) == all.end()) {
                    diagnostics.error(cited.place, "the model has no variable '" + cited.text + "'",
                                      nearest_name(cited.text, all));
                } else if (std::find(ids.begin(), ids.end(), cited.text) != ids.end()) {
                    diagnostics.error(cited.place, "'" + cited.text + "' is listed twice");
                } else {
                    ids.push_back(cited.text);
                }
            }
            break;
    }
    std::vector<results::Item> items;
    for (const std::string& id : ids) items.push_back(item_of(find_entry(model.spec().variables, id), id));
    return items;
}

results::Item scenario_item(const ScenarioFile* file, const SweptScenario& swept, const Sweeps& sweeps,
                            const models::Model& model, const ModelNames& names) {
    results::Item item;
    item.id = swept.id;
    if (file == nullptr) {
        item.name = {"Baseline", "基准"};
    } else {
        item.name = label_or_id(file->name, file->id);
        item.story = {file->story.en, file->story.zh};
    }
    for (const SweepChoice& choice : swept.choices) {
        const Setting& setting = sweeps.settings[choice.sweep];
        const results::Label label = label_or_id(entry_of(setting, model, names).name, setting.name);
        const std::string rest = setting.short_name.substr(setting.name.size());
        const std::string& number = (*sweeps.specs)[choice.sweep].written[choice.value].text;
        item.name.en += ", " + label.en + rest + " = " + number;
        item.name.zh += "，" + label.zh + rest + " = " + number;
    }
    return item;
}

std::uint64_t planned_paths(const BatchFile& batch, const Overrides& overrides, Diagnostics& diagnostics) {
    const engine::SamplingEntry& design = *engine::find_sampling(batch.sampling);
    const std::uint64_t paths = engine::whole_paths(design.sampling, batch.paths);
    // Of a limit it is told only where the design's least number of paths, which will be run, lies above it.
    const bool is_run = !overrides.paths_are_a_limit || (overrides.paths && batch.paths < design.least_paths);
    if (paths != batch.paths && is_run) {
        diagnostics.warning(batch.sampling_place, std::to_string(batch.paths) + " paths are rounded up to " +
                                                      std::to_string(paths) + " for sampling = \"" + batch.sampling +
                                                      "\": a multiple of " + std::to_string(design.step_paths) + ", at least " +
                                                      std::to_string(design.least_paths));
    }
    return paths;
}

}  // namespace yuce::scenarios
