#include "engine/math_rows.hpp"

#include "engine/isa_tables.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/math_rows.cpp"
// The loop over the targets stands before what it compiles for each.
// clang-format off
#include <hwy/foreach_target.h>
#include "engine/math_rows-inl.hpp"
// clang-format on

#if HWY_ONCE
namespace yuce::engine {

const MathRows& math_rows(Isa isa) { return YUCE_FOR_ISA(isa, rows); }

}  // namespace yuce::engine
#endif
