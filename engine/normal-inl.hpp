// The normal distribution function and its inverse. Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_NORMAL_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_NORMAL_INL_HPP_
#undef YUCE_ENGINE_NORMAL_INL_HPP_
#else
#define YUCE_ENGINE_NORMAL_INL_HPP_
#endif

#include <bit>

#include "engine/exp_log-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// Inverse of the normal distribution function: M. J. Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
// The central branch holds for |q| <= 0.425 with q = p - 1/2.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NormalQuantileCentral(D d, V q) {
    constexpr double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
                            4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
    constexpr double b[] = {1.0,
                            4.2313330701600911252e1,
                            6.8718700749205790830e2,
                            5.3941960214247511077e3,
                            2.1213794301586595867e4,
                            3.9307895800092710610e4,
                            2.8729085735721942674e4,
                            5.2264952788528545610e3};
    const V r = NegFma(d, q, q, hn::Set(d, 0.180625));
    return hn::Div(hn::Mul(q, Polynomial(d, r, a)), Polynomial(d, r, b));
}

// -quantile(p) for 0 < p <= 0.075, p the probability of the nearer tail.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NormalQuantileTail(D d, V p) {
    constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                            3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                            2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr double e[] = {1.0,
                            2.05319162663775882187e0,
                            1.67638483018380384940e0,
                            6.89767334985100004550e-1,
                            1.48103976427480074590e-1,
                            1.51986665636164571966e-2,
                            5.47593808499534494600e-4,
                            1.05075007164441684324e-9};
    constexpr double far_c[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr double far_e[] = {1.0,
                                5.99832206555887937690e-1,
                                1.36929880922735805310e-1,
                                1.48753612908506148525e-2,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};
    const V r = hn::Sqrt(hn::Neg(Log(d, p)));
    const V near = hn::Sub(r, hn::Set(d, 1.6));
    const V z = hn::Div(Polynomial(d, near, c), Polynomial(d, near, e));
    const auto far = hn::Gt(r, hn::Set(d, 5.0));
    if (HWY_LIKELY(hn::AllFalse(d, far))) return z;
    const V rest = hn::Sub(r, hn::Set(d, 5.0));
    return hn::IfThenElse(far, hn::Div(Polynomial(d, rest, far_c), Polynomial(d, rest, far_e)), z);
}

// Whether a probability lies in the tails (or is no probability); q = p - 1/2.
template <class D, class V = hn::Vec<D>>
HWY_INLINE hn::Mask<D> InNormalTail(D d, V q) {
    return hn::Not(hn::Le(hn::Abs(q), hn::Set(d, 0.425)));
}

// For any p in the tails: 0 gives -infinity, 1 infinity, what is outside NaN.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NormalQuantileOutside(D d, V p) {
    const V zero = hn::Zero(d);
    const auto lower = hn::Lt(p, hn::Set(d, 0.5));
    const V tail = hn::IfThenElse(lower, p, hn::Sub(hn::Set(d, 1.0), p));
    V z = NormalQuantileTail(d, tail);
    const auto inside = hn::Gt(tail, zero);
    if (HWY_UNLIKELY(!hn::AllTrue(d, inside))) {
        z = hn::IfThenElse(inside, z, hn::IfThenElse(hn::Eq(tail, zero), Infinity(d), NotANumber(d)));
        z = hn::IfThenElse(hn::IsNaN(p), p, z);
    }
    return hn::IfThenElse(lower, hn::Neg(z), z);
}

// The z with Phi(z) = p, relative error below 1e-15, odd about 1/2, monotone on the lattice of the uniforms.
// In rows NormalQuantileRow is faster: here a vector with one lane in the tails pays for both branches.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NormalQuantile(D d, V p) {
    const V q = hn::Sub(p, hn::Set(d, 0.5));
    const V central = NormalQuantileCentral(d, q);
    const auto tail = InNormalTail(d, q);
    if (hn::AllFalse(d, tail)) return central;
    return hn::IfThenElse(tail, NormalQuantileOutside(d, p), central);
}

// The places in p[0 .. n) of the lanes in the tails, n <= 65536 a multiple of 8; returns how many. (Highway 1.0.3's Compress
// copies its table to the stack at every call.)
inline std::size_t FindNormalTails(const double* p, std::size_t n, std::uint16_t* places) {
    const hn::CappedTag<double, 8> d;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < n; begin += 64) {
        const std::size_t end = HWY_MIN(begin + 64, n);
        std::uint64_t word = 0;
        for (std::size_t i = begin; i < end; i += hn::Lanes(d)) {
            const auto tail = InNormalTail(d, hn::Sub(hn::Load(d, p + i), hn::Set(d, 0.5)));
            std::uint8_t bits[8] = {};
            hn::StoreMaskBits(d, tail, bits);
            word |= std::uint64_t{bits[0]} << (i - begin);
        }
        for (; word != 0; word &= word - 1) places[count++] = static_cast<std::uint16_t>(begin + std::countr_zero(word));
    }
    return count;
}

