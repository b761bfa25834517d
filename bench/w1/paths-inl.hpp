// From normals to indicators: correlation, equations, yearly figures, eight paths in registers. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_BENCH_W1_PATHS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_BENCH_W1_PATHS_INL_HPP_
#undef YUCE_BENCH_W1_PATHS_INL_HPP_
#else
#define YUCE_BENCH_W1_PATHS_INL_HPP_
#endif

#include "bench/w1/draw-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::bench::w1::HWY_NAMESPACE {

// Vectors of paths that share the loads of the Cholesky factor.
inline constexpr std::size_t side_by_side = 2;

HWY_INLINE V LogOfOnePlusSquare(D d, V x) { return Log(d, Fma(d, x, x, hn::Set(d, 1.0))); }

#include "w1_written_out-inl.hpp"

// Rows first .. last of the factor times the normals at z (rows strip_paths apart), the sums side by side.
template <std::size_t first, std::size_t last>
HWY_INLINE void CorrelateRows(const double* factor, const double* z, V (*e)[shocks]) {
    const D d;
    V sum[last - first][side_by_side];
#pragma GCC unroll 24
    for (std::size_t k = 0; k < last; ++k) {
        V normal[side_by_side];
        for (std::size_t j = 0; j < side_by_side; ++j) normal[j] = hn::Load(d, z + k * strip_paths + j * hn::Lanes(d));
#pragma GCC unroll 12
        for (std::size_t row = first; row < last; ++row) {
            if (k > row) continue;
            const V weight = hn::Set(d, factor[row * shocks + k]);
            for (std::size_t j = 0; j < side_by_side; ++j) {
                V& to = sum[row - first][j];
                to = k == 0 ? hn::Mul(weight, normal[j]) : Fma(d, weight, normal[j], to);
            }
        }
    }
#pragma GCC unroll 12
    for (std::size_t row = first; row < last; ++row) {
        for (std::size_t j = 0; j < side_by_side; ++j) e[j][row] = sum[row - first][j];
    }
}

HWY_INLINE void Correlate(const Setup& setup, const double* z, V (*e)[shocks]) {
    static_assert(shocks == 24);
    const double* const factor = setup.factor.data();
    CorrelateRows<0, 6>(factor, z, e);
    CorrelateRows<6, 12>(factor, z, e);
    CorrelateRows<12, 18>(factor, z, e);
    CorrelateRows<18, 24>(factor, z, e);
    for (std::size_t j = 0; j < side_by_side; ++j) {
        const V mix = hn::Load(D(), z + shocks * strip_paths + j * hn::Lanes(D()));
#pragma GCC unroll 6
        for (std::size_t k = 0; k < mixed; ++k) e[j][k] = hn::Mul(mix, e[j][k]);
    }
}

enum class Shocks { correlated, as_drawn };

HWY_INLINE void StoreIndicators(const V (*x)[variables], double* out) {
    const D d;
    const V one = hn::Set(d, 1.0), percent = hn::Set(d, 0.01);
    for (std::size_t k = 0; k < variables; k += 2, out += 2 * strip_paths) {
        V sum = x[0][k], level = Fma(d, x[0][k + 1], percent, one);
#pragma GCC unroll 4
        for (std::size_t quarter = 1; quarter < quarters; ++quarter) {
            sum = hn::Add(sum, x[quarter][k]);
            level = hn::Mul(level, Fma(d, x[quarter][k + 1], percent, one));
        }
        hn::Store(hn::Mul(sum, hn::Set(d, 1.0 / quarters)), d, out);
        hn::Store(hn::Mul(hn::Sub(level, one), hn::Set(d, 100.0)), d, out + strip_paths);
    }
}

// A few vectors of paths through all quarters; z: their first normals, out: their first values, rows strip_paths apart.
template <Shocks which>
HWY_INLINE void Year(const Setup& setup, const double* z, double* out) {
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    V x[side_by_side][quarters + 1][variables], e[side_by_side][shocks];
    for (std::size_t j = 0; j < side_by_side; ++j) {
        for (std::size_t k = 0; k < variables; ++k) x[j][0][k] = hn::Set(d, initial[k]);
    }
    for (std::size_t quarter = 0; quarter < quarters; ++quarter, z += (shocks + 1) * strip_paths) {
        if (which == Shocks::correlated) Correlate(setup, z, e);
        for (std::size_t j = 0; j < side_by_side; ++j) {
            for (std::size_t k = 0; which == Shocks::as_drawn && k < shocks; ++k) {
                e[j][k] = hn::Load(d, z + k * strip_paths + j * lanes);
            }
            Quarter(d, e[j], x[j][quarter], x[j][quarter + 1]);
        }
    }
    for (std::size_t j = 0; j < side_by_side; ++j) StoreIndicators(x[j] + 1, out + j * lanes);
}

template <Shocks which>
HWY_INLINE void SimulateStrip(const Setup& setup, Strip& strip) {
    for (std::size_t i = 0; i < strip_paths; i += side_by_side * hn::Lanes(D()))
        Year<which>(setup, strip.normals + i, strip.values + i);
}

inline double DrawOnly(const Setup& setup, std::size_t paths) {
    Strip strip;
    double some = 0;
    for (std::size_t path = 0; path < paths; path += strip_paths) {
        DrawStrip(setup, path, strip);
        some += strip.normals[path % strip_paths];
    }
    return some;
}

template <Shocks which>
inline double SimulateOnly(const Setup& setup, std::size_t paths) {
    Strip strip;
    double some = 0;
    DrawStrip(setup, 0, strip);
    for (std::size_t path = 0; path < paths; path += strip_paths) {
        SimulateStrip<which>(setup, strip);
        some += strip.values[0];
        strip.normals[0] = some * 1e-9;  // so that the strip is not calculated once for all
    }
    return some;
}

}  // namespace yuce::bench::w1::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
