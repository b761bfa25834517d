#include "engine/run.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "engine/error.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

NodeId draw(Graph& graph, unsigned k) { return graph.uniform({stream_of("test"), 3, static_cast<std::uint8_t>(k)}); }

// Two scenarios, some paths failing.
Program small_program() {
    Graph graph;
    const NodeId z = graph.apply(Op::normal_quantile, draw(graph, 0)), u = draw(graph, 1);
    const NodeId root = graph.apply(Op::sqrt, graph.apply(Op::sub, u, graph.constant(0.01)));
    std::vector<ScenarioOutputs> scenarios(2);
    for (std::size_t s = 0; s < 2; ++s) {
        const NodeId x = graph.apply(Op::fma, graph.constant(0.5 + static_cast<double>(s)), z, root);
        scenarios[s].outputs = {x, z, graph.constant(3)};
        scenarios[s].checks = {{z, 0, "z", false}, {x, 0, "x", false}};
    }
    return Program::lower(graph, scenarios);
}

// Counts what run() does with its observer.
class Recorder : public BlockObserver {
public:
    struct Summary : BlockSummary {
        double sum = 0;
    };
    std::unique_ptr<BlockSummary> summarise(const BlockView& view) override {
        auto summary = std::make_unique<Summary>();
        for (std::size_t i = 0; i < view.paths; ++i) summary->sum += view.output(0, 1)[i];
        if (view.block >= fail_from) throw Error(ErrorKind::file, std::to_string(view.block));
        return summary;
    }
    void merge(std::uint64_t block, std::unique_ptr<BlockSummary> summary) override {
        in_order = in_order && block == merged;
        ++merged;
        total += static_cast<const Summary&>(*summary).sum;
    }

    std::uint64_t fail_from = ~std::uint64_t{0}, merged = 0;
    bool in_order = true;
    double total = 0;
};

TEST(Run, GivesTheSameBytesOnOneTwoAndSevenThreads) {
    const Program program = small_program();
    RunOptions options;
    options.paths = 100003;
    options.threads = 1;
    const ProgramRun one = run_program(program, options);
    Recorder first;
    run(program, options, first);
    for (const unsigned threads : {2u, 7u}) {
        options.threads = threads;
        EXPECT_TRUE(same_bytes(run_program(program, options), one)) << threads;
        Recorder recorder;
        run(program, options, recorder);
        EXPECT_EQ(recorder.total, first.total);
    }
}

TEST(Run, GivesTheSameBytesOnEveryInstructionSet) {
    const Program program = small_program();
    RunOptions options;
    options.paths = 9000;
    const ProgramRun best = run_program(program, options);
    for (const Isa isa : available_isas()) {
        options.isa = isa;
        EXPECT_TRUE(same_bytes(run_program(program, options), best)) << isa_name(isa);
    }
}

TEST(Run, MergesEveryBlockOnceAndInOrder) {
    Recorder recorder;
    RunOptions options;
    options.paths = 50 * block_paths + 1;
    options.threads = 7;
    std::uint64_t reported = 0;
    bool rising = true;
    options.progress = [&](std::uint64_t done) {
        rising = rising && done > reported;
        reported = done;
    };
    run(small_program(), options, recorder);
    EXPECT_EQ(recorder.merged, 51u);
    EXPECT_TRUE(recorder.in_order);
    EXPECT_TRUE(rising);
    EXPECT_EQ(reported, options.paths);
}

TEST(Run, MorePathsLeaveTheFirstAsTheyWere) {
    const Program program = small_program();
    RunOptions options;
    options.paths = 5000;
    const ProgramRun few = run_program(program, options);
    options.paths = 20000;
    const ProgramRun many = run_program(program, options);
    for (std::size_t i = 0; i < 5000; ++i) {
        ASSERT_TRUE(same_bits(few.values[0][0][i], many.values[0][0][i]));
        ASSERT_EQ(few.failures[0][i], many.failures[0][i]);
    }
}

TEST(Run, ASliceEqualsTheSameSliceOfTheWholeRun) {
    const Program program = small_program();
    RunOptions options;
    options.paths = 20000;
    const ProgramRun whole = run_program(program, options);
    options.first_path = 4112;
    options.paths = 5000;
    const ProgramRun slice = run_program(program, options);
    for (std::size_t s = 0; s < 2; ++s) {
        for (std::size_t i = 0; i < 5000; ++i) {
            ASSERT_TRUE(same_bits(slice.values[s][0][i], whole.values[s][0][i + 4112])) << i;
            ASSERT_EQ(slice.failures[s][i], whole.failures[s][i + 4112]);
        }
    }
}

TEST(Run, StopsWhenAskedTo) {
    std::atomic<bool> stop = false;
    RunOptions options;
    options.paths = 1000 * block_paths;
    options.threads = 2;
    options.stop = &stop;
    options.progress = [&](std::uint64_t) { stop = true; };
    Recorder recorder;
    try {
        run(small_program(), options, recorder);
        ADD_FAILURE() << "not interrupted";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
    EXPECT_LT(recorder.merged, 20u);
    EXPECT_TRUE(recorder.in_order);
}

TEST(Run, ReportsTheTroubleOfTheLowestBlock) {
    RunOptions options;
    options.paths = 100 * block_paths;
    options.threads = 7;
    for (int attempt = 0; attempt < 20; ++attempt) {
        Recorder recorder;
        recorder.fail_from = 5;
        try {
            run(small_program(), options, recorder);
            ADD_FAILURE() << "no error";
        } catch (const Error& error) {
            EXPECT_STREQ(error.what(), "5");
        }
        EXPECT_EQ(recorder.merged, 5u);
    }
}

Program program_of_rows(std::size_t rows) {
    Graph graph;
    ScenarioOutputs outputs;
    for (std::uint16_t k = 0; k < rows; ++k) outputs.outputs.push_back(graph.uniform({stream_of("test"), k, 0}));
    return Program::lower(graph, {outputs});
}

TEST(Run, StripsKeepTheRowsInTheCache) {
    EXPECT_EQ(strip_length(program_of_rows(1), 0), 128U);
    EXPECT_EQ(strip_length(program_of_rows(1200), 0), 96U);
    EXPECT_EQ(strip_length(program_of_rows(5000), 0), 64U);
    EXPECT_EQ(strip_length(program_of_rows(5000), 4096), 4096U);
    EXPECT_EQ(strip_length(program_of_rows(1), 1 << 30), block_paths);
}

TEST(Run, RunsWithFewerPathsThanAVectorHolds) {
    RunOptions options;
    options.paths = 1;
    const ProgramRun got = run_program(small_program(), options);
    EXPECT_EQ(got.values[0][2], std::vector<double>{3});
}

}  // namespace
}  // namespace yuce::engine
