// Equations, lags, calendar, yearly aggregators and systems of a compiled model, on numbers worked out by hand.

#include "tests/models/small_model.hpp"

namespace yuce::models::testing {
namespace {

double only(const std::vector<double>& paths) { return paths.front(); }

TEST(CompileEquations, LagsReachBackToInitialValues) {
    const Model model = bind(SpecBuilder("x = 0.5 * x[-1] + x[-2]").initial("x", {4, 2}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_EQ(only(r.series.at("x")[0]), 4);      // 0.5 * 4 + 2
    EXPECT_EQ(only(r.series.at("x")[1]), 6);      // 0.5 * 4 + 4
    EXPECT_EQ(only(r.series.at("x")[2]), 7);      // 0.5 * 6 + 4
}

TEST(CompileEquations, OneInitialNumberServesEveryLag) {
    const Model model = bind(SpecBuilder("x = x[-1] + x[-3]").initial("x", {1}, true));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_EQ(only(r.series.at("x")[2]), 4);  // 2, 3, 3 + 1
    EXPECT_EQ(only(r.series.at("x")[3]), 6);  // 4 + 2
}

TEST(CompileEquations, YearToDateSumsAndGrowsOverTheSamePeriodsAYearBefore) {
    const Model model = bind(SpecBuilder("x = level\nsum_so_far = ytd(x)\ngrowth_so_far = ytd_growth(x)")
                                 .exogenous("level", {110, 120, 130, 140})
                                 .initial("x", {130, 120, 110, 100}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_EQ(only(r.series.at("sum_so_far")[2]), 360);
    EXPECT_NEAR(only(r.series.at("growth_so_far")[1]), 100 * (230.0 / 210 - 1), 1e-12);
    EXPECT_NEAR(only(r.series.at("growth_so_far")[3]), 100 * (500.0 / 460 - 1), 1e-12);
}

TEST(CompileEquations, CalendarNamesFollowThePeriod) {
    const Model model = bind(SpecBuilder("a = quarter\nb = month\nc = year\nd = period"));
    const Simulated r = simulate(model, quarters(2025, 2), {}, 1);
    EXPECT_EQ(only(r.series.at("a")[5]), 2);
    EXPECT_EQ(only(r.series.at("b")[5]), 6);
    EXPECT_EQ(only(r.series.at("c")[5]), 2026);
    EXPECT_EQ(only(r.series.at("d")[5]), 6);
}

TEST(CompileEquations, MonthlyModelsKnowTheirQuarter) {
    const Model model = bind(SpecBuilder("a = quarter\nb = month", {}, Frequency::monthly));
    const Simulated r = simulate(model, {Frequency::monthly, period_index(Frequency::monthly, 2025, 1), 12}, {}, 1);
    EXPECT_EQ(only(r.series.at("a")[6]), 3);
    EXPECT_EQ(only(r.series.at("b")[6]), 7);
}

TEST(CompileEquations, YearlyAggregatorsMatchHandCalculation) {
    const Model model = bind(SpecBuilder("x = level",
                                         "m = mean(x)\ns = sum(x)\nf = first(x)\nl = last(x)\nlow = min(x)\nhigh = max(x)\n"
                                         "w = wmean(x, 1, 2, 3, 4)\nc = compound(x)\ng = growth(x)\ntwo = max(m, s)\nlevel2 = level2[-1] + year")
                                 .exogenous("level", {4, 1, 3, 2})
                                 .initial("x", {2, 2, 2, 2})
                                 .initial("level2", {1}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    const auto value = [&](const char* id) { return only(r.indicators.at(id)[0]); };
    EXPECT_EQ(value("m"), 2.5);
    EXPECT_EQ(value("s"), 10);
    EXPECT_EQ(value("f"), 4);
    EXPECT_EQ(value("l"), 2);
    EXPECT_EQ(value("low"), 1);
    EXPECT_EQ(value("high"), 4);
    EXPECT_EQ(value("w"), 2.3);  // (4 + 2 + 9 + 8) / 10
    EXPECT_NEAR(value("c"), 100 * (1.04 * 1.01 * 1.03 * 1.02 - 1), 1e-12);
    EXPECT_EQ(value("g"), 25);
    EXPECT_EQ(value("two"), 10);
    EXPECT_EQ(value("level2"), 2026);
}

TEST(CompileEquations, IndicatorsAreEvaluatedForWholeYearsOnly) {
    const Model model = bind(SpecBuilder("x = period"));
    const Horizon horizon{Frequency::quarterly, period_index(Frequency::quarterly, 2025, 3), 8};  // 2025Q3 to 2027Q2
    const Simulated r = simulate(model, horizon, {}, 1);
    ASSERT_EQ(r.indicators.at("x").size(), 1U);
    EXPECT_EQ(only(r.indicators.at("x")[0]), 4.5);  // periods 3 to 6
}

TEST(CompileEquations, SimultaneousLinearEquationsAreSolved) {
    const Model model = bind(SpecBuilder("y = c + i\nc = 10 + 0.8 * y\ni = spending").exogenous("spending", {20}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_NEAR(only(r.series.at("y")[0]), 150, 1e-12);
    EXPECT_NEAR(only(r.series.at("c")[3]), 130, 1e-12);
}

TEST(CompileEquations, WholeExponentsAreRepeatedMultiplication) {
    const Model model = bind(SpecBuilder("x = a^3\ny = a^-2\nz = a^n").exogenous("a", {1.1}).parameter("n", 3.0));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_EQ(only(r.series.at("x")[0]), only(r.series.at("z")[0]));
    EXPECT_NEAR(only(r.series.at("y")[0]), 1 / 1.21, 1e-15);
}

// The quantile of a fresh uniform takes a way of its own.
TEST(CompileEquations, GammaOfScaleZeroIsZeroWhateverItsFirstArgument) {
    const Model model = bind(SpecBuilder("x = gamma_quantile(u, 2, k)\ny = gamma_quantile(u * 1 + 0 * k, 2, k)\nz = gamma_quantile(u, 2, k - 1)")
                                 .shock("u", law_of("uniform", {{"min", 0}, {"max", 1}}))
                                 .exogenous("k", {0}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_EQ(only(r.series.at("x")[0]), 0);
    EXPECT_EQ(only(r.series.at("y")[0]), 0);
    EXPECT_TRUE(std::isnan(only(r.series.at("z")[0])));
}

TEST(CompileEquations, AProductAddedIsFused) {
    // a * b is not representable: fused, its rounding error shows; b - a * a would be 0 unfused.
    const double a = 1 + 0x1p-30, square = a * a;
    const Model model = bind(SpecBuilder("x = s - a * a\ny = a * a - s").exogenous("a", {a}).exogenous("s", {square}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1);
    EXPECT_EQ(only(r.series.at("x")[0]), std::fma(-a, a, square));
    EXPECT_EQ(only(r.series.at("y")[0]), std::fma(a, a, -square));
    EXPECT_NE(only(r.series.at("x")[0]), 0);
}

std::string mistakes(const SpecBuilder& builder, const Horizon& horizon) {
    const Model model = bind(builder);
    engine::Graph graph;
    Diagnostics diagnostics;
    EXPECT_FALSE(compile(graph, model, horizon, {}, diagnostics));
    return diagnostics.render();
}

TEST(CompileEquations, MissingInitialValuesAreReportedWithThePeriod) {
    EXPECT_NE(mistakes(SpecBuilder("x = x[-1]"), quarters(2025, 1)).find("'x' is needed in 2024Q4, before the first period, and has no initial value"),
              std::string::npos);
    EXPECT_NE(mistakes(SpecBuilder("x = x[-4]").initial("x", {1, 2}), quarters(2025, 1)).find("'x' is needed in 2024Q1, but its initial values cover 2024Q3 to 2024Q4"),
              std::string::npos);
}

TEST(ModelPath, HoldsRepeatsOrRefusesAfterItsEnd) {
    ExogenousSpec spec;
    spec.id = "x";
    spec.place = place_of("x", "x");
    spec.values = {1, 2, 3, 4};
    Diagnostics diagnostics;
    EXPECT_EQ(model_path(spec, quarters(2025, 2), diagnostics)->values, (std::vector<double>{1, 2, 3, 4, 4, 4, 4, 4}));
    spec.after = AfterEnd::repeat;
    EXPECT_EQ(model_path(spec, quarters(2025, 2), diagnostics)->values, (std::vector<double>{1, 2, 3, 4, 1, 2, 3, 4}));
    EXPECT_FALSE(diagnostics.has_errors());
    spec.after = AfterEnd::refuse;
    EXPECT_FALSE(model_path(spec, quarters(2025, 2), diagnostics));
    EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace yuce::models::testing
