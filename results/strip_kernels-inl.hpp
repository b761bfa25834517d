// Included by strip_kernels.cpp once an instruction set, with YUCE_LANES (doubles in a vector), YUCE_TARGET (function attribute),
// YUCE_SET (namespace), YUCE_ISA (its name among engine::Isa). No include guard by design.

namespace yuce::results::YUCE_SET {

inline constexpr std::size_t lanes = YUCE_LANES;
inline constexpr std::size_t parts = 8 / lanes;  // vectors that make up the 8 virtual lanes
inline constexpr std::size_t four_subsets = 16;

using Vector [[gnu::vector_size(lanes * 8)]] = double;
using LooseVector [[gnu::vector_size(lanes * 8), gnu::aligned(8), gnu::may_alias]] = double;

YUCE_TARGET inline Vector load(const double* x) { return *reinterpret_cast<const LooseVector*>(x); }
YUCE_TARGET inline void store(double* x, Vector v) { *reinterpret_cast<LooseVector*>(x) = v; }

// Sums of as many vectors side by side as registers hold; for the others of the 8 lanes the values pass once more.
inline constexpr std::size_t together = parts <= 2 ? parts : 1;

// Past the cache where there is an instruction for it.
YUCE_TARGET inline void store_away(double* to, Vector v) {
#if YUCE_LANES == 8
    _mm512_stream_pd(to, v);
#elif YUCE_LANES == 4
    _mm256_stream_pd(to, v);
#else
    store(to, v);
#endif
}

YUCE_TARGET inline void load_some(const double* x, Vector* v) {
    for (std::size_t p = 0; p < together; ++p) v[p] = load(x + p * lanes);
}
YUCE_TARGET inline void store_some(double* x, const Vector* v) {
    for (std::size_t p = 0; p < together; ++p) store(x + p * lanes, v[p]);
}

// Values may be kept as they pass: whole lines of the cache, to memory without reading them first.
template <bool keep>
YUCE_TARGET inline void add_values(const double* x, std::size_t n, ColumnSums& sums, double* to) {
    for (std::size_t at = 0; at < 8; at += together * lanes) {
        Vector s1[together], s2[together], s3[together], s4[together], low[together], high[together];
        load_some(sums.first + at, s1);
        load_some(sums.second + at, s2);
        load_some(sums.third + at, s3);
        load_some(sums.fourth + at, s4);
        load_some(sums.lowest + at, low);
        load_some(sums.highest + at, high);
        for (std::size_t k = at; k < n; k += 8) {
            for (std::size_t p = 0; p < together; ++p) {
                const Vector v = load(x + k + p * lanes), d = v - sums.centre, d2 = d * d;
                s1[p] += d;
                s2[p] += d2;
                s3[p] += d2 * d;
                s4[p] += d2 * d2;
                low[p] = v < low[p] ? v : low[p];
                high[p] = v > high[p] ? v : high[p];
                if (keep) store_away(to + k + p * lanes, v);
            }
        }
        store_some(sums.first + at, s1);
        store_some(sums.second + at, s2);
        store_some(sums.third + at, s3);
        store_some(sums.fourth + at, s4);
        store_some(sums.lowest + at, low);
        store_some(sums.highest + at, high);
    }
}

YUCE_TARGET void add(const double* x, std::size_t n, ColumnSums& sums, double* to) {
    if (to != nullptr) {
        add_values<true>(x, n, sums, to);
    } else {
        add_values<false>(x, n, sums, nullptr);
    }
}

YUCE_TARGET void range_bits(const double* x, std::size_t n, double low, double high, std::uint8_t* bytes) {
    for (std::size_t k = 0; k < n; k += 8) {
#if YUCE_LANES == 8
        const __m512d v = _mm512_loadu_pd(x + k);
        const __mmask8 above = _mm512_cmp_pd_mask(v, _mm512_set1_pd(low), _CMP_GE_OQ);
        bytes[k / 8] = static_cast<std::uint8_t>(_mm512_mask_cmp_pd_mask(above, v, _mm512_set1_pd(high), _CMP_LE_OQ));
#elif YUCE_LANES == 4
        const __m256d l = _mm256_set1_pd(low), h = _mm256_set1_pd(high), a = _mm256_loadu_pd(x + k),
                      b = _mm256_loadu_pd(x + k + 4);
        const int first = _mm256_movemask_pd(_mm256_and_pd(_mm256_cmp_pd(a, l, _CMP_GE_OQ), _mm256_cmp_pd(a, h, _CMP_LE_OQ)));
        const int second = _mm256_movemask_pd(_mm256_and_pd(_mm256_cmp_pd(b, l, _CMP_GE_OQ), _mm256_cmp_pd(b, h, _CMP_LE_OQ)));
        bytes[k / 8] = static_cast<std::uint8_t>(first | second << 4);
#else
        unsigned bits = 0;
        for (unsigned i = 0; i < 8; ++i)
            bits |= static_cast<unsigned>(static_cast<int>(x[k + i] >= low) & static_cast<int>(x[k + i] <= high)) << i;
        bytes[k / 8] = static_cast<std::uint8_t>(bits);
#endif
    }
}

#if YUCE_LANES == 8
// Every other path of a tile, from rows taken two and two.
YUCE_TARGET inline void store_four(const __m512d* t, double* tile) {
    const __m512d a = _mm512_shuffle_f64x2(t[0], t[1], 0x44), b = _mm512_shuffle_f64x2(t[2], t[3], 0x44);
    const __m512d c = _mm512_shuffle_f64x2(t[0], t[1], 0xEE), d = _mm512_shuffle_f64x2(t[2], t[3], 0xEE);
    _mm512_store_pd(tile, _mm512_shuffle_f64x2(a, b, 0x88));
    _mm512_store_pd(tile + 16, _mm512_shuffle_f64x2(a, b, 0xDD));
    _mm512_store_pd(tile + 32, _mm512_shuffle_f64x2(c, d, 0x88));
    _mm512_store_pd(tile + 48, _mm512_shuffle_f64x2(c, d, 0xDD));
}
#endif

// tile[path][row] of eight rows from path k on.
YUCE_TARGET inline void transpose(const double* const* row, std::size_t k, double* tile) {
#if YUCE_LANES == 8
    __m512d low[4], high[4];
    for (int i = 0; i < 4; ++i) {
        const __m512d a = _mm512_loadu_pd(row[2 * i] + k), b = _mm512_loadu_pd(row[2 * i + 1] + k);
        low[i] = _mm512_unpacklo_pd(a, b);
        high[i] = _mm512_unpackhi_pd(a, b);
    }
    store_four(low, tile);
    store_four(high, tile + 8);
#elif YUCE_LANES == 4
    for (std::size_t r = 0; r < 8; r += 4) {
        for (std::size_t p = 0; p < 8; p += 4) {
            const __m256d a = _mm256_loadu_pd(row[r] + k + p), b = _mm256_loadu_pd(row[r + 1] + k + p);
            const __m256d c = _mm256_loadu_pd(row[r + 2] + k + p), d = _mm256_loadu_pd(row[r + 3] + k + p);
            const __m256d ab = _mm256_unpacklo_pd(a, b), cd = _mm256_unpacklo_pd(c, d);
            const __m256d ab_high = _mm256_unpackhi_pd(a, b), cd_high = _mm256_unpackhi_pd(c, d);
            _mm256_store_pd(tile + (p + 0) * 8 + r, _mm256_permute2f128_pd(ab, cd, 0x20));
            _mm256_store_pd(tile + (p + 1) * 8 + r, _mm256_permute2f128_pd(ab_high, cd_high, 0x20));
            _mm256_store_pd(tile + (p + 2) * 8 + r, _mm256_permute2f128_pd(ab, cd, 0x31));
            _mm256_store_pd(tile + (p + 3) * 8 + r, _mm256_permute2f128_pd(ab_high, cd_high, 0x31));
        }
    }
#else
    for (std::size_t r = 0; r < 8; ++r) {
        for (std::size_t p = 0; p < 8; ++p) tile[p * 8 + r] = row[r][k + p];
    }
#endif
}

// Of four paths of eight rows, tile[path][row]: subsets[k] is the sum of the paths whose bits k has.
YUCE_TARGET inline void sum_subsets(const double* tile, EightSums* subsets) {
    for (std::size_t at = 0; at < 8; at += lanes) {
        const Vector zero = {};
        const Vector low[4] = {zero, load(tile + at), load(tile + 8 + at), load(tile + at) + load(tile + 8 + at)};
        const Vector high[4] = {zero, load(tile + 16 + at), load(tile + 24 + at), load(tile + 16 + at) + load(tile + 24 + at)};
        for (std::size_t h = 0; h < 4; ++h) {
            for (std::size_t l = 0; l < 4; ++l) store(subsets[4 * h + l].sums + at, low[l] + high[h]);
        }
    }
}

// subsets[four paths][16]; word: four bits for each four paths.
template <std::size_t fours>
YUCE_TARGET inline void add_subsets(const EightSums* subsets, std::uint64_t word, EightSums& sum) {
    Vector part[parts];
    for (std::size_t p = 0; p < parts; ++p) part[p] = load(sum.sums + p * lanes);
#pragma GCC unroll 16
    for (std::size_t k = 0; k < fours; ++k) {
        const double* subset = subsets[k * four_subsets + (word >> (4 * k) & 15U)].sums;
        for (std::size_t p = 0; p < parts; ++p) part[p] += load(subset + p * lanes);
    }
    for (std::size_t p = 0; p < parts; ++p) store(sum.sums + p * lanes, part[p]);
}

// Of n paths, at most 64: what mask after mask reads stays in the first cache.
YUCE_TARGET inline void add_paths(const EightSums* subsets, std::size_t n, const std::uint8_t* mask, EightSums& sum) {
    if (n == 64) {
        std::uint64_t word;
        std::memcpy(&word, mask, sizeof word);
        add_subsets<16>(subsets, word, sum);
    } else {
        for (std::size_t k = 0; k < n / 8; ++k) add_subsets<2>(subsets + 2 * k * four_subsets, mask[k], sum);
    }
}

YUCE_TARGET void add_marked(const double* const* rows, std::size_t row_count, std::size_t n, const std::uint8_t* const* masks,
                            std::size_t mask_count, EightSums* sums) {
    constexpr std::size_t at_once = 64;
    EightSums subsets[at_once / 4 * four_subsets];
    alignas(64) double tile[64];
    for (std::size_t octet = 0; octet < row_count; octet += 8, sums += mask_count) {
        const double* row[8];
        for (std::size_t r = 0; r < 8; ++r) row[r] = rows[std::min(octet + r, row_count - 1)];
        for (std::size_t first = 0; first < n; first += at_once) {
            const std::size_t paths = std::min(at_once, n - first);
            for (std::size_t k = 0; k < paths; k += 8) {
                transpose(row, first + k, tile);
                sum_subsets(tile, subsets + k / 4 * four_subsets);
                sum_subsets(tile + 32, subsets + (k / 4 + 1) * four_subsets);
            }
            for (std::size_t m = 0; m < mask_count; ++m) add_paths(subsets, paths, masks[m] + first / 8, sums[m]);
        }
    }
}

}  // namespace yuce::results::YUCE_SET
