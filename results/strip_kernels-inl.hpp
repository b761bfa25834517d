// Included by strip_kernels.cpp once an instruction set, with YUCE_LANES (doubles in a vector), YUCE_TARGET (function attribute),
// YUCE_SET (namespace). No include guard by design.

namespace yuce::results::YUCE_SET {

inline constexpr std::size_t lanes = YUCE_LANES;
inline constexpr std::size_t parts = 8 / lanes;  // vectors that make up the 8 virtual lanes

using Vector [[gnu::vector_size(lanes * 8)]] = double;
using LooseVector [[gnu::vector_size(lanes * 8), gnu::aligned(8), gnu::may_alias]] = double;

YUCE_TARGET inline Vector load(const double* x) { return *reinterpret_cast<const LooseVector*>(x); }
YUCE_TARGET inline void store(double* x, Vector v) { *reinterpret_cast<LooseVector*>(x) = v; }

YUCE_TARGET void add(const double* x, std::size_t n, ColumnSums& sums) {
    for (std::size_t p = 0; p < parts; ++p) {
        const std::size_t at = p * lanes;
        Vector s1 = load(sums.first + at), s2 = load(sums.second + at), s3 = load(sums.third + at), s4 = load(sums.fourth + at);
        Vector low = load(sums.lowest + at), high = load(sums.highest + at);
        for (std::size_t k = at; k < n; k += 8) {
            const Vector v = load(x + k), d = v - sums.centre, d2 = d * d;
            s1 += d;
            s2 += d2;
            s3 += d2 * d;
            s4 += d2 * d2;
            low = v < low ? v : low;
            high = v > high ? v : high;
        }
        store(sums.first + at, s1);
        store(sums.second + at, s2);
        store(sums.third + at, s3);
        store(sums.fourth + at, s4);
        store(sums.lowest + at, low);
        store(sums.highest + at, high);
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

// Of as many octets of rows side by side: neighbouring paths often have the same code, and an addition waits for the one before.
template <std::size_t octets>
YUCE_TARGET void add_octets(const double* const* row, std::size_t n, const std::uint8_t* codes, std::size_t groups,
                            double* sums) {
    alignas(64) double tile[octets * 64];
    for (std::size_t k = 0; k < n; k += 8) {
        for (std::size_t o = 0; o < octets; ++o) transpose(row + o * 8, k, tile + o * 64);
        for (std::size_t path = 0; path < 8; ++path) {
            Vector value[octets * parts];
            for (std::size_t v = 0; v < octets * parts; ++v) {
                value[v] = load(tile + v / parts * 64 + path * 8 + v % parts * lanes);
            }
            const std::uint8_t* code = codes + k + path;
            double* of_group = sums;
            for (std::size_t g = 0; g < groups; ++g, code += n, of_group += octets * code_sums) {
                double* to = of_group + *code * (octets * 8);
                for (std::size_t v = 0; v < octets * parts; ++v) store(to + v * lanes, load(to + v * lanes) + value[v]);
            }
        }
    }
}

YUCE_TARGET void add_by_code(const double* const* rows, std::size_t row_count, std::size_t n, const std::uint8_t* codes,
                             std::size_t groups, double* sums) {
    for (std::size_t first = 0; first < row_count; first += octets_together * 8) {
        const double* row[octets_together * 8];
        for (std::size_t r = 0; r < octets_together * 8; ++r) row[r] = rows[std::min(first + r, row_count - 1)];
        double* to = sums + first / 8 * groups * code_sums;
        switch (std::min((row_count - first + 7) / 8, octets_together)) {
            case 1: add_octets<1>(row, n, codes, groups, to); break;
            case 2: add_octets<2>(row, n, codes, groups, to); break;
            case 3: add_octets<3>(row, n, codes, groups, to); break;
            case 4: add_octets<4>(row, n, codes, groups, to); break;
            case 5: add_octets<5>(row, n, codes, groups, to); break;
            default: add_octets<octets_together>(row, n, codes, groups, to); break;
        }
    }
}

// Whole lines of the cache, to memory without reading them first.
YUCE_TARGET void store_past_cache(const double* x, std::size_t n, double* to) {
#if YUCE_LANES == 8
    for (std::size_t k = 0; k < n; k += 8) _mm512_stream_pd(to + k, _mm512_loadu_pd(x + k));
#elif YUCE_LANES == 4
    for (std::size_t k = 0; k < n; k += 4) _mm256_stream_pd(to + k, _mm256_loadu_pd(x + k));
#else
    std::copy_n(x, n, to);
#endif
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
    constexpr std::size_t ahead = 512;  // where values stand in memory the processor by itself fetches them too late
    for (; k + 8 <= n; k += 8) {
        __builtin_prefetch(x + k + ahead);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(bin + k), eight_bins(x + k, low, scale, highest));
    }
#endif
    for (; k < n; ++k) {
        const double place = (x[k] - low) * scale;
        const double from = place > 0 ? place : 0;
        bin[k] = static_cast<FineBin>(static_cast<std::int32_t>(from < highest ? from : highest));
    }
}

inline constexpr StripKernels table = {add, range_bits, add_by_code, bins, store_past_cache};

}  // namespace yuce::results::YUCE_SET
