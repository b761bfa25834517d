// Included by kernels.cpp once an instruction set, with YUCE_LANES (doubles in a vector), YUCE_TARGET (function attribute),
// YUCE_SET (namespace). No include guard by design.

namespace yuce::results::YUCE_SET {

inline constexpr std::size_t lanes = YUCE_LANES;
inline constexpr std::size_t parts = 8 / lanes;  // vectors that make up the 8 virtual lanes

using Vector [[gnu::vector_size(lanes * 8)]] = double;
using Mask [[gnu::vector_size(lanes * 8)]] = std::int64_t;
using LooseVector [[gnu::vector_size(lanes * 8), gnu::aligned(8), gnu::may_alias]] = double;
using LooseMask [[gnu::vector_size(lanes * 8), gnu::aligned(8), gnu::may_alias]] = std::int64_t;

YUCE_TARGET inline double lane_sum(const double* v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }

struct Extent {
    double sum, minimum, maximum;
};

YUCE_TARGET inline Extent extent(const double* x, std::size_t n) {
    alignas(64) double sum[8] = {}, low[8], high[8];
    for (std::size_t k = 0; k < 8; ++k) low[k] = high[k] = x[0];
    Vector s[parts], l[parts], h[parts];
    for (std::size_t p = 0; p < parts; ++p) {
        s[p] = Vector{};
        l[p] = h[p] = *reinterpret_cast<const LooseVector*>(low + p * lanes);
    }
    const std::size_t whole = n / 8 * 8;
    for (std::size_t k = 0; k < whole; k += 8) {
        for (std::size_t p = 0; p < parts; ++p) {
            const Vector v = *reinterpret_cast<const LooseVector*>(x + k + p * lanes);
            s[p] += v;
            l[p] = v < l[p] ? v : l[p];
            h[p] = v > h[p] ? v : h[p];
        }
    }
    for (std::size_t p = 0; p < parts; ++p) {
        *reinterpret_cast<LooseVector*>(sum + p * lanes) = s[p];
        *reinterpret_cast<LooseVector*>(low + p * lanes) = l[p];
        *reinterpret_cast<LooseVector*>(high + p * lanes) = h[p];
    }
    for (std::size_t k = whole; k < n; ++k) {
        sum[k % 8] += x[k];
        low[k % 8] = x[k] < low[k % 8] ? x[k] : low[k % 8];
        high[k % 8] = x[k] > high[k % 8] ? x[k] : high[k % 8];
    }
    Extent e{lane_sum(sum), low[0], high[0]};
    for (std::size_t k = 1; k < 8; ++k) {
        e.minimum = low[k] < e.minimum ? low[k] : e.minimum;
        e.maximum = high[k] > e.maximum ? high[k] : e.maximum;
    }
    return e;
}

YUCE_TARGET inline void central_sums(const double* x, std::size_t n, Moments& m) {
    alignas(64) double sums[3][8] = {};
    Vector s2[parts], s3[parts], s4[parts];
    for (std::size_t p = 0; p < parts; ++p) s2[p] = s3[p] = s4[p] = Vector{};
    const std::size_t whole = n / 8 * 8;
    for (std::size_t k = 0; k < whole; k += 8) {
        for (std::size_t p = 0; p < parts; ++p) {
            const Vector d = *reinterpret_cast<const LooseVector*>(x + k + p * lanes) - m.mean;
            const Vector d2 = d * d;
            s2[p] += d2;
            s3[p] += d2 * d;
            s4[p] += d2 * d2;
        }
    }
    for (std::size_t p = 0; p < parts; ++p) {
        *reinterpret_cast<LooseVector*>(sums[0] + p * lanes) = s2[p];
        *reinterpret_cast<LooseVector*>(sums[1] + p * lanes) = s3[p];
        *reinterpret_cast<LooseVector*>(sums[2] + p * lanes) = s4[p];
    }
    for (std::size_t k = whole; k < n; ++k) {
        const double d = x[k] - m.mean, d2 = d * d;
        sums[0][k % 8] += d2;
        sums[1][k % 8] += d2 * d;
        sums[2][k % 8] += d2 * d2;
    }
    m.m2 = lane_sum(sums[0]);
    m.m3 = lane_sum(sums[1]);
    m.m4 = lane_sum(sums[2]);
}

YUCE_TARGET void moments(const double* x, std::size_t n, Moments& out) {
    out = Moments{};
    if (n == 0) return;
    const Extent e = extent(x, n);
    out.n = n;
    out.minimum = e.minimum;
    out.maximum = e.maximum;
    // A constant has no spread; its rounded mean would give it one.
    out.mean = e.minimum == e.maximum ? e.minimum : e.sum / static_cast<double>(n);
    if (e.minimum != e.maximum) central_sums(x, n, out);
}

YUCE_TARGET inline std::uint64_t eight_bits(const double* x, double low, double high) {
#if YUCE_LANES == 8
    const __m512d v = _mm512_loadu_pd(x);
    return _mm512_mask_cmp_pd_mask(_mm512_cmp_pd_mask(v, _mm512_set1_pd(low), _CMP_GE_OQ), v, _mm512_set1_pd(high), _CMP_LE_OQ);
#elif YUCE_LANES == 4
    const __m256d l = _mm256_set1_pd(low), h = _mm256_set1_pd(high), a = _mm256_loadu_pd(x), b = _mm256_loadu_pd(x + 4);
    const int first = _mm256_movemask_pd(_mm256_and_pd(_mm256_cmp_pd(a, l, _CMP_GE_OQ), _mm256_cmp_pd(a, h, _CMP_LE_OQ)));
    const int second = _mm256_movemask_pd(_mm256_and_pd(_mm256_cmp_pd(b, l, _CMP_GE_OQ), _mm256_cmp_pd(b, h, _CMP_LE_OQ)));
    return static_cast<std::uint64_t>(first | second << 4);
#else
    std::uint64_t bits = 0;
    for (unsigned k = 0; k < 8; ++k)
        bits |= static_cast<std::uint64_t>(static_cast<int>(x[k] >= low) & static_cast<int>(x[k] <= high)) << k;
    return bits;
#endif
}

YUCE_TARGET void range_mask(const double* x, std::size_t n, double low, double high, std::uint64_t* words) {
    for (std::size_t w = 0; w < block_words; ++w) {
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < 8 && w * 64 + k * 8 < n; ++k) word |= eight_bits(x + w * 64 + k * 8, low, high) << (8 * k);
        words[w] = word;
    }
    if (n % 64 != 0) words[n / 64] &= (std::uint64_t{1} << (n % 64)) - 1;
}

