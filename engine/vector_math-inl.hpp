// Mathematical functions of vectors of doubles, in yuce::engine::HWY_NAMESPACE, for sources compiled once per target:
//     #undef HWY_TARGET_INCLUDE
//     #define HWY_TARGET_INCLUDE "engine/x.cpp"
//     #include <hwy/foreach_target.h>
//     #include "engine/vector_math-inl.hpp"
// f(d, x) works on any vector of doubles, whole or partial. The bits depend on the lane's argument alone: not on the target, the
// vector's width, or the neighbours. NaN in gives NaN out.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_VECTOR_MATH_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_VECTOR_MATH_INL_HPP_
#undef YUCE_ENGINE_VECTOR_MATH_INL_HPP_
#else
#define YUCE_ENGINE_VECTOR_MATH_INL_HPP_
#endif

#include "engine/exp_log-inl.hpp"
#include "engine/normal-inl.hpp"
#include "engine/pow-inl.hpp"
#include "engine/sin_cos-inl.hpp"
#include "engine/vector_base-inl.hpp"

#endif
