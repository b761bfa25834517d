#include "engine/design.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "engine/graph.hpp"
#include "engine/run.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

DrawKey key(unsigned k) { return {stream_of("shock/" + std::to_string(k)), 5, 0}; }

// Outputs are the draws with these numbers.
Program program_of(const std::vector<unsigned>& draws) {
    Graph graph;
    ScenarioOutputs scenario;
    for (const unsigned k : draws) scenario.outputs.push_back(graph.uniform(key(k)));
    return Program::lower(graph, {scenario});
}

Design design_of(Sampling sampling) {
    Design design;
    design.sampling = sampling;
    design.order = {key(2), key(0)};
    return design;
}

RunOptions options_of(const Design& design, std::uint64_t paths) {
    RunOptions options;
    options.paths = paths;
    options.seed = 77;
    options.design = &design;
    return options;
}

class Designs : public testing::TestWithParam<Sampling> {};

TEST(DesignTable, StandsInTheOrderOfItsDesigns) {
    for (const SamplingEntry& entry : sampling_table()) {
        EXPECT_EQ(&sampling_entry(entry.sampling), &entry);
        EXPECT_EQ(find_sampling(entry.name), &entry);
    }
    EXPECT_EQ(find_sampling("halton"), nullptr);
}

TEST(DesignTable, RoundsPathsUp) {
    EXPECT_EQ(whole_paths(Sampling::random, 1), 1U);
    EXPECT_EQ(whole_paths(Sampling::random, 99999), 99999U);
    EXPECT_EQ(whole_paths(Sampling::antithetic, 1), 32U);
    EXPECT_EQ(whole_paths(Sampling::antithetic, 100001), 100016U);
    EXPECT_EQ(whole_paths(Sampling::latin_hypercube, 1), 65536U);
    EXPECT_EQ(whole_paths(Sampling::sobol, 65536), 65536U);
    EXPECT_EQ(whole_paths(Sampling::sobol, 100000), 102400U);
}

TEST_P(Designs, GiveTheNumbersOfTheScalarForm) {
    const Design design = design_of(GetParam());
    const ProgramRun run = run_program(program_of({0, 1, 2}), options_of(design, 3 * 4096));
    for (const std::uint64_t path : {0U, 7U, 8U, 15U, 16U, 255U, 256U, 4095U, 4096U, 8191U, 12287U}) {
        for (unsigned k = 0; k < 3; ++k) {
            EXPECT_EQ(run.values[0][k][path], design_uniform_at(design, 77, path, key(k))) << path << ", draw " << k;
        }
    }
}

TEST_P(Designs, GiveTheSameBytesHoweverTheRunIsCut) {
    const Design design = design_of(GetParam());
    const Program program = program_of({0, 1, 2});
    const RunOptions base = options_of(design, 3 * 4096);
    const ProgramRun one = run_program(program, base);
    for (const std::size_t strip : {8U, 24U, 1000U, 4096U}) {
        RunOptions options = base;
        options.strip_paths = strip;
        EXPECT_TRUE(same_bytes(run_program(program, options), one)) << strip;
    }
    for (const Isa isa : available_isas()) {
        RunOptions options = base;
        options.isa = isa;
        EXPECT_TRUE(same_bytes(run_program(program, options), one)) << isa_name(isa);
    }
    RunOptions threads = base;
    threads.threads = 7;
    EXPECT_TRUE(same_bytes(run_program(program, threads), one));
}

// A slice that begins within a replicate and reaches into the next.
TEST_P(Designs, GiveASliceOfPathsAsTheWholeRunDoes) {
    const Design design = design_of(GetParam());
    const Program program = program_of({0, 1, 2});
    const ProgramRun whole = run_program(program, options_of(design, 3 * 4096));
    for (const std::uint64_t first : {16U, 4080U, 4096U, 5008U}) {
        RunOptions options = options_of(design, 4999);
        options.first_path = first;
        const ProgramRun slice = run_program(program, options);
        for (std::size_t draw = 0; draw < 3; ++draw) {
            for (std::size_t k = 0; k < 4999; ++k) ASSERT_EQ(slice.values[0][draw][k], whole.values[0][draw][first + k]) << first;
        }
    }
}

TEST_P(Designs, GiveADrawTheSameNumbersWhateverElseIsDrawn) {
    const Design design = design_of(GetParam());
    const ProgramRun few = run_program(program_of({2}), options_of(design, 8192));
    const ProgramRun many = run_program(program_of({7, 1, 2, 0, 9}), options_of(design, 8192));
    EXPECT_EQ(few.values[0][0], many.values[0][2]);
}

// The mean of 16384 numbers is 1/2 to 6e-7 with Latin hypercube and Sobol; 1e-5 is beyond chance.
TEST(Replicates, SpreadANumberEvenly) {
    for (const Sampling sampling : {Sampling::latin_hypercube, Sampling::sobol}) {
        const Design design = design_of(sampling);
        const ProgramRun run = run_program(program_of({0, 1}), options_of(design, 4 * 4096));
        for (std::size_t draw = 0; draw < 2; ++draw) {
            double sum = 0;
            for (const double u : run.values[0][draw]) sum += u;
            EXPECT_NEAR(sum / (4 * 4096), 0.5, 1e-5);
            std::set<int> intervals;
            for (std::size_t k = 4096; k < 8192; ++k) intervals.insert(static_cast<int>(run.values[0][draw][k] * 4096));
            EXPECT_EQ(intervals.size(), 4096U);
        }
    }
}

TEST(Antithetic, PairsAreExactlyOpposite) {
    const Design design = design_of(Sampling::antithetic);
    const ProgramRun run = run_program(program_of({0}), options_of(design, 4096));
    for (std::size_t path = 0; path < 4096; ++path) {
        if (path % 16 < 8) {
            EXPECT_EQ(run.values[0][0][path], uniform_at(77, path, key(0)));
            EXPECT_EQ(run.values[0][0][path + 8], 1 - run.values[0][0][path]);
        }
    }
}

// 65536 numbers of one draw within their intervals, in 64 cells: chi-square with 63 degrees of freedom, false alarm 1e-5 each.
TEST_P(Designs, LeaveTheNumberFreeWithinItsInterval) {
    const Design design = design_of(GetParam());
    const ProgramRun run = run_program(program_of({0, 1}), options_of(design, 65536));
    for (std::size_t draw = 0; draw < 2; ++draw) {
        std::array<double, 64> cells{};
        for (const double u : run.values[0][draw]) ++cells[static_cast<std::size_t>((u * 4096 - std::floor(u * 4096)) * 64)];
        double chi_square = 0;
        for (const double count : cells) chi_square += (count - 1024) * (count - 1024) / 1024;
        EXPECT_LT(chi_square, 2 * 125.0);  // antithetic numbers count twice
    }
}

INSTANTIATE_TEST_SUITE_P(All, Designs,
                         testing::Values(Sampling::random, Sampling::antithetic, Sampling::latin_hypercube, Sampling::sobol),
                         [](const auto& info) { return std::string(sampling_entry(info.param).name); });

}  // namespace
}  // namespace yuce::engine
