// Two scenarios, of one plan or of two, simulated together on the same random numbers and counted path by path.
#pragma once

#include <cstdint>
#include <vector>

#include "results/comparison.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

struct PairedRow {
    results::Estimate difference;              // b - a over the paths that count in both
    std::uint64_t met_in_a = 0, met_in_b = 0;  // of the paths that count in each: what the files say where nothing has changed
    std::uint64_t only_a = 0, only_b = 0;      // of the paths that count in both
};
struct PairedScenarios {
    std::uint64_t paths_both = 0;
    std::vector<PairedRow> targets, goals;      // as `rows`
    std::vector<results::Estimate> indicators;  // differences of means
};
// Both plans have the same paths, seed and sampling. `rows` are those of the plans' layouts. Memory: 5 MB a thread.
PairedScenarios pair_scenarios(const RunPlan& a, const RunPlan& b, const results::ScenarioPair& pair,
                               const results::CommonRows& rows, const ExecutionOptions& options);

}  // namespace yuce::scenarios
