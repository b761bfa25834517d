// Poisson quantiles against sums of probabilities and Boost.Math.
#include <boost/math/special_functions/gamma.hpp>

#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Row quantiles(const Row& u, const Row& mean) {
    return on_every_isa(u.size(),
                        [&](const MathRows& rows, double* out) { rows.poisson_quantile(out, u.data(), mean.data(), u.size()); });
}

// P(N <= k) for u <= 1/2 and P(N > k) else, the tail in which u is sharp.
double tail(double k, double mean, bool upper) {
    if (k < 0) return upper ? 1 : 0;
    return upper ? boost::math::gamma_p(k + 1, mean) : boost::math::gamma_q(k + 1, mean);
}

void expect_smallest_count(double u, double mean, double k) {
    const bool upper = u > 0.5;
    ASSERT_GE(k, 0) << u << ' ' << mean;
    ASSERT_EQ(k, std::floor(k)) << u << ' ' << mean;
    if (upper) {
        ASSERT_LE(tail(k, mean, true), 1 - u) << "u " << u << " mean " << mean << " k " << k;
        ASSERT_GT(tail(k - 1, mean, true), 1 - u) << "u " << u << " mean " << mean << " k " << k;
    } else {
        ASSERT_GE(tail(k, mean, false), u) << "u " << u << " mean " << mean << " k " << k;
        ASSERT_LT(tail(k - 1, mean, false), u) << "u " << u << " mean " << mean << " k " << k;
    }
}

// A point of the lattice, every other one far in a tail.
double far_lattice(Numbers& numbers, std::size_t i) {
    if (i % 2 == 0) return numbers.lattice();
    const double tail = (std::floor(std::ldexp(numbers.unit(), static_cast<int>(numbers.between(1, 52)))) + 0.5) * 0x1p-52;
    return i % 4 == 1 ? tail : 1 - tail;
}

TEST(PoissonQuantile, IsTheSmallestCountThatReachesU) {
    Numbers numbers;
    constexpr std::size_t n = 100000;
    Row u(n), mean(n);
    for (std::size_t i = 0; i < n; ++i) {
        u[i] = far_lattice(numbers, i);
        mean[i] = std::exp(numbers.between(std::log(1e-3), std::log(3000.0)));
    }
    const Row k = quantiles(u, mean);
    for (std::size_t i = 0; i < n; ++i) expect_smallest_count(u[i], mean[i], k[i]);
}

TEST(PoissonQuantile, IsExactForLargeMeans) {
    Numbers numbers;
    constexpr std::size_t n = 4000;
    Row u(n), mean(n);
    for (std::size_t i = 0; i < n; ++i) {
        u[i] = far_lattice(numbers, i);
        mean[i] = std::exp(numbers.between(std::log(3e3), std::log(2e6)));
    }
    const Row k = quantiles(u, mean);
    for (std::size_t i = 0; i < n; ++i) expect_smallest_count(u[i], mean[i], k[i]);
}

// u just below and just above the steps: the cases the expansion alone would get wrong.
TEST(PoissonQuantile, DecidesNearSteps) {
    std::vector<double> us, means, counts;
    for (const double mean : {0.3, 4.0, 9.99, 10.0, 25.0, 601.5, 5e4}) {
        for (double s = -5; s <= 5; s += 0.5) {
            const double k = std::floor(mean + s * std::sqrt(mean));
            const double step = tail(k, mean, false);
            if (k < 0 || step > 0.5) continue;
            us.insert(us.end(), {step * (1 - 1e-11), step * (1 + 1e-11)});
            means.insert(means.end(), {mean, mean});
            counts.insert(counts.end(), {k, k + 1});
        }
    }
    const Row k = quantiles(padded(us), padded(means));
    for (std::size_t i = 0; i < counts.size(); ++i) EXPECT_EQ(k[i], counts[i]) << "u " << us[i] << " mean " << means[i];
}

TEST(PoissonQuantile, SumsOfProbabilitiesAgree) {
    Numbers numbers;
    for (const double mean : {0.1, 1.0, 6.0, 20.0}) {
        const Row u = numbers.row(2000, [&] { return numbers.lattice(); });
        const Row k = quantiles(u, Row(u.size(), mean));
        for (std::size_t i = 0; i < u.size(); ++i) {
            long double term = std::exp(-static_cast<long double>(mean)), sum = term;
            double count = 0;
            while (sum < u[i]) {
                term *= mean / ++count;
                sum += term;
            }
            ASSERT_EQ(k[i], count) << "u " << u[i] << " mean " << mean;
        }
    }
}

TEST(PoissonQuantile, HasBoundaryValuesAndNaNOutside) {
    const Row u = padded({0, 0.5, 1, 1, 0, 0, 0.5, 0.5, 0.5, -0.1, 1.1, nan, 0.5, 0.5, 0x1p-53, 1e-300});
    const Row mean = padded({5, 0, 0, 5, 0, 600, -1, infinity, nan, 5, 5, 5, 1e-300, 1e15, 50, 600});
    const double expected[] = {0, 0, 0, infinity, 0, 0, nan, nan, nan, nan, nan, nan, 0};
    const Row k = quantiles(u, mean);
    for (std::size_t i = 0; i < 13; ++i)
        EXPECT_EQ(ulps(k[i], expected[i]), 0) << "u " << u[i] << " mean " << mean[i] << ": " << k[i];
    EXPECT_NEAR(k[13], 1e15, 1);
    for (std::size_t i = 14; i < 16; ++i) expect_smallest_count(u[i], mean[i], k[i]);
}

TEST(PoissonQuantile, MayWriteOverItsArguments) {
    Numbers numbers;
    const Row u = numbers.row(264, [&] { return numbers.lattice(); });
    const Row mean = numbers.row(264, [&] { return numbers.between(0, 900); });
    const Row k = quantiles(u, mean);
    Row a = u, b = mean;
    math_rows(Isa::best).poisson_quantile(a.data(), a.data(), mean.data(), a.size());
    math_rows(Isa::best).poisson_quantile(b.data(), u.data(), b.data(), b.size());
    expect_same_bits(k, a, "over u");
    expect_same_bits(k, b, "over the mean");
}

}  // namespace
}  // namespace yuce::engine
