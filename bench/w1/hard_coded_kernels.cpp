#include "bench/w1/hard_coded.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/w1/hard_coded_kernels.cpp"
// The loop over the targets stands before what it compiles for each.
// clang-format off
#include <hwy/foreach_target.h>
#include "bench/w1/column-inl.hpp"
#include "bench/w1/summary-inl.hpp"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace yuce::bench::w1::HWY_NAMESPACE {
inline constexpr Kernels kernel_table = {SimulateBlock, SummariseColumn, DrawOnly, SimulateOnly<Shocks::as_drawn>,
                                         SimulateOnly<Shocks::correlated>};
}  // namespace yuce::bench::w1::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include "engine/isa_tables.hpp"

namespace yuce::bench::w1 {

const Kernels& kernels(engine::Isa isa) { return YUCE_FOR_ISA(isa, kernel_table); }

}  // namespace yuce::bench::w1
#endif
