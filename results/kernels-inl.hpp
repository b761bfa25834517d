// Included by kernels.cpp once an instruction set, with YUCE_LANES (doubles in a vector), YUCE_TARGET (function attribute),
// YUCE_SET (namespace), YUCE_ISA (its name among engine::Isa). No include guard by design.

namespace yuce::results::YUCE_SET {

inline constexpr std::size_t lanes = YUCE_LANES;
inline constexpr std::size_t parts = 8 / lanes;  // vectors that make up the 8 virtual lanes

using Vector [[gnu::vector_size(lanes * 8)]] = double;
using LooseVector [[gnu::vector_size(lanes * 8), gnu::aligned(8), gnu::may_alias]] = double;

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

using Words [[gnu::vector_size(lanes * 8)]] = std::uint64_t;
using LooseWords [[gnu::vector_size(lanes * 8), gnu::aligned(8), gnu::may_alias]] = std::uint64_t;
YUCE_TARGET inline Words words_at(const std::uint64_t* words) { return *reinterpret_cast<const LooseWords*>(words); }

// Adds the masks up in binary, plane[b] holding bit b of every path's number met.
YUCE_TARGET void count_met(const std::uint64_t* words, std::size_t targets, const std::uint64_t* counting,
                           std::uint64_t* reached) {
    constexpr std::size_t most_planes = 32;
    const auto planes = static_cast<std::size_t>(std::bit_width(targets));
    std::fill(reached, reached + targets + 1, 0);
    for (std::size_t w = 0; w < block_words; w += lanes) {
        Words plane[most_planes] = {};
        for (std::size_t t = 0; t < targets; ++t) {
            Words carry = words_at(words + t * block_words + w);
            for (std::size_t b = 0; b < planes; ++b) {
                const Words next = plane[b] & carry;
                plane[b] ^= carry;
                carry = next;
            }
        }
        for (std::size_t number = 0; number <= targets; ++number) {
            Words with = words_at(counting + w);
            for (std::size_t b = 0; b < planes; ++b) with &= (number >> b & 1U) != 0 ? plane[b] : ~plane[b];
            for (std::size_t k = 0; k < lanes; ++k) reached[number] += static_cast<unsigned>(__builtin_popcountll(with[k]));
        }
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

inline constexpr Kernels table = {
    engine::Isa::YUCE_ISA, moments, range_mask, count, count_both, count_only, count_met, cell_bins};

}  // namespace yuce::results::YUCE_SET
