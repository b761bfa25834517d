// How many paths `--until` tries, on made-up runs whose probabilities are known.

#include "scenarios/until.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/error.hpp"
#include "results/statistics.hpp"

namespace yuce::scenarios {
namespace {

// Two scenarios with one target, met by these shares of the paths, and a goal.
results::ResultSet made_up(std::uint64_t paths, double first, double second) {
    results::ResultSet r;
    r.layout.paths = paths;
    r.layout.scenarios = {{"baseline", {}, "", {}}, {"tariff", {}, "", {}}};
    r.layout.targets.resize(1);
    r.layout.targets[0].id = "growth";
    r.layout.goals = {{"binding", {}, {0}, 1}};
    for (const double share : {first, second}) {
        results::ScenarioResult s;
        const auto hits = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(paths)));
        s.probability = s.strict = s.goals = {results::wilson(hits, paths)};
        s.difference = {results::Estimate{}};
        if (r.scenarios.size() == 1) s.difference = {results::paired_difference(0, paths / 1000, paths)};
        r.scenarios.push_back(s);
    }
    return r;
}

struct Made {
    UntilOutcome outcome;
    std::vector<UntilAttempt> attempts;
};

Made run(const std::string& text, double first, double second, std::uint64_t most = until_most_paths) {
    Made made;
    made.outcome = run_until(
        parse_until(text), most, [&](std::uint64_t paths) { return made_up(paths, first, second); },
        [&](const UntilAttempt& attempt) { made.attempts.push_back(attempt); });
    return made;
}

TEST(Until, ReadsAWidthOrALevel) {
    EXPECT_EQ(parse_until("0.001").kind, Until::Kind::width);
    EXPECT_EQ(parse_until("1e-3").value, 0.001);
    EXPECT_EQ(parse_until("decided=0.5").kind, Until::Kind::decided);
    EXPECT_EQ(parse_until("decided=0.25").value, 0.25);
}

TEST(Until, RefusesWhatItDoesNotUnderstand) {
    for (const char* text : {"", "0", "1", "-0.1", "banana", "0.1%", "nan", "inf", "1e-999", "decided", "decided=", "decided=0",
                             "decided=1", "decided=1.5", "decided=half", "decided=0.5 ", "width=0.1"}) {
        try {
            parse_until(text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::input);
            EXPECT_NE(std::string(error.what()).find(text), std::string::npos);
            EXPECT_NE(error.try_this().find("--until decided=0.5"), std::string::npos);
        }
    }
}

TEST(Until, OneRunIsEnoughWhereTheFirstIsNarrowEnough) {
    const Made made = run("0.02", 0.5, 0.1);
    ASSERT_EQ(made.attempts.size(), 1U);
    EXPECT_EQ(made.attempts[0].paths, until_first_paths);
    EXPECT_EQ(made.attempts[0].next, 0U);
    EXPECT_TRUE(made.outcome.open.empty());
}

TEST(Until, TheSecondRunIsNarrowEnoughAndHardlyMoreThanNeeded) {
    for (const double p : {0.5, 0.3, 0.8}) {
        const Made made = run("0.004", p, 0.5);
        ASSERT_EQ(made.attempts.size(), 2U) << p;
        EXPECT_TRUE(made.outcome.open.empty());
        const double needed = std::pow(2 * results::z95 / 0.004, 2) * 0.25;
        EXPECT_GE(static_cast<double>(made.attempts[1].paths), needed * 0.999);
        EXPECT_LE(static_cast<double>(made.attempts[1].paths), needed * 1.05);
    }
}

TEST(Until, ARareTargetIsLookedAtTwiceBeforeTheLongRun) {
    const Made made = run("0.0002", 0.01, 0.01, 1000000000);
    ASSERT_EQ(made.attempts.size(), 3U);
    double before = 0;
    for (std::size_t k = 0; k + 1 < made.attempts.size(); ++k) before += static_cast<double>(made.attempts[k].paths);
    EXPECT_LT(before, 0.2 * static_cast<double>(made.attempts.back().paths));
    EXPECT_TRUE(made.outcome.open.empty());
}

TEST(Until, WidthCoversGoalsAndDifferences) {
    results::ResultSet r = made_up(1000000, 0.001, 0.001);
    const Until until = parse_until("0.0005");
    r.scenarios[1].difference = {{0.1, 0.0995, 0.1011}};
    r.scenarios[0].goals = {{0.5, 0.499, 0.5}};
    const std::vector<OpenInterval> open = open_intervals(r, until);
    ASSERT_EQ(open.size(), 2U);
    EXPECT_EQ(open[0].of, "the difference of P(growth) in tariff");
    EXPECT_EQ(open[1].of, "P(goal binding) in baseline");
}

