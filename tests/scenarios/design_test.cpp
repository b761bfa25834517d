#include "scenarios/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/run_batch.hpp"
#include "tests/scenarios/small_batch.hpp"

namespace yuce::scenarios {
namespace {

using testing::SmallBatch;

// growth is the mean of four quarters of x = 0.5 x[-1] + large + small: normal, its mean 0.
const char* const additive = R"(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "x = 0.5 * x[-1] + large + small"
annual = 'growth = mean(x)'
[shocks]
small = { distribution = "normal", sd = 0.2 }
large = { distribution = "normal", sd = 1 }
[initial]
x = 0
)";
// Two-sided, with an event and a product: nothing a design makes exact.
const char* const mixed = R"(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "x = 0.5 * x[-1] + large * (1 + small) - storm"
annual = 'growth = mean(x)'
[shocks]
small = { distribution = "normal", sd = 0.5 }
large = { distribution = "student_t", df = 5, sd = 1 }
[events]
storm = { probability = 0.2, severity = { distribution = "uniform", min = 0, max = 1 } }
[initial]
x = 0
)";

Overrides with(const std::string& sampling, std::uint64_t paths, std::uint64_t seed = 1) {
    Overrides overrides;
    overrides.sampling = sampling;
    overrides.paths = paths;
    overrides.seed = seed;
    return overrides;
}

void write(const SmallBatch& batch, const char* model) {
    batch.write("model.toml", model);
    batch.write("targets.csv", "id,comparator,value,year,indicator\nhalf,ge,0,2025,growth\ntail,ge,1.2,2025,growth\n");
    batch.batch("targets = \"targets.csv\"\n", "2025Q4");
}

TEST(Design, OrdersDrawsByWhatTheyMove) {
    SmallBatch batch;
    write(batch, additive);
    const engine::Design design = design_of(batch.load(with("sobol", 65536)));
    ASSERT_EQ(design.order.size(), 8U);
    // Quarters count 1.875, 1.75, 1.5 and 1 times the shock; the first two may change places on 4096 paths.
    const engine::StreamId large = engine::stream_of("shock/large");
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(design.order[k].stream, large) << k;
    const auto first = std::min(design.order[0].period, design.order[1].period);
    EXPECT_EQ(std::max(design.order[0].period, design.order[1].period), first + 1);
    EXPECT_EQ(design.order[2].period, first + 2);
    EXPECT_EQ(design.order[3].period, first + 3);
}

TEST(Design, HasAnOrderForSobolOnly) {
    SmallBatch batch;
    write(batch, additive);
    for (const char* sampling : {"random", "antithetic", "latin_hypercube"}) {
        EXPECT_TRUE(design_of(batch.load(with(sampling, 65536))).order.empty()) << sampling;
    }
}

TEST(Design, RoundsPathsUpAndSaysSo) {
    SmallBatch batch;
    write(batch, additive);
    const RunPlan plan = batch.load(with("sobol", 100000));
    EXPECT_EQ(plan.layout.paths, 102400U);
    EXPECT_TRUE(testing::contains(plan.warnings, "100000 paths are rounded up to 102400 for sampling = \"sobol\""))
        << plan.warnings;
    EXPECT_EQ(batch.load(with("sobol", 102400)).warnings, "");
    EXPECT_EQ(batch.load(with("antithetic", 100001)).layout.paths, 100016U);
    EXPECT_EQ(batch.load(with("random", 100001)).layout.paths, 100001U);
}

TEST(Design, AntitheticPathsGiveALinearModelItsMeanExactly) {
    SmallBatch batch;
    write(batch, additive);
    const auto results = run_batch(batch.load(with("antithetic", 1024)), {});
    EXPECT_NEAR(results.scenarios[0].indicators[0].mean, 0, 1e-15);
    EXPECT_LT(results.scenarios[0].indicators[0].mean_error, 1e-15);
    EXPECT_GT(results.scenarios[0].indicators[0].sd, 0.7);  // 0.8 by hand
}

TEST(Design, DesignsNarrowTheIntervalOfAnAdditiveModel) {
    SmallBatch batch;
    write(batch, additive);
    const auto width = [&](const char* sampling) {
        const auto p = run_batch(batch.load(with(sampling, 65536)), {}).scenarios[0].probability[0];
        return p.high - p.low;
    };
    const double random = width("random");
    EXPECT_LT(width("latin_hypercube"), 0.9 * random);
    EXPECT_LT(width("sobol"), 0.7 * random);
}

// 95 % intervals of 300 runs with different seeds must hold the probability about 285 times: standard error 3.8 runs, bounds 4.5
// of them, over 6 counts: false alarm below 1e-4. The truth is the mean of the runs themselves, whose own error is 1 / 17 of a
// run's.
class Coverage : public ::testing::TestWithParam<const char*> {};

TEST_P(Coverage, OfIntervalsIs95Percent) {
    SmallBatch batch;
    write(batch, mixed);
    constexpr std::uint64_t runs = 300;
    const std::uint64_t paths = std::string(GetParam()) == "antithetic" ? 4096 : 65536;
    std::vector<std::vector<results::Estimate>> estimates(2);
    for (std::uint64_t seed = 0; seed < runs; ++seed) {
        const auto results = run_batch(batch.load(with(GetParam(), paths, seed)), {});
        for (std::size_t t = 0; t < 2; ++t) estimates[t].push_back(results.scenarios[0].probability[t]);
    }
    for (const auto& of_target : estimates) {
        double truth = 0;
        for (const results::Estimate& e : of_target) truth += e.value / runs;
        const auto holding = std::count_if(of_target.begin(), of_target.end(),
                                           [&](const results::Estimate& e) { return e.low <= truth && truth <= e.high; });
        EXPECT_NEAR(static_cast<double>(holding), 0.95 * runs, 4.5 * 3.8);
    }
}

INSTANTIATE_TEST_SUITE_P(Designs, Coverage, ::testing::Values("antithetic", "latin_hypercube", "sobol"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace yuce::scenarios
