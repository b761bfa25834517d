#include "engine/count_quantile.hpp"

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "engine/poisson_expansion-inl.hpp"
#include "engine/real.hpp"
#include "engine/vector_math-inl.hpp"

namespace yuce::engine {

namespace {

namespace hn = hwy::HWY_NAMESPACE;
using One = hn::CappedTag<double, 1>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// The vector functions for one number: the C library's bits differ between machines.
double exp_of(double x) { return hn::GetLane(HWY_NAMESPACE::Exp(One(), hn::Set(One(), x))); }
double log_of(double x) { return hn::GetLane(HWY_NAMESPACE::Log(One(), hn::Set(One(), x))); }
double normal_quantile_of(double p) { return hn::GetLane(HWY_NAMESPACE::NormalQuantile(One(), hn::Set(One(), p))); }

// ln k! - (k ln k - k + ln(2 pi k) / 2), for whole k >= 1.
double stirling_error(double k) {
    constexpr double first[] = {0x1.4c071bcda0a5bp-4, 0x1.52a9b923ea649p-5, 0x1.c579a268d80b3p-6, 0x1.54a2662fd78a9p-6,
                                0x1.10b4e513fcbedp-6, 0x1.c6b167bebdf36p-7, 0x1.85d4d612e4a86p-7, 0x1.552805e7b3076p-7,
                                0x1.2f4871b12ab64p-7, 0x1.10f9d4c0743a7p-7, 0x1.f0593088014f8p-8, 0x1.c7018733aa9c6p-8,
                                0x1.a40514700f36cp-8, 0x1.86076c002d4a7p-8, 0x1.6c08f6f194a10p-8};
    if (k < 16) return first[static_cast<int>(k) - 1];
    const double s = 1 / (k * k);
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / k;
}

// k ln(k / mean) + mean - k without cancellation: C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
double deviance(double k, double mean) {
    const double v = (k - mean) / (k + mean);
    if (std::fabs(v) >= 0.1) return k * log_of(k / mean) + mean - k;
    double sum = (k - mean) * v;
    double term = 2 * k * v;
    for (int j = 3; j < 60; j += 2) {
        term *= v * v;
        const double next = sum + term / j;
        if (next == sum) break;
        sum = next;
    }
    return sum;
}

double probability_at(double k, double mean) {
    if (k == 0) return exp_of(-mean);
    return exp_of(-stirling_error(k) - deviance(k, mean)) / std::sqrt(6.283185307179586 * k);
}

// P(N <= k), sharp in its own relative terms: the sum from k downwards.
double lower_tail(double k, double mean) {
    double term = 1, sum = 1;
    for (double j = k; j > 0 && term > 1e-17 * sum; --j) {
        term *= j / mean;
        sum += term;
    }
    return probability_at(k, mean) * sum;
}

// P(N > k), likewise, from k + 1 upwards.
double upper_tail(double k, double mean) {
    double term = 1, sum = 1;
    for (double j = k + 2; term > 1e-17 * sum; ++j) {
        term *= mean / j;
        sum += term;
    }
    return probability_at(k + 1, mean) * sum;
}

// Whether P(N <= k) >= u, decided in the nearer tail.
bool reaches(double k, double u, double mean) { return u <= 0.5 ? lower_tail(k, mean) >= u : upper_tail(k, mean) <= 1 - u; }

}  // namespace

double poisson_quantile(double u, double mean) {
    if (!(u >= 0 && u <= 1 && mean >= 0 && mean < infinity)) return nan;
    if (mean == 0 || u == 0) return 0;
    if (u == 1) return infinity;
    const auto expansion =
        HWY_NAMESPACE::ExpandPoisson(One(), hn::Set(One(), normal_quantile_of(u)), hn::Set(One(), std::fmax(mean, 1)));
    double k = std::fmax(std::floor(hn::GetLane(expansion.x)), 0);
    if (mean > poisson_unchecked_mean) return k;
    if (reaches(k, u, mean)) {
        while (k > 0 && reaches(k - 1, u, mean)) --k;
        return k;
    }
    do ++k;
    while (!reaches(k, u, mean));
    return k;
}

double gamma_quantile(double u, double shape, double scale) {
    if (!(u >= 0 && u <= 1 && shape > 0 && shape < infinity && scale >= 0 && scale < infinity)) return nan;
    if (u == 0 || scale == 0) return 0;
    if (u == 1) return infinity;
    namespace policies = boost::math::policies;
    using Quiet =
        policies::policy<policies::overflow_error<policies::ignore_error>, policies::underflow_error<policies::ignore_error>,
                         policies::evaluation_error<policies::ignore_error>>;
    const Real k = shape, p = u;
    const Real x = u <= 0.5 ? boost::math::gamma_p_inv(k, p, Quiet()) : boost::math::gamma_q_inv(k, 1 - p, Quiet());
    return scale * static_cast<double>(x);
}

}  // namespace yuce::engine
