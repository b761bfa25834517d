// `--keep-paths`: the first paths of some scenarios one by one in the results file. They are simulated a second time, as any path
// can be, while the file is written, so that nothing needs to be held.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/kept_paths.hpp"
#include "results/result_set.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

// What was asked for; ids may be wrong.
struct KeepRequest {
    std::optional<std::uint64_t> paths;  // nothing: all
    results::KeptAs as = results::KeptAs::float64;
    std::vector<std::string> scenarios;  // empty: all
    // With one of them, only what is named; else all indicators and the stored variables.
    std::vector<std::string> indicators, variables;
};

// Throws Error (input): an id that is not there, more paths than are run.
results::KeptPaths resolve_kept_paths(const RunPlan& plan, const KeepRequest& request);

// Simulates them and hands them to the writer; memory does not grow with their number. Progress counts kept path x scenario.
void simulate_kept_paths(const RunPlan& plan, const ExecutionOptions& options, const results::KeptPaths& kept,
                         results::KeptPathsWriter& writer);

}  // namespace yuce::scenarios
