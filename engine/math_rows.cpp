#include "engine/math_rows.hpp"

#include "engine/isa_tables.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/math_rows.cpp"
#include "engine/math_rows-inl.hpp"
#include "hwy/foreach_target.h"

#if HWY_ONCE
namespace yuce::engine {

const MathRows& math_rows(Isa isa) { return YUCE_FOR_ISA(isa, rows); }

}  // namespace yuce::engine
#endif
