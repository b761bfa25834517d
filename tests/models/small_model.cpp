#include "tests/models/small_model.hpp"

namespace yuce::models::testing {
namespace {

class Recorder : public engine::BlockObserver {
public:
    Recorder(std::vector<std::vector<double>*> rows, std::vector<std::uint32_t>& failures) : rows_(std::move(rows)), failures_(failures) {}
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        for (std::size_t o = 0; o < rows_.size(); ++o) {
            std::copy_n(view.output(0, o), view.paths, rows_[o]->begin() + static_cast<std::ptrdiff_t>(view.first_path));
        }
        std::copy_n(view.failure(0), view.paths, failures_.begin() + static_cast<std::ptrdiff_t>(view.first_path));
        return nullptr;
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

private:
    std::vector<std::vector<double>*> rows_;
    std::vector<std::uint32_t>& failures_;
};

}  // namespace

Simulated simulate(const Model& model, const Horizon& horizon, const Assumptions& assumptions, std::size_t paths, std::uint64_t seed) {
    engine::Graph graph;
    Diagnostics diagnostics;
    const auto compiled = compile(graph, model, horizon, assumptions, diagnostics);
    if (!compiled) throw std::runtime_error(diagnostics.render());
    Simulated result;
    std::vector<engine::ScenarioOutputs> outputs(1);
    std::vector<std::vector<double>*> rows;
    const auto want = [&](std::vector<std::vector<double>>& place, const std::vector<engine::NodeId>& nodes) {
        place.assign(nodes.size(), std::vector<double>(paths));
        for (std::size_t t = 0; t < nodes.size(); ++t) {
            outputs[0].outputs.push_back(nodes[t]);
            rows.push_back(&place[t]);
        }
    };
    const auto column = [](const std::vector<std::vector<engine::NodeId>>& table, std::size_t k) {
        std::vector<engine::NodeId> nodes;
        for (const auto& row : table) nodes.push_back(row[k]);
        return nodes;
    };
    for (std::size_t v = 0; v < model.variables().size(); ++v) want(result.series[model.variables()[v]], column(compiled->variables, v));
    for (const auto& [name, nodes] : compiled->series) want(result.series[name], nodes);
    for (const auto& [name, node] : compiled->parameters) want(result.series[name], {node});
    for (std::size_t i = 0; i < model.indicators().size(); ++i) {
        want(result.indicators[model.indicators()[i]], column(compiled->indicators, i));
    }
    outputs[0].checks = result.checks = compiled->checks;
    const engine::Program program = engine::Program::lower(graph, std::move(outputs));
    result.failures.assign(paths, 0);
    Recorder recorder(std::move(rows), result.failures);
    engine::RunOptions options;
    options.paths = paths;
    options.seed = seed;
    engine::run(program, options, recorder);
    return result;
}

}  // namespace yuce::models::testing
