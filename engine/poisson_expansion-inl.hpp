// Quantiles of the Poisson law as a series in the mean. Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_POISSON_EXPANSION_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_POISSON_EXPANSION_INL_HPP_
#undef YUCE_ENGINE_POISSON_EXPANSION_INL_HPP_
#else
#define YUCE_ENGINE_POISSON_EXPANSION_INL_HPP_
#endif

#include "engine/vector_base-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// Where floor(x) is the quantile unless a whole number lies within `error` of x.
template <class V>
struct PoissonExpansion {
    V x, error;
};

// The x with Gamma(x, mean) / Gamma(x) = Phi(z), for means from 10 on and |z| <= 8.3: M. B. Giles, algorithm 955, ACM
// Transactions on Mathematical Software 42 (2016), with his bound of the error and room for rounding.
template <class D, class V = hn::Vec<D>>
HWY_INLINE PoissonExpansion<V> ExpandPoisson(D d, V z, V mean) {
    const V root = hn::Sqrt(mean);
    const V inverse = hn::Div(hn::Set(d, 1.0), root);
    const V square = hn::Mul(z, z);
    const V first = Fma(d, square, hn::Set(d, 1.0 / 6), hn::Set(d, 1.0 / 3));
    const V second = hn::Mul(z, Fma(d, square, hn::Set(d, -1.0 / 72), hn::Set(d, -1.0 / 36)));
    const V third = Fma(d, square, Fma(d, square, hn::Set(d, 1.0 / 270), hn::Set(d, 7.0 / 810)), hn::Set(d, -8.0 / 405));
    const V small = Fma(d, inverse, Fma(d, inverse, third, second), first);
    const V x = hn::Add(mean, Fma(d, root, z, small));
    const V bound = Fma(d, square, Fma(d, square, hn::Set(d, 1.0 / 160), hn::Set(d, 1.0 / 80)), hn::Set(d, 1.0 / 40));
    const V rounding = hn::Mul(hn::Set(d, 1e-15), Fma(d, root, hn::Set(d, 10.0), mean));
    return {x, Fma(d, bound, hn::Mul(inverse, inverse), rounding)};
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
