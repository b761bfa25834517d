#include "scenarios/keep_paths.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/diagnostics.hpp"
#include "engine/error.hpp"
#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "scenarios/compile_scenario.hpp"
#include "scenarios/design.hpp"

namespace yuce::scenarios {
namespace {

// Values of a block under way on one thread, in doubles (256 MB).
constexpr std::size_t most_values = std::size_t{32} << 20;
constexpr std::size_t most_together = 8;

std::vector<std::string> ids_of(const std::vector<results::Item>& items) {
    std::vector<std::string> ids;
    for (const results::Item& item : items) ids.push_back(item.id);
    return ids;
}

// Those asked for, in the order of `all`.
std::vector<std::string> chosen(const std::string& option, const std::string& lacking, const std::vector<std::string>& asked,
                                const std::vector<std::string>& all) {
    for (const std::string& id : asked) {
        if (std::find(all.begin(), all.end(), id) != all.end()) continue;
        throw Error(ErrorKind::input, option + " " + id + ": the " + lacking + " '" + id + "'", "", nearest_or_known(id, all));
    }
    std::vector<std::string> kept;
    for (const std::string& id : all) {
        if (std::find(asked.begin(), asked.end(), id) != asked.end()) kept.push_back(id);
    }
    return kept;
}

std::size_t place_of(const std::vector<std::string>& ids, const std::string& id) {
    return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

// Rows in the writer's order: indicators by year, then variables by period.
engine::ScenarioOutputs outputs_of(models::CompiledScenario compiled, const RunPlan& plan, const results::KeptPaths& kept) {
    engine::ScenarioOutputs outputs;
    for (const auto& year : compiled.indicators) {
        for (const std::string& id : kept.indicators) outputs.outputs.push_back(year[place_of(plan.model.indicators(), id)]);
    }
    for (const auto& period : compiled.variables) {
        for (const std::string& id : kept.variables) outputs.outputs.push_back(period[place_of(plan.model.variables(), id)]);
    }
    outputs.checks = std::move(compiled.checks);
    return outputs;
}

// Hands every block on; the scenarios of the program are kept scenarios `first`, first + 1, ...
class Handing : public engine::BlockObserver {
public:
    Handing(results::KeptPathsWriter& writer, std::size_t first, std::size_t scenarios)
        : writer_(writer), first_(first), scenarios_(scenarios) {}

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        for (std::size_t s = 0; s < scenarios_; ++s) {
            writer_.put(first_ + s, view.first_path, view.paths, view.output(s, 0), view.output_stride, view.failure(s));
        }
        return nullptr;
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

private:
    results::KeptPathsWriter& writer_;
    std::size_t first_, scenarios_;
};

}  // namespace

results::KeptPaths resolve_kept_paths(const RunPlan& plan, const KeepRequest& request) {
    results::KeptPaths kept;
    kept.paths = request.paths.value_or(plan.layout.paths);
    kept.as = request.as;
    if (kept.paths > plan.layout.paths) {
        throw Error(
            ErrorKind::input,
            "--keep-paths " + std::to_string(kept.paths) + ": only " + std::to_string(plan.layout.paths) + " paths are run", "",
            "use --keep-paths all, or more --paths");
    }
    const std::vector<std::string> scenarios = ids_of(plan.layout.scenarios);
    kept.scenarios =
        request.scenarios.empty() ? scenarios : chosen("--keep-scenario", "batch has no scenario", request.scenarios, scenarios);
    const bool all = request.indicators.empty() && request.variables.empty();
    kept.indicators = all ? plan.model.indicators()
                          : chosen("--keep-indicator", "model has no indicator", request.indicators, plan.model.indicators());
    kept.variables = all ? ids_of(plan.layout.variables)
                         : chosen("--keep-variable", "model has no variable", request.variables, plan.model.variables());
    if (plan.layout.years.empty()) kept.indicators.clear();
    return kept;
}

void simulate_kept_paths(const RunPlan& plan, const ExecutionOptions& options, const results::KeptPaths& kept,
                         results::KeptPathsWriter& writer) {
    const std::vector<std::string> scenarios = ids_of(plan.layout.scenarios);
    const std::size_t rows =
        plan.layout.years.size() * kept.indicators.size() + plan.layout.periods.size() * kept.variables.size();
    const std::size_t fitting = most_values / (engine::block_paths * std::max<std::size_t>(rows, 1));
    const std::size_t together = std::clamp<std::size_t>(fitting, 1, most_together);
    const engine::Design design = design_of(plan);
    for (std::size_t first = 0; first < kept.scenarios.size(); first += together) {
        const std::size_t n = std::min(together, kept.scenarios.size() - first);
        engine::Graph graph;
        std::vector<engine::ScenarioOutputs> outputs;
        for (std::size_t s = first; s < first + n; ++s) {
            outputs.push_back(outputs_of(compile_scenario(graph, plan, place_of(scenarios, kept.scenarios[s])), plan, kept));
        }
        const engine::Program program = engine::Program::lower(graph, std::move(outputs));
        engine::RunOptions run = run_options(plan, options, design);
        run.paths = kept.paths;
        if (options.progress) {
            run.progress = [&](std::uint64_t done) {
                options.progress(kept.paths * first + done * n, kept.paths * kept.scenarios.size());
            };
        }
        Handing handing(writer, first, n);
        engine::run(program, run, handing);
    }
}

}  // namespace yuce::scenarios
