// Shocks and parameters: correlation, mixtures, scaling, freezing. Statistical tolerances are five standard errors (false alarm 6e-7).

#include <numeric>

#include "tests/models/small_model.hpp"

namespace yuce::models::testing {
namespace {

constexpr std::size_t many = 100000;
const engine::Law standard = law_of("normal", {{"mean", 0}, {"sd", 1}});

double mean_product(const std::vector<double>& x, const std::vector<double>& y) {
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0) / static_cast<double>(x.size());
}

ShockAdjustment adjust(double scale, double shift, std::size_t periods = 4) {
    return {std::vector<double>(periods, shift), std::vector<double>(periods, scale)};
}

TEST(CompileDraws, ShocksHaveTheirCorrelation) {
    const Model model = bind(SpecBuilder("x = a + b + c").shock("a", standard).shock("b", standard).shock("c", standard)
                                 .correlate("a", "b", 0.6).correlate("b", "c", -0.3));
    const Simulated r = simulate(model, quarters(2025, 1), {}, many);
    const double error = 5 / std::sqrt(static_cast<double>(many));
    EXPECT_NEAR(mean_product(r.series.at("a")[0], r.series.at("b")[0]), 0.6, error * std::sqrt(1 + 0.36));
    EXPECT_NEAR(mean_product(r.series.at("b")[0], r.series.at("c")[0]), -0.3, error * std::sqrt(1 + 0.09));
    EXPECT_NEAR(mean_product(r.series.at("a")[0], r.series.at("c")[0]), 0, error);
    EXPECT_NEAR(mean_product(r.series.at("a")[0], r.series.at("a")[1]), 0, error);
    EXPECT_NEAR(mean_product(r.series.at("a")[2], r.series.at("a")[2]), 1, error * std::sqrt(2));
}

TEST(CompileDraws, ParametersMayBeCorrelatedToo) {
    const Model model = bind(SpecBuilder("x = a + b").parameter("a", standard).parameter("b", standard).correlate("a", "b", 0.5));
    const Simulated r = simulate(model, quarters(2025, 1), {}, many);
    EXPECT_NEAR(mean_product(r.series.at("a")[0], r.series.at("b")[0]), 0.5, 5 * std::sqrt(1.25 / many));
}

TEST(CompileDraws, AMixtureKeepsTheSdAndJoinsTheTails) {
    SpecBuilder builder("x = a + b");
    builder.shock("a", standard).shock("b", standard);
    MixtureSpec mixture;
    mixture.shocks = {"*"};
    mixture.df = 9;
    builder.spec.mixtures.push_back(mixture);
    const Simulated r = simulate(bind(builder), quarters(2025, 1), {}, many);
    const auto& a = r.series.at("a")[0];
    const auto& b = r.series.at("b")[0];
    std::vector<double> aa(many), bb(many);
    for (std::size_t k = 0; k < many; ++k) aa[k] = a[k] * a[k], bb[k] = b[k] * b[k];
    const double n = static_cast<double>(many);
    // E x^4 = 3 (df - 2) / (df - 4) = 4.2 for a Student t with 9 degrees of freedom scaled to sd 1; E a^2 b^2 a third of it, with variance 206.
    EXPECT_NEAR(mean_product(a, a), 1, 5 * std::sqrt(3.2 / n));
    EXPECT_NEAR(mean_product(aa, bb), 1.4, 5 * std::sqrt(206 / n));
    EXPECT_NEAR(mean_product(a, b), 0, 5 * std::sqrt(1.4 / n));
}

TEST(CompileDraws, ScaleAndShiftActAroundTheCentre) {
    const engine::Law law = law_of("normal", {{"mean", 2}, {"sd", 1}});
    const Model model = bind(SpecBuilder("x = a").shock("a", law));
    Assumptions changed;
    changed.shocks["a"] = adjust(3, 10);
    const Simulated plain = simulate(model, quarters(2025, 1), {}, 100), wide = simulate(model, quarters(2025, 1), changed, 100);
    for (std::size_t k = 0; k < 100; ++k) {
        ASSERT_NEAR(wide.series.at("a")[1][k], 2 + 3 * (plain.series.at("a")[1][k] - 2) + 10, 1e-12);
    }
    changed.shocks["a"] = adjust(0, 0);
    EXPECT_EQ(simulate(model, quarters(2025, 1), changed, 1).series.at("a")[0][0], 2);
}

TEST(CompileDraws, TwoPieceShocksAreScaledAroundTheirMode) {
    const Model model = bind(SpecBuilder("x = a").shock("a", law_of("two_piece_normal", {{"mode", 5}, {"sd_low", 1}, {"sd_high", 3}})));
    Assumptions none;
    none.shocks["a"] = adjust(0, 0);
    EXPECT_EQ(simulate(model, quarters(2025, 1), none, 1).series.at("a")[0][0], 5);
}

TEST(CompileDraws, FrozenEntriesStandAtTheirMedian) {
    const Model model = bind(SpecBuilder("x = a + p")
                                 .shock("a", law_of("exponential", {{"mean", 2}}), Per::period, "noise")
                                 .parameter("p", law_of("lognormal", {{"median", 3}, {"sigma", 0.5}})));
    Assumptions frozen;
    frozen.frozen = {"noise", "p"};
    const Simulated r = simulate(model, quarters(2025, 1), frozen, 8);
    for (std::size_t k = 0; k < 8; ++k) {
        EXPECT_NEAR(r.series.at("a")[3][k], 2 * std::log(2), 1e-12);
        EXPECT_NEAR(r.series.at("p")[0][k], 3, 1e-12);
    }
}

TEST(CompileDraws, YearlyAndPathwiseShocksStandInAllTheirPeriods) {
    const Model model = bind(SpecBuilder("x = a + b", "y = a + b").shock("a", standard, Per::year).shock("b", standard, Per::path));
    const Simulated r = simulate(model, quarters(2025, 2), {}, 50);
    const auto& a = r.series.at("a");
    for (std::size_t k = 0; k < 50; ++k) {
        ASSERT_EQ(a[0][k], a[3][k]);
        ASSERT_NE(a[3][k], a[4][k]);
        ASSERT_EQ(r.series.at("b")[0][k], r.series.at("b")[7][k]);
        ASSERT_EQ(r.indicators.at("y")[1][k], r.series.at("x")[5][k]);
    }
}

TEST(CompileDraws, AnUnrelatedShockLeavesTheOthersAlone) {
    SpecBuilder few("x = a + b"), more("x = a + b\ny = c");
    few.shock("a", standard).shock("b", standard).correlate("a", "b", 0.7);
    more.shock("c", standard).shock("a", standard).shock("b", standard).correlate("a", "b", 0.7);
    const Simulated one = simulate(bind(few), quarters(2025, 1), {}, 64), two = simulate(bind(more), quarters(2025, 1), {}, 64);
    EXPECT_EQ(one.series.at("x"), two.series.at("x"));
}

TEST(CompileDraws, ParameterExpressionsFollowTheirParts) {
    const Model model = bind(SpecBuilder("x = b").parameter("common", standard).parameter("b", expression_of("1 + 0.5 * common")));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 20);
    for (std::size_t k = 0; k < 20; ++k) EXPECT_EQ(r.series.at("b")[0][k], std::fma(0.5, r.series.at("common")[0][k], 1.0));
}

TEST(Dependence, NamesThePairsOfAMatrixThatIsNotPositiveDefinite) {
    SpecBuilder builder("x = a + b + c");
    builder.shock("a", standard).shock("b", standard).shock("c", standard);
    builder.correlate("a", "b", 0.9).correlate("b", "c", 0.9).correlate("a", "c", -0.9);
    engine::Graph graph;
    Diagnostics diagnostics;
    EXPECT_FALSE(compile(graph, bind(builder), quarters(2025, 1), {}, diagnostics));
    const std::string text = diagnostics.render();
    for (const char* pair : {"b with a (0.9)", "c with b (0.9)", "c with a (-0.9)"}) {
        const std::string other = std::string(1, pair[7]) + " with " + pair[0] + std::string(pair + 8);
        EXPECT_TRUE(text.find(pair) != std::string::npos || text.find(other) != std::string::npos) << pair << "\n" << text;
    }
    builder.spec.repair = Repair::nearest;
    Diagnostics repaired;
    EXPECT_TRUE(compile(graph, bind(builder), quarters(2025, 1), {}, repaired)) << repaired.render();
    EXPECT_EQ(correlation_corrections(bind(builder)).size(), 3U);
}

}  // namespace
}  // namespace yuce::models::testing
