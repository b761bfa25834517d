// Exponential and natural logarithm, error below 0.7 and 0.9 units in the last place. Included once per target, see
// vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_EXP_LOG_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_EXP_LOG_INL_HPP_
#undef YUCE_ENGINE_EXP_LOG_INL_HPP_
#else
#define YUCE_ENGINE_EXP_LOG_INL_HPP_
#endif

#include "engine/vector_base-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// ln 2 = ln2_high + ln2_low; 40 bits in the first, so that its multiples up to 2^13 are exact.
inline constexpr double ln2_high = 0x1.62e42fefa2p-1, ln2_low = 0x1.9ef35793c7673p-41;

// Added to a double below 2^51 it rounds to a whole number, which then stands in the low bits.
inline constexpr double round_shift = 0x1.8p52;

// 2^k for the whole number k standing in the low bits of a lane, as two's complement, -1022 <= k <= 1023.
template <class D, class VU>
HWY_INLINE hn::Vec<D> PowerOfTwo(D d, VU k) {
    const hn::RebindToUnsigned<D> du;
    return hn::BitCast(d, hn::ShiftLeft<52>(hn::Add(k, hn::Set(du, 1023u))));
}

// e^(x + low), |low| at most a few units in the last place of x, -746 <= x <= 710. The power of two is multiplied on in halves:
// k reaches from -1076 to 1024.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V ExpOfSum(D d, V x, V low) {
    const hn::RebindToUnsigned<D> du;
    const V shift = hn::Set(d, round_shift);
    const V shifted = Fma(d, x, hn::Set(d, 0x1.71547652b82fep+0), shift);
    const V k = hn::Sub(shifted, shift);
    const V high = NegFma(d, k, hn::Set(d, ln2_high), x);
    const V rest = NegFma(d, k, hn::Set(d, ln2_low), low);
    const V r = hn::Add(high, rest);
    const V correction = hn::Add(hn::Sub(high, r), rest);
    // e^r = 1 + r + r^2 q(r), |r| <= ln(2) / 2; minimax, relative error 2^-64
    constexpr double q[] = {0x1.0000000000000p-1,  0x1.555555555555bp-3,  0x1.5555555555503p-5,  0x1.111111110ec5cp-7,
                            0x1.6c16c16c30345p-10, 0x1.a01a01b37e84ep-13, 0x1.a01a0136d9dd9p-16, 0x1.71ddf02031f0dp-19,
                            0x1.27e5b3c8d168fp-22, 0x1.af6be8ce0c649p-26, 0x1.1e3dcd7e07cf5p-29};
    const V tail = Fma(d, hn::Mul(r, r), Polynomial(d, r, q), correction);
    const V sum = hn::Add(hn::Set(d, 1.0), r);
    const V lost = hn::Add(hn::Sub(hn::Set(d, 1.0), sum), r);
    const V mantissa = hn::Add(sum, hn::Add(lost, tail));

    const auto whole = hn::Sub(hn::BitCast(du, shifted), hn::BitCast(du, shift));
    const auto half = hn::Sub(hn::ShiftRight<1>(hn::Add(whole, hn::Set(du, 2048u))), hn::Set(du, 1024u));
    return hn::Mul(hn::Mul(mantissa, PowerOfTwo(d, half)), PowerOfTwo(d, hn::Sub(whole, half)));
}

// e^x. Overflow gives infinity, underflow subnormal numbers and 0.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Exp(D d, V x) {
    const V clamped = hn::Min(hn::Max(x, hn::Set(d, -746.0)), hn::Set(d, 710.0));
    return hn::IfThenElse(hn::IsNaN(x), x, ExpOfSum(d, clamped, hn::Zero(d)));
}

// x = m 2^k with m in [sqrt(1/2), sqrt(2)), for x positive, normal and finite.
template <class V>
struct Binary {
    V m, k;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE Binary<V> SplitBinary(D d, V x) {
    const hn::RebindToUnsigned<D> du;
    const auto sqrt_half = hn::Set(du, 0x3FE6A09E00000000u);
    const auto offset = hn::Set(du, 0x3FF0000000000000u - 0x3FE6A09E00000000u);
    const auto moved = hn::Add(hn::BitCast(du, x), offset);
    const auto m = hn::Add(hn::And(moved, hn::Set(du, 0x000FFFFFFFFFFFFFu)), sqrt_half);
    const auto biased = hn::Or(hn::ShiftRight<52>(moved), hn::Set(du, 0x4330000000000000u));
    return {hn::BitCast(d, m), hn::Sub(hn::BitCast(d, biased), hn::Set(d, 0x1p52 + 1023.0))};
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V LogOfSplit(D d, Binary<V> x) {
    const V f = hn::Sub(x.m, hn::Set(d, 1.0));
    const V s = hn::Div(f, hn::Add(hn::Set(d, 2.0), f));
    const V z = hn::Mul(s, s);
    // ln(1 + f) = 2 atanh(s) = 2 s + s z R(z), z <= 0.0295; minimax, relative error 2^-66
    constexpr double coefficients[] = {0x1.5555555555555p-1, 0x1.9999999999dfep-2, 0x1.249249242b525p-2, 0x1.c71c7258ed1f9p-3,
                                       0x1.745cde39b75a3p-3, 0x1.3b20ab074071bp-3, 0x1.0f5cd1bc23da6p-3, 0x1.0f62dc42ae6dep-3};
    const V r = hn::Mul(z, Polynomial(d, z, coefficients));
    // 2 s + s r = f - (f^2 / 2 - s (f^2 / 2 + r)): the correction to f is small
    const V half_square = hn::Mul(hn::Mul(hn::Set(d, 0.5), f), f);
    const V small = Fma(d, s, hn::Add(half_square, r), hn::Mul(x.k, hn::Set(d, ln2_low)));
    return Fma(d, x.k, hn::Set(d, ln2_high), hn::Sub(f, hn::Sub(half_square, small)));
}

template <class D, class V = hn::Vec<D>>
HWY_NOINLINE V LogOfAny(D d, V x) {
    const auto subnormal = hn::Lt(x, hn::Set(d, 0x1p-1022));
    Binary<V> split = SplitBinary(d, hn::IfThenElse(subnormal, hn::Mul(x, hn::Set(d, 0x1p54)), x));
    split.k = hn::IfThenElse(subnormal, hn::Sub(split.k, hn::Set(d, 54.0)), split.k);
    V y = LogOfSplit(d, split);
    y = hn::IfThenElse(hn::Lt(x, hn::Zero(d)), NotANumber(d), y);
    y = hn::IfThenElse(hn::Eq(x, hn::Zero(d)), hn::Neg(Infinity(d)), y);
    y = hn::IfThenElse(hn::Eq(x, Infinity(d)), x, y);
    return hn::IfThenElse(hn::IsNaN(x), x, y);
}

// ln x. 0 gives -infinity, negative numbers NaN.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Log(D d, V x) {
    const auto usual = hn::And(hn::Ge(x, hn::Set(d, 0x1p-1022)), hn::Le(x, hn::Set(d, std::numeric_limits<double>::max())));
    if (HWY_UNLIKELY(!hn::AllTrue(d, usual))) return LogOfAny(d, x);
    return LogOfSplit(d, SplitBinary(d, x));
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
