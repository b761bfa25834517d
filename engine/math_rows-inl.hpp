// The bodies of MathRows. Included once per target, see vector_math-inl.hpp. Domains and errors:
//   exp               0.7 ulp; overflow infinity, underflow subnormal numbers and 0
//   log               0.9 ulp; 0 gives -infinity, negative NaN
//   sin, cos          0.8 ulp for every finite argument; infinity gives NaN
//   pow               0.7 ulp; special values of IEEE 754
//   normal_cdf        5 ulp
//   normal_quantile   relative 1e-15; 0 gives -infinity, 1 infinity, outside NaN
//   poisson_quantile  exact, see count_quantile.hpp; below 10 ns a value
//   gamma_quantile    relative 1e-12, see count_quantile.hpp; below 30 ns a value for shapes from 16 on and u in
//                     2^-53 .. 1 - 2^-53, else two microseconds
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_MATH_ROWS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_MATH_ROWS_INL_HPP_
#undef YUCE_ENGINE_MATH_ROWS_INL_HPP_
#else
#define YUCE_ENGINE_MATH_ROWS_INL_HPP_
#endif

#include "engine/count_quantile-inl.hpp"
#include "engine/math_rows.hpp"
#include "engine/normal_draws-inl.hpp"
#include "engine/philox-inl.hpp"
#include "engine/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// n is a multiple of 8 and so of the vector's length.
#define YUCE_UNARY_ROW(row, Function)                               \
    inline void row(double* out, const double* a, std::size_t n) {  \
        const hn::CappedTag<double, 8> d;                           \
        for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {         \
            hn::Store(Function(d, hn::Load(d, a + i)), d, out + i); \
        }                                                           \
    }
YUCE_UNARY_ROW(ExpRow, Exp)
YUCE_UNARY_ROW(LogRow, Log)
YUCE_UNARY_ROW(SinRow, Sin)
YUCE_UNARY_ROW(CosRow, Cos)
YUCE_UNARY_ROW(NormalCdfRow, NormalCdf)
#undef YUCE_UNARY_ROW

inline void PowRow(double* out, const double* a, const double* b, std::size_t n) {
    const hn::CappedTag<double, 8> d;
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        hn::Store(Pow(d, hn::Load(d, a + i), hn::Load(d, b + i)), d, out + i);
    }
}

inline constexpr MathRows rows = {
    UniformRow, NormalRows, ExpRow, LogRow, SinRow, CosRow, NormalCdfRow, NormalQuantileRow, PowRow, PoissonQuantileRow, GammaQuantileRow};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
