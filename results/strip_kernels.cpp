#include "results/strip_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "results/vector_sets.hpp"

#if defined(__x86_64__)
// False alarms inside GCC 12's own header.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

#define YUCE_LANES 8
#define YUCE_SET strip_avx512
#define YUCE_ISA avx512
#define YUCE_TARGET YUCE_ON_AVX512
#include "results/strip_kernels-inl.hpp"
#include "results/strip_kernels_bins-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_ISA
#undef YUCE_TARGET

#define YUCE_LANES 4
#define YUCE_SET strip_avx2
#define YUCE_ISA avx2
#define YUCE_TARGET YUCE_ON_AVX2
#include "results/strip_kernels-inl.hpp"
#include "results/strip_kernels_bins-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_ISA
#undef YUCE_TARGET
#endif

#define YUCE_LANES 2
#define YUCE_SET strip_portable
#define YUCE_ISA portable
#define YUCE_TARGET
#include "results/strip_kernels-inl.hpp"
#include "results/strip_kernels_bins-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_ISA
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

std::vector<const StripKernels*> available_strip_kernels() {
#if defined(__x86_64__)
    return runnable(strip_avx512::table, strip_avx2::table, strip_portable::table);
#else
    return {&strip_portable::table};
#endif
}

const StripKernels& strip_kernels(engine::Isa isa) {
    static const std::vector<const StripKernels*> all = available_strip_kernels();
    return best_within(all, isa);
}

}  // namespace yuce::results
