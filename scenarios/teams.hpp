// How a plan's scenarios are shared among teams of threads.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/run_batch.hpp"
#include "scenarios/run_groups.hpp"

namespace yuce::scenarios {

// Teams that finish soonest: one where a scenario has blocks of paths enough for all threads; where it has few, each team
// compiles and runs scenarios of its own, with the reference besides, which all compare with.
std::size_t teams_for(std::size_t scenarios, std::uint64_t blocks, unsigned threads);

// A share a team. No more of them than memory holds a scenario each. Never changes a result.
std::vector<Share> shares_of(const RunPlan& plan, const ExecutionOptions& options);

}  // namespace yuce::scenarios
