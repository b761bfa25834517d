#include "scenarios/design.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "engine/run.hpp"
#include "models/compile.hpp"

namespace yuce::scenarios {
namespace {

constexpr std::size_t pilot_paths = engine::block_paths;
constexpr std::uint64_t pilot_seed = 0x70696c6f74u << 24;  // "pilot": a run of this seed is no likelier than of any other

using Row = std::vector<double>;

// Keeps the values of one block.
class KeepRows : public engine::BlockObserver {
public:
    std::vector<Row> rows;

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        for (std::size_t k = 0; k < rows.size(); ++k) rows[k].assign(view.output(0, k), view.output(0, k) + view.paths);
        return std::make_unique<engine::BlockSummary>();
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}
};

std::vector<engine::NodeId> draws_of(const engine::Graph& graph) {
    std::vector<engine::NodeId> draws;
    for (std::uint32_t k = 0; k < graph.size(); ++k) {
        if (graph.node({k}).op == engine::Op::uniform) draws.push_back({k});
    }
    return draws;
}

std::vector<engine::NodeId> indicators_of(const RunPlan& plan, const models::CompiledScenario& compiled) {
    std::vector<engine::NodeId> nodes;
    for (const results::Target& target : plan.layout.targets) {
        nodes.push_back(compiled.indicators[target.year_index][target.indicator_index]);
    }
    if (plan.layout.targets.empty()) {
        for (const auto& year : compiled.indicators) nodes.insert(nodes.end(), year.begin(), year.end());
    }
    return nodes;
}

// Ranks of the row's values less their mean, scaled to length 1; so that no path weighs more than others. Equal values and NaN
// stand in the order of the paths.
Row standard_ranks(const Row& row) {
    std::vector<std::uint32_t> order(row.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::isnan(row[b]) ? !std::isnan(row[a]) : row[a] < row[b];
    });
    const double n = static_cast<double>(row.size()), middle = (n - 1) / 2, scale = std::sqrt(12 / (n * (n * n - 1)));
    Row ranks(row.size());
    for (std::size_t k = 0; k < order.size(); ++k) ranks[order[k]] = (static_cast<double>(k) - middle) * scale;
    return ranks;
}

// Eight sums in a fixed order: quick, and the same bits everywhere.
double product(const Row& a, const Row& b) {
    std::array<double, 8> sums{};
    for (std::size_t k = 0; k + 8 <= a.size(); k += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane) sums[lane] += a[k + lane] * b[k + lane];
    }
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

bool constant(const Row& row) {
    return std::all_of(row.begin(), row.end(), [&](double x) { return x == row.front(); });
}

// By draw: sum over indicators of the squared rank correlation.
std::vector<double> shares(std::vector<Row> rows, std::size_t draws) {
    std::vector<double> sums(draws);
    const double length = std::sqrt(12 / static_cast<double>(pilot_paths));
    for (std::size_t k = 0; k < draws; ++k) {
        for (double& u : rows[k]) u = (u - 0.5) * length;
    }
    for (std::size_t k = draws; k < rows.size(); ++k) {
        if (constant(rows[k])) continue;
        const Row indicator = standard_ranks(rows[k]);
        for (std::size_t draw = 0; draw < draws; ++draw) {
            const double correlation = product(rows[draw], indicator);
            sums[draw] += correlation * correlation;
        }
    }
    return sums;
}

std::vector<engine::DrawKey> draws_by_importance(const RunPlan& plan) {
    engine::Graph graph;
    Diagnostics unused;
    const auto compiled = models::compile(graph, plan.model, plan.horizon, {}, unused);
    if (!compiled) return {};
    const std::vector<engine::NodeId> draws = draws_of(graph);
    engine::ScenarioOutputs outputs;
    outputs.outputs = draws;
    for (const engine::NodeId node : indicators_of(plan, *compiled)) outputs.outputs.push_back(node);
    KeepRows pilot;
    pilot.rows.resize(outputs.outputs.size());
    engine::RunOptions options;
    options.paths = pilot_paths;
    options.seed = pilot_seed;
    options.threads = 1;
    engine::run(engine::Program::lower(graph, {std::move(outputs)}), options, pilot);

    const std::vector<double> share = shares(std::move(pilot.rows), draws.size());
    std::vector<std::size_t> order(draws.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return share[a] > share[b]; });
    std::vector<engine::DrawKey> keys;
    for (const std::size_t k : order) keys.push_back(graph.node(draws[k]).draw);
    return keys;
}

}  // namespace

engine::Design design_of(const RunPlan& plan) {
    engine::Design design;
    design.sampling = engine::find_sampling(plan.layout.sampling)->sampling;
    if (design.sampling == engine::Sampling::sobol) design.order = draws_by_importance(plan);
    return design;
}

}  // namespace yuce::scenarios
