// Which of the instruction sets the loops of this folder are compiled for this processor runs. Internal to results/.
#pragma once

#include <vector>

namespace yuce::results {

#if defined(__x86_64__)
#define YUCE_ON_AVX512 [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx2,popcnt")]]
#define YUCE_ON_AVX2 [[gnu::target("avx2,popcnt")]]

// Tables of functions compiled so, the best first.
template <class Table>
std::vector<const Table*> runnable(const Table& avx512, const Table& avx2, const Table& portable) {
    std::vector<const Table*> all;
    const bool has_avx2 = __builtin_cpu_supports("popcnt") != 0 && __builtin_cpu_supports("avx2") != 0;
    if (has_avx2 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
        all.push_back(&avx512);
    }
    if (has_avx2) all.push_back(&avx2);
    all.push_back(&portable);
    return all;
}
#endif

}  // namespace yuce::results
