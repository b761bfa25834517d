// Runs some scenarios of a plan, group after group, on a team of threads. Internal to run_batch.
#pragma once

#include <cstddef>

#include "results/result_set.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_groups.hpp"

namespace yuce::scenarios {

// Seconds, and how the scenarios ran.
struct RunNotes {
    double compiling = 0, running = 0, summarising = 0;
    double reserving = 0;  // of running: getting memory for the first values
    std::size_t together = 0;
    bool twice = false;

    // Of a team beside this one: of each the larger.
    void add(const RunNotes& other);
};

struct ShareResult {
    results::ResultSet results;  // scenarios of the plan; those of others are empty; no provenance
    RunNotes notes;
};

// options.threads is the team's. Throws Error.
ShareResult run_share(const RunPlan& plan, const ExecutionOptions& options, const Share& share);

}  // namespace yuce::scenarios
