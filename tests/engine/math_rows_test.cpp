// Accuracy of the elementary functions against the C library's long double, and their special values.
#include <algorithm>
#include <limits>

#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct UnaryCase {
    const char* name;
    UnaryRow MathRows::*function;
    long double (*reference)(long double);
    double bound;  // [ulp]
    std::function<double(Numbers&)> argument;
};

class UnaryAccuracy : public testing::TestWithParam<UnaryCase> {};

TEST_P(UnaryAccuracy, StaysWithinTheStatedBoundOnEveryInstructionSet) {
    if (!long_double_is_longer()) GTEST_SKIP() << "long double is no longer than double";
    const UnaryCase& test = GetParam();
    Numbers numbers;
    const Row x = numbers.row(40000, [&] { return test.argument(numbers); });
    const Row y =
        on_every_isa(x.size(), [&](const MathRows& rows, double* out) { (rows.*test.function)(out, x.data(), x.size()); });
    for (std::size_t i = 0; i < x.size(); ++i) {
        ASSERT_LE(ulps(y[i], test.reference(x[i])), test.bound) << test.name << '(' << x[i] << ") = " << y[i];
    }
}

double near_multiple_of_half_pi(Numbers& n) {
    return static_cast<double>(std::floor(n.between(-1e5, 1e5)) * 1.57079632679489661923L);
}
double of_any_size(Numbers& n) { return std::ldexp(n.between(-1, 1), static_cast<int>(n.between(-40, 1023))); }

const UnaryCase unary_cases[] = {
    {"exp", &MathRows::exp, std::exp, 0.7, [](Numbers& n) { return n.between(-708, 709.75); }},
    {"exp_of_small", &MathRows::exp, std::exp, 0.7, [](Numbers& n) { return n.between(-1, 1); }},
    {"exp_to_subnormal", &MathRows::exp, std::exp, 1.0, [](Numbers& n) { return n.between(-746, -708); }},
    {"log_near_one", &MathRows::log, std::log, 0.9, [](Numbers& n) { return n.between(0.5, 2); }},
    {"log_very_near_one", &MathRows::log, std::log, 0.9,
     [](Numbers& n) { return 1 + std::ldexp(n.between(-1, 1), -static_cast<int>(n.between(2, 52))); }},
    {"log_of_any", &MathRows::log, std::log, 0.9, [](Numbers& n) { return std::fabs(of_any_size(n)); }},
    {"log_of_subnormal", &MathRows::log, std::log, 0.9, [](Numbers& n) { return std::floor(n.between(1, 1e9)) * 0x1p-1074; }},
    {"sin", &MathRows::sin, std::sin, 0.8, [](Numbers& n) { return n.between(-10, 10); }},
    {"sin_to_1e5", &MathRows::sin, std::sin, 0.8, [](Numbers& n) { return n.between(-1e5, 1e5); }},
    {"sin_near_zeros", &MathRows::sin, std::sin, 0.8, near_multiple_of_half_pi},
    {"sin_of_any", &MathRows::sin, std::sin, 0.8, of_any_size},
    {"cos", &MathRows::cos, std::cos, 0.8, [](Numbers& n) { return n.between(-10, 10); }},
    {"cos_to_1e5", &MathRows::cos, std::cos, 0.8, [](Numbers& n) { return n.between(-1e5, 1e5); }},
    {"cos_near_zeros", &MathRows::cos, std::cos, 0.8, near_multiple_of_half_pi},
    {"cos_of_any", &MathRows::cos, std::cos, 0.8, of_any_size},
};
INSTANTIATE_TEST_SUITE_P(Functions, UnaryAccuracy, testing::ValuesIn(unary_cases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(MathRows, PowStaysWithinTheStatedBoundOnEveryInstructionSet) {
    if (!long_double_is_longer()) GTEST_SKIP() << "long double is no longer than double";
    Numbers numbers;
    Row x(60000), y(60000);
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = i % 3 == 0   ? numbers.between(0.3, 3)
               : i % 3 == 1 ? std::exp(numbers.between(-700, 700))
                            : numbers.between(0.99, 1.01);
        y[i] = i % 2 == 0 ? numbers.between(-5, 5) : numbers.between(-705, 705) / std::fabs(std::log(x[i]));
    }
    const Row z = on_every_isa(x.size(), [&](const MathRows& rows, double* out) { rows.pow(out, x.data(), y.data(), x.size()); });
    for (std::size_t i = 0; i < x.size(); ++i) {
        const long double reference = std::pow(static_cast<long double>(x[i]), static_cast<long double>(y[i]));
        const bool normal = reference >= std::numeric_limits<double>::min();
        ASSERT_LE(ulps(z[i], reference), normal ? 0.7 : 1.0) << x[i] << " ^ " << y[i];
    }
}

TEST(MathRows, PowHasTheSpecialValuesOfIeee754) {
    const double values[] = {0.0,       -0.0,   1,    -1,       2,   -2,         0.5,        -0.5,       3,
                             -3,        1.5,    -1.5, infinity, nan, 5e-324,     -5e-324,    1e308,      -1e308,
                             -infinity, 1e-310, 1024, -1075,    2.5, 0x1p52 + 1, 0x1p53 - 1, 0x1p53 + 2, -0x1p53 - 2};
    std::vector<double> a, b;
    for (const double x : values) {
        for (const double y : values) {
            a.push_back(x);
            b.push_back(y);
        }
    }
    const Row x = padded(a), y = padded(b);
    const Row z = on_every_isa(x.size(), [&](const MathRows& rows, double* out) { rows.pow(out, x.data(), y.data(), x.size()); });
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double expected = std::pow(x[i], y[i]);
        ASSERT_LE(ulps(z[i], expected), 1) << x[i] << " ^ " << y[i] << " = " << z[i];
        ASSERT_TRUE(std::isnan(expected) || std::signbit(z[i]) == std::signbit(expected)) << x[i] << " ^ " << y[i];
    }
}

