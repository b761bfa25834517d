#include "engine/interpreter.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/interpreter.cpp"
// The loop over the targets stands before what it compiles for each.
// clang-format off
#include <hwy/foreach_target.h>
#include "engine/interpreter-inl.hpp"
#include "engine/interpreter_solve-inl.hpp"
#include "engine/interpreter_bind-inl.hpp"
// clang-format on

#if HWY_ONCE
#include "engine/isa_tables.hpp"

namespace yuce::engine {

const Interpreter& interpreter(Isa isa) { return YUCE_FOR_ISA(isa, interpreter_table); }

std::size_t solver_memory_size(const Program::Code& code) {
    const std::size_t n = code.largest_system;
    return n == 0 ? 0 : n * n * 8 + 3 * n * 8 + 2 * n * solver_lanes + 8 * solver_lanes;
}

}  // namespace yuce::engine
#endif
