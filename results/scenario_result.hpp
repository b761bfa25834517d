// From the counts of a finished run to probabilities, intervals and moments.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/block_summary.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

enum class IsReference { no, yes };

// Everything but quantiles, histograms and convergence.
ScenarioResult scenario_result(const Layout& layout, const Counts& counts,
                               const std::vector<std::pair<std::string, std::string>>& check_names, IsReference reference);

}  // namespace yuce::results
