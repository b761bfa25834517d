#include <array>

#include "engine/graph.hpp"

namespace yuce::engine {
namespace {

// In the order of Op. "exactly rounded": the IEEE 754 result; the others' bounds are those of math_rows and law_rows.
constexpr std::array table{
    OpEntry{Op::constant, "constant", 0, "a number"},
    OpEntry{Op::uniform, "uniform", 0, "a random number in (0, 1), a function of seed, stream, period, draw and path"},
    OpEntry{Op::unknown, "unknown", 0, "a value being solved for, inside its system only"},
    OpEntry{Op::solution, "solution", 0, "a value found by solving a system"},
    OpEntry{Op::neg, "neg", 1, "-a"},
    OpEntry{Op::abs, "abs", 1, "|a|"},
    OpEntry{Op::sqrt, "sqrt", 1, "square root, exactly rounded; NaN below 0"},
    OpEntry{Op::exp, "exp", 1, "exponential, error below 1 ULP"},
    OpEntry{Op::log, "log", 1, "natural logarithm, error below 1 ULP; NaN below 0"},
    OpEntry{Op::sin, "sin", 1, "sine of radians"},
    OpEntry{Op::cos, "cos", 1, "cosine of radians"},
    OpEntry{Op::floor, "floor", 1, "largest whole number not above a"},
    OpEntry{Op::round, "round", 1, "nearest whole number, halves to the even one"},
    OpEntry{Op::normal_cdf, "normal_cdf", 1, "standard normal distribution function"},
    OpEntry{Op::normal_quantile, "normal_quantile", 1, "its inverse (AS241, 1e-15 relative); NaN outside 0..1"},
    OpEntry{Op::logical_not, "logical_not", 1, "1 if a is 0, else 0"},
    OpEntry{Op::law_of_normal, "law_of_normal", 1, "quantile of a law at Phi(a)"},
    OpEntry{Op::law_of_uniform, "law_of_uniform", 1, "quantile of a law at a in (0, 1)"},
    OpEntry{Op::add, "add", 2, "a + b, exactly rounded"},
    OpEntry{Op::sub, "sub", 2, "a - b, exactly rounded"},
    OpEntry{Op::mul, "mul", 2, "a * b, exactly rounded"},
    OpEntry{Op::div, "div", 2, "a / b, exactly rounded"},
    OpEntry{Op::pow, "pow", 2, "a to the power b, IEEE 754 special values"},
    OpEntry{Op::min, "min", 2, "the smaller; -0 is below +0; NaN if either is"},
    OpEntry{Op::max, "max", 2, "the larger; -0 is below +0; NaN if either is"},
    OpEntry{Op::less, "less", 2, "1 if a < b, else 0; NaN if either is"},
    OpEntry{Op::less_equal, "less_equal", 2, "1 if a <= b, else 0; NaN if either is"},
    OpEntry{Op::equal, "equal", 2, "1 if a = b, else 0; NaN if either is"},
    OpEntry{Op::not_equal, "not_equal", 2, "0 if a = b, else 1; NaN if either is"},
    OpEntry{Op::logical_and, "logical_and", 2, "1 if neither is 0, else 0; NaN if either is"},
    OpEntry{Op::logical_or, "logical_or", 2, "0 if both are 0, else 1; NaN if either is"},
    OpEntry{Op::poisson_quantile, "poisson_quantile", 2, "smallest k with P(N <= k) >= a, N Poisson with mean b"},
    OpEntry{Op::fma, "fma", 3, "a * b + c, rounded once"},
    OpEntry{Op::select, "select", 3, "b if a is not 0, else c; NaN if a is"},
    OpEntry{Op::gamma_quantile, "gamma_quantile", 3, "quantile at a of the gamma law of shape b and scale c"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].op) != i || table[i].arguments != argument_count(table[i].op)) return false;
    }
    return true;
}
static_assert(in_order() && table.size() == op_count);

}  // namespace

std::span<const OpEntry> op_table() { return table; }

}  // namespace yuce::engine
