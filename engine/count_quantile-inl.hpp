// Rows of Poisson and gamma quantiles. Included once per target, see vector_math-inl.hpp. Values and domains: count_quantile.hpp,
// to whose scalar functions the lanes go that the vectors cannot decide.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_
#undef YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_
#else
#define YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_
#endif

#include <bit>

#include "engine/count_quantile.hpp"
#include "engine/gamma_expansion-inl.hpp"
#include "engine/normal-inl.hpp"
#include "engine/poisson_expansion-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// A value, and the lanes in which it is not certain.
template <class D>
struct Judged {
    hn::Vec<D> value;
    hn::Mask<D> open;
};

// Counts of the lanes with mean < 10 by adding up probabilities; the others are not looked at. A lane is open when u is nearer a
// step than the sum's rounding.
template <class D, class V = hn::Vec<D>>
HWY_NOINLINE Judged<D> SmallPoisson(D d, V u, V mean) {
    const V one = hn::Set(d, 1.0), tolerance = hn::Set(d, 1e-14);
    const auto small = hn::Lt(mean, hn::Set(d, 10.0));
    mean = hn::IfThenElseZero(small, mean);
    u = hn::IfThenElseZero(small, u);
    V term = Exp(d, hn::Neg(mean)), sum = term, k = hn::Zero(d);
    auto open = hn::Le(hn::Abs(hn::Sub(sum, u)), tolerance);
    for (double j = 1; j < 100; ++j) {
        const auto below = hn::Lt(sum, u);
        if (hn::AllFalse(d, below)) break;
        term = hn::Mul(term, hn::Mul(mean, hn::Set(d, 1 / j)));
        sum = hn::Add(sum, hn::IfThenElseZero(below, term));
        k = hn::Add(k, hn::IfThenElseZero(below, one));
        open = hn::Or(open, hn::Le(hn::Abs(hn::Sub(sum, u)), tolerance));
    }
    return {k, hn::Or(open, hn::Lt(sum, u))};
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE Judged<D> JudgePoisson(D d, V u, V mean, V z) {
    const auto expansion = ExpandPoisson(d, z, mean);
    V k = hn::Max(Floor(d, expansion.x), hn::Zero(d));
    const auto near = hn::Le(hn::Abs(hn::Sub(expansion.x, RoundHalfEven(d, expansion.x))), expansion.error);
    const auto checked = hn::Le(mean, hn::Set(d, poisson_unchecked_mean));
    const auto usual = hn::And(hn::Le(hn::Abs(z), hn::Set(d, 8.3)), hn::Le(mean, hn::Set(d, 0x1p1000)));
    auto open = hn::Or(hn::And(near, checked), hn::Not(usual));
    const auto large = hn::Ge(mean, hn::Set(d, 10.0));
    if (HWY_UNLIKELY(!hn::AllTrue(d, large))) {
        const auto small = SmallPoisson(d, u, mean);
        k = hn::IfThenElse(large, k, small.value);
        const auto domain = hn::And(hn::Ge(mean, hn::Zero(d)), hn::And(hn::Gt(u, hn::Zero(d)), hn::Lt(u, hn::Set(d, 1.0))));
        open = hn::Or(hn::And(large, open), hn::AndNot(large, hn::Or(small.open, hn::Not(domain))));
    }
    return {k, open};
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE Judged<D> JudgeGamma(D d, V shape, V scale, V z) {
    const auto inside = hn::And(hn::Ge(shape, hn::Set(d, gamma_expansion_shape)), hn::Le(shape, hn::Set(d, 0x1p500)));
    const auto usual = hn::And(hn::Le(hn::Abs(z), hn::Set(d, gamma_expansion_normal)),
                               hn::And(hn::Ge(scale, hn::Zero(d)), hn::Le(scale, hn::Set(d, 0x1p500))));
    const auto open = hn::Not(hn::And(inside, usual));
    return {hn::Mul(hn::Mul(shape, scale), GammaExpansion(d, shape, z)), open};
}

// judge(i, z) for each vector of a row from place i on, z the normal quantile of u there; single(i) for the open lanes. Results
// are written only when a piece of the row has been read, so that `out` may be an argument.
template <class Judge, class Single>
HWY_INLINE void QuantileRow(double* out, const double* u, std::size_t n, Judge judge, Single single) {
    constexpr std::size_t piece = 64;
    const hn::CappedTag<double, 8> d;
    HWY_ALIGN double values[piece];
    for (std::size_t begin = 0; begin < n; begin += piece) {
        const std::size_t length = HWY_MIN(piece, n - begin);
        NormalQuantileRow(values, u + begin, length);
        std::uint64_t open = 0;
        for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
            const auto judged = judge(begin + i, hn::Load(d, values + i));
            hn::Store(judged.value, d, values + i);
            std::uint8_t bits[8] = {};
            hn::StoreMaskBits(d, judged.open, bits);
            open |= std::uint64_t{bits[0]} << i;
        }
        for (; open != 0; open &= open - 1) {
            const std::size_t i = static_cast<std::size_t>(std::countr_zero(open));
            values[i] = single(begin + i);
        }
        for (std::size_t i = 0; i < length; i += hn::Lanes(d)) hn::Store(hn::Load(d, values + i), d, out + begin + i);
    }
}

inline void PoissonQuantileRow(double* out, const double* u, const double* mean, std::size_t n) {
    const hn::CappedTag<double, 8> d;
    using V = hn::Vec<decltype(d)>;
    QuantileRow(
        out, u, n, [=](std::size_t i, V z) HWY_ATTR { return JudgePoisson(d, hn::Load(d, u + i), hn::Load(d, mean + i), z); },
        [=](std::size_t i) { return poisson_quantile(u[i], mean[i]); });
}

inline void GammaQuantileRow(double* out, const double* u, const double* shape, const double* scale, std::size_t n) {
    const hn::CappedTag<double, 8> d;
    using V = hn::Vec<decltype(d)>;
    QuantileRow(
        out, u, n, [=](std::size_t i, V z) HWY_ATTR { return JudgeGamma(d, hn::Load(d, shape + i), hn::Load(d, scale + i), z); },
        [=](std::size_t i) { return gamma_quantile(u[i], shape[i], scale[i]); });
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
