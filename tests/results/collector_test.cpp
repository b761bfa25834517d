// The collector against brute force over all paths, and against itself fed in other ways.

#include "results/collector.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "results/statistics.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using namespace results;

bool valid(const SampleRun& run, std::size_t s, std::uint64_t p) { return run.failures[s][p] == 0; }

double value(const SampleRun& run, std::size_t s, std::size_t t, std::uint64_t p) {
    const Target& target = run.layout.targets[t];
    return run.values[s][target.year_index * run.layout.indicators.size() + target.indicator_index][p];
}

bool meets(const SampleRun& run, std::size_t s, std::size_t t, std::uint64_t p) {
    return valid(run, s, p) && run.layout.targets[t].passes(value(run, s, t, p));
}

template <class Test>
std::uint64_t count(const SampleRun& run, Test test) {
    std::uint64_t n = 0;
    for (std::uint64_t p = 0; p < run.layout.paths; ++p) n += test(p) ? 1 : 0;
    return n;
}

class CollectorAgainstBruteForce : public ::testing::TestWithParam<Failing> {
protected:
    CollectorAgainstBruteForce() : run_(sample_run(9001, GetParam())), results_(collect(run_)) {}
    const ScenarioResult& of(std::size_t s) const { return results_.scenarios[s]; }
    double used(std::size_t s) const { return static_cast<double>(of(s).paths_used); }

    SampleRun run_;
    ResultSet results_;
};

TEST_P(CollectorAgainstBruteForce, PathsUsedAndFailedAddUp) {
    for (std::size_t s = 0; s < 3; ++s) {
        EXPECT_EQ(of(s).paths_used, count(run_, [&](auto p) { return valid(run_, s, p); }));
        EXPECT_EQ(of(s).paths_used + of(s).paths_failed, 9001U);
        std::uint64_t failed = 0;
        for (const FailureCount& f : of(s).failures) {
            const auto check = std::find(run_.checks[s].begin(), run_.checks[s].end(), std::pair(f.what, f.period));
            ASSERT_NE(check, run_.checks[s].end());
            const auto code = static_cast<std::uint32_t>(check - run_.checks[s].begin() + 1);
            EXPECT_EQ(f.paths, count(run_, [&](auto p) { return run_.failures[s][p] == code; })) << f.what;
            failed += f.paths;
        }
        EXPECT_EQ(failed, of(s).paths_failed);
    }
}

TEST_P(CollectorAgainstBruteForce, HitsAndStrictHitsAreCounted) {
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t t = 0; t < run_.layout.targets.size(); ++t) {
            const std::uint64_t hits = count(run_, [&](auto p) { return meets(run_, s, t, p); });
            EXPECT_EQ(of(s).hits[t], hits);
            EXPECT_EQ(of(s).probability[t].value, static_cast<double>(hits) / used(s));
            EXPECT_EQ(of(s).probability[t].low, wilson(hits, of(s).paths_used).low);
            EXPECT_EQ(
                of(s).hits_strict[t],
                count(run_,
                      [&](auto p) { return valid(run_, s, p) && run_.layout.targets[t].passes_strict(value(run_, s, t, p)); }))
                << run_.layout.targets[t].id;
        }
    }
}

TEST_P(CollectorAgainstBruteForce, JointTableHoldsBothMet) {
    const std::size_t n = run_.layout.targets.size();
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                const std::uint64_t both = count(run_, [&](auto p) { return meets(run_, s, i, p) && meets(run_, s, j, p); });
                ASSERT_EQ(of(s).joint[i * n + j], static_cast<double>(both) / used(s)) << i << " " << j;
            }
        }
    }
}

TEST_P(CollectorAgainstBruteForce, NumberMetAndGoalsAreCounted) {
    const std::size_t n = run_.layout.targets.size();
    for (std::size_t s = 0; s < 3; ++s) {
        double sum = 0;
        for (std::size_t k = 0; k <= n; ++k) {
            const std::uint64_t with = count(run_, [&](auto p) {
                std::size_t met = 0;
                for (std::size_t t = 0; t < n; ++t) met += meets(run_, s, t, p) ? 1 : 0;
                return valid(run_, s, p) && met == k;
            });
            EXPECT_EQ(of(s).targets_reached[k], static_cast<double>(with) / used(s)) << k;
            sum += of(s).targets_reached[k];
        }
        EXPECT_NEAR(sum, 1, 1e-12);
        for (std::size_t g = 0; g < 2; ++g) {
            const std::uint64_t all = count(run_, [&](auto p) {
                const auto& members = run_.layout.goals[g].targets;
                return std::all_of(members.begin(), members.end(), [&](std::size_t t) { return meets(run_, s, t, p); });
            });
            EXPECT_EQ(of(s).goals[g].value, static_cast<double>(all) / used(s));
        }
        EXPECT_TRUE(std::isnan(of(s).goals[2].value)) << "no member of it can be assessed";
    }
}

