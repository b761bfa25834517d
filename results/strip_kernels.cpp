#include "results/strip_kernels.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "results/vector_sets.hpp"

#if defined(__x86_64__)
// False alarms inside GCC 12's own header.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

#define YUCE_LANES 8
#define YUCE_SET strip_avx512
#define YUCE_TARGET YUCE_ON_AVX512
#include "results/strip_kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_TARGET

#define YUCE_LANES 4
#define YUCE_SET strip_avx2
#define YUCE_TARGET YUCE_ON_AVX2
#include "results/strip_kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_TARGET
#endif

#define YUCE_LANES 2
#define YUCE_SET strip_portable
#define YUCE_TARGET
#include "results/strip_kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_TARGET

namespace yuce::results {

void finish_stores() {
#if defined(__x86_64__)
    _mm_sfence();
#endif
}

double lane_sum(const double* v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }

void ColumnSums::begin(double at) {
    for (double* lanes : {first, second, third, fourth}) std::fill(lanes, lanes + 8, 0.0);
    for (double* lanes : {lowest, highest}) std::fill(lanes, lanes + 8, at);
    centre = at;
}

Moments ColumnSums::moments(std::uint64_t n) const {
    Moments m;
    if (n == 0) return m;
    m.n = n;
    m.minimum = *std::min_element(lowest, lowest + 8);
    m.maximum = *std::max_element(highest, highest + 8);
    m.mean = centre;
    // A constant has no spread; its rounded sums would give it one.
    if (m.minimum == m.maximum) return m;
    const double count = static_cast<double>(n), d = lane_sum(first) / count;  // of the mean from the centre
    const double s2 = lane_sum(second), s3 = lane_sum(third), s4 = lane_sum(fourth);
    m.mean = centre + d;
    m.m2 = std::max(0.0, s2 - count * d * d);
    m.m3 = s3 - 3 * d * s2 + 2 * count * d * d * d;
    m.m4 = std::max(0.0, s4 - 4 * d * s3 + 6 * d * d * s2 - 3 * count * d * d * d * d);
    return m;
}

namespace {

// Bit b of the byte as the lowest bit of byte b.
constexpr std::array<std::uint64_t, 256> spread_bits = [] {
    std::array<std::uint64_t, 256> all{};
    for (std::uint64_t byte = 0; byte < 256; ++byte) {
        for (unsigned b = 0; b < 8; ++b) all[byte] |= (byte >> b & 1) << (8 * b);
    }
    return all;
}();

}  // namespace

std::size_t groups_of(std::size_t masks) { return (masks + group_masks - 1) / group_masks; }

void codes_of_masks(const std::vector<const std::uint8_t*>& masks, std::size_t n, std::uint8_t* codes) {
    for (std::size_t first = 0; first < masks.size(); first += group_masks) {
        const std::size_t count = std::min(group_masks, masks.size() - first);
        for (std::size_t k = 0; k < n; k += 8, codes += 8) {
            std::uint64_t eight = 0;
            for (std::size_t m = 0; m < count; ++m) eight |= spread_bits[masks[first + m][k / 8]] << m;
            std::memcpy(codes, &eight, 8);
        }
    }
}

// The last mask's sum is that of the codes' upper half; folded upon the lower half, it leaves the same of one mask less.
void sums_of_masks(const double* sums, std::size_t masks, std::size_t octet, std::size_t octets, std::vector<EightSums>& out) {
    const std::size_t first = octet / octets_together * octets_together;
    const std::size_t stride = 8 * std::min(octets_together, octets - first);
    const std::size_t groups = groups_of(masks);
    out.assign(groups * group_masks, {});
    std::array<double, code_sums> folded;
    for (std::size_t g = 0; g < groups; ++g) {
        const double* of_group = sums + first * groups * code_sums + g * group_codes * stride + (octet - first) * 8;
        for (std::size_t code = 0; code < group_codes; ++code) std::copy_n(of_group + code * stride, 8, &folded[code * 8]);
        for (std::size_t m = group_masks; m-- > 0;) {
            const std::size_t half = std::size_t{8} << m;
            double* sum = out[g * group_masks + m].sums;
            for (std::size_t k = 0; k < half; k += 8) {
                for (std::size_t r = 0; r < 8; ++r) {
                    sum[r] += folded[half + k + r];
                    folded[k + r] += folded[half + k + r];
                }
            }
        }
    }
    out.resize(masks);
}

std::vector<const StripKernels*> available_strip_kernels() {
#if defined(__x86_64__)
    return runnable(strip_avx512::table, strip_avx2::table, strip_portable::table);
#else
    return {&strip_portable::table};
#endif
}

const StripKernels& strip_kernels() {
    static const StripKernels& best = *available_strip_kernels().front();
    return best;
}

}  // namespace yuce::results
