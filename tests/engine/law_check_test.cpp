#include <gtest/gtest.h>

#include <limits>

#include "tests/engine/law_samples.hpp"

namespace yuce::engine {
namespace {

using namespace law_samples;

std::string problems_of(const Law& law) {
    std::string text;
    for (const LawProblem& problem : check_law(law)) text += problem.key + ": " + problem.message + "\n";
    return text;
}

TEST(LawCheck, SaysWhatIsMissing) {
    EXPECT_EQ(problems_of(make("normal", {})), "sd: normal needs sd (standard deviation, positive)\n");
    EXPECT_EQ(problems_of(make("uniform", {})),
              "min: uniform needs min (smallest value)\nmax: uniform needs max (largest value)\n");
    EXPECT_EQ(problems_of(make("discrete", {})),
              "values: discrete needs values, a list of at least one number\n"
              "weights: discrete needs weights, a list of at least one number\n");
    EXPECT_EQ(problems_of(make("empirical", {})), "values: empirical needs values, a list of at least one number\n");
    EXPECT_EQ(problems_of(Law{LawKind::student_t, {5}, {}, {}, {}, {}}),
              "sd: student_t needs sd (standard deviation of the quantity itself, positive)\n");
}

TEST(LawCheck, WantsOneFormWhole) {
    EXPECT_EQ(problems_of(make("lognormal", {})), ": lognormal needs mean and sd, or median and sigma\n");
    EXPECT_EQ(problems_of(make("lognormal", {{"mean", 1}})), "sd: lognormal with mean needs sd, too\n");
    EXPECT_EQ(problems_of(make("lognormal", {{"sigma", 1}})), "median: lognormal with sigma needs median, too\n");
    EXPECT_EQ(problems_of(make("gamma", {{"shape", 1}, {"scale", 1}, {"mean", 1}})),
              ": gamma takes shape and scale, or mean and sd, not keys of both\n");
}

TEST(LawCheck, WantsNumbersInTheirRange) {
    EXPECT_EQ(problems_of(make("normal", {{"sd", -1}})), "sd: sd must be positive, it is -1\n");
    EXPECT_EQ(problems_of(make("two_piece_normal", {{"mode", 0}, {"sd_low", 0}, {"sd_high", -0.5}})),
              "sd_low: sd_low must be positive, it is 0\nsd_high: sd_high must be positive, it is -0.5\n");
    EXPECT_EQ(problems_of(make("student_t", {{"df", 2}, {"sd", 1}})), "df: df must be above 2 (the sd is infinite), it is 2\n");
    EXPECT_EQ(problems_of(make("uniform", {{"min", 3}, {"max", 1}})), "min: min must be below max, they are 3 and 1\n");
    EXPECT_EQ(problems_of(make("triangular", {{"min", 2}, {"mode", 1}, {"max", 3}})),
              "min: min must not be above mode, they are 2 and 1\n");
    EXPECT_EQ(problems_of(make("pert", {{"min", 1}, {"mode", 1}, {"max", 1}})), "min: min must be below max, they are 1 and 1\n");
    EXPECT_EQ(problems_of(make("bernoulli", {{"probability", 1.5}})),
              "probability: probability must be between 0 and 1, it is 1.5\n");
    EXPECT_EQ(problems_of(make("poisson", {{"mean", -1}})), "mean: mean must be between 0 and 1e+09, it is -1\n");
    EXPECT_EQ(problems_of(make("gev", {{"location", 0}, {"scale", 1}, {"shape", 1}})),
              "shape: shape must be below 1 (the law has no mean), it is 1\n");
    EXPECT_EQ(problems_of(make("lognormal", {{"mean", -2}, {"sd", 1}})), "mean: mean must be positive, it is -2\n");
}

TEST(LawCheck, RefusesNotANumberAndInfinity) {
    const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(problems_of(make("normal", {{"mean", inf}, {"sd", 1}})), "mean: mean must be finite\n");
    EXPECT_EQ(problems_of(make("normal", {{"mean", nan}, {"sd", 1}})), "mean: mean must be a number\n");
    EXPECT_EQ(problems_of(with_values(make("empirical", {}), {1, inf})),
              "values: number 2 of values must be finite, it is inf\n");
    EXPECT_EQ(problems_of(cut(make("normal", {{"sd", 1}}), nan, std::nullopt)), "low: low must be finite\n");
}

TEST(LawCheck, WantsUsableWeights) {
    const Law law = make("discrete", {});
    EXPECT_EQ(problems_of(with_values(law, {1, 2}, {1})),
              "weights: there must be as many weights as values, there are 1 and 2\n");
    EXPECT_EQ(problems_of(with_values(law, {1, 2}, {1, -1})), "weights: weights must not be negative, one is -1\n");
    EXPECT_EQ(problems_of(with_values(law, {1, 2}, {0, 0})), "weights: at least one weight must be positive\n");
}

TEST(LawCheck, RefusesACutThatLeavesNothing) {
    const Law normal = make("normal", {{"sd", 1}}), poisson = make("poisson", {{"mean", 2}});
    EXPECT_EQ(problems_of(cut(normal, 2, 1)), "low: low must be below high, they are 2 and 1\n");
    EXPECT_EQ(problems_of(cut(normal, 50, 60)), "low: the cut leaves no probability: the law has none between 50 and 60\n");
    EXPECT_EQ(problems_of(cut(poisson, 2.2, 2.8)), "low: the cut leaves no probability: the law has none between 2.2 and 2.8\n");
    EXPECT_EQ(problems_of(cut(poisson, std::nullopt, -1)), "high: the cut leaves no probability: the law has none below -1\n");
    EXPECT_EQ(problems_of(cut(make("beta", {{"a", 1}, {"b", 2}}), 1, std::nullopt)),
              "low: the cut leaves no probability: the law has none above 1\n");
    EXPECT_EQ(problems_of(cut(make("constant", {{"value", 3}}), 4, std::nullopt)),
              "low: the cut leaves no probability: the law has none above 4\n");
}

TEST(LawCheck, ReportsAllProblemsAtOnce) {
    Law law = make("two_piece_normal", {{"mode", 0}, {"sd_low", -1}, {"sd_high", -2}});
    law.low = 3;
    law.high = 2;
    EXPECT_EQ(check_law(law).size(), 3U);
}

}  // namespace
}  // namespace yuce::engine
