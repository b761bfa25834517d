#include "tests/cases/path_values.hpp"

#include <memory>
#include <stdexcept>

#include "engine/run.hpp"
#include "models/compile.hpp"

namespace yuce::testing {
namespace {

// Copies a program's outputs as they come; rows[output][path].
class Recorder : public engine::BlockObserver {
public:
    Recorder(std::size_t outputs, std::size_t paths) : rows_(outputs, std::vector<double>(paths)), failures_(paths) {}

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        for (std::size_t o = 0; o < rows_.size(); ++o) {
            for (std::size_t k = 0; k < view.paths; ++k) rows_[o][view.first_path + k] = view.output(0, o)[k];
        }
        for (std::size_t k = 0; k < view.paths; ++k) failures_[view.first_path + k] = view.failure(0)[k];
        return nullptr;
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

    std::vector<std::vector<double>> rows_;
    std::vector<std::uint32_t> failures_;
};

}  // namespace

PathValues simulate_paths(const scenarios::RunPlan& plan, const models::Assumptions& assumptions, std::size_t paths) {
    engine::Graph graph;
    Diagnostics diagnostics;
    const auto compiled = models::compile(graph, plan.model, plan.horizon, assumptions, diagnostics);
    if (!compiled) throw std::runtime_error(diagnostics.render());
    engine::ScenarioOutputs outputs;
    outputs.checks = compiled->checks;
    std::vector<std::vector<double>*> places;
    PathValues values;
    values.paths = paths;
    const auto want = [&](engine::NodeId node, std::vector<double>& place) {
        outputs.outputs.push_back(node);
        places.push_back(&place);
    };
    const auto& names = plan.model.variables();
    for (std::size_t v = 0; v < names.size(); ++v) {
        auto& rows = values.variables[names[v]];
        rows.resize(compiled->variables.size());
        for (std::size_t t = 0; t < rows.size(); ++t) want(compiled->variables[t][v], rows[t]);
    }
    for (const auto& [name, nodes] : compiled->series) {
        auto& rows = values.variables[name];
        rows.resize(nodes.size());
        for (std::size_t t = 0; t < rows.size(); ++t) want(nodes[t], rows[t]);
    }
    const auto& indicators = plan.model.indicators();
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        auto& rows = values.indicators[indicators[i]];
        rows.resize(compiled->indicators.size());
        for (std::size_t y = 0; y < rows.size(); ++y) want(compiled->indicators[y][i], rows[y]);
    }
    for (const auto& [name, node] : compiled->parameters) want(node, values.parameters[name]);

    std::vector<engine::ScenarioOutputs> all;
    all.push_back(std::move(outputs));
    const engine::Program program = engine::Program::lower(graph, std::move(all));
    Recorder recorder(places.size(), paths);
    engine::RunOptions options;
    options.paths = paths;
    options.seed = plan.layout.seed;
    engine::run(program, options, recorder);
    for (std::size_t o = 0; o < places.size(); ++o) *places[o] = std::move(recorder.rows_[o]);
    values.failures = std::move(recorder.failures_);
    return values;
}

const scenarios::PlannedScenario& scenario_of(const scenarios::RunPlan& plan, const std::string& id) {
    for (const scenarios::PlannedScenario& scenario : plan.scenarios) {
        if (scenario.item.id == id) return scenario;
    }
    throw std::runtime_error("no scenario " + id);
}

}  // namespace yuce::testing
