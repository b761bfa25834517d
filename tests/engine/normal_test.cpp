// The normal distribution function and its inverse against the C library's long double.
#include <algorithm>

#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

constexpr long double root_two = 1.41421356237309504880L;

long double phi(long double x) { return std::erfc(-x / root_two) / 2; }

// Phi^-1(1/2 + q) for |q| <= 1/2 - 2^-53, by Newton's steps on erf from the double result `start`.
long double quantile_near(double start, long double q) {
    long double z = start;
    for (int i = 0; i < 2; ++i) {
        const long double density = std::exp(-z * z / 2) * 0.398942280401432677940L;
        z -= (std::erf(z / root_two) / 2 - q) / density;
    }
    return z;
}

// -Phi^-1(p) for small p.
long double tail_quantile_near(double start, long double p) {
    long double z = start;
    for (int i = 0; i < 2; ++i) {
        const long double density = std::exp(-z * z / 2) * 0.398942280401432677940L;
        z += (phi(-z) - p) / density;
    }
    return z;
}

Row quantiles(const Row& p) {
    return on_every_isa(p.size(), [&](const MathRows& rows, double* out) { rows.normal_quantile(out, p.data(), p.size()); });
}

Row distribution(const Row& x) {
    return on_every_isa(x.size(), [&](const MathRows& rows, double* out) { rows.normal_cdf(out, x.data(), x.size()); });
}

TEST(NormalCdf, StaysWithinFiveUnitsOfTheLastPlace) {
    if (!long_double_is_longer()) GTEST_SKIP() << "long double is no longer than double";
    Numbers numbers;
    Row x = numbers.row(90000, [&] { return numbers.between(-10, 10); });
    for (std::size_t i = 0; i < 30000; ++i) x[i] = numbers.between(-38.7, -9);
    for (std::size_t i = 30000; i < 40000; ++i)
        x[i] = std::ldexp(numbers.between(-1, 1), -static_cast<int>(numbers.between(0, 60)));
    const Row p = distribution(x);
    for (std::size_t i = 0; i < x.size(); ++i) ASSERT_LE(ulps(p[i], phi(x[i])), 5) << "Phi(" << x[i] << ") = " << p[i];
}

TEST(NormalCdf, IsContinuousWhereItsBranchesMeet) {
    for (const double joint : {-1.0, 1.0}) {
        Row x(8);
        for (std::size_t i = 0; i < 8; ++i) x[i] = joint + (static_cast<double>(i) - 4) * 1e-13;
        const Row p = distribution(x);
        for (std::size_t i = 1; i < 8; ++i) EXPECT_GE(p[i], p[i - 1]);
    }
}

TEST(NormalQuantile, StaysWithin1eMinus15) {
    if (!long_double_is_longer()) GTEST_SKIP() << "long double is no longer than double";
    Numbers numbers;
    Row p = numbers.row(90000, [&] { return numbers.lattice(); });
    for (std::size_t i = 0; i < 30000; ++i) p[i] = std::exp(-numbers.between(1, 740));
    for (std::size_t i = 30000; i < 40000; ++i) {
        p[i] = 0.5 + std::ldexp(numbers.between(-1, 1), -static_cast<int>(numbers.between(1, 50)));
    }
    const Row z = quantiles(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
        const bool low = p[i] < 0.1;
        const long double q = static_cast<long double>(p[i]) - 0.5L;
        const long double expected = low ? -tail_quantile_near(-z[i], p[i]) : quantile_near(z[i], q);
        if (p[i] > 0.9) continue;  // symmetry is a test of its own
        ASSERT_LE(std::fabs(z[i] - expected), 1e-15L * std::fabs(expected)) << "quantile(" << p[i] << ") = " << z[i];
    }
}

TEST(NormalQuantile, IsOddAboutOneHalf) {
    Numbers numbers;
    const Row p = numbers.row(20000, [&] { return numbers.lattice(); });
    Row mirrored(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) mirrored[i] = 1 - p[i];
    const Row z = quantiles(p), w = quantiles(mirrored);
    for (std::size_t i = 0; i < p.size(); ++i) ASSERT_EQ(z[i], -w[i]) << p[i];
}

TEST(NormalQuantile, NeverFallsBetweenNeighboursOfTheLattice) {
    Numbers numbers;
    std::vector<double> places = {0x1p-40, 0.075, 0.5, 0.925, 1.3887943864964021e-11, 1 - 1.3887943864964021e-11, 0.3, 0.01};
    for (int i = 0; i < 60; ++i) places.push_back(numbers.lattice());
    for (const double place : places) {
        constexpr std::size_t n = 4096;
        const double first = std::clamp(std::floor(place * 0x1p52) - n / 2, 0.0, 0x1p52 - n);
        Row p(n);
        for (std::size_t i = 0; i < n; ++i) p[i] = (first + static_cast<double>(i) + 0.5) * 0x1p-52;
        const Row z = quantiles(p);
        for (std::size_t i = 1; i < n; ++i) ASSERT_LE(z[i - 1], z[i]) << p[i];
    }
}

TEST(NormalQuantile, InvertsTheDistributionFunction) {
    Numbers numbers;
    const Row z = numbers.row(8000, [&] { return numbers.between(-8, 3); });
    const Row back = quantiles(distribution(z));
    // an error of 5 ulp in p moves z by 5 ulp p / phi(z)
    for (std::size_t i = 0; i < z.size(); ++i) {
        const double p = static_cast<double>(phi(z[i])), density = std::exp(-z[i] * z[i] / 2) * 0.3989422804014327;
        ASSERT_NEAR(back[i], z[i], 6 * 0x1p-52 * p / density + 2e-15 * std::fabs(z[i]));
    }
}

}  // namespace
}  // namespace yuce::engine
