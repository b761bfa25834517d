// Outputs may be kept in columns chosen by the observer, or seen strip by strip only.

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/run.hpp"
#include "tests/engine/aligned_row.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

constexpr std::uint32_t none = BlockStorage::no_column;
constexpr std::size_t outputs = 3, scenarios = 3;

// Keeps what the sink sees, and hands out columns.
class ColumnKeeper : public BlockObserver {
public:
    ColumnKeeper(std::uint64_t paths, std::vector<std::uint32_t> columns)
        : columns_(std::move(columns)), stride_((paths + block_paths - 1) / block_paths * block_paths + 16) {
        memory_.assign(columns_.size() * stride_, -1);
        seen.values.assign(scenarios, std::vector<std::vector<double>>(outputs, std::vector<double>(paths)));
        seen.failures.assign(scenarios, std::vector<std::uint32_t>(paths));
    }
    BlockStorage storage(std::uint64_t block) override {
        return {memory_.data() + block * block_paths, 0, stride_, columns_.data()};
    }
    std::unique_ptr<BlockSink> sink() override { return std::make_unique<Sink>(*this); }
    std::unique_ptr<BlockSummary> summarise(const BlockView&) override { return nullptr; }
    void merge(std::uint64_t, std::unique_ptr<BlockSummary>) override {}

    const double* column(std::size_t k) const { return memory_.data() + columns_[k] * stride_; }
    ProgramRun seen;

private:
    class Sink : public BlockSink {
    public:
        explicit Sink(ColumnKeeper& keeper) : keeper_(keeper) {}
        void begin(std::uint64_t block, std::size_t) override { first_ = block * block_paths; }
        void take(const StripView& strip) override {
            for (std::size_t i = 0; i < strip.paths; ++i) {
                const std::uint64_t path = first_ + strip.first + i;
                keeper_.seen.failures[strip.scenario][path] = strip.failures == nullptr ? 0 : strip.failures[i];
                for (std::size_t o = 0; o < outputs; ++o) keeper_.seen.values[strip.scenario][o][path] = strip.outputs[o][i];
            }
        }
        std::unique_ptr<BlockSummary> finish() override { return std::make_unique<BlockSummary>(); }

    private:
        ColumnKeeper& keeper_;
        std::uint64_t first_ = 0;
    };

    std::vector<std::uint32_t> columns_;
    std::size_t stride_;
    AlignedRow memory_;
};

// Every scenario has outputs of the one before it, and one output twice or a constant; paths fail in the second.
Program program_of_shared_outputs() {
    Graph graph;
    const NodeId u = graph.uniform({stream_of("test"), 3, 0}), v = graph.uniform({stream_of("test"), 3, 1});
    const NodeId sum = graph.apply(Op::add, u, v), product = graph.apply(Op::mul, sum, v);
    const NodeId root = graph.apply(Op::sqrt, graph.apply(Op::sub, product, graph.constant(0.001)));
    std::vector<ScenarioOutputs> of(scenarios);
    of[0].outputs = {sum, product, graph.constant(2)};
    of[1].outputs = {product, root, root};
    of[2].outputs = {root, sum, graph.constant(2)};
    for (ScenarioOutputs& scenario : of) {
        for (const NodeId id : scenario.outputs) scenario.checks.push_back({id, 0, "x", false});
    }
    return Program::lower(graph, of);
}

TEST(BlockColumns, WhatIsSeenDoesNotDependOnWhatIsKept) {
    const Program program = program_of_shared_outputs();
    RunOptions options;
    options.paths = 2 * block_paths + 1003;
    const ProgramRun expected = run_program(program, options);
    ASSERT_GT(std::count_if(expected.failures[1].begin(), expected.failures[1].end(), [](auto f) { return f != 0; }), 0);
    const std::vector<std::vector<std::uint32_t>> choices = {
        {8, 7, 6, 5, 4, 3, 2, 1, 0},
        {none, none, none, none, none, none, none, none, none},
        {0, 1, 2, none, 3, none, none, none, none},     // nothing twice
        {none, none, none, 0, none, 1, none, 2, none},  // the same values, kept in a later place
    };
    for (const auto& columns : choices) {
        for (const std::size_t strip_paths : {8U, 24U, 256U, 4096U}) {
            options.strip_paths = strip_paths;
            ColumnKeeper keeper(options.paths, columns);
            run(program, options, keeper);
            EXPECT_TRUE(same_bytes(keeper.seen, expected)) << strip_paths;
            for (std::size_t k = 0; k < columns.size(); ++k) {
                if (columns[k] == none) continue;
                const std::vector<double>& values = expected.values[k / outputs][k % outputs];
                EXPECT_TRUE(std::equal(values.begin(), values.end(), keeper.column(k), same_bits)) << k << ' ' << strip_paths;
            }
        }
    }
}

}  // namespace
}  // namespace yuce::engine
