// The arithmetic the vector functions stand on: exactly the same bits on every target.
// Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_VECTOR_BASE_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_VECTOR_BASE_INL_HPP_
#undef YUCE_ENGINE_VECTOR_BASE_INL_HPP_
#else
#define YUCE_ENGINE_VECTOR_BASE_INL_HPP_
#endif

#include <cmath>
#include <cstdint>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class D, class F>
HWY_INLINE hn::Vec<D> LaneByLane(D d, F function, hn::Vec<D> x) {
    HWY_ALIGN double lanes[hn::MaxLanes(D())];
    hn::Store(x, d, lanes);
    for (std::size_t i = 0; i < hn::Lanes(d); ++i) lanes[i] = function(lanes[i]);
    return hn::Load(d, lanes);
}

// a * b + c rounded once.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Fma(D d, V a, V b, V c) {
#if HWY_NATIVE_FMA
    (void)d;
    return hn::MulAdd(a, b, c);
#else
    HWY_ALIGN double la[hn::MaxLanes(D())], lb[hn::MaxLanes(D())], lc[hn::MaxLanes(D())];
    hn::Store(a, d, la);
    hn::Store(b, d, lb);
    hn::Store(c, d, lc);
    for (std::size_t i = 0; i < hn::Lanes(d); ++i) la[i] = std::fma(la[i], lb[i], lc[i]);
    return hn::Load(d, la);
#endif
}

// c - a * b rounded once.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NegFma(D d, V a, V b, V c) {
#if HWY_NATIVE_FMA
    (void)d;
    return hn::NegMulAdd(a, b, c);
#else
    return Fma(d, hn::Neg(a), b, c);
#endif
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V Abs(D, V x) {
    return hn::Abs(x);
}

// Rounding to whole numbers keeps the sign of zero; Highway's fallbacks do not, and err next to 0.5.
#if HWY_NATIVE_FMA
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Floor(D, V x) {
    return hn::Floor(x);
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V RoundHalfEven(D, V x) {
    return hn::Round(x);
}
#else
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Floor(D d, V x) {
    return LaneByLane(
        d, [](double lane) { return std::floor(lane); }, x);
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V RoundHalfEven(D d, V x) {
    return LaneByLane(
        d, [](double lane) { return std::nearbyint(lane); }, x);
}
#endif

template <class D>
HWY_INLINE hn::Vec<D> NotANumber(D d) {
    return hn::Set(d, std::numeric_limits<double>::quiet_NaN());
}

template <class D>
HWY_INLINE hn::Vec<D> Infinity(D d) {
    return hn::Set(d, std::numeric_limits<double>::infinity());
}

// c[0] + c[1] x + ... + c[n-1] x^(n-1), Horner's scheme with fused steps.
template <class D, class V, std::size_t n>
HWY_INLINE V Polynomial(D d, V x, const double (&c)[n]) {
    V sum = hn::Set(d, c[n - 1]);
    for (std::size_t i = n - 1; i-- > 0;) sum = Fma(d, sum, x, hn::Set(d, c[i]));
    return sum;
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
