// The plan of a finished run, built again from what its results file keeps: no input file is opened.
#pragma once

#include "results/result_set.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

// Paths, seed, sampling, scenarios and overrides are those of the results. Running it gives the same digest where the engine
// version is the same. Throws Error (input) when the kept texts are not enough or are refused by this version of the program, the
// reasons within.
RunPlan plan_from_results(const results::ResultSet& results);

}  // namespace yuce::scenarios
