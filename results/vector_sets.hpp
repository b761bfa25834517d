// Which of the instruction sets the loops of this folder are compiled for this processor runs. Internal to results/.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/program.hpp"

namespace yuce::results {

// Of tables, the best first and the portable last, that of the set (of the engine's best one) or the first below it.
template <class Table>
const Table& best_within(const std::vector<const Table*>& all, engine::Isa isa) {
    const engine::Isa wanted = isa == engine::Isa::best ? engine::available_isas().front() : isa;
    return **std::find_if(all.begin(), all.end(), [&](const Table* table) { return table->isa >= wanted; });
}

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
