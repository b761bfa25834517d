#include "results/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "results/kernels.hpp"

namespace yuce::results {
namespace {

TEST(Wilson, GivesTheHandCalculatedInterval) {
    // 5 of 20: centre (5 + z^2/2)/(20 + z^2), half z/(20 + z^2) sqrt(5 15/20 + z^2/4), z^2 = 3.841458820694124.
    const Estimate e = wilson(5, 20);
    EXPECT_DOUBLE_EQ(e.value, 0.25);
    EXPECT_NEAR(e.low, 0.11186170140766567, 1e-15);
    EXPECT_NEAR(e.high, 0.46870087761874401, 1e-15);
}

TEST(Wilson, IsExactAtTheEnds) {
    EXPECT_EQ(wilson(0, 50).low, 0);
    EXPECT_EQ(wilson(50, 50).high, 1);
    const double z2 = z95 * z95;
    EXPECT_DOUBLE_EQ(wilson(0, 50).high, z2 / (50 + z2));
    EXPECT_DOUBLE_EQ(wilson(50, 50).low, 50 / (50 + z2));
}

TEST(Wilson, OfNoPathsIsNaN) {
    EXPECT_TRUE(std::isnan(wilson(0, 0).value));
    EXPECT_TRUE(std::isnan(wilson(0, 0).low));
}

TEST(Wilson, StaysInsideZeroAndOneAtTenThousandMillionPaths) {
    const Estimate e = wilson(9999999999U, 10000000000U);
    EXPECT_GT(e.value, e.low);
    EXPECT_LE(e.high, 1);
    EXPECT_GT(e.high, e.value);
}

TEST(PairedDifference, GivesTheHandCalculatedInterval) {
    // n = 100, 20 and 8 discordant: p10 = 21/102, p01 = 9/102; se^2 = (30/102 - (12/102)^2)/102.
    const Estimate e = paired_difference(20, 8, 100);
    EXPECT_DOUBLE_EQ(e.value, 0.12);
    EXPECT_NEAR(e.low, 12.0 / 102 - z95 * std::sqrt((30.0 / 102 - 144.0 / 10404) / 102), 1e-15);
    EXPECT_NEAR(e.low, 0.014906578161553162, 1e-15);
    EXPECT_NEAR(e.high, 0.22038753948550561, 1e-15);
}

TEST(PairedDifference, OfEqualOutcomesHasAnIntervalAroundZero) {
    const Estimate e = paired_difference(0, 0, 1000);
    EXPECT_EQ(e.value, 0);
    EXPECT_LT(e.low, 0);
    EXPECT_GT(e.high, 0);
    EXPECT_DOUBLE_EQ(e.low, -e.high);
}

TEST(PairedDifference, StaysBetweenMinusOneAndOne) {
    EXPECT_LE(paired_difference(3, 0, 3).high, 1);
    EXPECT_GE(paired_difference(0, 3, 3).low, -1);
    EXPECT_TRUE(std::isnan(paired_difference(0, 0, 0).value));
}

Moments moments_of(const std::vector<double>& x, const Kernels& with = kernels(engine::Isa::best)) {
    Moments m;
    with.moments(x.data(), x.size(), m);
    return m;
}

TEST(RootOfSquares, NeitherOverflowsNorLosesNaN) {
    constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_DOUBLE_EQ(root_of_squares(3, -4), 5);
    EXPECT_DOUBLE_EQ(root_of_squares(1e300, 1e300), std::sqrt(2) * 1e300);
    EXPECT_DOUBLE_EQ(root_of_squares(3e-300, 4e-300), 5e-300);
    EXPECT_EQ(root_of_squares(0, 0), 0);
    EXPECT_EQ(root_of_squares(0, -2), 2);
    EXPECT_EQ(root_of_squares(infinity, infinity), infinity);
    EXPECT_TRUE(std::isnan(root_of_squares(nan, 1)));
    EXPECT_TRUE(std::isnan(root_of_squares(1, nan)));
}

TEST(Moments, OfSmallSamplesAreTheHandCalculated) {
    // 1 2 3 4 10: mean 4, central squares 9 4 1 0 36, cubes -27 -8 -1 0 216, fourths 81 16 1 0 1296.
    const Moments m = moments_of({1, 2, 3, 4, 10});
    EXPECT_EQ(m.mean, 4);
    EXPECT_DOUBLE_EQ(m.sd(), std::sqrt(50.0 / 4));
    EXPECT_DOUBLE_EQ(m.skewness(), (180.0 / 5) / std::pow(10.0, 1.5));
    EXPECT_DOUBLE_EQ(m.kurtosis(), (1394.0 / 5) / 100 - 3);
    EXPECT_DOUBLE_EQ(m.mean_error(), m.sd() / std::sqrt(5.0));
    EXPECT_EQ(m.minimum, 1);
    EXPECT_EQ(m.maximum, 10);
}

TEST(Moments, OfOnePathHaveNoSpread) {
    const Moments m = moments_of({3});
    EXPECT_EQ(m.mean, 3);
    EXPECT_TRUE(std::isnan(m.sd()));
    EXPECT_TRUE(std::isnan(m.mean_error()));
    EXPECT_TRUE(std::isnan(m.skewness()));
}

TEST(Moments, OfAConstantHaveNoSpreadWhateverItsRounding) {
    Moments m = moments_of(std::vector<double>(4096, 0.1));
    m.merge(moments_of(std::vector<double>(1000, 0.1)));
    EXPECT_EQ(m.mean, 0.1);
    EXPECT_EQ(m.sd(), 0);
    EXPECT_TRUE(std::isnan(m.skewness()));
}

std::vector<double> skewed(std::size_t n, unsigned seed) {
    std::mt19937_64 random(seed);
    std::gamma_distribution<double> gamma(2.0, 1.5);
    std::vector<double> x(n);
    for (double& v : x) v = 1000 + gamma(random);
    return x;
}

TEST(Moments, MergedBlocksEqualTheWhole) {
    const std::vector<double> x = skewed(10000, 3);
    Moments merged;
    for (std::size_t k = 0; k < x.size(); k += 4096) {
        merged.merge(moments_of(
            {x.begin() + static_cast<std::ptrdiff_t>(k), x.begin() + static_cast<std::ptrdiff_t>(std::min(k + 4096, x.size()))}));
    }
    long double mean = 0, m2 = 0, m3 = 0, m4 = 0;
    for (const double v : x) mean += v;
    mean /= static_cast<long double>(x.size());
    for (const double v : x) {
        const long double d = v - mean;
        m2 += d * d;
        m3 += d * d * d;
        m4 += d * d * d * d;
    }
    EXPECT_EQ(merged.n, x.size());
    EXPECT_NEAR(merged.mean, static_cast<double>(mean), 1e-12 * 1000);
    EXPECT_NEAR(merged.m2 / static_cast<double>(m2), 1, 1e-12);
    EXPECT_NEAR(merged.m3 / static_cast<double>(m3), 1, 1e-10);
    EXPECT_NEAR(merged.m4 / static_cast<double>(m4), 1, 1e-10);
}

TEST(Moments, MergingNothingChangesNothing) {
    const Moments whole = moments_of({1, 2, 4});
    Moments left = whole, right;
    left.merge({});
    right.merge(whole);
    EXPECT_EQ(left.m3, whole.m3);
    EXPECT_EQ(right.m3, whole.m3);
    EXPECT_EQ(right.minimum, 1);
}

}  // namespace
}  // namespace yuce::results
