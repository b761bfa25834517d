// `--until` on the command line: run after run with more paths, told on standard error.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "results/result_set.hpp"
#include "scenarios/run_plan.hpp"
#include "scenarios/until.hpp"

namespace yuce::cli {

enum class Talk { silent, aloud };

// Loads the batch again for every number of paths, so that the last run is to the bit what --paths with its number gives; that
// plan goes to `plan`. overrides.paths is the most paths. Reaching them with intervals still open is told in either case.
results::ResultSet run_until_told(const std::string& batch, scenarios::Overrides overrides, const scenarios::Until& until,
                                  const std::function<results::ResultSet(const scenarios::RunPlan&)>& simulate, Talk talk,
                                  std::shared_ptr<const scenarios::RunPlan>& plan);

}  // namespace yuce::cli
