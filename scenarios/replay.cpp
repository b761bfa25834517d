#include "scenarios/replay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "engine/diagnostics.hpp"
#include "engine/error.hpp"
#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "engine/version.hpp"
#include "results/file_image.hpp"
#include "scenarios/compile_scenario.hpp"
#include "scenarios/design.hpp"
#include "scenarios/plan_from_results.hpp"
#include "scenarios/replay_at.hpp"

namespace yuce::scenarios {
namespace {

int major_of(const std::string& version) { return std::atoi(version.c_str()); }

void refuse_other_major(const results::ResultSet& results) {
    const std::string& version = results.provenance.engine_version;
    if (major_of(version) == major_of(engine::version)) return;
    throw Error(ErrorKind::input, "the results are of version " + version + ", this program is " + engine::version,
                "the same inputs may give other paths in another major version",
                "use a program of version " + std::to_string(major_of(version)) + ", or run the batch again");
}

std::size_t scenario_of(const results::Layout& layout, const std::string& id) {
    if (id.empty()) return layout.reference;
    std::vector<std::string> ids;
    for (const results::Item& item : layout.scenarios) ids.push_back(item.id);
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end()) {
        throw Error(ErrorKind::input, "--scenario " + id + ": the results have no scenario '" + id + "'", "",
                    nearest_or_known(id, ids));
    }
    return static_cast<std::size_t>(found - ids.begin());
}

results::Item item_of(const models::Entry& entry) {
    const std::string& en = entry.name.en.empty() ? entry.id : entry.name.en;
    const std::string& zh = entry.name.zh.empty() ? en : entry.name.zh;
    return {entry.id, {en, zh}, entry.unit, {}};
}

// What the path has in each output, collected in the order it was asked for.
class OnePath : public engine::BlockObserver {
public:
    OnePath(std::uint64_t path, std::size_t outputs) : path_(path), values(outputs) {}
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        const std::uint64_t at = path_ - view.first_path;
        if (path_ < view.first_path || at >= view.paths) return nullptr;
        for (std::size_t o = 0; o < values.size(); ++o) values[o] = view.output(0, o)[at];
        failure = view.failure(0)[at];
        return nullptr;
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

private:
    std::uint64_t path_;

public:
    std::vector<double> values;
    std::uint32_t failure = 0;
};

// Lists every series with its nodes; values are filled in afterwards.
class Wanted {
public:
    Wanted(const RunPlan& plan, const models::CompiledScenario& compiled) : plan_(plan), compiled_(compiled) {
        const models::ModelSpec& spec = plan.model.spec();
        for (const auto& entry : spec.parameters) add(SeriesKind::parameter, item_of(entry), {compiled.parameters.at(entry.id)});
        for (const auto& entry : spec.exogenous) add(SeriesKind::exogenous, item_of(entry), compiled.series.at(entry.id));
        for (const auto& entry : spec.shocks) add(SeriesKind::shock, item_of(entry), compiled.series.at(entry.id));
        for (const auto& entry : spec.events) add(SeriesKind::event, item_of(entry), compiled.series.at(entry.id));
        for (const auto& entry : spec.events) add(SeriesKind::onset, item_of(entry), compiled.onsets.at(entry.id));
        add_variables();
        add_indicators();
    }
    const std::vector<engine::NodeId>& nodes() const { return nodes_; }
    std::vector<ReplayedSeries> with(const std::vector<double>& values) {
        auto next = values.begin();
        for (ReplayedSeries& series : series_) {
            for (double& value : series.values) value = *next++;
        }
        return std::move(series_);
    }

private:
    void add(SeriesKind kind, results::Item item, const std::vector<engine::NodeId>& nodes) {
        series_.push_back({kind, std::move(item), std::vector<double>(nodes.size())});
        nodes_.insert(nodes_.end(), nodes.begin(), nodes.end());
    }
    void add_variables() {
        const auto& specs = plan_.model.spec().variables;
        for (std::size_t v = 0; v < plan_.model.variables().size(); ++v) {
            const std::string& id = plan_.model.variables()[v];
            const auto found = std::find_if(specs.begin(), specs.end(), [&](const auto& spec) { return spec.id == id; });
            std::vector<engine::NodeId> nodes;
            for (const auto& period : compiled_.variables) nodes.push_back(period[v]);
            add(SeriesKind::variable, found == specs.end() ? results::Item{id, {id, id}, "", {}} : item_of(*found), nodes);
        }
    }
    void add_indicators() {
        for (std::size_t i = 0; i < plan_.layout.indicators.size() && !compiled_.indicators.empty(); ++i) {
            std::vector<engine::NodeId> nodes;
            for (const auto& year : compiled_.indicators) nodes.push_back(year[i]);
            add(SeriesKind::indicator, plan_.layout.indicators[i], nodes);
        }
    }

