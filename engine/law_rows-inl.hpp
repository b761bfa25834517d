// Rows of quantiles; included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_LAW_ROWS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_LAW_ROWS_INL_HPP_
#undef YUCE_ENGINE_LAW_ROWS_INL_HPP_
#else
#define YUCE_ENGINE_LAW_ROWS_INL_HPP_
#endif

#include <cmath>

#include "engine/law_kernel.hpp"
#include "engine/law_pieces-inl.hpp"
#include "engine/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {
namespace law_detail {

// Gives `x` where `from` is a number and NaN where it is not.
HWY_INLINE V unless_nan(V from, V x) { return hn::IfThenElse(hn::IsNaN(from), from, x); }

HWY_INLINE V bounded(const LawKernel::Table& table, V x) {
    return hn::Min(hn::Max(x, number(table.lowest)), number(table.highest));
}

template <class Evaluate>
HWY_INLINE void each_vector(double* out, const double* in, std::size_t n, const Evaluate& evaluate) {
    const D d;
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) hn::Store(evaluate(hn::Load(d, in + i)), d, out + i);
}

HWY_INLINE V by_polynomial(const LawKernel::Table& table, V z) {
    return unless_nan(z, bounded(table, polynomial(table.pieces, z)));
}

HWY_INLINE V by_exponential(const LawKernel::Table& table, V z) {
    return unless_nan(z, bounded(table, Exp(D(), polynomial(table.pieces, z))));
}

HWY_INLINE V few_steps(const LawStepTable& table, const std::vector<double>& thresholds, V x) {
    V value = number(table.values[0]);
    for (std::size_t i = 0; i < table.thresholds; ++i) {
        value = hn::IfThenElse(hn::Lt(number(thresholds[i]), x), number(table.values[i + 1]), value);
    }
    return value;
}

// One value after the other: the binary search of a lane waits for memory, vectors of them gain nothing.
HWY_INLINE double many_steps(const LawStepTable& table, const std::vector<double>& thresholds, double x) {
    std::size_t below = 0;
    for (std::size_t step = (thresholds.size() + 1) / 2; step > 0; step /= 2) {
        below += thresholds[below + step - 1] < x ? step : 0;
    }
    return std::isnan(x) ? x : table.values[below];
}

inline void steps_row(const LawStepTable& table, const std::vector<double>& thresholds, double* out, const double* in,
                      std::size_t n) {
    constexpr std::size_t few = 8;
    if (table.thresholds <= few) {
        each_vector(out, in, n, [&](V x) HWY_ATTR { return unless_nan(x, few_steps(table, thresholds, x)); });
    } else {
        for (std::size_t i = 0; i < n; ++i) out[i] = many_steps(table, thresholds, in[i]);
    }
}

// NaN outside 0..1.
HWY_INLINE V probability(V u) {
    const auto valid = hn::And(hn::Ge(u, number(0)), hn::Le(u, number(1)));
    return hn::IfThenElse(valid, u, NotANumber(D()));
}

HWY_INLINE V uniform_of_uniform(const LawKernel::Table& table, V u) {
    return unless_nan(u, bounded(table, Fma(D(), number(table.scale), u, number(table.location))));
}

HWY_INLINE V uniform_of_normal(const LawKernel::Table& table, V z) {
    const auto below = hn::Lt(z, number(0));
    const V tail = NormalCdf(D(), hn::Neg(hn::Abs(z)));
    const V lower = Fma(D(), number(table.scale), tail, number(table.location));
    const V upper = Fma(D(), number(-table.scale), tail, number(table.highest));
    return unless_nan(z, bounded(table, hn::IfThenElse(below, lower, upper)));
}

HWY_INLINE V two_piece_of_uniform(const LawKernel::Table& table, V u) {
    const auto below = hn::Le(u, number(table.weight_low));
    const V lower = hn::Mul(u, number(0.5 / table.weight_low));
    const V upper = hn::Mul(hn::Sub(number(1), u), number(0.5 / (1 - table.weight_low)));
    const V z = NormalQuantile(D(), hn::Min(hn::IfThenElse(below, lower, upper), number(0.5)));
    const V sd = hn::IfThenElse(below, number(table.sd_low), number(-table.sd_high));
    return unless_nan(u, Fma(D(), sd, z, number(table.location)));
}

inline void scalar_row(const Law& law, double* out, const double* z, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out[i] = scalar_law_of_normal(law, z[i]);
}

inline void of_normal(const LawKernel& law, double* out, const double* z, std::size_t n) {
    const LawKernel::Table& table = law.table();
    const V location = number(table.location), scale = number(table.scale);
    switch (table.form) {
        case LawForm::normal: return each_vector(out, z, n, [&](V x) HWY_ATTR { return Fma(D(), scale, x, location); });
        case LawForm::lognormal:
            return each_vector(out, z, n, [&](V x) HWY_ATTR { return hn::Mul(location, Exp(D(), hn::Mul(scale, x))); });
        case LawForm::uniform: return each_vector(out, z, n, [&](V x) HWY_ATTR { return uniform_of_normal(table, x); });
        case LawForm::two_piece:
        case LawForm::polynomials: return each_vector(out, z, n, [&](V x) HWY_ATTR { return by_polynomial(table, x); });
        case LawForm::exponentials: return each_vector(out, z, n, [&](V x) HWY_ATTR { return by_exponential(table, x); });
        case LawForm::steps: return steps_row(table.steps, table.steps.of_normal, out, z, n);
        case LawForm::scalar: return scalar_row(table.law, out, z, n);
    }
}

inline void of_uniform(const LawKernel& law, double* out, const double* u, std::size_t n) {
    const LawKernel::Table& table = law.table();
    switch (table.form) {
        case LawForm::uniform:
            return each_vector(out, u, n, [&](V x) HWY_ATTR { return uniform_of_uniform(table, probability(x)); });
        case LawForm::two_piece:
            return each_vector(out, u, n, [&](V x) HWY_ATTR { return two_piece_of_uniform(table, probability(x)); });
        case LawForm::steps:
            each_vector(out, u, n, [](V x) HWY_ATTR { return probability(x); });
            return steps_row(table.steps, table.steps.of_uniform, out, out, n);
        case LawForm::normal:
        case LawForm::lognormal:
        case LawForm::polynomials:
        case LawForm::exponentials:
        case LawForm::scalar: NormalQuantileRow(out, u, n); return of_normal(law, out, out, n);
    }
}

}  // namespace law_detail

inline constexpr LawRows law_rows_table{&law_detail::of_normal, &law_detail::of_uniform};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
