// Every path of one scenario by name, for statements that hold path by path.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/run_plan.hpp"

namespace yuce::testing {

struct PathValues {
    std::size_t paths = 0;
    std::map<std::string, std::vector<std::vector<double>>> variables;   // [period][path]; shocks, events, exogenous by name too
    std::map<std::string, std::vector<std::vector<double>>> indicators;  // [year][path]
    std::map<std::string, std::vector<double>> parameters;               // [path]
    std::vector<std::uint32_t> failures;                                 // [path]
};

// Simulates `paths` paths of a scenario of the plan (assumptions may differ from the plan's).
PathValues simulate_paths(const scenarios::RunPlan& plan, const models::Assumptions& assumptions, std::size_t paths);

const scenarios::PlannedScenario& scenario_of(const scenarios::RunPlan& plan, const std::string& id);

}  // namespace yuce::testing
