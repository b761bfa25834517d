// Teams of threads that run scenarios of their own: nothing is left out, progress adds up, failures are told.

#include "scenarios/teams.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <sstream>
#include <vector>

#include "engine/error.hpp"
#include "tests/cases/case_run.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

scenarios::RunPlan plan() {
    scenarios::Overrides overrides;
    overrides.paths = 3000;
    return load("scenarios/chongqing-2025/batch.toml", overrides);
}

TEST(Teams, EachHasTheReferenceAndEveryOtherScenarioIsOneTeams) {
    const auto batch = plan();
    for (const std::size_t teams : {1U, 2U, 5U, 16U, 99U}) {
        scenarios::ExecutionOptions options;
        options.teams = teams;
        const auto shares = scenarios::shares_of(batch, options);
        EXPECT_EQ(shares.size(), std::min<std::size_t>(teams, 16));
        std::vector<std::size_t> seen;
        for (const scenarios::Share& share : shares) {
            EXPECT_EQ(share.teams, shares.size());
            ASSERT_GE(share.scenarios.size(), shares.size() == 1 ? 17U : 2U);
            EXPECT_EQ(share.scenarios.front(), batch.layout.reference);
            seen.insert(seen.end(), share.scenarios.begin() + 1, share.scenarios.end());
        }
        std::sort(seen.begin(), seen.end());
        ASSERT_EQ(seen.size(), 16U);
        EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
        EXPECT_EQ(std::count(seen.begin(), seen.end(), batch.layout.reference), 0);
    }
}

// bench/ says on paper what more cores would do.
TEST(Teams, AreChosenAlikeOnPaper) {
    const std::string python = "/usr/bin/python3";
    if (access(python.c_str(), X_OK) != 0) GTEST_SKIP() << python << " is not installed";
    const std::vector<std::size_t> scenarios = {1, 2, 3, 9, 17, 1001}, blocks = {1, 3, 16, 245, 2450},
                                   threads = {1, 2, 7, 64, 1000};
    std::ostringstream expected;
    for (const std::size_t s : scenarios) {
        for (const std::size_t b : blocks) {
            for (const std::size_t t : threads) expected << scenarios::teams_for(s, b, static_cast<unsigned>(t)) << " ";
        }
    }
    const Outcome paper =
        Workplace("teams_on_paper")
            .shell(python + " -c 'import sys; sys.path.insert(0, \"" + source_path("bench") +
                   "\"); from batches import teams_for; " +
                   "[print(teams_for(s, b, t)[0], end=\" \") for s in (1, 2, 3, 9, 17, 1001) for b in (1, 3, 16, 245, 2450) " +
                   "for t in (1, 2, 7, 64, 1000)]'");
    EXPECT_EQ(paper.out, expected.str()) << paper.err;
}

TEST(Teams, AreOneWhereMemoryIsLimitedOrARunIsMeasured) {
    const auto batch = plan();
    scenarios::ExecutionOptions options;
    options.threads = 8;
    EXPECT_GT(scenarios::shares_of(batch, options).size(), 1U);
    options.memory_limit = std::size_t{1} << 40;
    EXPECT_EQ(scenarios::shares_of(batch, options).size(), 1U);
    options.memory_limit = 0;
    options.simulate = engine::run;
    EXPECT_EQ(scenarios::shares_of(batch, options).size(), 1U);
}

TEST(Teams, ProgressNeverFallsAndEndsWithAllPaths) {
    const auto batch = plan();
    scenarios::ExecutionOptions options;
    options.teams = 4;
    options.threads = 4;
    std::vector<std::uint64_t> shown;  // one call at a time
    std::atomic<int> inside = 0;
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        EXPECT_EQ(++inside, 1);
        EXPECT_EQ(total, 17U * 3000);
        shown.push_back(done);
        --inside;
    };
    std::size_t begun = 0;
    options.begun = [&] { ++begun; };
    EXPECT_EQ(scenarios::run_batch(batch, options).provenance.run.at("teams"), "4");
    EXPECT_EQ(begun, 1U);
    ASSERT_FALSE(shown.empty());
    EXPECT_TRUE(std::is_sorted(shown.begin(), shown.end()));
    EXPECT_EQ(shown.back(), 17U * 3000);
}

TEST(Teams, AreStoppedTogether) {
    const auto batch = plan();
    const std::atomic<bool> stop = true;
    scenarios::ExecutionOptions options;
    options.teams = 3;
    options.stop = &stop;
    try {
        scenarios::run_batch(batch, options);
        FAIL() << "the run went on";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
}

}  // namespace
}  // namespace yuce::testing
