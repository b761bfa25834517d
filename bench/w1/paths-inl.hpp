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

#include "w1_written_out-inl.hpp"

// Rows first .. last of the factor times the normals at z (rows strip_paths apart), the sums side by side.
template <std::size_t first, std::size_t last>
HWY_INLINE void CorrelateRows(const double* factor, const double* z, V* e) {
    const D d;
    V sum[last - first];
#pragma GCC unroll 24
    for (std::size_t k = 0; k < last; ++k) {
        const V normal = hn::Load(d, z + k * strip_paths);
#pragma GCC unroll 12
        for (std::size_t row = first; row < last; ++row) {
            if (k > row) continue;
            const V weight = hn::Set(d, factor[row * shocks + k]);
            sum[row - first] = k == 0 ? hn::Mul(weight, normal) : Fma(d, weight, normal, sum[row - first]);
        }
    }
#pragma GCC unroll 12
    for (std::size_t row = first; row < last; ++row) e[row] = sum[row - first];
}

HWY_INLINE void Correlate(const Setup& setup, const double* z, V* e) {
    static_assert(shocks == 24);
    const double* const factor = setup.factor.data();
    CorrelateRows<0, 8>(factor, z, e);
    CorrelateRows<8, 16>(factor, z, e);
    CorrelateRows<16, 24>(factor, z, e);
    const V mix = hn::Load(D(), z + shocks * strip_paths);
#pragma GCC unroll 6
    for (std::size_t k = 0; k < mixed; ++k) e[k] = hn::Mul(mix, e[k]);
}

enum class Shocks { correlated, as_drawn };

// One vector of paths through all quarters; z: its first normals, out: its first values, rows strip_paths apart.
template <Shocks which>
HWY_INLINE void Year(const Setup& setup, const double* z, double* out) {
    const D d;
    V x[variables], e[shocks], total[variables];
    for (std::size_t k = 0; k < variables; ++k) x[k] = hn::Set(d, initial[k]);
    for (std::size_t quarter = 0; quarter < quarters; ++quarter, z += (shocks + 1) * strip_paths) {
        if (which == Shocks::correlated) {
            Correlate(setup, z, e);
        } else {
            for (std::size_t k = 0; k < shocks; ++k) e[k] = hn::Load(d, z + k * strip_paths);
        }
        Quarter(d, e, x);
        for (std::size_t k = 0; k < variables; k += 2) {
            const V growth = Fma(d, x[k + 1], hn::Set(d, 0.01), hn::Set(d, 1.0));
            total[k] = quarter == 0 ? x[k] : hn::Add(total[k], x[k]);
            total[k + 1] = quarter == 0 ? growth : hn::Mul(total[k + 1], growth);
        }
    }
    for (std::size_t k = 0; k < variables; k += 2) {
        hn::Store(hn::Mul(total[k], hn::Set(d, 1.0 / quarters)), d, out + k * strip_paths);
        const V growth = hn::Sub(total[k + 1], hn::Set(d, 1.0));
        hn::Store(hn::Mul(growth, hn::Set(d, 100.0)), d, out + (k + 1) * strip_paths);
    }
}

template <Shocks which>
HWY_INLINE void SimulateStrip(const Setup& setup, Strip& strip) {
    for (std::size_t i = 0; i < strip_paths; i += hn::Lanes(D())) Year<which>(setup, strip.normals + i, strip.values + i);
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
