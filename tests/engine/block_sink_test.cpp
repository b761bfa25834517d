// A sink sees, strip by strip, what a whole block holds.

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/run.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

class StripKeeper : public BlockObserver {
public:
    StripKeeper(const Program& program, std::uint64_t paths) {
        for (const ScenarioOutputs& scenario : program.scenarios()) {
            kept.values.emplace_back(scenario.outputs.size(), std::vector<double>(paths));
            kept.failures.emplace_back(paths);
        }
    }
    std::unique_ptr<BlockSink> sink() override { return std::make_unique<Sink>(*this); }
    std::unique_ptr<BlockSummary> summarise(const BlockView&) override { return nullptr; }
    void merge(std::uint64_t, std::unique_ptr<BlockSummary> summary) override { merged += summary != nullptr ? 1 : 0; }

    ProgramRun kept;
    std::uint64_t merged = 0;

private:
    class Sink : public BlockSink {
    public:
        explicit Sink(StripKeeper& keeper) : keeper_(keeper) {}
        void begin(std::uint64_t block, std::size_t) override { first_ = block * block_paths; }
        void take(const StripView& strip) override {
            for (std::size_t i = 0; i < strip.paths; ++i) {
                const std::uint64_t path = first_ + strip.first + i;
                keeper_.kept.failures[strip.scenario][path] = strip.failures == nullptr ? 0 : strip.failures[i];
                auto& values = keeper_.kept.values[strip.scenario];
                for (std::size_t o = 0; o < values.size(); ++o) values[o][path] = strip.outputs[o][i];
            }
        }
        std::unique_ptr<BlockSummary> finish() override { return std::make_unique<BlockSummary>(); }

    private:
        StripKeeper& keeper_;
        std::uint64_t first_ = 0;
    };
};

// What the second scenario calculates tells of the first one's root (a sum is not finite where a part is not), and the third
// shares the first one's output.
std::vector<ScenarioOutputs> shared_nodes(Graph& graph) {
    const NodeId u = graph.uniform({stream_of("test"), 3, 0}), v = graph.uniform({stream_of("test"), 3, 1});
    const NodeId root = graph.apply(Op::sqrt, graph.apply(Op::sub, u, graph.constant(0.001)));
    const NodeId sum = graph.apply(Op::add, root, v), log = graph.apply(Op::log, graph.apply(Op::sub, v, graph.constant(0.0005)));
    std::vector<ScenarioOutputs> scenarios(3);
    scenarios[0].outputs = {root};
    scenarios[0].checks = {{root, 0, "root", false}};
    scenarios[1].outputs = {sum, graph.constant(2)};
    scenarios[1].checks = {{sum, 0, "sum", false}, {log, 0, "log", false}};
    scenarios[2].outputs = {log, root, u};
    scenarios[2].checks = {{log, 1, "log", false}};
    return scenarios;
}

// Every scenario has outputs of the one before it, and one output twice or a constant; paths fail in the second.
std::vector<ScenarioOutputs> shared_outputs(Graph& graph) {
    const NodeId u = graph.uniform({stream_of("test"), 3, 0}), v = graph.uniform({stream_of("test"), 3, 1});
    const NodeId sum = graph.apply(Op::add, u, v), product = graph.apply(Op::mul, sum, v);
    const NodeId root = graph.apply(Op::sqrt, graph.apply(Op::sub, product, graph.constant(0.001)));
    std::vector<ScenarioOutputs> scenarios(3);
    scenarios[0].outputs = {sum, product, graph.constant(2)};
    scenarios[1].outputs = {product, root, root};
    scenarios[2].outputs = {root, sum, graph.constant(2)};
    for (ScenarioOutputs& scenario : scenarios) {
        for (const NodeId id : scenario.outputs) scenario.checks.push_back({id, 0, "x", false});
    }
    return scenarios;
}

RunOptions some_blocks() {
    RunOptions options;
    options.paths = 2 * block_paths + 1003;
    return options;
}

class BlockSinkOf : public ::testing::TestWithParam<std::vector<ScenarioOutputs> (*)(Graph&)> {
protected:
    Graph graph_;
    const std::vector<ScenarioOutputs> scenarios_ = GetParam()(graph_);
    const Program program_ = Program::lower(graph_, scenarios_);
    const RunOptions options_ = some_blocks();
    const ProgramRun whole_ = run_program(program_, options_);
};

INSTANTIATE_TEST_SUITE_P(, BlockSinkOf, ::testing::Values(shared_nodes, shared_outputs));

TEST_P(BlockSinkOf, SeesTheBlocksValuesAndFailuresWhateverTheStripLength) {
    for (const std::size_t strip_paths : {8U, 24U, 256U, 4096U}) {
        RunOptions options = options_;
        options.strip_paths = strip_paths;
        StripKeeper keeper(program_, options.paths);
        run(program_, options, keeper);
        EXPECT_TRUE(same_bytes(keeper.kept, whole_)) << strip_paths;
        EXPECT_EQ(keeper.merged, 3U);
    }
}

// A scenario's outputs stand in their rows until it is seen, and longer where a later one has them, too.
TEST_P(BlockSinkOf, SeesOfEachScenarioWhatItGivesAlone) {
    std::size_t failed = 0;
    for (std::size_t s = 0; s < scenarios_.size(); ++s) {
        const ProgramRun alone = run_program(Program::lower(graph_, {scenarios_[s]}), options_);
        EXPECT_TRUE(same_bytes(alone, {{whole_.values[s]}, {whole_.failures[s]}})) << s;
        failed += static_cast<std::size_t>(
            std::count_if(alone.failures[0].begin(), alone.failures[0].end(), [](auto f) { return f != 0; }));
    }
    EXPECT_GT(failed, 0U);
}

}  // namespace
}  // namespace yuce::engine
