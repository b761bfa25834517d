// The default Chongqing model against its acceptance bands. 200,000 paths: a probability near 0.25 has a standard error of 0.1 points.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/cases/case_run.hpp"
#include "tests/cases/path_values.hpp"

namespace yuce::testing {
namespace {

const char* const batch = "scenarios/chongqing-2025/batch.toml";

const results::ResultSet& baseline() {
    static const results::ResultSet results = [] {
        scenarios::Overrides overrides;
        overrides.paths = 200000;
        overrides.scenarios = {"baseline"};
        return run_case(batch, overrides);
    }();
    return results;
}

const PathValues& paths() {
    static const PathValues values = [] {
        const auto plan = load(batch);
        return simulate_paths(plan, scenario_of(plan, "baseline").assumptions, 100000);
    }();
    return values;
}

const std::vector<double>& of(const std::string& id) { return paths().indicators.at(id).at(0); }

template <class Test>
double share(const std::string& id, Test test) {
    const std::vector<double>& x = of(id);
    return static_cast<double>(std::count_if(x.begin(), x.end(), test)) / static_cast<double>(x.size());
}

double mean(const std::vector<double>& x) {
    double sum = 0;
    for (const double v : x) sum += v;
    return sum / static_cast<double>(x.size());
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    const double mx = mean(x), my = mean(y);
    double sxy = 0, sxx = 0, syy = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        sxy += (x[k] - mx) * (y[k] - my);
        sxx += (x[k] - mx) * (x[k] - mx);
        syy += (y[k] - my) * (y[k] - my);
    }
    return sxy / std::sqrt(sxx * syy);
}

void expect_between(double value, double low, double high, const char* what) {
    EXPECT_GE(value, low) << what;
    EXPECT_LE(value, high) << what;
}

TEST(ChongqingBands, NoPathFails) { EXPECT_EQ(baseline().scenarios[0].paths_failed, 0U); }

TEST(ChongqingBands, GrowthHasItsMedianAndSpread) {
    const auto& growth = indicator(baseline(), "baseline", "gdp_growth");
    expect_between(growth.quantiles[5], 5.2, 5.6, "median");
    expect_between(growth.sd, 0.80, 1.05, "sd");
    expect_between(growth.skewness, -0.6, -0.1, "skewness");
    expect_between(growth.kurtosis, 0.2, 1.5, "excess kurtosis");
}

TEST(ChongqingBands, GrowthReachesItsTargetOnceInFour) {
    expect_between(probability(baseline(), "baseline", "gdp_growth"), 0.18, 0.32, "P(growth >= 6)");
    expect_between(share("gdp_growth", [](double x) { return x >= 5.7; }), 0.30, 0.45, "P(growth >= 5.7)");
    expect_between(share("gdp_growth", [](double x) { return x < 4; }), 0.03, 0.10, "P(growth < 4)");
}

TEST(ChongqingBands, PricesStayFarBelowTheirTarget) {
    expect_between(probability(baseline(), "baseline", "cpi_change"), 0.02, 0.10, "P(CPI 1.5 to 2.5)");
    EXPECT_GT(share("cpi_change", [](double x) { return x <= 2; }), 0.95);
}

TEST(ChongqingBands, DemandTargetsAreUnlikely) {
    expect_between(probability(baseline(), "baseline", "fai_growth"), 0.08, 0.20, "investment");
    expect_between(probability(baseline(), "baseline", "retail_sales_growth"), 0.15, 0.35, "retail");
    expect_between(probability(baseline(), "baseline", "income_per_capita_growth"), 0.08, 0.22, "income");
}

TEST(ChongqingBands, TradeIsWide) {
    expect_between(indicator(baseline(), "baseline", "trade_total_growth").sd, 5.5, 9, "sd");
    expect_between(probability(baseline(), "baseline", "trade_total_growth"), 0.55, 0.75, "P(trade > 0)");
}

TEST(ChongqingBands, LabourTargetsAreLikely) {
    EXPECT_GT(probability(baseline(), "baseline", "urban_new_jobs"), 0.93);
    expect_between(probability(baseline(), "baseline", "unemployment_rate_survey"), 0.70, 0.92, "unemployment");
}

TEST(ChongqingBands, GrainAndEnergyAreLikely) {
    expect_between(probability(baseline(), "baseline", "grain_output"), 0.78, 0.92, "grain");
    expect_between(probability(baseline(), "baseline", "energy_intensity_change"), 0.60, 0.85, "energy");
}

TEST(ChongqingBands, FirstQuarterLeavesMuchOpen) {
    const auto& first = paths().variables.at("growth_ytd").at(0);
    const auto& year = of("gdp_growth");
    std::vector<double> difference(year.size());
    for (std::size_t k = 0; k < year.size(); ++k) difference[k] = year[k] - first[k];
    const double m = mean(difference);
    double squares = 0;
    for (const double d : difference) squares += (d - m) * (d - m);
    expect_between(std::sqrt(squares / static_cast<double>(difference.size())), 0.65, 1.2, "sd of year minus first quarter");
}

TEST(ChongqingBands, CumulativeGrowthOfTheFourthQuarterIsTheYears) {
    const auto& last = paths().variables.at("growth_ytd").at(3);
    for (std::size_t k = 0; k < last.size(); ++k) ASSERT_NEAR(last[k], of("gdp_growth")[k], 1e-12) << "path " << k;
}

TEST(ChongqingBands, IndicatorsMoveTogetherAsTheyShould) {
    expect_between(correlation(of("gdp_growth"), of("retail_sales_growth")), 0.5, 0.8, "retail");
    expect_between(correlation(of("gdp_growth"), of("fai_growth")), 0.35, 0.65, "investment");
    expect_between(correlation(of("gdp_growth"), of("trade_total_growth")), 0.15, 0.45, "trade");
    expect_between(correlation(of("gdp_growth"), of("unemployment_rate_survey")), -0.65, -0.3, "unemployment");
}

// Nine paths in ten, to the whole percent in which the band is stated; its ends are the 5 and 95 percent quantiles to the hundred.
TEST(ChongqingBands, NominalGdpLevelIsInItsNinetyPercentBand) {
    const double inside = share("gdp_level", [](double x) { return x >= 33400 && x <= 34500; });
    expect_between(inside, 0.895, 0.905, "share of paths");
    const auto& level = indicator(baseline(), "baseline", "gdp_level");
    EXPECT_NEAR(level.quantiles[1], 33400, 50);
    EXPECT_NEAR(level.quantiles[9], 34500, 50);
}

TEST(ChongqingBands, PhysicalBoundsHold) {
    for (const double n : paths().indicators.at("deaths").at(0)) ASSERT_EQ(n, std::floor(n));
    for (const double rate : of("accident_deaths_per_gdp")) ASSERT_LE(rate, 0.03);
    for (const double days : of("air_quality_good_days")) ASSERT_LE(days, 365);
    for (const double rate : of("urbanization_rate")) ASSERT_TRUE(rate >= 0 && rate <= 100);
    for (const char* id : {"food_weight", "us_share_electronics", "us_share_other", "rerouted_share", "additional_share", "borrowed_share"}) {
        for (const double value : paths().parameters.at(id)) ASSERT_TRUE(value >= 0 && value <= 1) << id;
    }
}

}  // namespace
}  // namespace yuce::testing
