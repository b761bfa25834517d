#include <cassert>

#include "engine/isa_tables.hpp"

namespace yuce::engine {
namespace {

// What distinguishes the processors Highway's targets of these names are made for. Asked of the compiler's own table: Highway's
// library measures the clock whenever a program that needs it starts.
bool runs_avx2() {
#if HWY_TARGETS & HWY_AVX2
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2");
#else
    return false;
#endif
}

bool runs_avx512() {
#if HWY_TARGETS & HWY_AVX3
    return runs_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd");
#else
    return false;
#endif
}

}  // namespace

std::vector<Isa> available_isas() {
    std::vector<Isa> isas;
    if (runs_avx512()) isas.push_back(Isa::avx512);
    if (runs_avx2()) isas.push_back(Isa::avx2);
    isas.push_back(Isa::portable);
    return isas;
}

std::string isa_name(Isa isa) {
    switch (isa) {
        case Isa::best: return "best";
        case Isa::avx512: return "avx512";
        case Isa::avx2: return "avx2";
        case Isa::portable: return "portable";
    }
    assert(false);
    return {};
}

Isa resolved(Isa isa) {
    static const Isa best = available_isas().front();
    return isa == Isa::best ? best : isa;
}

}  // namespace yuce::engine
