#include <cassert>

#include "engine/isa_tables.hpp"
#include <hwy/targets.h>

namespace yuce::engine {

// Highway counts AVX2 as supported only with FMA, BMI2 and F16C.
std::vector<Isa> available_isas() {
    const auto supported = hwy::SupportedTargets() & HWY_TARGETS;
    std::vector<Isa> isas;
    if (supported & HWY_AVX3) isas.push_back(Isa::avx512);
    if (supported & HWY_AVX2) isas.push_back(Isa::avx2);
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
