// Sine and cosine, error below 0.8 units in the last place for every finite argument. Included once per target, see
// vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_SIN_COS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_SIN_COS_INL_HPP_
#undef YUCE_ENGINE_SIN_COS_INL_HPP_
#else
#define YUCE_ENGINE_SIN_COS_INL_HPP_
#endif

#include "engine/angle.hpp"
#include "engine/exp_log-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// x = quadrants pi / 2 + high + low, |high| <= pi / 4; the quadrants stand in the low bits.
template <class V, class VU>
struct Angle {
    V high, low;
    VU quadrants;
};

// For |x| < 2^30 (W. J. Cody and W. Waite's method). The first fused step is exact: x and the product's sum are multiples of
// 2^-53 below 1.
template <class D, class V = hn::Vec<D>, class VU = hn::Vec<hn::RebindToUnsigned<D>>>
HWY_INLINE Angle<V, VU> ReduceAngle(D d, V x) {
    const hn::RebindToUnsigned<D> du;
    const V shift = hn::Set(d, round_shift);
    const V shifted = Fma(d, x, hn::Set(d, 0x1.45f306dc9c883p-1), shift);
    const V k = hn::Sub(shifted, shift);
    const V second = hn::Set(d, 0x1.1a62633145c07p-54);
    const V first_rest = NegFma(d, k, hn::Set(d, 0x1.921fb54442d18p+0), x);
    const V product = hn::Mul(k, second);
    const V product_low = Fma(d, k, second, hn::Neg(product));
    const V high = hn::Sub(first_rest, product);
    // two-sum of first_rest and -product
    const V back = hn::Sub(high, first_rest);
    const V lost = hn::Sub(hn::Sub(first_rest, hn::Sub(high, back)), hn::Add(product, back));
    const V low = hn::Sub(lost, NegFma(d, k, hn::Set(d, 0x1.f1976b7ed8fbcp-110), product_low));
    return {high, low, hn::BitCast(du, shifted)};
}

template <class D, class V, class VU>
HWY_NOINLINE void ReduceLargeLanes(D d, V x, Angle<V, VU>& angle) {
    const hn::RebindToUnsigned<D> du;
    HWY_ALIGN double arguments[hn::MaxLanes(D())], high[hn::MaxLanes(D())], low[hn::MaxLanes(D())];
    HWY_ALIGN std::uint64_t quadrants[hn::MaxLanes(D())];
    hn::Store(x, d, arguments);
    hn::Store(angle.high, d, high);
    hn::Store(angle.low, d, low);
    hn::Store(angle.quadrants, du, quadrants);
    for (std::size_t i = 0; i < hn::Lanes(d); ++i) {
        if (std::fabs(arguments[i]) < 0x1p30) continue;
        ReducedAngle reduced{std::numeric_limits<double>::quiet_NaN(), 0, 0};
        if (std::isfinite(arguments[i])) reduced = reduce_large_angle(arguments[i]);
        high[i] = reduced.high;
        low[i] = reduced.low;
        quadrants[i] = static_cast<std::uint64_t>(reduced.quadrants);
    }
    angle = {hn::Load(d, high), hn::Load(d, low), hn::Load(du, quadrants)};
}

template <class D, class V>
HWY_INLINE V SinReduced(D d, V x, V low, V z) {
    // sin x = x + x z S(z), z = x^2 <= (pi / 4)^2; minimax, relative error 2^-69
    constexpr double coefficients[] = {-0x1.5555555555555p-3, 0x1.111111111110bp-7,   -0x1.a01a01a018ae7p-13,
                                       0x1.71de3a5339bb8p-19, -0x1.ae6452989bb38p-26, 0x1.612092e4c7391p-33,
                                       -0x1.aaa55ac6e0923p-41};
    const V cubic = hn::Mul(hn::Mul(x, z), Polynomial(d, z, coefficients));
    const V low_part = NegFma(d, hn::Mul(hn::Set(d, 0.5), z), low, low);
    return hn::Add(x, hn::Add(cubic, low_part));
}

template <class D, class V>
HWY_INLINE V CosReduced(D d, V x, V low, V z) {
    // cos x = 1 - z / 2 + z^2 C(z); minimax, relative error 2^-64
    constexpr double coefficients[] = {0x1.555555555554cp-5,   -0x1.6c16c16c15179p-10, 0x1.a01a019cb13c7p-16,
                                       -0x1.27e4f8099349bp-22, 0x1.1ee9ebaa9d646p-29,  -0x1.8fae7cc1e580dp-37};
    const V one = hn::Set(d, 1.0);
    const V half = hn::Mul(hn::Set(d, 0.5), z);
    const V sum = hn::Sub(one, half);
    const V lost = hn::Sub(hn::Sub(one, sum), half);
    const V z_low = Fma(d, x, x, hn::Neg(z));
    const V correction = NegFma(d, x, low, NegFma(d, hn::Set(d, 0.5), z_low, lost));
    return hn::Add(sum, Fma(d, hn::Mul(z, z), Polynomial(d, z, coefficients), correction));
}

// sin(x + first_quadrant pi / 2) of the reduced x.
template <std::uint64_t first_quadrant, class D, class V, class VU>
HWY_INLINE V SinOfAngle(D d, const Angle<V, VU>& angle) {
    const hn::RebindToUnsigned<D> du;
    const V z = hn::Mul(angle.high, angle.high);
    const V sine = SinReduced(d, angle.high, angle.low, z);
    const V cosine = CosReduced(d, angle.high, angle.low, z);
    const auto quadrants = hn::Add(angle.quadrants, hn::Set(du, first_quadrant));
    const auto odd = hn::MaskFromVec(hn::BitCast(d, hn::Sub(hn::Zero(du), hn::And(quadrants, hn::Set(du, 1u)))));
    const auto sign = hn::BitCast(d, hn::ShiftLeft<62>(hn::And(quadrants, hn::Set(du, 2u))));
    return hn::Xor(hn::IfThenElse(odd, cosine, sine), sign);
}

template <std::uint64_t first_quadrant, class D, class V = hn::Vec<D>>
HWY_INLINE V SinOfQuadrant(D d, V x) {
    auto angle = ReduceAngle(d, x);
    const auto small = hn::Lt(hn::Abs(x), hn::Set(d, 0x1p30));
    if (HWY_LIKELY(hn::AllTrue(d, small))) return SinOfAngle<first_quadrant>(d, angle);
    ReduceLargeLanes(d, x, angle);
    // which of two NaN a fused step hands on depends on the instruction chosen
    return hn::IfThenElse(hn::Lt(hn::Abs(x), Infinity(d)), SinOfAngle<first_quadrant>(d, angle), NotANumber(d));
}

// sin x; infinite arguments give NaN. From |x| = 2^30 on lanes are reduced one by one.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Sin(D d, V x) {
    const V y = SinOfQuadrant<0>(d, x);
    // so small that sin x rounds to x; keeps -0 and subnormal numbers
    return hn::IfThenElse(hn::Lt(hn::Abs(x), hn::Set(d, 0x1p-28)), x, y);
}

// cos x; as Sin.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Cos(D d, V x) {
    return SinOfQuadrant<1>(d, x);
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
