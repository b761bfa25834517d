#include "results/kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "results/vector_sets.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

#define YUCE_LANES 8
#define YUCE_SET avx512
#define YUCE_ISA avx512
#define YUCE_TARGET YUCE_ON_AVX512
#include "results/kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_ISA
#undef YUCE_TARGET

#define YUCE_LANES 4
#define YUCE_SET avx2
#define YUCE_ISA avx2
#define YUCE_TARGET YUCE_ON_AVX2
#include "results/kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_ISA
#undef YUCE_TARGET
#endif

#define YUCE_LANES 2
#define YUCE_SET portable
#define YUCE_ISA portable
#define YUCE_TARGET
#include "results/kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_ISA
#undef YUCE_TARGET

namespace yuce::results {

std::vector<const Kernels*> available_kernels() {
#if defined(__x86_64__)
    return runnable(avx512::table, avx2::table, portable::table);
#else
    return {&portable::table};
#endif
}

const Kernels& kernels(engine::Isa isa) {
    static const std::vector<const Kernels*> all = available_kernels();
    return best_within(all, isa);
}

}  // namespace yuce::results
