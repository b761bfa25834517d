#include "results/unit_intervals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/results/sample_run.hpp"

namespace yuce::results {
namespace {

using testing::Failing;
using testing::sample_run;
using testing::SampleRun;

struct UnitTotal {
    double value = 0, paths = 0;
};
using ByUnit = std::vector<UnitTotal>;

std::size_t unit_of_path(const std::string& sampling, std::size_t path) {
    return sampling == "antithetic" ? path / 16 * 8 + path % 8 : path / 4096;
}

// Totals of value(path) over the paths that count, unit by unit.
ByUnit totals(const SampleRun& run, const std::function<bool(std::size_t)>& counts,
              const std::function<double(std::size_t)>& value) {
    ByUnit units(unit_of_path(run.layout.sampling, run.layout.paths - 1) + 1);
    for (std::size_t path = 0; path < run.layout.paths; ++path) {
        if (!counts(path)) continue;
        UnitTotal& unit = units[unit_of_path(run.layout.sampling, path)];
        unit.value += value(path);
        unit.paths += 1;
    }
    return units;
}

// Standard error of the ratio of the totals, by its definition.
double ratio_error(const ByUnit& units) {
    double value = 0, paths = 0, squares = 0;
    for (const UnitTotal& unit : units) {
        value += unit.value;
        paths += unit.paths;
    }
    for (const UnitTotal& unit : units) squares += std::pow(unit.value - value / paths * unit.paths, 2);
    const double n = static_cast<double>(units.size());
    return std::sqrt(squares * n / (n - 1)) / paths;
}

class Designs : public ::testing::TestWithParam<const char*> {
protected:
    SampleRun run_of(Failing failing) const {
        const bool pairs = std::string(GetParam()) == "antithetic";
        SampleRun run = sample_run(pairs ? 2 * 4096 + 1616 : 17 * 4096, failing);
        run.layout.sampling = GetParam();
        return run;
    }
    static double t(const SampleRun& run) { return student_t95(unit_of_path(run.layout.sampling, run.layout.paths - 1)); }
};

std::size_t output_of(const Layout& layout, const Target& target) {
    return target.year_index * layout.indicators.size() + target.indicator_index;
}

TEST_P(Designs, GiveTheStudentIntervalOfTheRatioOverUnits) {
    for (const Failing failing : {Failing::none, Failing::some}) {
        const SampleRun run = run_of(failing);
        const ResultSet results = testing::collect(run);
        std::size_t seen = 0;
        for (std::size_t s = 0; s < 3; ++s) {
            const auto counts = [&](std::size_t path) { return run.failures[s][path] == 0; };
            for (std::size_t k = 0; k < run.layout.targets.size(); ++k) {
                const Target& target = run.layout.targets[k];
                const std::vector<double>& x = run.values[s][output_of(run.layout, target)];
                for (const bool strict : {false, true}) {
                    const Estimate& got = strict ? results.scenarios[s].strict[k] : results.scenarios[s].probability[k];
                    const auto n = static_cast<double>(results.scenarios[s].paths_used);
                    if (std::min(got.value, 1 - got.value) * n < 64) continue;
                    const double half = t(run) * ratio_error(totals(run, counts, [&](std::size_t path) {
                                            return strict ? target.passes_strict(x[path]) : target.passes(x[path]);
                                        }));
                    EXPECT_NEAR(got.low, std::max(0.0, got.value - half), 1e-10);
                    EXPECT_NEAR(got.high, std::min(1.0, got.value + half), 1e-10);
                    ++seen;
                }
            }
        }
        EXPECT_GT(seen, 30U);
    }
}

TEST_P(Designs, GiveDifferencesAndGoalsTheirOwn) {
    const SampleRun run = run_of(Failing::some);
    const ResultSet results = testing::collect(run);
    const std::size_t s = 1, reference = run.layout.reference;
    const auto met = [&](std::size_t scenario, std::size_t k, std::size_t path) {
        const Target& target = run.layout.targets[k];
        return target.passes(run.values[scenario][output_of(run.layout, target)][path]);
    };
    const auto both = [&](std::size_t path) { return run.failures[s][path] == 0 && run.failures[reference][path] == 0; };
    const double half = t(run) * ratio_error(totals(run, both, [&](std::size_t path) {
                            return double(met(s, 0, path)) - double(met(reference, 0, path));
                        }));
    const Estimate& difference = results.scenarios[s].difference[0];
    EXPECT_NEAR(difference.low, difference.value - half, 1e-10);
    EXPECT_NEAR(difference.high, difference.value + half, 1e-10);

    const auto counts = [&](std::size_t path) { return run.failures[s][path] == 0; };
    const double goal_half =
        t(run) *
        ratio_error(totals(run, counts, [&](std::size_t path) { return met(s, 0, path) && met(s, 2, path) && met(s, 6, path); }));
    const Estimate& goal = results.scenarios[s].goals[0];
    EXPECT_NEAR(goal.low, goal.value - goal_half, 1e-10);
    EXPECT_NEAR(goal.high, goal.value + goal_half, 1e-10);
    EXPECT_TRUE(std::isnan(results.scenarios[s].goals[2].value));
}

TEST_P(Designs, GiveMeansTheirStandardErrorOverUnits) {
    const SampleRun run = run_of(Failing::none);
    const ResultSet results = testing::collect(run);
    for (std::size_t o = 0; o < 3; ++o) {
        const double expected = ratio_error(totals(
            run, [](std::size_t) { return true; }, [&](std::size_t path) { return run.values[1][o][path]; }));
        EXPECT_NEAR(results.scenarios[1].indicators[o].mean_error, expected, 1e-9 * expected);
    }
}

TEST_P(Designs, GiveTheSameResultsInGroupsAndOutOfOrder) {
    const SampleRun run = run_of(Failing::some);
    const ResultSet one = testing::collect(run);
    testing::Feeding feeding;
    feeding.group = 1;
    feeding.backwards = true;
    const ResultSet other = testing::collect(run, feeding);
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t k = 0; k < run.layout.targets.size(); ++k) {
            EXPECT_EQ(one.scenarios[s].probability[k].low, other.scenarios[s].probability[k].low);
            EXPECT_EQ(one.scenarios[s].difference[k].high, other.scenarios[s].difference[k].high);
        }
        EXPECT_EQ(one.scenarios[s].indicators[1].mean_error, other.scenarios[s].indicators[1].mean_error);
    }
}

