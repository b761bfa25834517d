// The shipped scenarios against their published figures, the targets they are read by, and the longer horizon.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/cases/case_run.hpp"

namespace yuce::testing {
namespace {

const char* const batch = "scenarios/chongqing-2025/batch.toml";

const results::ResultSet& all_scenarios() {
    static const results::ResultSet results = [] {
        scenarios::Overrides overrides;
        overrides.paths = 50000;
        return run_case(batch, overrides);
    }();
    return results;
}

struct Published {
    const char* scenario;
    double median, probability;
};
// Median growth and P(growth >= 6), from a plain calculation with 4,000 paths a scenario.
constexpr Published published[] = {
    {"baseline", 5.41, 0.25},           {"no_events", 5.60, 0.31},          {"tariff_escalation", 5.19, 0.18},
    {"tariff_war_weak_world", 4.87, 0.10}, {"tariff_truce", 5.40, 0.24},    {"summer_2022", 5.07, 0.14},
    {"property_second_leg", 4.88, 0.10}, {"property_stabilises", 5.74, 0.39}, {"national_stimulus", 5.69, 0.37},
    {"trade_in_doubled", 5.56, 0.31},   {"trade_in_runs_out", 5.33, 0.23},  {"nev_boom", 5.99, 0.50},
    {"cars_and_laptops_weak", 4.93, 0.11}, {"deflation_trap", 5.16, 0.17},  {"debt_squeeze", 4.92, 0.11},
    {"full_package", 6.13, 0.56},       {"perfect_storm", 4.48, 0.04},
};

// Authorities that respond, which the published figures leave out, lift the median by up to 0.06.
TEST(ChongqingScenarios, GiveTheirPublishedGrowth) {
    ASSERT_EQ(all_scenarios().layout.scenarios.size(), std::size(published));
    for (const Published& row : published) {
        EXPECT_NEAR(indicator(all_scenarios(), row.scenario, "gdp_growth").quantiles[5], row.median, 0.1) << row.scenario;
        EXPECT_NEAR(probability(all_scenarios(), row.scenario, "gdp_growth"), row.probability, 0.03) << row.scenario;
    }
}

double median(const char* scenario, const char* id) { return indicator(all_scenarios(), scenario, id).quantiles[5]; }

TEST(ChongqingScenarios, MoveTheFiguresTheyAreAbout) {
    EXPECT_NEAR(median("tariff_escalation", "trade_total_growth"), -0.4, 0.3);
    EXPECT_NEAR(median("tariff_war_weak_world", "trade_total_growth"), -2.7, 0.3);
    EXPECT_NEAR(median("summer_2022", "grain_output"), 1069, 2);
    EXPECT_NEAR(median("summer_2022", "cpi_change") - median("baseline", "cpi_change"), 0.3, 0.05);
    EXPECT_NEAR(median("property_second_leg", "fai_growth"), -0.3, 0.2);
    EXPECT_NEAR(median("property_second_leg", "energy_intensity_change"), -2.7, 0.1);
    EXPECT_NEAR(median("national_stimulus", "fai_growth"), 3.0, 0.2);
    EXPECT_NEAR(median("trade_in_doubled", "retail_sales_growth"), 4.9, 0.2);
    EXPECT_NEAR(median("nev_boom", "industry_va_above_scale_growth"), 9.1, 0.2);
    EXPECT_NEAR(median("nev_boom", "energy_intensity_change"), -2.8, 0.1);
    EXPECT_NEAR(median("deflation_trap", "income_per_capita_growth"), 5.1, 0.1);
    EXPECT_NEAR(median("debt_squeeze", "fai_growth"), -1.9, 0.2);
}

TEST(ChongqingTargets, FiftyOneRowsAndTwelveReadingsAreAssessedAndTheRestHasReasons) {
    const results::Layout& layout = all_scenarios().layout;
    EXPECT_EQ(layout.targets.size(), 51U + 12U);
    EXPECT_EQ(layout.not_assessed.size(), 55U);
    for (const auto& row : layout.not_assessed) EXPECT_GE(row.reason.size(), 15U) << row.id;
}

TEST(ChongqingTargets, JointProbabilityOfTheBindingOnesIsSixtyPercent) {
    const std::size_t goal = goal_index(all_scenarios(), "binding");
    const auto& binding = all_scenarios().layout.goals[goal];
    EXPECT_EQ(binding.members, 8U);
    EXPECT_EQ(binding.targets.size(), 5U);
    EXPECT_NEAR(all_scenarios().scenarios[0].goals[goal].value, 0.60, 0.02);
}

TEST(ChongqingBaseline, QuartersSumToThePublishedYear) {
    const auto plan = load(batch);
    for (const char* sector : {"primary", "industry", "construction", "services"}) {
        const std::string id = std::string("va_") + sector;
        double sum = 0;
        for (const char* quarter : {"_q1", "_q2", "_q3", "_q4"}) sum += plan.baseline.at(id + quarter);
        EXPECT_NEAR(sum, plan.baseline.at(id), 1e-6) << sector;
    }
    const auto& base = plan.baseline;
    EXPECT_NEAR(base.at("va_primary") + base.at("va_secondary") + base.at("va_services"), base.at("gdp_level"), 1e-6);
    EXPECT_NEAR(base.at("va_industry") + base.at("va_construction"), base.at("va_secondary"), 1e-6);
}

TEST(ChongqingHorizon, RunsToTheGoalsOf2027) {
    scenarios::Overrides overrides;
    overrides.paths = 20000;
    const auto results = run_case("scenarios/chongqing-2025/horizon-2027.toml", overrides);
    for (const auto& scenario : results.scenarios) EXPECT_EQ(scenario.paths_failed, 0U);
    // 4 trillion needs 7.5 percent a year in current prices: possible, not likely.
    const double p = probability(results, "baseline", "gdp_level");
    EXPECT_GT(p, 0.01);
    EXPECT_LT(p, 0.15);
    EXPECT_LT(p, probability(results, "baseline", "gdp_per_capita"));
}

}  // namespace
}  // namespace yuce::testing
