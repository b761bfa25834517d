// Which scenarios of a plan run in one program, how their exact quantiles come about, and how much memory that takes.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/program.hpp"
#include "results/collector.hpp"
#include "scenarios/run_batch.hpp"

namespace yuce::scenarios {

struct RunGroups {
    std::vector<std::vector<std::size_t>> groups;  // indices of scenarios; the first holds the reference
    results::ForQuantiles how = results::ForQuantiles::keep_values;
    std::size_t together = 1;  // scenarios in a group, at most
};

// Never changes a result.
RunGroups run_groups(const RunPlan& plan, const ExecutionOptions& options);

// Throws Error (input) where what the collector, the program's workers and the process hold for so many scenarios together is
// more than the limit on memory or the machine has.
void refuse_beyond_memory(const RunPlan& plan, const ExecutionOptions& options, results::ForQuantiles how, std::size_t together,
                          const engine::Program& program);

}  // namespace yuce::scenarios
