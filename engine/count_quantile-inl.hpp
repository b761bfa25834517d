#include "hwy/highway.h"
#if defined(YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_
#undef YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_
#else
#define YUCE_ENGINE_COUNT_QUANTILE_INL_HPP_
#endif
#include <algorithm>
#include <cmath>
#include "engine/normal-inl.hpp"
HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {
inline void PoissonQuantileRow(double* out, const double*, const double*, std::size_t n) { std::fill_n(out, n, std::nan("")); }
inline void GammaQuantileRow(double* out, const double*, const double*, const double*, std::size_t n) { std::fill_n(out, n, std::nan("")); }
}
HWY_AFTER_NAMESPACE();
#endif