TEST(Until, StrictReadingsAreWatchedWhereTheyDiffer) {
    results::ResultSet r = made_up(1000, 0.001, 0.001);
    r.scenarios[0].strict = {{0.5, 0.4, 0.6}};
    EXPECT_TRUE(open_intervals(r, parse_until("0.05")).empty());
    r.layout.targets[0].comparator = results::Comparator::approx;
    ASSERT_EQ(open_intervals(r, parse_until("0.05")).size(), 1U);
    EXPECT_EQ(open_intervals(r, parse_until("0.05"))[0].of, "P(growth, strictly) in baseline");
    EXPECT_TRUE(open_intervals(r, parse_until("decided=0.45")).empty());
}

TEST(Until, DecisionsTakeFourTimesAsManyPathsUntilTheyAreMade) {
    const Made made = run("decided=0.5", 0.503, 0.2);
    std::vector<std::uint64_t> paths;
    for (const UntilAttempt& attempt : made.attempts) paths.push_back(attempt.paths);
    EXPECT_EQ(paths, (std::vector<std::uint64_t>{16384, 65536, 262144}));
    EXPECT_TRUE(made.outcome.open.empty());
    EXPECT_EQ(made.attempts[0].open.size(), 1U);
    EXPECT_EQ(made.attempts[0].open[0].of, "P(growth) in baseline");
}

TEST(Until, AProbabilityOfTheLevelItselfEndsAtTheMostPaths) {
    const Made made = run("decided=0.5", 0.5, 0.2, 300000);
    EXPECT_EQ(made.attempts.back().paths, 300000U);
    ASSERT_EQ(made.outcome.open.size(), 1U);
    EXPECT_EQ(made.outcome.open[0].of, "P(growth) in baseline");
}

TEST(Until, MorePathsThanAllowedAreNeverTried) {
    const Made made = run("0.0001", 0.5, 0.5, 100001);
    EXPECT_EQ(made.attempts.size(), 2U);
    EXPECT_EQ(made.attempts.back().paths, 100001U);
    EXPECT_FALSE(made.outcome.open.empty());
    EXPECT_EQ(run("0.0001", 0.5, 0.5, 5).attempts.back().paths, 5U);
}

TEST(Until, ARunThatRoundsPathsUpStillEnds) {
    std::vector<std::uint64_t> tried;
    const UntilOutcome outcome = run_until(
        parse_until("0.0001"), 70000, [&](std::uint64_t paths) { return made_up((paths + 65535) / 65536 * 65536, 0.5, 0.5); },
        [&](const UntilAttempt& attempt) { tried.push_back(attempt.paths); });
    EXPECT_EQ(tried, (std::vector<std::uint64_t>{65536, 131072}));
    EXPECT_FALSE(outcome.open.empty());
}

TEST(Until, WhatHasNoNumberIsNotWaitedFor) {
    results::ResultSet r = made_up(100, 0.5, 0.5);
    const double nan = std::nan("");
    for (auto& s : r.scenarios) s.probability = s.strict = s.goals = s.difference = {{nan, nan, nan}};
    EXPECT_TRUE(open_intervals(r, parse_until("0.001")).empty());
    EXPECT_TRUE(open_intervals(r, parse_until("decided=0.5")).empty());
}

TEST(Until, WithoutTargetsThereIsNothingToWaitFor) {
    const auto none = [](std::uint64_t paths) {
        results::ResultSet r;
        r.layout.paths = paths;
        return r;
    };
    EXPECT_THROW(run_until(parse_until("0.1"), 1000, none, [](const UntilAttempt&) {}), Error);
}

TEST(Until, ProvenanceSaysWhatWasWaitedForOutsideTheDigest) {
    const Made made = run("decided=0.5", 0.503, 0.2);
    EXPECT_EQ(made.outcome.results.provenance.run.at("until"), "decided=0.5");
    EXPECT_EQ(made.outcome.results.provenance.run.at("until_paths"), "16384, 65536, 262144");
    EXPECT_TRUE(made.outcome.results.provenance.overrides.empty());
}

}  // namespace
}  // namespace yuce::scenarios
