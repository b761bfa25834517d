#include "results/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuce::results {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Estimate wilson(std::uint64_t hits, std::uint64_t n) {
    if (n == 0) return {nan, nan, nan};
    const double k = static_cast<double>(hits), m = static_cast<double>(n), z2 = z95 * z95;
    const double centre = (k + z2 / 2) / (m + z2);
    const double half = z95 / (m + z2) * std::sqrt(k * (m - k) / m + z2 / 4);
    // At the ends the formula is exactly 0 or 1; rounding must not make it otherwise.
    const double low = hits == 0 ? 0 : std::max(0.0, centre - half);
    const double high = hits == n ? 1 : std::min(1.0, centre + half);
    return {k / m, low, high};
}

Estimate paired_difference(std::uint64_t n10, std::uint64_t n01, std::uint64_t n) {
    if (n == 0) return {nan, nan, nan};
    const double m = static_cast<double>(n), a = static_cast<double>(n10), b = static_cast<double>(n01);
    const double p10 = (a + 1) / (m + 2), p01 = (b + 1) / (m + 2);
    const double centre = p10 - p01;
    const double half = z95 * std::sqrt((p10 + p01 - centre * centre) / (m + 2));
    return {(a - b) / m, std::max(-1.0, centre - half), std::min(1.0, centre + half)};
}

double root_of_squares(double a, double b) {
    const double larger = std::max(std::fabs(a), std::fabs(b)), ratio = std::min(std::fabs(a), std::fabs(b)) / larger;
    if (std::isnan(a) || std::isnan(b)) return nan;
    return larger == 0 || std::isinf(larger) ? larger : larger * std::sqrt(1 + ratio * ratio);
}

Estimate independent_difference(const Estimate& p1, const Estimate& p2) {
    const double value = p1.value - p2.value;
    return {value, value - root_of_squares(p1.value - p1.low, p2.high - p2.value),
            value + root_of_squares(p1.high - p1.value, p2.value - p2.low)};
}

void Moments::merge(const Moments& other) {
    if (other.n == 0) return;
    if (n == 0) {
        *this = other;
        return;
    }
    const double na = static_cast<double>(n), nb = static_cast<double>(other.n), total = na + nb;
    const double d = other.mean - mean, dn = d / total;
    const double d2 = d * dn * na * nb;  // d^2 na nb / n
    m4 += other.m4 + d2 * dn * dn * (na * na - na * nb + nb * nb) + 6 * dn * dn * (na * na * other.m2 + nb * nb * m2) +
          4 * dn * (na * other.m3 - nb * m3);
    m3 += other.m3 + d2 * dn * (na - nb) + 3 * dn * (na * other.m2 - nb * m2);
    m2 += other.m2 + d2;
    mean += dn * nb;
    n += other.n;
    minimum = std::min(minimum, other.minimum);
    maximum = std::max(maximum, other.maximum);
}

double Moments::sd() const { return n < 2 ? nan : std::sqrt(m2 / static_cast<double>(n - 1)); }

double Moments::skewness() const {
    if (n == 0 || !(m2 > 0)) return nan;
    return std::sqrt(static_cast<double>(n)) * m3 / (m2 * std::sqrt(m2));
}

double Moments::kurtosis() const {
    if (n == 0 || !(m2 > 0)) return nan;
    return static_cast<double>(n) * m4 / m2 / m2 - 3;
}

double Moments::mean_error() const { return n < 2 ? nan : sd() / std::sqrt(static_cast<double>(n)); }

}  // namespace yuce::results
