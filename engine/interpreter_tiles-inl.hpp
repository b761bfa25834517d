// Several sums at once, so that their common rows and their coefficients are loaded once. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_TILES_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_TILES_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_TILES_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_TILES_INL_HPP_
#endif

#include <array>

#include "engine/interpreter_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// `vectors` neighbouring vectors of each out, at lane i. All sums are made before the first is stored: outs may be rows read.
template <int outs, int vectors>
HWY_INLINE void TileAt(double* const* out, const double* const* rows, const TileCode& tile, const double* numbers,
                       std::size_t i) {
    const Tag d;
    Vector sum[outs][vectors];
#pragma GCC unroll 6
    for (int m = 0; m < outs; ++m) {
        for (int j = 0; j < vectors; ++j) sum[m][j] = Number(numbers[m]);
    }
    numbers += outs;
    for (std::size_t k = 0; k < tile.shared; ++k, numbers += outs) {
        Vector x[vectors];
        for (int j = 0; j < vectors; ++j) x[j] = hn::Load(d, rows[k] + i + static_cast<std::size_t>(j) * hn::Lanes(d));
#pragma GCC unroll 6
        for (int m = 0; m < outs; ++m) {
            const Vector coefficient = Number(numbers[m]);
            for (int j = 0; j < vectors; ++j) sum[m][j] = Fma(d, coefficient, x[j], sum[m][j]);
        }
    }
    rows += tile.shared;
#pragma GCC unroll 6
    for (int m = 0; m < outs; ++m) {
        for (int k = 0; k < tile.rest[m]; ++k, ++rows, ++numbers) {
            const Vector coefficient = Number(*numbers);
            for (int j = 0; j < vectors; ++j) {
                sum[m][j] = Fma(d, coefficient, hn::Load(d, *rows + i + static_cast<std::size_t>(j) * hn::Lanes(d)), sum[m][j]);
            }
        }
    }
#pragma GCC unroll 6
    for (int m = 0; m < outs; ++m) {
        for (int j = 0; j < vectors; ++j) hn::Store(sum[m][j], d, out[m] + i + static_cast<std::size_t>(j) * hn::Lanes(d));
    }
}

template <int outs>
void TileRows(double* const* out, const double* const* rows, const TileCode& tile, const double* numbers, std::size_t n) {
    const std::size_t pair = 2 * hn::Lanes(Tag());
    std::size_t i = 0;
    for (; i + pair <= n; i += pair) TileAt<outs, 2>(out, rows, tile, numbers, i);
    for (; i < n; i += hn::Lanes(Tag())) TileAt<outs, 1>(out, rows, tile, numbers, i);
}

using TileFunction = void (*)(double* const* out, const double* const* rows, const TileCode& tile, const double* numbers,
                              std::size_t n);
// [outs - 2]
constexpr std::array<TileFunction, most_tile_outs - 1> tile_table{TileRows<2>, TileRows<3>, TileRows<4>, TileRows<5>,
                                                                  TileRows<6>};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
