// Random numbers of a strip: Philox, the inverse normal distribution, the mixing variable. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_BENCH_W1_DRAW_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_BENCH_W1_DRAW_INL_HPP_
#undef YUCE_BENCH_W1_DRAW_INL_HPP_
#else
#define YUCE_BENCH_W1_DRAW_INL_HPP_
#endif

#include "bench/w1/hard_coded.hpp"
#include "engine/law_rows-inl.hpp"
#include "engine/normal_draws-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::bench::w1::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using namespace engine::HWY_NAMESPACE;

using D = hn::CappedTag<double, 8>;
using V = hn::Vec<D>;

struct alignas(64) Strip {
    double normals[draws * strip_paths];  // [quarter][shock, then chi-square][path]; the last holds the mixing variable
    double values[variables * strip_paths];
    std::uint32_t met[targets];
};

inline void MixStrip(const Setup& setup, Strip& strip) {
    const D d;
    for (std::size_t quarter = 0; quarter < quarters; ++quarter) {
        double* const mix = strip.normals + ((quarter + 1) * (shocks + 1) - 1) * strip_paths;
        for (std::size_t i = 0; i < strip_paths; i += hn::Lanes(d)) {
            const V chi_square = law_detail::by_polynomial(setup.chi_square.table(), hn::Load(d, mix + i));
            hn::Store(hn::Sqrt(hn::Div(hn::Set(d, mixture_df - 2), chi_square)), d, mix + i);
        }
    }
}

inline void DrawStrip(const Setup& setup, std::uint64_t first_path, Strip& strip) {
    const PhiloxKeys keys(seed);
    double* rows[draws];
    for (std::size_t row = 0; row < draws; ++row) rows[row] = strip.normals + row * strip_paths;
    normal_draws::DrawPiece<draws * strip_paths>(rows, draws, setup.streams.data(), keys, first_path, strip_paths);
    MixStrip(setup, strip);
}

}  // namespace yuce::bench::w1::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
