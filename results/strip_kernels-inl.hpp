// Included by strip_kernels.cpp once an instruction set, with YUCE_LANES (doubles in a vector), YUCE_TARGET (function attribute),
// YUCE_SET (namespace). No include guard by design.

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

YUCE_TARGET inline void store_past_cache([[maybe_unused]] double* to, [[maybe_unused]] Vector v) {
#if YUCE_LANES == 8
    _mm512_stream_pd(to, v);
#elif YUCE_LANES == 4
    _mm256_stream_pd(to, v);
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
                if (keep) store_past_cache(to + k + p * lanes, v);
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
    constexpr bool past_cache = lanes > 2;
    if (to != nullptr && !past_cache) std::copy_n(x, n, to);
    if (to != nullptr && past_cache) {
        add_values<past_cache>(x, n, sums, to);
    } else {
        add_values<false>(x, n, sums, to);
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

#if YUCE_LANES > 2
// Of eight values, the same as of one by one.
YUCE_TARGET inline __m128i eight_bins(const double* x, double low, double scale, double highest) {
#if YUCE_LANES == 8
    const __m512d place = _mm512_mul_pd(_mm512_sub_pd(_mm512_loadu_pd(x), _mm512_set1_pd(low)), _mm512_set1_pd(scale));
    const __m512d inside = _mm512_min_pd(_mm512_max_pd(place, _mm512_setzero_pd()), _mm512_set1_pd(highest));
    return _mm256_cvtepi32_epi16(_mm512_cvttpd_epi32(inside));
#else
    __m128i four[2];
    for (int i = 0; i < 2; ++i) {
        const __m256d place =
            _mm256_mul_pd(_mm256_sub_pd(_mm256_loadu_pd(x + 4 * i), _mm256_set1_pd(low)), _mm256_set1_pd(scale));
        four[i] = _mm256_cvttpd_epi32(_mm256_min_pd(_mm256_max_pd(place, _mm256_setzero_pd()), _mm256_set1_pd(highest)));
    }
    return _mm_packus_epi32(four[0], four[1]);
#endif
}
#endif

YUCE_TARGET void bins(const double* x, std::size_t n, double low, double scale, std::uint16_t last, FineBin* bin) {
    const double highest = last;
    std::size_t k = 0;
#if YUCE_LANES > 2
    for (; k + 8 <= n; k += 8) {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(bin + k), eight_bins(x + k, low, scale, highest));
    }
#endif
    for (; k < n; ++k) {
        const double place = (x[k] - low) * scale;
        const double from = place > 0 ? place : 0;
        bin[k] = static_cast<FineBin>(static_cast<std::int32_t>(from < highest ? from : highest));
    }
}

inline bool is_sought(FineBin bin, const SoughtBins& sought) {
    const bool at_edge = sought.edges && ((bin + 1U) & (fine_of_edges - 1)) <= 1;
    return at_edge || sought.flags[bin / fine_of_select] != 0;
}

#if YUCE_LANES == 8
using Shorts = __m512i;
YUCE_TARGET inline Shorts all_of(std::size_t number) { return _mm512_set1_epi16(static_cast<std::int16_t>(number)); }

// Of 32 bins, bit by bit.
YUCE_TARGET inline std::uint32_t find_some(const FineBin* bin, const Shorts* select, std::size_t count, Shorts at_most) {
    const Shorts v = _mm512_loadu_si512(bin);
    const Shorts from_edge = _mm512_and_si512(_mm512_add_epi16(v, all_of(1)), all_of(fine_of_edges - 1));
    const Shorts wide = _mm512_srli_epi16(v, std::countr_zero(fine_of_select));
    __mmask32 some = _mm512_cmplt_epi16_mask(from_edge, at_most);
    for (std::size_t k = 0; k < count; ++k) some |= _mm512_cmpeq_epi16_mask(wide, select[k]);
    return some;
}

// The numbers of the bits set, counted from `first`.
YUCE_TARGET inline std::size_t list_bits(std::uint32_t bits, std::size_t first, std::uint16_t* found) {
    const __m512i numbers = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    std::size_t n = 0;
    for (const std::uint32_t half : {bits & 0xffffU, bits >> 16}) {
        const __m512i set = _mm512_maskz_compress_epi32(static_cast<__mmask16>(half), numbers);
        const __m512i counted = _mm512_add_epi32(set, _mm512_set1_epi32(static_cast<int>(first)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(found + n), _mm512_cvtepi32_epi16(counted));
        n += static_cast<std::size_t>(std::popcount(half));
        first += 16;
    }
    return n;
}
#elif YUCE_LANES == 4
using Shorts = __m256i;
YUCE_TARGET inline Shorts all_of(std::size_t number) { return _mm256_set1_epi16(static_cast<std::int16_t>(number)); }

YUCE_TARGET inline __m256i find_half(__m256i v, const Shorts* select, std::size_t count, Shorts at_most) {
    const __m256i from_edge = _mm256_and_si256(_mm256_add_epi16(v, all_of(1)), all_of(fine_of_edges - 1));
    const __m256i wide = _mm256_srli_epi16(v, std::countr_zero(fine_of_select));
    __m256i some = _mm256_cmpgt_epi16(at_most, from_edge);
    for (std::size_t k = 0; k < count; ++k) some = _mm256_or_si256(some, _mm256_cmpeq_epi16(wide, select[k]));
    return some;
}

YUCE_TARGET inline std::uint32_t find_some(const FineBin* bin, const Shorts* select, std::size_t count, Shorts at_most) {
    const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bin));
    const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bin + 16));
    const __m256i both = _mm256_packs_epi16(find_half(a, select, count, at_most), find_half(b, select, count, at_most));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_permute4x64_epi64(both, 0xD8)));
}

YUCE_TARGET inline std::size_t list_bits(std::uint32_t bits, std::size_t first, std::uint16_t* found) {
    std::size_t n = 0;
    for (; bits != 0; bits &= bits - 1)
        found[n++] = static_cast<std::uint16_t>(first + static_cast<std::size_t>(std::countr_zero(bits)));
    return n;
}
#endif

YUCE_TARGET std::size_t find(const FineBin* bin, std::size_t n, const SoughtBins& sought, std::uint16_t* found) {
    std::size_t count = 0, k = 0;
#if YUCE_LANES > 2
    Shorts select[most_sought];
    for (std::size_t j = 0; j < sought.select.size(); ++j) select[j] = all_of(sought.select[j]);
    const Shorts at_most = all_of(sought.edges ? 2 : 0);
    for (; k + 32 <= n; k += 32) {
        count += list_bits(find_some(bin + k, select, sought.select.size(), at_most), k, found + count);
    }
#endif
    for (; k < n; ++k) {
        found[count] = static_cast<std::uint16_t>(k);
        count += is_sought(bin[k], sought) ? 1 : 0;
    }
    return count;
}

inline constexpr StripKernels table = {engine::Isa::YUCE_ISA, add, range_bits, add_marked, bins, find};

}  // namespace yuce::results::YUCE_SET
