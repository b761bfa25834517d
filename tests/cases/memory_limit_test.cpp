#include <gtest/gtest.h>

#include "engine/error.hpp"
#include "scenarios/run_groups.hpp"
#include "scenarios/run_plan.hpp"
#include "scenarios/teams.hpp"
#include "tests/cases/case_run.hpp"

namespace yuce::scenarios {
namespace {

// Whether all groups of the plan are within the limit; nothing runs.
bool fits(const RunPlan& plan, unsigned threads, std::size_t limit) {
    ExecutionOptions options;
    options.threads = threads;
    options.memory_limit = limit;
    try {
        RunGroups groups(plan, options, shares_of(plan, options).front());
        while (!groups.done()) groups.refuse_beyond_memory(groups.next());
        return true;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::input);
        return false;
    }
}

// Scenarios of the first group, without a limit.
std::size_t first_group(std::uint64_t paths, const char* batch) {
    Diagnostics diagnostics;
    Overrides overrides;
    overrides.paths = paths;
    const auto plan = load_batch(testing::source_path(batch), overrides, diagnostics);
    ExecutionOptions options;
    options.teams = 1;
    return RunGroups(plan.value(), options, shares_of(*plan, options).front()).next().scenarios.size();
}

TEST(Groups, OfLargeScenariosAreFourAndOfSmallOnesMore) {
    const char* const batch = "scenarios/chongqing-2025/batch.toml";
    EXPECT_EQ(first_group(2000, batch), 17U);
    EXPECT_EQ(first_group(200000, batch), 4U);
    const std::size_t between = first_group(40000, batch);  // half a gigabyte
    EXPECT_GT(between, 4U);
    EXPECT_LT(between, 17U);
}

class MemoryLimitOf : public ::testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Threads, MemoryLimitOf, ::testing::Values(1U, 2U, 8U));

// A larger limit never refuses what a smaller one lets run.
TEST_P(MemoryLimitOf, RefusesOnlyBelowSomeLimit) {
    Diagnostics diagnostics;
    Overrides overrides;
    overrides.paths = 20000;
    const auto plan = load_batch(testing::source_path("scenarios/chongqing-2025/batch.toml"), overrides, diagnostics);
    ASSERT_TRUE(plan) << diagnostics.render();
    constexpr std::size_t megabyte = std::size_t{1} << 20;
    bool fitted = false;
    EXPECT_FALSE(fits(*plan, GetParam(), megabyte));
    for (std::size_t limit = 24; limit < 120; limit += 3) {
        const bool now = fits(*plan, GetParam(), limit * megabyte);
        EXPECT_TRUE(now || !fitted) << limit << " MB";
        fitted = fitted || now;
    }
    EXPECT_TRUE(fitted);
}

}  // namespace
}  // namespace yuce::scenarios
