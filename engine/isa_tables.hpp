// Choosing among the copies of a function that foreach_target.h made, without Highway's global state. For sources that compile
// themselves for every target: in the part under HWY_ONCE, YUCE_FOR_ISA(isa, rows) is N_AVX3::rows, N_AVX2::rows or the
// portable rows (Neon on ARM). `rows` must be visible in the targets' namespaces inside the current one.
#pragma once

#include "engine/program.hpp"
#include <hwy/detect_targets.h>

namespace yuce::engine {

// `isa`, or for Isa::best the first of available_isas().
Isa resolved(Isa isa);

}  // namespace yuce::engine

#define YUCE_FOR_ISA(isa, name)                                                       \
    (::yuce::engine::resolved(isa) == ::yuce::engine::Isa::avx512 ? YUCE_AVX512(name) \
     : ::yuce::engine::resolved(isa) == ::yuce::engine::Isa::avx2 ? YUCE_AVX2(name)   \
                                                                  : YUCE_PORTABLE(name))

#if HWY_TARGETS & HWY_NEON
#define YUCE_PORTABLE(name) N_NEON::name
#elif HWY_TARGETS & HWY_EMU128
#define YUCE_PORTABLE(name) N_EMU128::name
#else
#define YUCE_PORTABLE(name) N_SCALAR::name
#endif
#if HWY_TARGETS & HWY_AVX3
#define YUCE_AVX512(name) N_AVX3::name
#else
#define YUCE_AVX512(name) YUCE_PORTABLE(name)
#endif
#if HWY_TARGETS & HWY_AVX2
#define YUCE_AVX2(name) N_AVX2::name
#else
#define YUCE_AVX2(name) YUCE_PORTABLE(name)
#endif
