// Published answers the engine reproduces. Deterministic values to their printed digits; Monte Carlo values within four standard
// errors at 1e6 paths (false alarms: 6e-5 a value), the seed fixed beforehand.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/law.hpp"
#include "tests/cases/case_run.hpp"

namespace yuce::testing {
namespace {

constexpr double million = 1e6;

TEST(Klein, DynamicSimulationMatchesThePublishedPath) {
    const auto r = run_case("tests/cases/klein/batch.toml");
    const auto value = [&](const char* id, int year) {
        return variable(r, "baseline", id, static_cast<std::size_t>(year - 1923)).mean;
    };
    const std::map<int, double> consumption = {
        {1923, 50.33804}, {1924, 55.69942}, {1925, 56.71117}, {1940, 66.77991}, {1941, 75.45106}};
    const std::map<int, double> income = {
        {1923, 56.03056}, {1924, 65.85258}, {1925, 64.26508}, {1940, 76.80490}, {1941, 93.44591}};
    for (const auto& [year, expected] : consumption) EXPECT_NEAR(value("cn", year), expected, 1e-5) << year;
    for (const auto& [year, expected] : income) EXPECT_NEAR(value("y", year), expected, 1e-5) << year;
}

TEST(Klein, ImpactMultipliersOf1941AreExact) {
    const auto r = run_case("tests/cases/klein/batch.toml");
    const auto multiplier = [&](const char* id, const char* instrument) {
        return variable(r, instrument, id, 18).mean - variable(r, "baseline", id, 18).mean;
    };
    EXPECT_NEAR(multiplier("cn", "w2"), 0.4544079, 1e-7);
    EXPECT_NEAR(multiplier("cn", "g"), 1.6773419, 1e-7);
    EXPECT_NEAR(multiplier("y", "w2"), 0.2537924, 1e-7);
    EXPECT_NEAR(multiplier("y", "g"), 3.6618071, 1e-7);
}

TEST(Klein, IsSolvedAsOneLinearBlock) {
    const auto plan = load("tests/cases/klein/batch.toml");
    std::size_t simultaneous = 0;
    for (const models::BlockView& block : plan.model.blocks()) {
        if (!block.simultaneous) continue;
        ++simultaneous;
        EXPECT_TRUE(block.linear);
        EXPECT_EQ(block.variables.size(), 5U);
    }
    EXPECT_EQ(simultaneous, 1U);
}

TEST(RareEvents, MatchTheBenchmarkProbabilities) {
    const auto r = run_case("tests/cases/failure/batch.toml");
    const std::map<std::string, double> published = {
        {"rp22", 0.00420730551129962}, {"rp31", 0.00322668120958769}, {"rs", 0.0786496035251426}};
    for (const auto& [id, p] : published) {
        EXPECT_NEAR(probability(r, "baseline", id), p, 4 * share_error(p, million)) << id;
    }
}

class JointNormal : public ::testing::TestWithParam<std::pair<const char*, double>> {};

TEST_P(JointNormal, ProbabilityThatAllArePositiveMatches) {
    const auto [name, p] = GetParam();
    const auto r = run_case(std::string("tests/cases/joint_normal/batch_") + name + ".toml");
    EXPECT_NEAR(r.scenarios[0].goals[goal_index(r, "all")].value, p, 4 * share_error(p, million));
}

INSTANTIATE_TEST_SUITE_P(Published, JointNormal,
                         ::testing::Values(std::pair{"n2", 1.0 / 3.0}, std::pair{"n5", 1.0 / 6.0}, std::pair{"n37", 1.0 / 38.0},
                                           std::pair{"n37_low", 0.000492926621}));

TEST(FanChart, QuantileFunctionMatchesTheNormal) {
    const double mode = 1.34, sd = 0.2249;
    const engine::Law law{engine::LawKind::two_piece_normal, {mode, sd, sd}, {}, {}, {}, {}};
    const std::map<double, double> z = {{0.05, -1.6448536269514722}, {0.25, -0.6744897501960817}, {0.5, 0.0},
                                        {0.75, 0.6744897501960817}, {0.95, 1.6448536269514722}};
    for (const auto& [u, score] : z) EXPECT_NEAR(engine::law_quantile(law, u), mode + sd * score, 1e-6) << u;
}

TEST(FanChart, SimulatedBandsMatchWithinSamplingError) {
    const auto r = run_case("tests/cases/fan_chart/batch.toml");
    const double modes[] = {1.34, 1.60, 1.60, 1.71, 1.77, 1.68};
    const double sds[] = {0.2249, 0.3149, 0.3824, 0.4274, 0.4499, 0.4761};
    const std::map<std::size_t, double> scores = {{1, -1.6448536269514722}, {4, -0.6744897501960817}, {5, 0.0}, {9, 1.6448536269514722}};
    for (std::size_t t = 0; t < 6; ++t) {
        const results::Distribution& d = variable(r, "baseline", "inflation", t);
        for (const auto& [level, score] : scores) {
            const double u = results::quantile_levels[level];
            const double density = std::exp(-score * score / 2) / std::sqrt(2 * M_PI) / sds[t];
            const double error = std::sqrt(u * (1 - u) / million) / density;
            EXPECT_NEAR(d.quantiles[level], modes[t] + sds[t] * score, 4 * error) << "quarter " << t << " level " << u;
        }
    }
}

TEST(Collard, SteadyStateIsSolvedTo1em12) {
    const auto r = run_case("tests/cases/collard/batch.toml");
    const std::map<std::string, double> published = {
        {"y", 1.08068253095672}, {"c", 0.80359242014163}, {"h", 0.29175631001732}, {"k", 11.08360443260358}};
    for (const auto& [id, value] : published) EXPECT_NEAR(variable(r, "baseline", id, 0).mean, value, 1e-12 * std::max(1.0, value)) << id;
}

}  // namespace
}  // namespace yuce::testing
