// Highway wants its header first.
// clang-format off
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/law_rows.cpp"
#include <hwy/foreach_target.h>
#include "engine/law_rows-inl.hpp"
// clang-format on

#if HWY_ONCE
#include "engine/isa_tables.hpp"

namespace yuce::engine {

const LawRows& law_rows(Isa isa) { return YUCE_FOR_ISA(isa, law_rows_table); }

}  // namespace yuce::engine
#endif