YUCE_TARGET std::uint32_t count(const std::uint64_t* words) {
    std::uint32_t bits = 0;
    for (std::size_t w = 0; w < block_words; ++w) bits += static_cast<std::uint32_t>(__builtin_popcountll(words[w]));
    return bits;
}

YUCE_TARGET std::uint32_t count_both(const std::uint64_t* a, const std::uint64_t* b) {
    std::uint32_t bits = 0;
    for (std::size_t w = 0; w < block_words; ++w) bits += static_cast<std::uint32_t>(__builtin_popcountll(a[w] & b[w]));
    return bits;
}

YUCE_TARGET std::uint32_t count_only(const std::uint64_t* a, const std::uint64_t* b, const std::uint64_t* c) {
    std::uint32_t bits = 0;
    for (std::size_t w = 0; w < block_words; ++w) bits += static_cast<std::uint32_t>(__builtin_popcountll(a[w] & ~b[w] & c[w]));
    return bits;
}

// Rows and masks are taken a chunk at a time, so that both stay in the cache, and in tiles whose sums stay in registers.
inline constexpr std::size_t chunk = 512;
#if YUCE_LANES == 8
inline constexpr std::size_t tile_masks = 4, tile_rows = 4;
// Eight paths' bits of every mask select in the addition itself.
using OpenMask = std::uint8_t;
inline constexpr std::size_t open_size = chunk / 8;

YUCE_TARGET inline void open_mask(const std::uint64_t* words, std::size_t first, OpenMask* out) {
    std::memcpy(out, words + first / 64, open_size);
}
#else
inline constexpr std::size_t tile_masks = 2, tile_rows = YUCE_LANES == 4 ? 3 : 1;
// A word a path, all ones or 0.
using OpenMask = std::int64_t;
inline constexpr std::size_t open_size = chunk;

YUCE_TARGET inline void open_mask(const std::uint64_t* words, std::size_t first, OpenMask* out) {
    for (std::size_t w = 0; w < chunk / 64; ++w) {
        const std::uint64_t word = words[first / 64 + w];
        for (unsigned k = 0; k < 64; ++k) out[w * 64 + k] = -static_cast<std::int64_t>(word >> k & 1U);
    }
}
#endif

