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

// Places: outs, the shared rows, the rest of each sum, how many rows are shared, how many rest of each. Numbers: as in TileCode.
struct TileRows {
    double* base;
    const std::uint32_t *out, *row, *counts;
    const double* numbers;
    HWY_INLINE double* at(std::uint32_t place, std::size_t lane) const { return base + place + lane; }
};

// `vectors` neighbouring vectors of each out, at lane i. All sums are made before the first is stored: outs may be rows read.
template <int outs, int vectors>
HWY_INLINE void TileAt(const TileRows& rows, std::size_t i) {
    const Tag d;
    const double* numbers = rows.numbers;
    Vector sum[outs][vectors];
#pragma GCC unroll 6
    for (int m = 0; m < outs; ++m) {
        for (int j = 0; j < vectors; ++j) sum[m][j] = Number(numbers[m]);
    }
    numbers += outs;
    const std::uint32_t* row = rows.row;
    for (std::size_t k = rows.counts[0]; k > 0; --k, numbers += outs, ++row) {
        Vector x[vectors];
        for (int j = 0; j < vectors; ++j) x[j] = hn::Load(d, rows.at(*row, i) + static_cast<std::size_t>(j) * hn::Lanes(d));
#pragma GCC unroll 6
        for (int m = 0; m < outs; ++m) {
            const Vector coefficient = Number(numbers[m]);
            for (int j = 0; j < vectors; ++j) sum[m][j] = Fma(d, coefficient, x[j], sum[m][j]);
        }
    }
#pragma GCC unroll 6
    for (int m = 0; m < outs; ++m) {
        for (std::uint32_t k = rows.counts[m + 1]; k > 0; --k, ++row, ++numbers) {
            const Vector coefficient = Number(*numbers);
            for (int j = 0; j < vectors; ++j) {
                const Vector x = hn::Load(d, rows.at(*row, i) + static_cast<std::size_t>(j) * hn::Lanes(d));
                sum[m][j] = Fma(d, coefficient, x, sum[m][j]);
            }
        }
    }
#pragma GCC unroll 6
    for (int m = 0; m < outs; ++m) {
        for (int j = 0; j < vectors; ++j) {
            hn::Store(sum[m][j], d, rows.at(rows.out[m], i) + static_cast<std::size_t>(j) * hn::Lanes(d));
        }
    }
}

template <int outs>
void TileLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const std::uint32_t* const place = call.place();
    const TileRows rows{RowAt(strip, 0, lanes), place, place + outs, place + call.places - (outs + 1), call.numbers(call.places)};
    const std::size_t pair = 2 * hn::Lanes(Tag());
    std::size_t i = 0;
    for (; i + pair <= lanes.n; i += pair) TileAt<outs, 2>(rows, i);
    for (; i < lanes.n; i += hn::Lanes(Tag())) TileAt<outs, 1>(rows, i);
}

// [outs - 2]
constexpr std::array<Loop, most_tile_outs - 1> tile_table{TileLoop<2>, TileLoop<3>, TileLoop<4>, TileLoop<5>, TileLoop<6>};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
