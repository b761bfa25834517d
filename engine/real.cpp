#include "engine/real.hpp"

#include <array>
#include <cstddef>
#include <ostream>

namespace yuce::engine {
namespace {

constexpr Real infinity = std::numeric_limits<Real>::infinity();
constexpr Real nan = std::numeric_limits<Real>::quiet_NaN();

// ln 2: whole multiples of the first part up to 2^16 are exact.
constexpr Real ln2 = 0x1.62e42fefa39ep-1L, ln2_rest = 0x1.e6af278ece600fccp-50L;
constexpr Real log2_e = 0x1.71547652b82fe178p+0L;

constexpr Real half_pi = 1.57079632679489661923132169163975144L;

// first + x * (the next ...), in two interleaved halves, which processors calculate side by side.
template <std::size_t n>
Real polynomial(const std::array<Real, n>& c, Real x) {
    const Real square = x * x;
    Real even = 0, odd = 0;
    for (std::size_t i = n; i-- > 0;) (i % 2 == 0 ? even : odd) = (i % 2 == 0 ? even : odd) * square + c[i];
    return even + x * odd;
}

// high + low, low at most half a unit of high.
struct Pair {
    Real high, low;
};

// a + b, |a| >= |b| or a = 0 (T. Dekker, Numerische Mathematik 18, 1971).
Pair sum_of(Real a, Real b) {
    const Real high = a + b;
    return {high, b - (high - a)};
}

Pair halves(Real a) {
    constexpr Real split = (1ULL << (std::numeric_limits<Real>::digits + 1) / 2) + 1;
    const Real scaled = a * split;
    const Real high = scaled - (scaled - a);
    return {high, a - high};
}

// a b, exactly while nothing over- or underflows (Dekker).
Pair product_of(Real a, Real b) {
    const Real high = a * b;
    const Pair x = halves(a), y = halves(b);
    return {high, x.low * y.low - (((high - x.high * y.high) - x.low * y.high) - x.high * y.low)};
}

// e^r - 1 - high for r = high - low, |r| <= ln(2) / 2: by r coth(r / 2) = 2 + r^2 / 6 - r^4 / 360 ..., where the terms are
// 2 B_2k r^2k / (2 k)! (Bernoulli's numbers); what is left out is below 2^-72.
Real expm1_beyond(Real high, Real low) {
    constexpr std::array<Real, 8> c{1 / Real(6),           -1 / Real(360),
                                    1 / Real(15120),       -1 / Real(604800),
                                    1 / Real(23950080),    -691 / Real(653837184000),
                                    1 / Real(37362124800), -3617 / Real(5335311421440000)};
    const Real r = high - low, square = r * r;
    const Real part = r - square * polynomial(c, square);
    return r * part / (2 - part) - low;
}

struct Reduced {
    int power;
    Real high, low;  // x = power ln 2 + high - low
};

Reduced reduced(Real x, Real x_low) {
    const Real power = floor(x * log2_e + 0.5L);
    return {static_cast<int>(power), x - power * ln2, power * ln2_rest - x_low};
}

// e^(x + low), |low| at most some units of x.
Real exp_of(Real x, Real low) {
    if (isnan(x)) return x;
    if (x > 11400) return infinity;
    if (x < -11500) return 0;
    const Reduced r = reduced(x, low);
    return ldexp(1 + (r.high + expm1_beyond(r.high, r.low)), r.power);
}

// x = 2^exponent m, sqrt(1/2) <= m < sqrt(2), x > 0 and finite.
Real mantissa(Real x, int* exponent) {
    const Real m = frexp(x, exponent);
    if (m >= 0.70710678118654752440L) return m;
    --*exponent;
    return 2 * m;
}

// 2 atanh(s) = 2 s + s (2 s^2 / 3 + 2 s^4 / 5 + ...): the terms from here on, over s, for |s| <= 0.172 to 2^-71 of the whole.
constexpr std::array<Real, 12> atanh_terms{2 / Real(3),  2 / Real(5),  2 / Real(7),  2 / Real(9),  2 / Real(11), 2 / Real(13),
                                           2 / Real(15), 2 / Real(17), 2 / Real(19), 2 / Real(21), 2 / Real(23), 2 / Real(25)};

// exponent ln 2 + log(1 + f + f_low), sqrt(1/2) <= 1 + f <= sqrt(2), without rounding errors of the size of f^2.
Real log_of(int exponent, Real f, Real f_low) {
    const Real s = f / (2 + f), square = s * s, half = f * f / 2;
    const Real rest = s * (half + square * polynomial(atanh_terms, square)) + (exponent * ln2_rest + f_low);
    return exponent * ln2 - ((half - rest) - f);
}

// log(x) to 2^-74 of it, x > 0 and finite.
Pair log_pair(Real x) {
    int exponent = 0;
    const Real m = mantissa(x, &exponent), f = m - 1, below = m + 1;
    const Real below_low = m - (below - 1);
    // s = f / (m + 1), s^2, s^3 / 3.
    const Real s = f / below;
    const Pair whole = product_of(s, below);
    const Real s_low = (((f - whole.high) - whole.low) - s * below_low) / below;
    Pair square = product_of(s, s);
    square.low += 2 * s * s_low;
    const Pair cube = product_of(s, square.high);
    const Real third = cube.high / 3;
    const Real third_low = (((cube.high - 2 * third) - third) + cube.low + s * square.low + s_low * square.high) / 3;
    constexpr std::array<Real, 13> tail{1 / Real(5),  1 / Real(7),  1 / Real(9),  1 / Real(11), 1 / Real(13),
                                        1 / Real(15), 1 / Real(17), 1 / Real(19), 1 / Real(21), 1 / Real(23),
                                        1 / Real(25), 1 / Real(27), 1 / Real(29)};
    const Real more = cube.high * square.high * polynomial(tail, square.high);
    const Pair half = sum_of(s, third);
    const Pair sum = sum_of(exponent * ln2, 2 * half.high);
    return sum_of(sum.high, sum.low + (2 * (half.low + (s_low + third_low + more)) + exponent * ln2_rest));
}

bool is_whole(Real x) { return floor(x) == x; }
bool is_odd(Real x) { return is_whole(x) && !is_whole(x / 2); }

// x^y for x >= 0, y neither 0 nor infinite.
Real power_of(Real x, Real y) {
    if (x == 0 || x == infinity) return (x == 0) == (y > 0) ? 0 : infinity;
    if (x == 1) return 1;
    const Pair log_x = log_pair(x);
    // Products of larger factors might overflow; with |log x| >= 2^-64 their powers do, too.
    if (fabs(y) > 0x1p80L || fabs(y * log_x.high) > 12000) return (x > 1) == (y > 0) ? infinity : 0;
    const Pair product = product_of(y, log_x.high);
    return exp_of(product.high, product.low + y * log_x.low);
}

struct Quadrant {
    int number;  // of 4
    Real angle;  // |angle| <= pi / 4
};

// |x| <= 2^20: pi / 2 in three parts, multiples of the first two exact.
Quadrant quadrant_of(Real x) {
    constexpr Real first = 0x1.921fb544428p+0L, second = 0x1.4611a626330p-42L, third = 0x1.45c06e0e68948128p-86L;
    constexpr Real two_over_pi = 0x1.45f306dc9c882a54p-1L;
    const Real turns = floor(x * two_over_pi + 0.5L);
    const Real rest = x - turns * first;
    const Real angle = rest - turns * second;
    const Real low = ((rest - angle) - turns * second) - turns * third;
    return {static_cast<int>(static_cast<long>(turns) & 3), angle + low};
}

// Taylor's series on |x| <= pi / 4; what is left out is below 2^-72.
Real sin_near_0(Real x) {
    constexpr std::array<Real, 9> c{-1 / Real(6),
                                    1 / Real(120),
                                    -1 / Real(5040),
                                    1 / Real(362880),
                                    -1 / Real(39916800),
                                    1 / Real(6227020800),
                                    -1 / Real(1307674368000),
                                    1 / Real(355687428096000),
                                    -1 / Real(121645100408832000)};
    return x + x * (x * x * polynomial(c, x * x));
}

Real cos_near_0(Real x) {
    constexpr std::array<Real, 9> c{1 / Real(24),
                                    -1 / Real(720),
                                    1 / Real(40320),
                                    -1 / Real(3628800),
                                    1 / Real(479001600),
                                    -1 / Real(87178291200),
                                    1 / Real(20922789888000),
                                    -1 / Real(6402373705728000),
                                    1 / Real(2432902008176640000)};
    const Real square = x * x;
    return 1 - (square / 2 - square * square * polynomial(c, square));
}

// The sine a number of quarter turns further on.
Real sine(Real x, int quarters) {
    if (!(fabs(x) <= 0x1p20L)) return nan;
    const Quadrant q = quadrant_of(x);
    const int number = (q.number + quarters) & 3;
    const Real size = number % 2 == 0 ? sin_near_0(q.angle) : cos_near_0(q.angle);
    return number < 2 ? size : -size;
}

}  // namespace

Real exp(Real x) { return exp_of(x, 0); }

Real expm1(Real x) {
    if (isnan(x) || x == 0) return x;
    if (x < -50) return -1;
    if (x > 11400) return infinity;
    const Reduced r = reduced(x, 0);
    const Real part = r.high + expm1_beyond(r.high, r.low);
    if (r.power == 0) return part;
    if (r.power > 70) return ldexp(1 + part, r.power);
    return ldexp(part, r.power) + (ldexp(1, r.power) - 1);
}

Real log(Real x) {
    if (isnan(x) || x == infinity) return x;
    if (x <= 0) return x == 0 ? -infinity : nan;
    int exponent = 0;
    const Real m = mantissa(x, &exponent);
    return log_of(exponent, m - 1, 0);
}

Real log1p(Real x) {
    if (isnan(x) || x == infinity || x == 0) return x;
    if (x <= -1) return x == -1 ? -infinity : nan;
    if (x > -0.29L && x < 0.41L) return log_of(0, x, 0);
    const Real sum = 1 + x;
    const Real lost = x >= 1 ? 1 - (sum - x) : x - (sum - 1);
    int exponent = 0;
    const Real m = mantissa(sum, &exponent);
    return log_of(exponent, m - 1, lost / sum);
}

Real pow(Real x, Real y) {
    if (y == 0 || x == 1) return 1;
    if (isnan(x) || isnan(y)) return nan;
    if (fabs(y) == infinity) return x == -1 ? 1 : (fabs(x) > 1) == (y > 0) ? infinity : 0;
    if (x < 0 && x != -infinity && !is_whole(y)) return nan;
    const Real size = power_of(fabs(x), y);
    return std::signbit(static_cast<long double>(x)) && is_odd(y) ? -size : size;
}

Real sin(Real x) { return sine(x, 0); }
Real cos(Real x) { return sine(x, 1); }
Real tan(Real x) { return sine(x, 0) / sine(x, 1); }

// atan(x) = 2 atan(x / (1 + sqrt(1 + x^2))), twice, then the series on |x| <= 0.2 to 2^-70.
Real atan(Real x) {
    if (x == 0) return x;
    if (fabs(x) > 1) return (x > 0 ? half_pi : -half_pi) - atan(1 / x);
    constexpr std::array<Real, 14> c{-1 / Real(3),  1 / Real(5),   -1 / Real(7),  1 / Real(9),   -1 / Real(11),
                                     1 / Real(13),  -1 / Real(15), 1 / Real(17),  -1 / Real(19), 1 / Real(21),
                                     -1 / Real(23), 1 / Real(25),  -1 / Real(27), 1 / Real(29)};
    for (int i = 0; i < 2; ++i) x = x / (1 + sqrt(1 + x * x));
    return 4 * (x + x * (x * x * polynomial(c, x * x)));
}

Real asin(Real x) { return fabs(x) <= 1 ? 2 * atan(x / (1 + sqrt((1 - x) * (1 + x)))) : nan; }
Real acos(Real x) { return fabs(x) <= 1 ? 2 * atan(sqrt((1 - x) / (1 + x))) : nan; }

std::ostream& operator<<(std::ostream& out, Real x) { return out << static_cast<long double>(x); }

}  // namespace yuce::engine
