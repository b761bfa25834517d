#include "scenarios/stage_times.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "models/compile.hpp"
#include "scenarios/design.hpp"

namespace yuce::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

class AddTime {
public:
    explicit AddTime(std::atomic<std::int64_t>& sum) : sum_(sum) {}
    ~AddTime() { sum_ += std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start_).count(); }
    AddTime(const AddTime&) = delete;
    AddTime& operator=(const AddTime&) = delete;

private:
    std::atomic<std::int64_t>& sum_;
    Clock::time_point start_ = Clock::now();
};

class TimedSink : public engine::BlockSink {
public:
    TimedSink(std::unique_ptr<engine::BlockSink> sink, ObserverTimes& times) : sink_(std::move(sink)), times_(times) {}
    void begin(std::uint64_t block, std::size_t paths) override {
        const AddTime timed(times_.summarising);
        sink_->begin(block, paths);
    }
    void take(const engine::StripView& strip) override {
        const AddTime timed(times_.summarising);
        sink_->take(strip);
    }
    std::unique_ptr<engine::BlockSummary> finish() override {
        const AddTime timed(times_.summarising);
        return sink_->finish();
    }

private:
    std::unique_ptr<engine::BlockSink> sink_;
    ObserverTimes& times_;
};

class TimedObserver : public engine::BlockObserver {
public:
    TimedObserver(engine::BlockObserver& observer, ObserverTimes& times) : observer_(observer), times_(times) {}
    std::unique_ptr<engine::BlockSink> sink() override {
        auto sink = observer_.sink();
        return sink ? std::make_unique<TimedSink>(std::move(sink), times_) : nullptr;
    }
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        const AddTime timed(times_.summarising);
        return observer_.summarise(view);
    }
    void merge(std::uint64_t block, std::unique_ptr<engine::BlockSummary> summary) override {
        const AddTime timed(times_.merging);
        observer_.merge(block, std::move(summary));
    }

private:
    engine::BlockObserver& observer_;
    ObserverTimes& times_;
};

// Takes the strips and forgets them, so that a program's own time is seen.
class Nobody : public engine::BlockObserver {
    struct Sink : engine::BlockSink {
        void begin(std::uint64_t, std::size_t) override {}
        void take(const engine::StripView&) override {}
        std::unique_ptr<engine::BlockSummary> finish() override { return std::make_unique<engine::BlockSummary>(); }
    };
    std::unique_ptr<engine::BlockSink> sink() override { return std::make_unique<Sink>(); }
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView&) override {
        return std::make_unique<engine::BlockSummary>();
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}
};

// What the program needs of a graph, the numbers as they are drawn: uniforms, or the quantiles taken of them at once.
class Draws {
public:
    explicit Draws(const engine::Graph& graph) : graph_(graph), seen_(graph.size()) {}
    void need(engine::NodeId id) { open_.push_back(id); }
    std::vector<engine::NodeId> found() {
        while (!open_.empty()) {
            const engine::NodeId id = open_.back();
            open_.pop_back();
            if (!seen_[id.value]) visit(id);
            seen_[id.value] = true;
        }
        return std::move(found_);
    }

private:
    bool is_drawn(const engine::Node& node) const {
        using engine::Op;
        if (node.op == Op::uniform) return true;
        if (node.op == Op::normal_quantile || node.op == Op::law_of_uniform) return graph_.node(node.a).op == Op::uniform;
        if (node.op != Op::law_of_normal) return false;
        const engine::Node& z = graph_.node(node.a);
        return z.op == Op::normal_quantile && graph_.node(z.a).op == Op::uniform;
    }
    void visit(engine::NodeId id) {
        using engine::Op;
        const engine::Node& node = graph_.node(id);
        if (is_drawn(node)) {
            found_.push_back(id);
            return;
        }
        const engine::NodeId argument[] = {node.a, node.b, node.c};
        for (int k = 0; k < engine::argument_count(node.op); ++k) need(argument[k]);
        if (node.op != Op::solution) return;
        const engine::System& system = graph_.systems()[node.system];
        for (const auto* nodes : {&system.guesses, &system.residual, &system.jacobian}) {
            open_.insert(open_.end(), nodes->begin(), nodes->end());
        }
    }

    const engine::Graph& graph_;
    std::vector<bool> seen_;
    std::vector<engine::NodeId> open_, found_;
};

std::vector<engine::ScenarioOutputs> outputs_of(engine::Graph& graph, const RunPlan& plan, std::size_t scenarios) {
    std::vector<engine::ScenarioOutputs> all;
    for (std::size_t s = 0; s < std::min(scenarios, plan.scenarios.size()); ++s) {
        Diagnostics diagnostics;
        const auto compiled = models::compile(graph, plan.model, plan.horizon, plan.scenarios[s].assumptions, diagnostics);
        if (!compiled) continue;
        engine::ScenarioOutputs outputs;
        for (const auto& year : compiled->indicators) outputs.outputs.insert(outputs.outputs.end(), year.begin(), year.end());
        outputs.checks = compiled->checks;
        all.push_back(std::move(outputs));
    }
    return all;
}

double seconds_of(const engine::Program& program, const engine::RunOptions& options) {
    Nobody nobody;
    const Clock::time_point start = Clock::now();
    engine::run(program, options, nobody);
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

void timed_run(const engine::Program& program, const engine::RunOptions& options, engine::BlockObserver& observer,
               ObserverTimes& times) {
    TimedObserver timed(observer, times);
    engine::run(program, options, timed);
}

double share_of_drawing(const RunPlan& plan, std::size_t scenarios_together, engine::Isa isa) {
    engine::Graph graph;
    std::vector<engine::ScenarioOutputs> outputs = outputs_of(graph, plan, scenarios_together);
    Draws draws(graph);
    for (const engine::ScenarioOutputs& scenario : outputs) {
        for (const engine::NodeId id : scenario.outputs) draws.need(id);
        for (const engine::Check& check : scenario.checks) draws.need(check.node);
    }
    engine::ScenarioOutputs drawn;
    drawn.outputs = draws.found();
    if (drawn.outputs.empty()) return 0;
    const engine::Program whole = engine::Program::lower(graph, std::move(outputs));
    const engine::Program only_drawing = engine::Program::lower(graph, {std::move(drawn)});
    engine::RunOptions options;
    options.paths = std::min<std::uint64_t>(plan.layout.paths, 4 * engine::block_paths);
    options.threads = 1;
    options.isa = isa;
    const engine::Design design = design_of(plan);
    options.design = &design;
    constexpr int rounds = 9;
    std::vector<double> shares;
    for (int k = 0; k < rounds; ++k) {
        const double all = seconds_of(whole, options);
        shares.push_back(std::min(1.0, seconds_of(only_drawing, options) / all));
    }
    std::nth_element(shares.begin(), shares.begin() + rounds / 2, shares.end());
    return shares[rounds / 2];
}

}  // namespace yuce::scenarios
