// Rows of standard normal numbers, drawn together: Philox uniforms and their normal quantiles, with AVX-512 without a row between.
// Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_NORMAL_DRAWS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_NORMAL_DRAWS_INL_HPP_
#undef YUCE_ENGINE_NORMAL_DRAWS_INL_HPP_
#else
#define YUCE_ENGINE_NORMAL_DRAWS_INL_HPP_
#endif

#include "engine/normal_draws.hpp"
#include "engine/philox-inl.hpp"
#include "engine/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {
namespace normal_draws {

using D = hn::CappedTag<double, 8>;
using V = hn::Vec<D>;
using DU = hn::RebindToUnsigned<D>;
using VU = hn::Vec<DU>;

// Paths whose numbers stay in the first level of the cache from the generator to the tails.
inline constexpr std::size_t piece = 256;

// Philox from its second round on; what the first two give the strip (its `products`) and the rows is put together here.
template <std::size_t rows, std::size_t calls_of_row>
HWY_INLINE void LaterRounds(const std::uint64_t* products, const StreamWords* streams, const PhiloxKeys& keys,
                            PhiloxWords<VU>* c) {
    constexpr std::size_t calls = rows * calls_of_row;
    const DU du;
    const VU m0 = hn::Set(du, 0xD2511F53u), m1 = hn::Set(du, 0xCD9E8D57u);
#pragma GCC unroll 4
    for (std::size_t j = 0; j < calls; ++j) {
        const StreamWords& words = streams[j / calls_of_row];
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

// A vector's place: its row and the path of its first lane.
template <std::size_t calls_of_row>
HWY_INLINE std::size_t path_of(std::size_t call, std::size_t j) {
    const std::size_t lane = call + j % calls_of_row * hn::Lanes(D());
    return lane / 8 * 16 + lane % 8;
}

#if HWY_TARGET == HWY_AVX3

// Numbers whose probabilities are in the middle go to their places at once; those in the tails are packed, and a mask of eight
// bits tells where they belong. (The memory stands outside, so that the counters stay in registers.)
struct Numbers {
    HWY_INLINE void put(double* to, V u) {
        const D d;
        const V q = hn::Sub(u, hn::Set(d, 0.5));
        const __mmask8 tail = InNormalTail(d, q).raw;
        hn::StoreU(V{_mm512_maskz_compress_pd(tail, u.raw)}, d, packed + count);
        count += static_cast<std::size_t>(_mm_popcnt_u32(tail));
        *mask++ = tail;
        hn::Store(NormalQuantileCentral(d, q), d, to);
    }
    HWY_INLINE void tails() const {
        const D d;
        hn::StoreU(hn::Set(d, 0.01), d, packed + count);
        for (std::size_t j = 0; j < count; j += 8) {
            hn::Store(NormalQuantileOutside(d, hn::Load(d, packed + j)), d, packed + j);
        }
    }
    // In the order of put(), from the first mask and number on.
    HWY_INLINE void place(double* to) {
        const __mmask8 tail = *mask++;
        _mm512_store_pd(to, _mm512_mask_expand_pd(_mm512_load_pd(to), tail, _mm512_loadu_pd(packed)));
        packed += _mm_popcnt_u32(tail);
    }
    static constexpr bool in_place = true;

    double* packed;
    std::uint8_t* mask;
    std::size_t count = 0;
};

#else

// The row's uniforms, whose quantiles are taken next.
struct Numbers {
    HWY_INLINE void put(double* to, V u) { hn::Store(u, D(), to); }
    void tails() const {}
    HWY_INLINE void place(double*) {}
    static constexpr bool in_place = false;

    double* packed;
    std::uint8_t* mask;
};

#endif

// Numbers of `rows` rows and `calls_of_row` vectors of calls each, beginning at lane `call` of the strip's calls.
template <std::size_t rows, std::size_t calls_of_row>
struct Chunk {
    static HWY_INLINE void draw(double* const* out, const StreamWords* streams, const std::uint64_t* products,
                                const PhiloxKeys& keys, std::size_t call, Numbers& numbers) {
        const D d;
        const DU du;
        PhiloxWords<VU> words[rows * calls_of_row];
        LaterRounds<rows, calls_of_row>(products + call, streams, keys, words);
#pragma GCC unroll 4
        for (std::size_t j = 0; j < rows * calls_of_row; ++j) {
            double* to = out[j / calls_of_row] + path_of<calls_of_row>(call, j);
            numbers.put(to, LatticePoint(d, PhiloxBits(du, words[j].w1, words[j].w0)));
            numbers.put(to + 8, LatticePoint(d, PhiloxBits(du, words[j].w3, words[j].w2)));
        }
    }
    static HWY_INLINE void place(double* const* out, std::size_t call, Numbers& numbers) {
#pragma GCC unroll 4
        for (std::size_t j = 0; j < rows * calls_of_row; ++j) {
            double* to = out[j / calls_of_row] + path_of<calls_of_row>(call, j);
            numbers.place(to);
            numbers.place(to + 8);
        }
    }
};

// work(chunk, row, call) for all rows and calls in one order, two rows side by side, so that one's multiplications fill the
// other's waits.
template <class Work>
HWY_INLINE void EachChunk(std::size_t rows, std::size_t calls, const Work& work) {
    const std::size_t lanes = hn::Lanes(D());
    std::size_t row = 0;
    for (; row + 2 <= rows; row += 2) {
        std::size_t call = 0;
        for (; call + 2 * lanes <= calls; call += 2 * lanes) work(Chunk<2, 2>(), row, call);
        for (; call + lanes <= calls; call += lanes) work(Chunk<2, 1>(), row, call);
    }
    if (row == rows) return;
    std::size_t call = 0;
    for (; call + 4 * lanes <= calls; call += 4 * lanes) work(Chunk<1, 4>(), row, call);
    for (; call + lanes <= calls; call += lanes) work(Chunk<1, 1>(), row, call);
}

// first_path and n multiples of 16, n at most a piece, rows * n at most `most`.
template <std::size_t most>
void DrawPiece(double* const* out, std::size_t rows, const StreamWords* streams, const PhiloxKeys& keys, std::uint64_t first_path,
               std::size_t n) {
    const DU du;
    HWY_ALIGN std::uint64_t products[piece / 2];
    for (std::size_t i = 0; i < n / 2; i += hn::Lanes(du)) {
        const VU group = hn::Iota(du, first_path / 2 + i);
        hn::Store(MulLowHalves(du, group, hn::Set(du, 0xD2511F53u)), du, products + i);
    }
    HWY_ALIGN double packed[most + 8];
    std::uint8_t masks[most / 8];
    Numbers numbers{packed, masks};
    EachChunk(rows, n / 2, [&](auto chunk, std::size_t row, std::size_t call) HWY_ATTR {
        chunk.draw(out + row, streams + row, products, keys, call, numbers);
    });
    numbers.tails();
    if (Numbers::in_place) {
        Numbers placed{packed, masks};
        EachChunk(rows, n / 2,
                  [&](auto chunk, std::size_t row, std::size_t call) HWY_ATTR { chunk.place(out + row, call, placed); });
    } else {
        for (std::size_t row = 0; row < rows; ++row) NormalQuantileRow(out[row], out[row], n);
    }
}

}  // namespace normal_draws

// Standard normal numbers of paths first_path .. first_path + n of each row's draw: out[row][0 .. n), bits as NormalQuantileRow
// of UniformRow gives them. rows at most most_normal_rows; first_path and n multiples of 8 (of 16 where it is to be fast).
inline void NormalRows(double* const* out, std::size_t rows, std::uint64_t seed, std::uint64_t first_path, const DrawKey* keys,
                       std::size_t n) {
    constexpr std::uint64_t stretch = std::uint64_t{1} << 33;
    if (first_path % 16 != 0 || n % 16 != 0 || first_path / stretch != (first_path + n - 1) / stretch) {
        for (std::size_t row = 0; row < rows; ++row) {
            UniformRow(out[row], seed, first_path, keys[row], n);
            NormalQuantileRow(out[row], out[row], n);
        }
        return;
    }
    const PhiloxKeys philox_keys(seed);
    StreamWords streams[most_normal_rows];
    for (std::size_t row = 0; row < rows; ++row) streams[row] = stream_words(seed, first_path, keys[row]);
    double* places[most_normal_rows];
    for (std::size_t begin = 0; begin < n; begin += normal_draws::piece) {
        for (std::size_t row = 0; row < rows; ++row) places[row] = out[row] + begin;
        const std::size_t length = HWY_MIN(normal_draws::piece, n - begin);
        normal_draws::DrawPiece<most_normal_rows * normal_draws::piece>(places, rows, streams, philox_keys, first_path + begin,
                                                                        length);
    }
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
