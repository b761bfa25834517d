// Gamma quantiles against Boost.Math in long double.
#include <boost/math/special_functions/gamma.hpp>

#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Row quantiles(const Row& u, const Row& shape, const Row& scale) {
    return on_every_isa(u.size(), [&](const MathRows& rows, double* out) {
        rows.gamma_quantile(out, u.data(), shape.data(), scale.data(), u.size());
    });
}

long double reference(long double u, long double shape) {
    return u > 0.5L ? boost::math::gamma_q_inv(shape, 1 - u) : boost::math::gamma_p_inv(shape, u);
}

void expect_accurate(double low_shape, double high_shape, std::size_t n) {
    if (!long_double_is_longer()) GTEST_SKIP() << "long double is no longer than double";
    Numbers numbers;
    Row u(n), shape(n), scale(n);
    for (std::size_t i = 0; i < n; ++i) {
        u[i] = numbers.lattice();
        if (i % 3 == 1) u[i] = std::ldexp(u[i], -static_cast<int>(numbers.between(0, 45)));
        if (i % 3 == 2)
            u[i] = 1 - (std::floor(std::ldexp(numbers.unit(), static_cast<int>(numbers.between(1, 51)))) + 0.5) * 0x1p-52;
        shape[i] = std::exp(numbers.between(std::log(low_shape), std::log(high_shape)));
        scale[i] = numbers.between(0.1, 10);
    }
    const Row x = quantiles(u, shape, scale);
    for (std::size_t i = 0; i < n; ++i) {
        const long double expected = reference(u[i], shape[i]) * scale[i];
        if (expected < 1e-290L) continue;
        ASSERT_LE(std::fabs(x[i] - expected), 1e-12L * expected) << "u " << u[i] << " shape " << shape[i];
    }
}

TEST(GammaQuantile, IsAccurateForSmallShapes) { expect_accurate(0.05, 16, 6000); }
TEST(GammaQuantile, IsAccurateForMiddleShapes) { expect_accurate(16, 300, 6000); }
TEST(GammaQuantile, IsAccurateForLargeShapes) { expect_accurate(300, 1e6, 320); }

TEST(GammaQuantile, OfShapeOneIsTheExponentialLaw) {
    Numbers numbers;
    const Row u = numbers.row(800, [&] { return numbers.lattice(); });
    const Row x = quantiles(u, Row(u.size(), 1.0), Row(u.size(), 2.0));
    for (std::size_t i = 0; i < u.size(); ++i) ASSERT_NEAR(x[i] / (-2 * std::log1p(-u[i])), 1, 1e-13) << u[i];
}

TEST(GammaQuantile, HasBoundaryValuesAndNaNOutside) {
    const Row u = padded({0, 1, 0.5, -0.1, 1.5, nan, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 1});
    const Row shape = padded({2, 2, 50, 2, 2, 2, 0, -1, nan, infinity, 2, 50, 50, 50});
    const Row scale = padded({1, 1, 0, 1, 1, 1, 1, 1, 1, 1, -1, nan, 3, 3});
    const Row expected = padded({0, infinity, 0, nan, nan, nan, nan, nan, nan, nan, nan, nan, 0, infinity});
    const Row x = quantiles(u, shape, scale);
    for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_EQ(ulps(x[i], expected[i]), 0) << "u " << u[i] << " shape " << shape[i] << " scale " << scale[i] << ": " << x[i];
    }
}

TEST(GammaQuantile, RisesWithUAcrossTheJointsOfItsMethods) {
    constexpr std::size_t n = 4000;
    Row u(n);
    for (std::size_t i = 0; i < n; ++i) u[i] = (static_cast<double>(i) + 0.5) / n;
    for (const double shape : {15.999999, 16.0, 200.0}) {
        const Row x = quantiles(u, Row(n, shape), Row(n, 1.0));
        for (std::size_t i = 1; i < n; ++i) ASSERT_LT(x[i - 1], x[i]) << shape;
    }
}

}  // namespace
}  // namespace yuce::engine
