// Outputs that are the same as another one are neither kept nor summed nor searched, and have its results to the bit.

#include "results/kept_outputs.hpp"

#include <gtest/gtest.h>

#include "results/collector.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using results::Collector;
using results::KeptOutputs;
using results::OutputHomes;
constexpr std::uint32_t none = KeptOutputs::no_column;

std::vector<std::uint32_t> columns_of(const KeptOutputs& kept, std::size_t scenarios, std::size_t outputs) {
    std::vector<std::uint32_t> columns;
    for (std::size_t k = 0; k < scenarios * outputs; ++k) columns.push_back(kept.column(k / outputs, k % outputs));
    return columns;
}

OutputHomes all_apart(std::size_t scenarios, std::size_t outputs) {
    OutputHomes homes(scenarios);
    for (std::size_t s = 0; s < scenarios; ++s) {
        for (std::size_t o = 0; o < outputs; ++o) homes[s].push_back({s, o});
    }
    return homes;
}

TEST(KeptOutputs, AllAreKeptWhereNoHomesAreGiven) {
    const KeptOutputs kept({4, 2}, 3, {});
    EXPECT_EQ(kept.count(), 6U);
    EXPECT_EQ(columns_of(kept, 2, 3), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(kept.of(1), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_FALSE(kept.is_tied(0) || kept.is_tied(1));
}

TEST(KeptOutputs, ThoseWithAHomeElsewhereHaveNoColumn) {
    // 7 has one output twice; 5 takes one from 7 and one from 1, which ran before; 6 is like no other.
    const KeptOutputs kept({7, 5, 6}, 2, {{{7, 0}, {7, 0}}, {{7, 0}, {1, 1}}, {{6, 0}, {6, 1}}});
    EXPECT_EQ(kept.count(), 3U);
    EXPECT_EQ(columns_of(kept, 3, 2), (std::vector<std::uint32_t>{0, none, none, none, 1, 2}));
    EXPECT_EQ(kept.of(0), std::vector<std::size_t>{0});
    EXPECT_TRUE(kept.of(1).empty());
    EXPECT_TRUE(kept.keeps(2, 1));
    EXPECT_TRUE(kept.is_tied(0));
    EXPECT_TRUE(kept.is_tied(1));
    EXPECT_FALSE(kept.is_tied(2));
}

TEST(KeptOutputs, ItsOwnOutputTwiceTiesAScenarioToNone) { EXPECT_FALSE(KeptOutputs({0}, 2, {{{0, 0}, {0, 0}}}).is_tied(0)); }

// Scenarios some of whose outputs are the first's: all of an indicator or variable's values, wherever it stands.
SampleRun run_with_same(std::uint64_t paths, Failing failing, OutputHomes& homes) {
    SampleRun run = sample_run(paths, failing);
    const std::size_t outputs = run.layout.outputs(), yearly = run.layout.years.size() * run.layout.indicators.size();
    homes = all_apart(run.values.size(), outputs);
    homes[1][0] = homes[1][1] = homes[2][6] = {0, 5};
    homes[1][yearly + 2] = homes[2][outputs - 1] = {0, yearly};
    homes[2][7] = {1, 7};
    homes[2][1] = {2, 0};
    homes[0][3] = {0, 2};
    for (std::size_t s = 0; s < homes.size(); ++s) {
        for (std::size_t o = 0; o < outputs; ++o) run.values[s][o] = run.values[homes[s][o].scenario][homes[s][o].output];
    }
    return run;
}

TEST(KeptOutputs, ResultsTakenOverAreThoseThatWouldHaveBeenFound) {
    for (const std::uint64_t paths : {1U, 5000U, 20000U}) {
        OutputHomes homes;
        const SampleRun run = run_with_same(paths, Failing::none, homes);
        const results::ResultSet expected = collect(run);
        for (const std::size_t group : {1U, 2U, 3U}) {
            for (const std::size_t strip : {8U, 24U, 256U}) {
                expect_same(expected, collect(run, {.group = group, .strip = strip, .homes = homes}));
            }
        }
        expect_same(expected, collect(run, {.backwards = true, .homes = homes}));
    }
}

TEST(KeptOutputs, AFailedPathWhereResultsAreSharedEndsTheRun) {
    OutputHomes homes;
    SampleRun run = run_with_same(20000, Failing::none, homes);
    for (const std::size_t failing : {0U, 1U, 2U}) {
        SampleRun one = run;
        one.failures[failing][17000] = 1;
        EXPECT_THROW(collect(one, {.homes = homes}), results::PathFailedWhereShared) << failing;
    }
}

TEST(KeptOutputs, AFailedPathInAScenarioThatSharesWithNoneDoesNot) {
    SampleRun run = sample_run(9000, Failing::some);
    OutputHomes homes = all_apart(run.values.size(), run.layout.outputs());
    for (std::size_t s = 0; s < homes.size(); ++s) {
        homes[s][1] = {s, 0};
        run.values[s][1] = run.values[s][0];
    }
    expect_same(collect(run), collect(run, {.homes = homes}));
}

TEST(KeptOutputs, MemoryIsThatOfTheColumnsKept) {
    results::Layout layout = sample_run(1).layout;
    layout.paths = 10000000;
    const std::size_t all = Collector::bytes_needed(layout, 3, 2);
    const std::size_t half = Collector::bytes_needed(layout, 3, 2, results::ForQuantiles::keep_values, 3 * layout.outputs() / 2);
    EXPECT_EQ(Collector::bytes_needed(layout, 3, 2, results::ForQuantiles::keep_values, 3 * layout.outputs()), all);
    EXPECT_LT(half, 0.55 * static_cast<double>(all));
}

TEST(KeptOutputs, OnlyExactQuantilesOfIndependentPathsWhoseValuesAreKeptMayShare) {
    results::Layout layout = sample_run(1).layout;
    EXPECT_TRUE(Collector::shares_results(layout, results::ForQuantiles::keep_values));
    EXPECT_FALSE(Collector::shares_results(layout, results::ForQuantiles::pass_twice));
    for (const char* sampling : {"antithetic", "latin_hypercube", "sobol"}) {
        layout.sampling = sampling;
        EXPECT_FALSE(Collector::shares_results(layout, results::ForQuantiles::keep_values)) << sampling;
    }
    layout.sampling = "random";
    layout.quantiles = results::Quantiles::streaming;
    EXPECT_FALSE(Collector::shares_results(layout, results::ForQuantiles::keep_values));
}

}  // namespace
}  // namespace yuce::testing
