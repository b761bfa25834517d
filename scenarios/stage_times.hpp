// Where the time of a run goes. Internal to scenarios/.
#pragma once

#include <atomic>
#include <cstdint>

#include "engine/run.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

// Nanoseconds of all threads together.
struct ObserverTimes {
    std::atomic<std::int64_t> summarising = 0, merging = 0;
};

// engine::run, the observer's share of it added to `times`. Results are the same.
void timed_run(const engine::Program& program, const engine::RunOptions& options, engine::BlockObserver& observer,
               ObserverTimes& times);

// The share of the engine's time that random numbers and their distributions take, before they are correlated; the rest is
// correlation, events, equations and indicators. Of the plan's first scenarios, so many in one program. Takes a fraction of a
// second.
double share_of_drawing(const RunPlan& plan, std::size_t scenarios_together, engine::Isa isa);

}  // namespace yuce::scenarios
