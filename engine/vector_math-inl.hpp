// Mathematical functions of vectors of doubles, in yuce::engine::HWY_NAMESPACE, for sources compiled once per target:
//     #undef HWY_TARGET_INCLUDE
//     #define HWY_TARGET_INCLUDE "engine/x.cpp"
//     #include "hwy/foreach_target.h"
//     #include "engine/vector_math-inl.hpp"
// f(d, x) works on any vector of doubles, whole or partial. The bits depend on the lane's argument alone: not on the target, the
// vector's width, or the neighbours. NaN in gives NaN out.
#include "hwy/highway.h"

#if defined(YUCE_ENGINE_VECTOR_MATH_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_VECTOR_MATH_INL_HPP_
#undef YUCE_ENGINE_VECTOR_MATH_INL_HPP_
#else
#define YUCE_ENGINE_VECTOR_MATH_INL_HPP_
#endif

#include "engine/vector_base-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

template <class D, class V = hn::Vec<D>>
V Exp(D d, V x);
template <class D, class V = hn::Vec<D>>
V Log(D d, V x);
template <class D, class V = hn::Vec<D>>
V Sin(D d, V x);
template <class D, class V = hn::Vec<D>>
V Cos(D d, V x);
template <class D, class V = hn::Vec<D>>
V Pow(D d, V x, V y);
template <class D, class V = hn::Vec<D>>
V NormalCdf(D d, V x);
template <class D, class V = hn::Vec<D>>
V NormalQuantile(D d, V p);

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
