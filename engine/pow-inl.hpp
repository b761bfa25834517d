// Powers, error below 0.7 units in the last place. Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_POW_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_POW_INL_HPP_
#undef YUCE_ENGINE_POW_INL_HPP_
#else
#define YUCE_ENGINE_POW_INL_HPP_
#endif

#include "engine/exp_log-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// high + low, low below half a unit in the last place of high.
template <class V>
struct Pair {
    V high, low;
};

// a + b exactly, for |a| >= |b| or a = 0.
template <class V>
HWY_INLINE Pair<V> FastTwoSum(V a, V b) {
    const V sum = hn::Add(a, b);
    return {sum, hn::Sub(b, hn::Sub(sum, a))};
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE Pair<V> Multiply(D d, Pair<V> a, Pair<V> b) {
    const V high = hn::Mul(a.high, b.high);
    const V low = Fma(d, a.high, b.high, hn::Neg(high));
    return {high, Fma(d, a.high, b.low, Fma(d, a.low, b.high, low))};
}

// ln x to a relative error of 2^-65, as 2 atanh((m - 1) / (m + 1)) + k ln 2.
template <class D, class V = hn::Vec<D>>
HWY_INLINE Pair<V> LogPair(D d, Binary<V> x) {
    const V one = hn::Set(d, 1.0);
    const V f = hn::Sub(x.m, one);
    const V t = hn::Add(x.m, one);
    const V t_low = hn::Sub(x.m, hn::Sub(t, one));
    const V inverse = hn::Div(one, t);
    const V quotient = hn::Mul(f, inverse);
    const V remainder = NegFma(d, quotient, t_low, NegFma(d, quotient, t, f));
    const Pair<V> s{quotient, hn::Mul(remainder, inverse)};
    const Pair<V> z = Multiply(d, s, s);
    // 2 atanh(s) = 2 s + s z (2/3 + z T(z)), z <= 0.0295; minimax, relative error 2^-73
    constexpr double coefficients[] = {0x1.9999999999996p-2, 0x1.2492492492ea7p-2, 0x1.c71c71c5a7378p-3, 0x1.745d18228cdb7p-3,
                                       0x1.3b13665be5835p-3, 0x1.112039ac7fa10p-3, 0x1.de450b56eea55p-4, 0x1.ea8c5fa2aa79bp-4};
    Pair<V> a = FastTwoSum(hn::Set(d, 0x1.5555555555555p-1), hn::Mul(z.high, Polynomial(d, z.high, coefficients)));
    a.low = hn::Add(a.low, hn::Set(d, 0x1.5555555555555p-55));
    const Pair<V> cubic = Multiply(d, Multiply(d, s, z), a);
    const Pair<V> fraction = FastTwoSum(hn::Add(s.high, s.high), cubic.high);
    const Pair<V> sum = FastTwoSum(hn::Mul(x.k, hn::Set(d, ln2_high)), fraction.high);
    const V small = hn::Add(hn::Add(fraction.low, cubic.low), Fma(d, x.k, hn::Set(d, ln2_low), hn::Add(s.low, s.low)));
    return FastTwoSum(sum.high, hn::Add(sum.low, small));
}

// x^y for x positive, normal and finite; y may be infinite where x is not 1.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V PowOfSplit(D d, Binary<V> x, V y) {
    const Pair<V> log = LogPair(d, x);
    const V high = hn::Mul(log.high, y);
    const V low = Fma(d, log.low, y, Fma(d, log.high, y, hn::Neg(high)));
    const auto inside = hn::And(hn::Gt(high, hn::Set(d, -746.0)), hn::Lt(high, hn::Set(d, 710.0)));
    const V limit = hn::IfThenElse(hn::Lt(high, hn::Zero(d)), hn::Set(d, -746.0), hn::Set(d, 710.0));
    return ExpOfSum(d, hn::IfThenElse(inside, high, limit), hn::IfThenElseZero(inside, low));
}

// The rules of IEEE 754-2019, 9.2.1, around `power` = |x|^y for |x| neither 0, 1 nor infinite.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V PowSpecial(D d, V x, V y, V power) {
    const V zero = hn::Zero(d), one = hn::Set(d, 1.0), infinity = Infinity(d);
    const V abs_x = hn::Abs(x);
    const auto big = hn::Eq(abs_x, infinity);
    const auto grows = hn::Or(hn::And(big, hn::Gt(y, zero)), hn::And(hn::Eq(abs_x, zero), hn::Lt(y, zero)));
    power = hn::IfThenElse(hn::Or(big, hn::Eq(abs_x, zero)), hn::IfThenElseZero(grows, infinity), power);
    power = hn::IfThenElse(hn::Eq(abs_x, one), one, power);

    const V half_y = hn::Mul(y, hn::Set(d, 0.5));
    const auto whole = hn::Eq(RoundHalfEven(d, y), y);
    const auto odd = hn::AndNot(hn::Eq(RoundHalfEven(d, half_y), half_y), whole);
    const auto negative = hn::And(hn::Lt(x, zero), hn::Lt(abs_x, infinity));
    power = hn::IfThenElse(hn::AndNot(whole, negative), NotANumber(d), power);
    const V sign = hn::And(x, hn::Set(d, -0.0));
    power = hn::IfThenElse(odd, hn::Xor(power, sign), power);
    power = hn::IfThenElse(hn::IsNaN(y), y, power);
    power = hn::IfThenElse(hn::IsNaN(x), x, power);
    return hn::IfThenElse(hn::Or(hn::Eq(x, one), hn::Eq(y, zero)), one, power);
}

template <class D, class V = hn::Vec<D>>
HWY_NOINLINE V PowOfAny(D d, V x, V y) {
    const V abs_x = hn::Abs(x);
    const auto subnormal = hn::Lt(abs_x, hn::Set(d, 0x1p-1022));
    Binary<V> split = SplitBinary(d, hn::IfThenElse(subnormal, hn::Mul(abs_x, hn::Set(d, 0x1p54)), abs_x));
    split.k = hn::IfThenElse(subnormal, hn::Sub(split.k, hn::Set(d, 54.0)), split.k);
    return PowSpecial(d, x, y, PowOfSplit(d, split, y));
}

// x^y with the special values of IEEE 754: 1 for y = 0 or x = 1 even beside NaN; NaN for negative x and y not whole.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Pow(D d, V x, V y) {
    const V largest = hn::Set(d, std::numeric_limits<double>::max());
    const auto usual = hn::And(hn::And(hn::Ge(x, hn::Set(d, 0x1p-1022)), hn::Le(x, largest)), hn::Le(hn::Abs(y), largest));
    if (HWY_UNLIKELY(!hn::AllTrue(d, usual))) return PowOfAny(d, x, y);
    return PowOfSplit(d, SplitBinary(d, x), y);
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