// One tile of sums over `length` (a multiple of 8) paths: m[tile_masks], r[tile_rows], totals [mask][row][8]. What a mask leaves
// out is not looked at: a failed path's NaN adds nothing.
YUCE_TARGET inline void tile_sums(const OpenMask* const* m, const double* const* r, std::size_t length, double* const* totals) {
    Vector sum[tile_masks][tile_rows][parts];
#pragma GCC unroll 8
    for (std::size_t i = 0; i < tile_masks; ++i) {
#pragma GCC unroll 8
        for (std::size_t j = 0; j < tile_rows; ++j) {
#pragma GCC unroll 8
            for (std::size_t p = 0; p < parts; ++p) {
                sum[i][j][p] = *reinterpret_cast<const LooseVector*>(totals[i * tile_rows + j] + p * lanes);
            }
        }
    }
    for (std::size_t k = 0; k < length; k += 8) {
#pragma GCC unroll 8
        for (std::size_t p = 0; p < parts; ++p) {
            Mask row[tile_rows];
#pragma GCC unroll 8
            for (std::size_t j = 0; j < tile_rows; ++j) row[j] = *reinterpret_cast<const LooseMask*>(r[j] + k + p * lanes);
#pragma GCC unroll 8
            for (std::size_t i = 0; i < tile_masks; ++i) {
#if YUCE_LANES == 8
                const __mmask8 mask = m[i][k / 8];
#pragma GCC unroll 8
                for (std::size_t j = 0; j < tile_rows; ++j) {
                    sum[i][j][p] = _mm512_mask_add_pd(sum[i][j][p], mask, sum[i][j][p], reinterpret_cast<Vector>(row[j]));
                }
#else
                const Mask mask = *reinterpret_cast<const LooseMask*>(m[i] + k + p * lanes);
#pragma GCC unroll 8
                for (std::size_t j = 0; j < tile_rows; ++j) sum[i][j][p] += reinterpret_cast<Vector>(row[j] & mask);
#endif
            }
        }
    }
#pragma GCC unroll 8
    for (std::size_t i = 0; i < tile_masks; ++i) {
#pragma GCC unroll 8
        for (std::size_t j = 0; j < tile_rows; ++j) {
#pragma GCC unroll 8
            for (std::size_t p = 0; p < parts; ++p) {
                *reinterpret_cast<LooseVector*>(totals[i * tile_rows + j] + p * lanes) = sum[i][j][p];
            }
        }
    }
}

YUCE_TARGET void masked_sums(const std::vector<const std::uint64_t*>& masks, const double* x, std::size_t stride,
                             std::size_t rows, std::size_t n, double* sums) {
    std::vector<OpenMask> open(masks.size() * open_size);
    std::vector<double> totals((masks.size() * rows + 1) * 8);  // the last takes what overhanging tiles give
    for (std::size_t first = 0; first < n; first += chunk) {
        const std::size_t length = (std::min(chunk, n - first) + 7) / 8 * 8;
        for (std::size_t t = 0; t < masks.size(); ++t) open_mask(masks[t], first, open.data() + t * open_size);
        for (std::size_t t = 0; t < masks.size(); t += tile_masks) {
            for (std::size_t r = 0; r < rows; r += tile_rows) {
                const OpenMask* m[tile_masks];
                const double* row[tile_rows];
                double* total[tile_masks * tile_rows];
                for (std::size_t i = 0; i < tile_masks; ++i) m[i] = open.data() + std::min(t + i, masks.size() - 1) * open_size;
                for (std::size_t j = 0; j < tile_rows; ++j) row[j] = x + std::min(r + j, rows - 1) * stride + first;
                for (std::size_t i = 0; i < tile_masks; ++i) {
                    for (std::size_t j = 0; j < tile_rows; ++j) {
                        const bool inside = t + i < masks.size() && r + j < rows;
                        total[i * tile_rows + j] = totals.data() + (inside ? (t + i) * rows + r + j : masks.size() * rows) * 8;
                    }
                }
                tile_sums(m, row, length, total);
            }
        }
    }
    for (std::size_t k = 0; k < masks.size() * rows; ++k) sums[k] = lane_sum(totals.data() + k * 8);
}

YUCE_TARGET void bins(const double* x, std::size_t n, double minimum, double scale, std::int32_t* bin) {
    for (std::size_t k = 0; k < n; ++k) {
        const auto b = static_cast<std::int32_t>((x[k] - minimum) * scale);
        bin[k] = b < static_cast<std::int32_t>(select_bins) ? b : static_cast<std::int32_t>(select_bins) - 1;
    }
}

YUCE_TARGET void cell_bins(const double* x, std::size_t n, const CellTable& table, std::int32_t* bin) {
    const double low = table.low, scale = table.scale, last = table.cells + 1;
    const std::int32_t *first = table.first, *split = table.split;
    for (std::size_t k = 0; k < n; ++k) {
        const double from_below = (x[k] - low) * scale + 1;
        const double inside = from_below > 0 ? from_below : 0;
        const double place = inside < last ? inside : last;
        const auto cell = static_cast<std::int32_t>(place);
        bin[k] = first[cell] + static_cast<std::int32_t>((place - cell) * split[cell]);
    }
}

inline constexpr Kernels table = {moments, range_mask, count, count_both, count_only, masked_sums, bins, cell_bins};

}  // namespace yuce::results::YUCE_SET
