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
#include "engine/philox-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::bench::w1::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using namespace engine::HWY_NAMESPACE;

using D = hn::CappedTag<double, 8>;
using V = hn::Vec<D>;
using DU = hn::RebindToUnsigned<D>;
using VU = hn::Vec<DU>;

struct alignas(64) Strip {
    double normals[draws * strip_paths];  // [quarter][shock, then chi-square][path]; the last holds the mixing variable
    double values[variables * strip_paths];
    std::uint32_t met[targets];
};

// Two rows' calls of the generator side by side, so that one's multiplications fill the other's waits.
inline constexpr std::size_t rows_together = 2, calls_of_row = 2, calls = rows_together * calls_of_row;
static_assert(draws % rows_together == 0);

// Rounds from the second on; w0 and w2 of the first two are the rows' words and what the strip's first products give.
HWY_INLINE void LaterRounds(const std::uint64_t* products, const StreamWords* rows, const PhiloxKeys& keys, PhiloxWords<VU>* c) {
    const DU du;
    const VU m0 = hn::Set(du, 0xD2511F53u), m1 = hn::Set(du, 0xCD9E8D57u);
#pragma GCC unroll 4
    for (std::size_t j = 0; j < calls; ++j) {
        const StreamWords& words = rows[j / calls_of_row];
        const VU product = hn::Load(du, products + j % calls_of_row * hn::Lanes(du));
        const VU p1 = MulLowHalves(du, hn::Xor(hn::ShiftRight<32>(product), hn::Set(du, words.round0)), m1);
        c[j] = {hn::Xor(hn::ShiftRight<32>(p1), hn::Set(du, words.round1)), p1, hn::Xor(product, hn::Set(du, words.round2_w0)),
                hn::Set(du, words.round2_w2)};
    }
#pragma GCC unroll 10
    for (int round = 2; round < philox_rounds; ++round) {
        const VU key0 = hn::Set(du, keys.words[2 * round]), key1 = hn::Set(du, keys.words[2 * round + 1]);
#pragma GCC unroll 4
        for (std::size_t j = 0; j < calls; ++j) {
            const VU p0 = MulLowHalves(du, c[j].w0, m0), p1 = MulLowHalves(du, c[j].w2, m1);
            c[j] = {hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c[j].w1), key0), p1,
                    hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), c[j].w3), key1), p0};
        }
    }
}

#if HWY_TARGET == HWY_AVX3

// Central values go to their places, probabilities in the tails to `tails`, packed.
struct Tails {
    double* packed;
    std::uint8_t* masks;
    std::size_t count = 0;
    HWY_INLINE void put(double* out, V u) {
        const D d;
        const V q = hn::Sub(u, hn::Set(d, 0.5));
        const __mmask8 tail = InNormalTail(d, q).raw;
        hn::StoreU(V{_mm512_maskz_compress_pd(tail, u.raw)}, d, packed + count);
        count += static_cast<std::size_t>(_mm_popcnt_u32(tail));
        *masks++ = tail;
        hn::Store(NormalQuantileCentral(d, q), d, out);
    }
};

inline void FinishTails(double* out, const Tails& tails, const std::uint8_t* masks, std::size_t n) {
    const D d;
    for (std::size_t j = 0; j < tails.count; j += 8) {
        hn::Store(NormalQuantileOutside(d, hn::Load(d, tails.packed + j)), d, tails.packed + j);
    }
    const double* next = tails.packed;
    for (std::size_t i = 0; i < n; i += 8) {
        const __mmask8 tail = masks[i / 8];
        const __m512d spread = _mm512_mask_expand_pd(_mm512_load_pd(out + i), tail, _mm512_loadu_pd(next));
        _mm512_store_pd(out + i, spread);
        next += _mm_popcnt_u32(tail);
    }
}

#endif

// Calls put(place in the strip's numbers, uniforms), in the order of the places where a vector holds eight.
template <class Put>
HWY_INLINE void EachUniform(const Setup& setup, std::uint64_t first_path, const Put& put) {
    const D d;
    const DU du;
    const PhiloxKeys keys(seed);
    constexpr std::size_t most_calls = strip_paths / 2;
    HWY_ALIGN std::uint64_t products[most_calls];
    for (std::size_t i = 0; i < most_calls; i += hn::Lanes(d)) {
        const VU group = hn::Iota(du, first_path / 2 + i);
        hn::Store(MulLowHalves(du, group, hn::Set(du, 0xD2511F53u)), du, products + i);
    }
    const std::size_t together = calls_of_row * hn::Lanes(d);
    for (std::size_t row = 0; row < draws; row += rows_together) {
        for (std::size_t i = 0; i < most_calls; i += together) {
            PhiloxWords<VU> words[calls];
            LaterRounds(products + i, setup.streams.data() + row, keys, words);
#pragma GCC unroll 4
            for (std::size_t j = 0; j < calls; ++j) {
                const std::size_t call = i + j % calls_of_row * hn::Lanes(d);
                const std::size_t place = (row + j / calls_of_row) * strip_paths + call / 8 * 16 + call % 8;
                put(place, LatticePoint(d, PhiloxBits(du, words[j].w1, words[j].w0)));
                put(place + 8, LatticePoint(d, PhiloxBits(du, words[j].w3, words[j].w2)));
            }
        }
    }
}

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
    constexpr std::size_t n = draws * strip_paths;
#if HWY_TARGET == HWY_AVX3
    HWY_ALIGN double packed[n + 8];
    std::uint8_t masks[n / 8];
    Tails tails{packed, masks};
    EachUniform(setup, first_path, [&](std::size_t place, V u) HWY_ATTR { tails.put(strip.normals + place, u); });
    hn::StoreU(hn::Set(D(), 0.01), D(), packed + tails.count);
    FinishTails(strip.normals, tails, masks, n);
#else
    EachUniform(setup, first_path, [&](std::size_t place, V u) HWY_ATTR { hn::Store(u, D(), strip.normals + place); });
    NormalQuantileRow(strip.normals, strip.normals, n);
#endif
    MixStrip(setup, strip);
}

}  // namespace yuce::bench::w1::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
