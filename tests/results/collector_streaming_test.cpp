// Streaming quantiles in the collector: the same counts, quantiles within their stated error, memory that paths do not grow.

#include <gtest/gtest.h>

#include <cmath>

#include "results/collector.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using namespace results;

SampleRun streaming_run(std::uint64_t paths, Failing failing = Failing::none) {
    SampleRun run = sample_run(paths, failing);
    run.layout.quantiles = Quantiles::streaming;
    return run;
}

void expect_within_error(const Distribution& exact, const Distribution& streaming) {
    EXPECT_EQ(streaming.mean, exact.mean);
    EXPECT_EQ(streaming.minimum, exact.minimum);
    ASSERT_EQ(streaming.quantile_error.size(), exact.quantiles.size());
    for (std::size_t q = 0; q < exact.quantiles.size(); ++q) {
        EXPECT_LE(std::abs(streaming.quantiles[q] - exact.quantiles[q]), streaming.quantile_error[q]);
    }
    ASSERT_EQ(streaming.histogram_error.size(), exact.histogram.size());
    EXPECT_EQ(streaming.histogram_edges, exact.histogram_edges);
    for (std::size_t b = 0; b < exact.histogram.size(); ++b) {
        const std::uint64_t high = std::max(streaming.histogram[b], exact.histogram[b]);
        EXPECT_LE(high - std::min(streaming.histogram[b], exact.histogram[b]), streaming.histogram_error[b]);
    }
}

TEST(StreamingCollector, DiffersFromTheExactOneInQuantilesOnlyAndByNoMoreThanItStates) {
    for (const Failing failing : {Failing::none, Failing::some}) {
        const ResultSet exact = collect(sample_run(30000, failing)), streaming = collect(streaming_run(30000, failing));
        for (std::size_t s = 0; s < exact.scenarios.size(); ++s) {
            const ScenarioResult &a = exact.scenarios[s], &b = streaming.scenarios[s];
            EXPECT_EQ(a.hits, b.hits);
            EXPECT_EQ(a.joint, b.joint);
            EXPECT_EQ(a.targets_reached, b.targets_reached);
            EXPECT_EQ(a.paths_failed, b.paths_failed);
            for (std::size_t t = 0; t < a.difference.size(); ++t) EXPECT_EQ(a.difference[t].low, b.difference[t].low);
            for (std::size_t o = 0; o < a.indicators.size(); ++o) expect_within_error(a.indicators[o], b.indicators[o]);
            for (std::size_t o = 0; o < a.variables.size(); ++o) expect_within_error(a.variables[o], b.variables[o]);
            EXPECT_TRUE(a.indicators[0].quantile_error.empty());
        }
    }
}

TEST(StreamingCollector, ResultsDoNotDependOnHowItIsFed) {
    const SampleRun run = streaming_run(20000, Failing::some);
    const ResultSet expected = collect(run);
    expect_same(expected, collect(run, {.group = 1}));
    expect_same(expected, collect(run, {.group = 2}));
    expect_same(expected, collect(run, {.backwards = true}));
    expect_same(expected, collect(run, {.threads = 1}));
}

TEST(StreamingCollector, WhenEveryPathFailsEverythingIsNaN) {
    const ResultSet results = collect(streaming_run(5000, Failing::all));
    EXPECT_TRUE(std::isnan(results.scenarios[1].indicators[0].quantiles[5]));
    EXPECT_TRUE(std::isnan(results.scenarios[1].indicators[0].quantile_error[5]));
}

TEST(StreamingCollector, OnePathIsEnough) {
    const SampleRun run = streaming_run(1);
    const ResultSet results = collect(run);
    EXPECT_EQ(results.scenarios[0].indicators[0].quantiles[0], run.values[0][0][0]);
    EXPECT_EQ(results.scenarios[0].indicators[0].quantile_error[0], 0);
}

TEST(StreamingCollector, MemoryDoesNotGrowWithThePaths) {
    Layout few = streaming_run(1).layout, many = few;
    few.paths = 10000;
    many.paths = 10000000000;
    EXPECT_EQ(Collector::bytes_needed(few, 2, 4), Collector::bytes_needed(many, 2, 4));
    EXPECT_LT(Collector::bytes_needed(many, 3, 2), std::size_t{16} << 20);
    many.quantiles = Quantiles::exact;
    EXPECT_GT(Collector::bytes_needed(many, 2, 4), std::size_t{1} << 40);
}

}  // namespace
}  // namespace yuce::testing
