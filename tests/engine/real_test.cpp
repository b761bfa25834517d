// Real's functions against Boost.Multiprecision with 128 binary digits, and their special values.
#include "engine/real.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <functional>
#include <random>

#include "tests/engine/hash_of_bits.hpp"

namespace yuce::engine {
namespace {

namespace mp = boost::multiprecision;
using Quad = mp::number<mp::cpp_bin_float<128, mp::digit_base_2>, mp::et_off>;

Quad quad(Real x) { return Quad(static_cast<long double>(x)); }

// In units of the last of 64 digits of the reference.
double error_of(Real got, const Quad& reference) {
    int exponent = 0;
    const Quad ignored = frexp(reference, &exponent);
    (void)ignored;
    return static_cast<double>(abs(quad(got) - reference) / ldexp(Quad(1), exponent - 64));
}

class Arguments {
public:
    Real between(Real a, Real b) { return a + (b - a) * unit(); }
    Real unit() { return ldexp(Real(random_()), -64); }
    Real signed_power_of_two(int low, int high) {
        const int exponent = low + static_cast<int>(random_() % static_cast<unsigned>(high - low));
        const Real size = ldexp(1 + unit(), exponent);
        return random_() % 2 == 0 ? size : -size;
    }

private:
    std::mt19937_64 random_{20250101};
};

struct Function {
    const char* name;
    Real (*real)(Real);
    Quad (*reference)(const Quad&);
    Real low, high;
    double units;
};

void PrintTo(const Function& f, std::ostream* out) { *out << f.name << " on " << f.low << " .. " << f.high; }

class RealFunction : public testing::TestWithParam<Function> {};

TEST_P(RealFunction, IsAccurate) {
    const Function& f = GetParam();
    Arguments arguments;
    double worst = 0;
    Real where = 0;
    for (int i = 0; i < 4000; ++i) {
        const Real x = arguments.between(f.low, f.high);
        const double error = error_of(f.real(x), f.reference(quad(x)));
        if (error > worst) worst = error, where = x;
    }
    EXPECT_LE(worst, f.units) << f.name << " at " << where;
    RecordProperty("units", std::to_string(worst));
}

#define YUCE_FUNCTION(name, low, high, units)                                                                  \
    Function {                                                                                                 \
#name, [](Real x) { return name(x); }, [](const Quad& x) -> Quad { return name(x); }, low, high, units \
    }

Quad quad_log1p(const Quad& x) {
    if (abs(x) > 0.1) return log(1 + x);
    Quad sum = 0, power = x;
    for (int k = 1; k < 60; ++k, power *= -x) sum += power / k;
    return sum;
}
Quad quad_expm1(const Quad& x) {
    if (abs(x) > 0.1) return exp(x) - 1;
    Quad sum = 0, term = x;
    for (int k = 2; k < 40; term *= x / k++) sum += term;
    return sum;
}

INSTANTIATE_TEST_SUITE_P(
    All, RealFunction,
    testing::Values(YUCE_FUNCTION(exp, -1, 1, 1), YUCE_FUNCTION(exp, -60, 60, 1), YUCE_FUNCTION(exp, -11350, 11350, 1),
                    YUCE_FUNCTION(log, 0.5, 2, 1), YUCE_FUNCTION(log, 0.999, 1.001, 1), YUCE_FUNCTION(log, 0, 1000, 1),
                    Function{"expm1", expm1, quad_expm1, -1, 1, 2}, Function{"expm1", expm1, quad_expm1, -60, 60, 2},
                    Function{"expm1", expm1, quad_expm1, -1e-6L, 1e-6L, 2}, Function{"log1p", log1p, quad_log1p, -1, 1, 2},
                    Function{"log1p", log1p, quad_log1p, -1e-6L, 1e-6L, 2}, Function{"log1p", log1p, quad_log1p, 0, 1e6L, 2},
                    YUCE_FUNCTION(sin, -4, 4, 2), YUCE_FUNCTION(sin, -1e6L, 1e6L, 2), YUCE_FUNCTION(cos, -4, 4, 2),
                    YUCE_FUNCTION(cos, -1e6L, 1e6L, 2), YUCE_FUNCTION(tan, -4, 4, 4), YUCE_FUNCTION(asin, -1, 1, 6),
                    YUCE_FUNCTION(acos, -1, 1, 6), YUCE_FUNCTION(atan, -2, 2, 4), YUCE_FUNCTION(atan, -1e6L, 1e6L, 4)));

TEST(Real, FunctionsAreAccurateFromVerySmallToVeryLargeNumbers) {
    Arguments arguments;
    for (int i = 0; i < 4000; ++i) {
        const Real x = arguments.signed_power_of_two(-16000, 16000), small = arguments.signed_power_of_two(-200, 0);
        ASSERT_LE(error_of(log(fabs(x)), log(quad(fabs(x)))), 1) << x;
        ASSERT_LE(error_of(exp(small), exp(quad(small))), 1) << small;
        ASSERT_LE(error_of(expm1(small), quad_expm1(quad(small))), 2) << small;
        ASSERT_LE(error_of(log1p(small * 0.999L), quad_log1p(quad(small * 0.999L))), 2) << small;
        ASSERT_LE(error_of(sin(small), sin(quad(small))), 2) << small;
        ASSERT_LE(error_of(atan(small), atan(quad(small))), 4) << small;
    }
}

TEST(Real, PowersAreAccurate) {
    Arguments arguments;
    for (int i = 0; i < 8000; ++i) {
        const Real x =
            i % 2 == 0 ? fabs(arguments.signed_power_of_two(-3, 3)) : fabs(arguments.signed_power_of_two(-16000, 16000));
        const Real limit = (i % 3 == 0 ? 11350 : 500) / fabs(log(x));
        const Real y = arguments.between(-limit, limit);
        ASSERT_LE(error_of(pow(x, y), exp(quad(y) * log(quad(x)))), i % 3 == 0 ? 8 : 2) << x << " " << y;
    }
}

TEST(Real, PowersNearOneAreAccurate) {
    Arguments arguments;
    for (int i = 0; i < 2000; ++i) {
        const Real x = 1 + arguments.signed_power_of_two(-62, -3);
        const Real y = arguments.between(-1, 1) * 11350 / fabs(log(x));
        ASSERT_LE(error_of(pow(x, y), exp(quad(y) * quad_log1p(quad(x) - 1))), 8) << x << " " << y;
    }
}

TEST(Real, FunctionsHaveTheSameBitsOnEveryMachine) {
    if (std::numeric_limits<Real>::digits != 64) GTEST_SKIP() << "written down for x86, where long double has 64 digits";
    Arguments arguments;
    HashOfBits hash;
    const auto add = [&](Real x) {
        const double high = static_cast<double>(x);
        hash.add(high);
        hash.add(static_cast<double>(x - high));
    };
    for (int i = 0; i < 2000; ++i) {
        const Real x = arguments.between(-1, 1), y = arguments.between(-40, 40),
                   positive = fabs(arguments.signed_power_of_two(-60, 60));
        for (Real (*function)(Real) : {exp, expm1, sin, cos, tan, atan}) add(function(y));
        for (Real (*function)(Real) : {expm1, log1p, asin, acos, atan}) add(function(x));
        add(log(positive));
        add(log1p(positive));
        add(pow(positive, y));
    }
    EXPECT_EQ(hash.value(), 0x59e920a2f603d707);
}

TEST(Real, FunctionsHaveTheSpecialValuesOfTheCLibrary) {
    constexpr Real infinity = std::numeric_limits<Real>::infinity(), nan = std::numeric_limits<Real>::quiet_NaN();
    const std::vector<Real> special{0,     -0.0L, 1,      -1,      2,        -2,       3,        -3,        0.5L,
                                    -0.5L, 12000, -12000, 0x1p90L, -0x1p90L, 1e-4920L, infinity, -infinity, nan};
    const auto expect_same = [](Real got, long double wanted, const std::string& what) {
        if (std::isnan(wanted)) {
            EXPECT_TRUE(isnan(got)) << what;
        } else {
            EXPECT_TRUE(got == wanted || fabs(got - wanted) <= 1e-18L * fabs(Real(wanted))) << what << ": " << got;
            EXPECT_EQ(std::signbit(static_cast<long double>(got)), std::signbit(wanted)) << what;
        }
    };
    for (const Real x : special) {
        const long double plain = static_cast<long double>(x);
        const std::string at = " at " + std::to_string(plain);
        expect_same(exp(x), std::exp(plain), "exp" + at);
        expect_same(expm1(x), std::expm1(plain), "expm1" + at);
        expect_same(log(x), std::log(plain), "log" + at);
        expect_same(log1p(x), std::log1p(plain), "log1p" + at);
        expect_same(atan(x), std::atan(plain), "atan" + at);
        expect_same(asin(x), std::asin(plain), "asin" + at);
        expect_same(acos(x), std::acos(plain), "acos" + at);
        for (const Real y : special) {
            const long double power = static_cast<long double>(y);
            expect_same(pow(x, y), std::pow(plain, power), "pow" + at + ", " + std::to_string(power));
        }
    }
    EXPECT_TRUE(isnan(sin(infinity)));
    EXPECT_TRUE(isnan(cos(nan)));
    EXPECT_EQ(sin(0), 0);
    EXPECT_EQ(cos(0), 1);
}

}  // namespace
}  // namespace yuce::engine
