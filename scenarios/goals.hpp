// [[goals]]: groups of targets for joint probabilities.
#pragma once

#include <vector>

#include "results/result_set.hpp"
#include "scenarios/batch_file.hpp"
#include "scenarios/targets.hpp"

namespace yuce::scenarios {

// `targets` absent: the batch has no targets file, which is a mistake once there are goals.
std::vector<results::Goal> read_goals(const std::vector<GoalSpec>& specs, const TargetTable* targets, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