TEST_P(CollectorAgainstBruteForce, DifferencesArePairedOverPathsValidInBoth) {
    for (std::size_t s = 1; s < 3; ++s) {
        const std::uint64_t both = count(run_, [&](auto p) { return valid(run_, s, p) && valid(run_, 0, p); });
        for (std::size_t t = 0; t < run_.layout.targets.size(); ++t) {
            const auto here =
                count(run_, [&](auto p) { return valid(run_, 0, p) && meets(run_, s, t, p) && !meets(run_, 0, t, p); });
            const auto there =
                count(run_, [&](auto p) { return valid(run_, s, p) && !meets(run_, s, t, p) && meets(run_, 0, t, p); });
            const Estimate expected = paired_difference(here, there, both);
            EXPECT_EQ(of(s).difference[t].value, expected.value);
            EXPECT_EQ(of(s).difference[t].low, expected.low);
            EXPECT_EQ(of(s).difference[t].high, expected.high);
        }
    }
    for (const Estimate& e : of(0).difference) EXPECT_TRUE(e.value == 0 && e.low == 0 && e.high == 0);
}

TEST_P(CollectorAgainstBruteForce, MeansGivenATargetAreOverThePathsThatMeetIt) {
    const std::size_t indicators = run_.layout.indicators.size();
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t t = 0; t < run_.layout.targets.size(); ++t) {
            for (std::size_t i = 0; i < indicators; ++i) {
                const auto& column = run_.values[s][run_.layout.targets[t].year_index * indicators + i];
                long double sum = 0;
                std::uint64_t n = 0;
                for (std::uint64_t p = 0; p < run_.layout.paths; ++p) {
                    if (!meets(run_, s, t, p)) continue;
                    sum += column[p];
                    ++n;
                }
                const double given = of(s).given_target[t * indicators + i];
                if (n == 0) {
                    EXPECT_TRUE(std::isnan(given));
                } else {
                    EXPECT_NEAR(given, static_cast<double>(sum / static_cast<long double>(n)), 1e-11) << t << " " << i;
                }
            }
        }
    }
}

TEST_P(CollectorAgainstBruteForce, DistributionsLeaveFailedPathsOut) {
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t o = 0; o < run_.layout.outputs(); ++o) {
            std::vector<double> x;
            for (std::uint64_t p = 0; p < run_.layout.paths; ++p) {
                if (valid(run_, s, p)) x.push_back(run_.values[s][o][p]);
            }
            std::sort(x.begin(), x.end());
            const Distribution& d = o < 8 ? of(s).indicators[o] : of(s).variables[o - 8];
            long double sum = 0;
            for (const double v : x) sum += v;
            EXPECT_NEAR(d.mean, static_cast<double>(sum / static_cast<long double>(x.size())), 1e-11);
            EXPECT_EQ(d.minimum, x.front());
            EXPECT_EQ(d.maximum, x.back());
            const double h = static_cast<double>(x.size() - 1) * 0.5;
            const auto k = static_cast<std::size_t>(h);
            EXPECT_NEAR(d.quantiles[5], x[k] + (h - static_cast<double>(k)) * (x[std::min(k + 1, x.size() - 1)] - x[k]), 1e-15);
            std::uint64_t counted = 0;
            for (const std::uint64_t bin : d.histogram) counted += bin;
            EXPECT_EQ(counted, o < 8 ? x.size() : 0);
        }
    }
}

