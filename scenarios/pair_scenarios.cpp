#include "scenarios/pair_scenarios.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/error.hpp"
#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "results/block_summary.hpp"
#include "results/scenario_result.hpp"
#include "results/target.hpp"
#include "scenarios/design.hpp"

namespace yuce::scenarios {
namespace {

using engine::block_paths;

constexpr std::size_t stride = block_paths + 8;  // of a row, in doubles; no multiple of 512

// A target or goal of one of the two plans as the tests a path must pass: output and bounds.
struct Test {
    std::size_t output;
    results::Bounds bounds;
};
using Tests = std::vector<Test>;

Test test_of(const results::Layout& layout, std::size_t t) {
    const results::Target& target = layout.targets[t];
    return {target.year_index * layout.indicators.size() + target.indicator_index, results::test_bounds(target)};
}

Tests tests_of(const results::Layout& layout, const results::Goal& goal) {
    Tests tests;
    for (const std::size_t t : goal.targets) tests.push_back(test_of(layout, t));
    return tests;
}

// A run as the collector knows it, whose targets are the compared rows: met where a flag is 1. Every flag has a "year" of its own
// as its one "indicator", the differences of yearly figures are "variables".
results::Layout flag_layout(const results::Layout& of, std::size_t flags, std::size_t differences) {
    results::Layout layout;
    layout.scenarios.resize(2);
    layout.indicators.resize(1);
    layout.years.resize(flags);
    layout.periods.resize(1);
    layout.variables.resize(differences);
    layout.paths = of.paths;
    layout.seed = of.seed;
    layout.sampling = of.sampling;
    for (std::size_t k = 0; k < flags; ++k) {
        results::Target target;
        target.year_index = k;
        target.value = 1;
        layout.targets.push_back(target);
    }
    return layout;
}

struct Summary : engine::BlockSummary {
    explicit Summary(const results::Layout& layout) : counts(layout, 0) {}
    results::Counts counts;
    std::vector<std::uint64_t> met[2];
};

class PairObserver : public engine::BlockObserver {
public:
    PairObserver(const results::Layout& flags, std::vector<Tests> in_a, std::vector<Tests> in_b,
                 const std::vector<std::pair<std::size_t, std::size_t>>& means, engine::Isa isa)
        : layout_(flags), tables_(layout_, isa), tests_{std::move(in_a), std::move(in_b)}, means_(means), total_(layout_, 0) {
        for (auto& met : met_) met.resize(tests_[0].size());
    }

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        auto summary = std::make_unique<Summary>(layout_);
        std::vector<std::uint32_t> failures(block_paths);  // in either
        for (std::size_t k = 0; k < view.paths; ++k) failures[k] = view.failure(0)[k] | view.failure(1)[k];
        std::vector<double> rows(layout_.outputs() * stride);
        std::vector<std::uint64_t> words(2 * results::BlockMasks::size(layout_.targets.size()));
        const results::BlockMasks of_a{words.data(), layout_.targets.size()};
        const results::BlockMasks of_b{words.data() + words.size() / 2, layout_.targets.size()};
        summary->met[0] = flag(view, 0, rows);
        const results::BlockRows block{rows.data(), stride, view.paths};
        results::summarise_block(tables_, block, failures.data(), nullptr, of_a);
        summary->met[1] = flag(view, 1, rows);
        for (std::size_t m = 0; m < means_.size(); ++m) {
            const double *a = view.output(0, means_[m].first), *b = view.output(1, means_[m].second);
            double* row = rows.data() + (layout_.targets.size() + m) * stride;
            for (std::size_t k = 0; k < view.paths; ++k) row[k] = b[k] - a[k];
        }
        summary->counts = results::summarise_block(tables_, block, failures.data(), &of_a, of_b);
        return summary;
    }

    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary> block) override {
        const auto& part = static_cast<const Summary&>(*block);
        total_.merge(part.counts);
        for (std::size_t side = 0; side < 2; ++side) {
            for (std::size_t k = 0; k < met_[side].size(); ++k) met_[side][k] += part.met[side][k];
        }
    }

