// What differs between two results files, or two scenarios of one, with intervals for the differences.
#pragma once

#include <vector>

#include "results/comparison.hpp"
#include "scenarios/run_batch.hpp"

namespace yuce::scenarios {

enum class Rerun { where_possible, never };

// Paired where both files have the same paths, seed and sampling and this program simulates their figures again to the last hit
// from the texts they keep; otherwise as independent samples, with the reason. Throws Error (interrupted).
results::Comparison compare_results(const results::ResultSet& a, const results::ResultSet& b,
                                    const std::vector<results::ScenarioPair>& pairs, Rerun rerun,
                                    const ExecutionOptions& options);

}  // namespace yuce::scenarios
