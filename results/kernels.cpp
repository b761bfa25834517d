#include "results/kernels.hpp"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>

#define YUCE_LANES 8
#define YUCE_SET avx512
#define YUCE_TARGET [[gnu::target("avx512f,avx512dq,avx512vl,avx2,popcnt")]]
#include "results/kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_TARGET

#define YUCE_LANES 4
#define YUCE_SET avx2
#define YUCE_TARGET [[gnu::target("avx2,popcnt")]]
#include "results/kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_TARGET
#endif

#define YUCE_LANES 2
#define YUCE_SET portable
#define YUCE_TARGET
#include "results/kernels-inl.hpp"
#undef YUCE_LANES
#undef YUCE_SET
#undef YUCE_TARGET

namespace yuce::results {

std::vector<const Kernels*> available_kernels() {
    std::vector<const Kernels*> all;
#if defined(__x86_64__)
    const bool popcnt = __builtin_cpu_supports("popcnt") != 0, has_avx2 = popcnt && __builtin_cpu_supports("avx2") != 0;
    if (has_avx2 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0) {
        all.push_back(&avx512::table);
    }
    if (has_avx2) all.push_back(&avx2::table);
#endif
    all.push_back(&portable::table);
    return all;
}

const Kernels& kernels() {
    static const Kernels& best = *available_kernels().front();
    return best;
}

}  // namespace yuce::results