    PairedScenarios answer(std::size_t targets) const {
        const results::ScenarioResult found = results::scenario_result(layout_, total_, {}, results::IsReference::no);
        PairedScenarios paired;
        paired.paths_both = total_.valid_both;
        for (std::size_t k = 0; k < layout_.targets.size(); ++k) {
            (k < targets ? paired.targets : paired.goals)
                .push_back({found.difference[k], met_[0][k], met_[1][k], total_.only_reference[k], total_.only_here[k]});
        }
        for (const results::Distribution& d : found.variables) {
            const double half = results::z95 * d.mean_error;
            paired.indicators.push_back({d.mean, d.mean - half, d.mean + half});
        }
        return paired;
    }

private:
    // 1 where a path of the side passes all tests of a row, else 0; how many of the side's counting paths do.
    std::vector<std::uint64_t> flag(const engine::BlockView& view, std::size_t side, std::vector<double>& rows) const {
        std::vector<std::uint64_t> met;
        for (std::size_t r = 0; r < tests_[side].size(); ++r) {
            double* row = rows.data() + r * stride;
            std::fill(row, row + view.paths, 1.0);
            for (const Test& test : tests_[side][r]) {
                const double* x = view.output(side, test.output);
                for (std::size_t k = 0; k < view.paths; ++k) {
                    row[k] = x[k] >= test.bounds.low && x[k] <= test.bounds.high ? row[k] : 0.0;
                }
            }
            std::uint64_t count = 0;
            for (std::size_t k = 0; k < view.paths; ++k) count += row[k] != 0 && view.failure(side)[k] == 0 ? 1U : 0U;
            met.push_back(count);
        }
        return met;
    }

    const results::Layout layout_;
    const results::BlockTables tables_;
    const std::vector<Tests> tests_[2];  // of each row, in A and B
    const std::vector<std::pair<std::size_t, std::size_t>>& means_;
    results::Counts total_;
    std::vector<std::uint64_t> met_[2];
};

// Its yearly figures, [year][indicator].
engine::ScenarioOutputs compile_figures(engine::Graph& graph, const RunPlan& plan, std::size_t scenario) {
    Diagnostics diagnostics;
    const auto compiled = models::compile(graph, plan.model, plan.horizon, plan.scenarios[scenario].assumptions, diagnostics);
    if (!compiled) throw Error(ErrorKind::internal, "a checked scenario no longer compiles:\n" + diagnostics.render());
    engine::ScenarioOutputs outputs;
    for (const auto& year : compiled->indicators) outputs.outputs.insert(outputs.outputs.end(), year.begin(), year.end());
    outputs.checks = compiled->checks;
    return outputs;
}

}  // namespace

PairedScenarios pair_scenarios(const RunPlan& a, const RunPlan& b, const results::ScenarioPair& pair,
                               const results::CommonRows& rows, const ExecutionOptions& options) {
    engine::Graph graph;
    std::vector<engine::ScenarioOutputs> outputs = {compile_figures(graph, a, pair.first),
                                                    compile_figures(graph, b, pair.second)};
    const engine::Program program = engine::Program::lower(graph, std::move(outputs));
    std::vector<Tests> in_a, in_b;
    for (const auto& [t, u] : rows.targets) {
        in_a.push_back({test_of(a.layout, t)});
        in_b.push_back({test_of(b.layout, u)});
    }
    for (const auto& [g, h] : rows.goals) {
        in_a.push_back(tests_of(a.layout, a.layout.goals[g]));
        in_b.push_back(tests_of(b.layout, b.layout.goals[h]));
    }
    PairObserver observer(flag_layout(a.layout, in_a.size(), rows.indicators.size()), in_a, in_b, rows.indicators, options.isa);
    engine::RunOptions run;
    run.paths = a.layout.paths;
    run.seed = a.layout.seed;
    run.threads = options.threads;
    run.strip_paths = options.strip_paths;
    run.isa = options.isa;
    const engine::Design design = design_of(a);
    run.design = &design;
    run.stop = options.stop;
    if (options.progress) run.progress = [&](std::uint64_t done) { options.progress(done, a.layout.paths); };
    engine::run(program, run, observer);
    return observer.answer(rows.targets.size());
}

}  // namespace yuce::scenarios
