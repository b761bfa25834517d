// Values to bins and the search among them. Included by strip_kernels.cpp after strip_kernels-inl.hpp, as often and with the same
// words defined. No include guard by design.

namespace yuce::results::YUCE_SET {

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