TEST_P(CollectorAgainstBruteForce, ConvergenceEndsAtTheProbability) {
    EXPECT_EQ(results_.checkpoints, (std::vector<std::uint64_t>{4096, 8192, 9001}));
    for (std::size_t s = 0; s < 3; ++s) {
        ASSERT_EQ(of(s).convergence.size(), 3U);
        for (std::size_t t = 0; t < run_.layout.targets.size(); ++t) {
            EXPECT_EQ(of(s).convergence[2][t].value, of(s).probability[t].value);
            const auto hits = count(run_, [&](auto p) { return p < 8192 && meets(run_, s, t, p); });
            const auto used = count(run_, [&](auto p) { return p < 8192 && valid(run_, s, p); });
            EXPECT_EQ(of(s).convergence[1][t].value, static_cast<double>(hits) / static_cast<double>(used));
            EXPECT_EQ(of(s).convergence[1][t].high, wilson(hits, used).high);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutFailures, CollectorAgainstBruteForce, ::testing::Values(Failing::none, Failing::some),
                         [](const auto& info) { return info.param == Failing::none ? "NoPathFails" : "SomePathsFail"; });

TEST(Collector, ResultsDoNotDependOnHowItIsFed) {
    const SampleRun run = sample_run(20000, Failing::some);
    const ResultSet expected = collect(run);
    expect_same(expected, collect(run, {.group = 1}));
    expect_same(expected, collect(run, {.group = 2}));
    expect_same(expected, collect(run, {.backwards = true}));
    expect_same(expected, collect(run, {.threads = 1}));
    for (const std::size_t strip : {8U, 24U, 512U, 4096U}) expect_same(expected, collect(run, {.strip = strip}));
}

TEST(Collector, PassingTwiceGivesWhatKeepingValuesGives) {
    constexpr ForQuantiles twice = ForQuantiles::pass_twice;
    for (const Failing failing : {Failing::none, Failing::some, Failing::all}) {
        for (const std::uint64_t paths : {1U, 5000U, 20000U}) {
            const SampleRun run = sample_run(paths, failing);
            const ResultSet kept = collect(run);
            expect_same(kept, collect(run, {.how = twice}));
            expect_same(kept, collect(run, {.group = 2, .backwards = true, .strip = 24, .how = twice}));
        }
    }
}

TEST(Collector, PassingTwiceNeedsLittleMemory) {
    Layout layout = sample_run(1).layout;
    layout.paths = 10000000;
    const std::size_t kept = Collector::bytes_needed(layout, 3, 2);
    EXPECT_LT(Collector::bytes_needed(layout, 3, 2, ForQuantiles::pass_twice), kept / 8);
    layout.sampling = "antithetic";  // the means of pairs are taken from kept values
    EXPECT_FALSE(Collector::passes_twice(layout, ForQuantiles::pass_twice));
}

TEST(Collector, ReferenceMayStandAnywhereInItsGroup) {
    SampleRun run = sample_run(5000, Failing::some);
    run.layout.reference = 2;
    const ResultSet results = collect(run);
    for (const Estimate& e : results.scenarios[2].difference) EXPECT_EQ(e.value, 0);
    EXPECT_GT(results.scenarios[0].difference[0].value, 0.05);
}

TEST(Collector, WhenEveryPathFailsEverythingIsNaN) {
    const ResultSet results = collect(sample_run(5000, Failing::all));
    EXPECT_TRUE(results.too_many_failed());
    const ScenarioResult& s = results.scenarios[1];
    EXPECT_EQ(s.paths_used, 0U);
    EXPECT_EQ(s.paths_failed, 5000U);
    EXPECT_TRUE(std::isnan(s.probability[0].value));
    EXPECT_TRUE(std::isnan(s.difference[0].high));
    EXPECT_TRUE(std::isnan(s.goals[0].low));
    EXPECT_TRUE(std::isnan(s.joint[0]));
    EXPECT_TRUE(std::isnan(s.targets_reached[0]));
    EXPECT_TRUE(std::isnan(s.given_target[0]));
    EXPECT_TRUE(std::isnan(s.indicators[0].mean));
    EXPECT_TRUE(std::isnan(s.indicators[0].minimum));
    EXPECT_TRUE(std::isnan(s.indicators[0].quantiles[5]));
    EXPECT_TRUE(std::isnan(s.convergence[0][0].value));
}

TEST(Collector, OnePathIsEnough) {
    const SampleRun run = sample_run(1);
    const ResultSet results = collect(run);
    const Distribution& d = results.scenarios[0].indicators[0];
    EXPECT_EQ(d.mean, run.values[0][0][0]);
    EXPECT_EQ(d.quantiles[0], run.values[0][0][0]);
    EXPECT_TRUE(std::isnan(d.sd));
    EXPECT_EQ(results.checkpoints, std::vector<std::uint64_t>{1});
}

TEST(Collector, WithoutTargetsAndYearsVariablesRemain) {
    SampleRun run = sample_run(5000);
    run.layout.targets.clear();
    run.layout.goals.clear();
    run.layout.years.clear();
    for (auto& scenario : run.values) scenario.resize(6);
    const ResultSet results = collect(run);
    EXPECT_TRUE(results.scenarios[0].indicators.empty());
    EXPECT_EQ(results.scenarios[0].variables.size(), 6U);
    EXPECT_EQ(results.scenarios[0].targets_reached, std::vector<double>{1});
}

TEST(Collector, BytesNeededCoverTheColumns) {
    const Layout layout = sample_run(1).layout;
    Layout large = layout;
    large.paths = 1000000;
    const std::size_t columns = layout.outputs() * 1000000 * sizeof(double);
    EXPECT_GT(Collector::bytes_needed(large, 1, 2), columns);
    EXPECT_LT(Collector::bytes_needed(large, 1, 2), columns * 1.1);
    EXPECT_GT(Collector::bytes_needed(large, 3, 2), 3 * columns);
}

}  // namespace
}  // namespace yuce::testing
