// How a plan's random numbers are laid out over its paths.
#pragma once

#include "engine/design.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

// The plan's sampling design. For Sobol sampling the draws that move the targets' indicators most (all indicators, where there is
// no target) come first: their share in each indicator's variance is measured on 4096 random paths of the model's own
// assumptions, whatever the seed and the scenarios. Draws that only a scenario has are not in the order; nor is any, if the model
// alone cannot be compiled.
engine::Design design_of(const RunPlan& plan);

}  // namespace yuce::scenarios
