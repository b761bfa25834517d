// Highway wants its header first.
// clang-format off
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/design_rows.cpp"
#include <hwy/foreach_target.h>
#include "engine/design_rows-inl.hpp"
// clang-format on

#if HWY_ONCE
#include "engine/isa_tables.hpp"

namespace yuce::engine {

const DesignRows& design_rows(Isa isa) { return YUCE_FOR_ISA(isa, design_rows_table); }

}  // namespace yuce::engine
#endif