struct Special {
    const char* name;
    UnaryRow MathRows::*function;
    double argument, result;
};

TEST(MathRows, HaveTheirLimitsAsSpecialValues) {
    const Special specials[] = {
        {"exp", &MathRows::exp, 0, 1},
        {"exp", &MathRows::exp, -0.0, 1},
        {"exp", &MathRows::exp, infinity, infinity},
        {"exp", &MathRows::exp, -infinity, 0},
        {"exp", &MathRows::exp, 709.79, infinity},
        {"exp", &MathRows::exp, -745.2, 0},
        {"exp", &MathRows::exp, -744.5, 5e-324},
        {"log", &MathRows::log, 1, 0},
        {"log", &MathRows::log, 0, -infinity},
        {"log", &MathRows::log, -0.0, -infinity},
        {"log", &MathRows::log, infinity, infinity},
        {"log", &MathRows::log, -1, nan},
        {"log", &MathRows::log, -infinity, nan},
        {"sin", &MathRows::sin, 0, 0},
        {"sin", &MathRows::sin, -0.0, -0.0},
        {"sin", &MathRows::sin, 5e-324, 5e-324},
        {"sin", &MathRows::sin, infinity, nan},
        {"cos", &MathRows::cos, 0, 1},
        {"cos", &MathRows::cos, -infinity, nan},
        {"normal_cdf", &MathRows::normal_cdf, 0, 0.5},
        {"normal_cdf", &MathRows::normal_cdf, -infinity, 0},
        {"normal_cdf", &MathRows::normal_cdf, infinity, 1},
        {"normal_quantile", &MathRows::normal_quantile, 0.5, 0},
        {"normal_quantile", &MathRows::normal_quantile, 0, -infinity},
        {"normal_quantile", &MathRows::normal_quantile, 1, infinity},
        {"normal_quantile", &MathRows::normal_quantile, -1e-300, nan},
        {"normal_quantile", &MathRows::normal_quantile, 1 + 0x1p-52, nan},
        {"normal_quantile", &MathRows::normal_quantile, infinity, nan},
        {"exp", &MathRows::exp, nan, nan},
        {"log", &MathRows::log, nan, nan},
        {"sin", &MathRows::sin, nan, nan},
        {"cos", &MathRows::cos, nan, nan},
        {"normal_cdf", &MathRows::normal_cdf, nan, nan},
        {"normal_quantile", &MathRows::normal_quantile, nan, nan},
    };
    for (const Special& special : specials) {
        // beside ordinary lanes, so that a special lane can spoil them or they it
        Row x(16, 0.25);
        x[3] = special.argument;
        const Row y = on_every_isa(16, [&](const MathRows& rows, double* out) { (rows.*special.function)(out, x.data(), 16); });
        EXPECT_EQ(ulps(y[3], special.result), 0) << special.name << '(' << special.argument << ") = " << y[3];
        EXPECT_TRUE(special.result != 0 || std::signbit(y[3]) == std::signbit(special.result)) << special.name;
        for (const std::size_t i : {2, 4}) EXPECT_EQ(y[i], y[15]) << special.name;
    }
}

TEST(MathRows, MayWriteOverTheirArgument) {
    Numbers numbers;
    const Row x = numbers.row(520, [&] { return numbers.lattice(); });
    for (const auto function :
         {&MathRows::exp, &MathRows::log, &MathRows::sin, &MathRows::cos, &MathRows::normal_cdf, &MathRows::normal_quantile}) {
        const Row apart =
            on_every_isa(x.size(), [&](const MathRows& rows, double* out) { (rows.*function)(out, x.data(), x.size()); });
        Row over = x;
        (math_rows(Isa::best).*function)(over.data(), over.data(), over.size());
        expect_same_bits(apart, over, "in place");
    }
}

TEST(MathRows, AvailableInstructionSetsHaveTheirOwnTables) {
    const auto isas = available_isas();
    EXPECT_EQ(isas.back(), Isa::portable);
    EXPECT_EQ(&math_rows(Isa::best), &math_rows(isas.front()));
    for (std::size_t i = 1; i < isas.size(); ++i) EXPECT_NE(&math_rows(isas[i]), &math_rows(isas[i - 1])) << isa_name(isas[i]);
    for (const Isa isa : {Isa::avx512, Isa::avx2}) {
        if (std::find(isas.begin(), isas.end(), isa) == isas.end()) GTEST_SKIP() << isa_name(isa) << " is not compared here";
    }
}

}  // namespace
}  // namespace yuce::engine