// The same bits for a row: the lanes in the tails are packed together and calculated in full vectors.
// n is a multiple of 8; `out` may be p.
inline void NormalQuantileRow(double* out, const double* p, std::size_t n) {
    constexpr std::size_t piece = 256;
    const hn::CappedTag<double, 8> d;
    HWY_ALIGN double tails[piece + 8];
    std::uint16_t places[piece];
    for (std::size_t begin = 0; begin < n; begin += piece) {
        const std::size_t length = HWY_MIN(piece, n - begin);
        const double* const from = p + begin;
        double* const to = out + begin;
        const std::size_t count = FindNormalTails(from, length, places);
        for (std::size_t j = 0; j < count; ++j) tails[j] = from[places[j]];
        for (std::size_t j = count; j % 8 != 0; ++j) tails[j] = 0.01;
        for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
            hn::Store(NormalQuantileCentral(d, hn::Sub(hn::Load(d, from + i), hn::Set(d, 0.5))), d, to + i);
        }
        for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
            hn::Store(NormalQuantileOutside(d, hn::Load(d, tails + i)), d, tails + i);
        }
        for (std::size_t j = 0; j < count; ++j) to[places[j]] = tails[j];
    }
}

// Phi(-t) for 0 <= t <= 38.6: e^(-t^2 / 2) F(v) / (t + 6) with v = (t - 6) / (t + 6), after M. M. Shepherd and J. G. Laframboise,
// Mathematics of Computation 36 (1981).
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NormalCdfTail(D d, V t) {
    // minimax, relative error 2^-58
    constexpr double f[] = {0x1.8e010d2b8a0eap-1,   -0x1.66eaa7d09640ep-1, 0x1.234fe3fd925c2p-1,  -0x1.a7d6577269c53p-2,
                            0x1.1267d7383d8d8p-2,   -0x1.38b069dbb3a05p-3, 0x1.33e777760a2e8p-4,  -0x1.fba9d530b4a7bp-6,
                            0x1.48a83bce700c0p-7,   -0x1.1764cd565b795p-9, 0x1.13bbebd9d81a8p-15, 0x1.7c572261ad752p-13,
                            -0x1.0f972a4aa8c6fp-14, 0x1.20ba3848de855p-20, 0x1.c82520174f19cp-18, -0x1.e31b1022969d2p-20,
                            -0x1.cef3c5b7e4fe2p-22, 0x1.4d3cdea0782eep-22, 0x1.53bcb7da9fd6fp-27, -0x1.719c23c664de2p-25,
                            0x1.2a1176d55afbbp-37,  0x1.46863aada2d54p-28, 0x1.82ed5a4c94010p-31};
    const V one = hn::Set(d, 1.0), six = hn::Set(d, 6.0), half = hn::Set(d, -0.5);
    const V square = hn::Mul(t, t);
    const V square_low = Fma(d, t, t, hn::Neg(square));
    const V density = ExpOfSum(d, hn::Mul(square, half), hn::Mul(square_low, half));
    // 1 / (t + 6) to twice the precision, so that v = 1 - 12 / (t + 6) is right to its last place
    const V sum = hn::Add(t, six);
    const V sum_low = hn::Sub(t, hn::Sub(sum, six));
    const V inverse = hn::Div(one, sum);
    const V inverse_low = hn::Mul(inverse, NegFma(d, inverse, sum_low, NegFma(d, inverse, sum, one)));
    const V twelve = hn::Set(d, 12.0);
    const V v = NegFma(d, twelve, inverse_low, NegFma(d, twelve, inverse, one));
    return hn::Mul(density, hn::Mul(Polynomial(d, v, f), inverse));
}

// Phi(x), error below 5 units in the last place.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V NormalCdf(D d, V x) {
    // Phi(x) = 1/2 + x P(x^2), |x| <= 1; minimax, error 2^-63
    constexpr double p[] = {0x1.9884533d43651p-2,  -0x1.1058377e2cedfp-4,  0x1.46d0429769015p-7,  -0x1.37403f6b93372p-10,
                            0x1.e42b0d4b22e96p-14, -0x1.3ce8f9bc708fbp-17, 0x1.6589f1b7cbc7fp-21, -0x1.621cca8c3ac7cp-25,
                            0x1.380b5a91fda4ap-29, -0x1.e6a151b43d38cp-34, 0x1.1ec1718317c7fp-38};
    const V central = Fma(d, x, Polynomial(d, hn::Mul(x, x), p), hn::Set(d, 0.5));
    const V t = hn::Abs(x);
    const auto outside = hn::Gt(t, hn::Set(d, 1.0));
    if (hn::AllFalse(d, outside)) return central;
    const V limit = hn::Set(d, 38.6);
    const V tail = hn::IfThenElseZero(hn::Le(t, limit), NormalCdfTail(d, hn::Min(t, limit)));
    const V phi = hn::IfThenElse(hn::Gt(x, hn::Zero(d)), hn::Sub(hn::Set(d, 1.0), tail), tail);
    return hn::IfThenElse(outside, phi, central);
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