    const RunPlan& plan_;
    const models::CompiledScenario& compiled_;
    std::vector<ReplayedSeries> series_;
    std::vector<engine::NodeId> nodes_;
};

// Series of a kind, by id, in the order of `ids`, period by period: as rows of kept paths stand.
std::vector<double> rows_of(const ReplayedPath& path, SeriesKind kind, const std::vector<std::string>& ids) {
    std::vector<const ReplayedSeries*> found;
    for (const std::string& id : ids) {
        for (const ReplayedSeries& series : path.series) {
            if (series.kind == kind && series.item.id == id) found.push_back(&series);
        }
    }
    std::vector<double> rows;
    for (std::size_t t = 0; !found.empty() && t < found.front()->values.size(); ++t) {
        for (const ReplayedSeries* series : found) rows.push_back(series->values[t]);
    }
    return rows;
}

// With the kept path, where the file has it: bit for bit.
bool equals_kept(const results::ResultSet& results, const std::string& file, const ReplayedPath& path) {
    const results::KeptPaths& kept = results.kept;
    const auto place = std::find(kept.scenarios.begin(), kept.scenarios.end(), path.scenario.id);
    if (path.path >= kept.paths || place == kept.scenarios.end()) return false;
    const auto s = static_cast<std::size_t>(place - kept.scenarios.begin());
    const bool failed = results::read_kept_path(file, "paths/ok", s, 1, path.path)[0] == 0;
    bool equal = failed == path.failure.has_value();
    const auto compare = [&](const char* dataset, SeriesKind kind, const std::vector<std::string>& ids) {
        const std::vector<double> rows = rows_of(path, kind, ids);
        if (rows.empty() || failed) return;
        const std::vector<double> stored = results::read_kept_path(file, dataset, s * rows.size(), rows.size(), path.path);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const double mine = kept.as == results::KeptAs::float32 ? double{static_cast<float>(rows[r])} : rows[r];
            equal = equal && std::memcmp(&mine, &stored[r], sizeof mine) == 0;
        }
    };
    compare("paths/indicator", SeriesKind::indicator, kept.indicators);
    compare("paths/variable", SeriesKind::variable, kept.variables);
    if (!equal) refuse_unequal(results, "path " + std::to_string(path.path));
    return true;
}

void add_targets(const results::Layout& layout, ReplayedPath& path) {
    for (const results::Target& target : layout.targets) {
        ReplayedTarget one{target, std::nan(""), false, false};
        for (const ReplayedSeries& series : path.series) {
            if (series.kind == SeriesKind::indicator && series.item.id == target.indicator)
                one.value = series.values[target.year_index];
        }
        one.met = !path.failure && target.passes(one.value);
        one.met_strictly = !path.failure && target.passes_strict(one.value);
        path.targets.push_back(std::move(one));
    }
}

ReplayedPath simulate(const RunPlan& plan, std::size_t scenario, std::uint64_t number, const ExecutionOptions& options) {
    engine::Graph graph;
    const models::CompiledScenario compiled = compile_scenario(graph, plan, scenario);
    Wanted wanted(plan, compiled);
    std::vector<engine::ScenarioOutputs> outputs(1);
    outputs[0].outputs = wanted.nodes();
    outputs[0].checks = compiled.checks;
    const engine::Program program = engine::Program::lower(graph, std::move(outputs));
    const engine::Design design = design_of(plan);
    engine::RunOptions run = run_options(plan, options, design);
    run.first_path = number / engine::block_paths * engine::block_paths;
    run.paths = std::min<std::uint64_t>(engine::block_paths, plan.layout.paths - run.first_path);
    OnePath one(number, wanted.nodes().size());
    engine::run(program, run, one);
    ReplayedPath path;
    path.batch = plan.layout.batch_id;
    path.scenario = plan.layout.scenarios[scenario];
    path.path = number;
    path.seed = plan.layout.seed;
    path.periods = plan.layout.periods;
    path.years = plan.layout.years;
    path.series = wanted.with(one.values);
    if (one.failure != 0) {
        const engine::Check& check = compiled.checks[one.failure - 1];
        path.failure = results::FailureCount{check.what, plan.layout.periods[check.period], 1};
    }
    add_targets(plan.layout, path);
    return path;
}

}  // namespace

ReplayedPath replay(const results::ResultSet& results, const std::string& file, const ReplayRequest& request,
                    const ExecutionOptions& options) {
    refuse_other_major(results);
    const std::size_t scenario = scenario_of(results.layout, request.scenario);
    if (request.path && *request.path >= results.layout.paths) {
        throw Error(ErrorKind::input, "--path " + std::to_string(*request.path) + ": the results are of paths 0 to " +
                                          std::to_string(results.layout.paths - 1));
    }
    const RunPlan plan = plan_from_results(results);
    std::uint64_t number = request.path.value_or(0);
    std::optional<PathAtQuantile> at;
    if (!request.path) {
        const FoundPath found = find_path_at(results, plan, scenario, request.at, options);
        number = found.path;
        at = found.at;
    }
    ReplayedPath path = simulate(plan, scenario, number, options);
    path.at = at;
    path.compared = equals_kept(results, file, path);
    return path;
}

}  // namespace yuce::scenarios
