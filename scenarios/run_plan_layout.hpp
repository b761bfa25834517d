// What a plan reports and how it is called: items with their names, the horizon, the stored variables, notes for provenance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "results/result_set.hpp"
#include "scenarios/batch_file.hpp"
#include "scenarios/resolve_sweeps.hpp"
#include "scenarios/run_plan.hpp"
#include "scenarios/scenario_file.hpp"

namespace yuce::scenarios {

// `first` and `last` in the model's frequency.
std::optional<models::Horizon> read_horizon(const BatchFile& batch, models::Frequency frequency, Diagnostics& diagnostics);

// Names are never empty: the id stands in.
std::vector<results::Item> indicator_items(const models::Model& model);
std::vector<results::Item> stored_variable_items(const BatchFile& batch, const models::Model& model, Diagnostics& diagnostics);
// `file` nullptr: the model's own assumptions.
results::Item scenario_item(const ScenarioFile* file, const SweptScenario& swept, const Sweeps& sweeps,
                            const models::Model& model, const ModelNames& names);

// The batch's paths, rounded up to what its sampling design can have; where they are, a warning says so.
std::uint64_t planned_paths(const BatchFile& batch, const Overrides& overrides, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