TEST_P(Designs, AreNeverNarrowerThanWilsonWhereUnitsAgree) {
    const SampleRun run = run_of(Failing::none);
    const ResultSet results = testing::collect(run);
    const std::size_t never = run.layout.targets.size() - 1;
    const Estimate& got = results.scenarios[0].probability[never];
    EXPECT_EQ(got.low, 0);
    EXPECT_EQ(got.high, wilson(0, run.layout.paths).high);
}

INSTANTIATE_TEST_SUITE_P(All, Designs, ::testing::Values("antithetic", "latin_hypercube", "sobol"),
                         [](const auto& info) { return std::string(info.param); });

TEST(StudentT95, IsThePublishedTable) {
    EXPECT_NEAR(student_t95(1), 12.7062, 5e-5);
    EXPECT_NEAR(student_t95(2), 4.3027, 5e-5);
    EXPECT_NEAR(student_t95(3), 3.1824, 5e-5);
    EXPECT_NEAR(student_t95(15), 2.1314, 5e-5);
    EXPECT_NEAR(student_t95(30), 2.0423, 5e-5);
    EXPECT_NEAR(student_t95(1000), 1.9623, 5e-5);
    EXPECT_NEAR(student_t95(1000000000), 1.95996, 5e-6);
    EXPECT_TRUE(std::isinf(student_t95(0)));
}

}  // namespace
}  // namespace yuce::results
