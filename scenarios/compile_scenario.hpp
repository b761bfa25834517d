// One scenario of a checked plan on its way to the engine; shared by everything that simulates.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/program.hpp"
#include "engine/run.hpp"
#include "models/compile.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

// Reports what is wrong with any of the scenarios, in their order, whatever the number of threads (0: all).
void try_compiling(const models::Model& model, const models::Horizon& horizon, const std::vector<PlannedScenario>& scenarios,
                   unsigned threads, Diagnostics& diagnostics);

// Throws Error (internal): a checked scenario compiles.
models::CompiledScenario compile_scenario(engine::Graph& graph, const RunPlan& plan, std::size_t scenario);

// Likewise its outputs in the order results::Layout fixes: indicators by year, then declared variables by period.
engine::ScenarioOutputs compile_outputs(engine::Graph& graph, const RunPlan& plan, std::size_t scenario);

// How the plan's paths are run; `paths` all of the plan, without progress. `design`, the plan's (design.hpp), must outlive the
// run.
engine::RunOptions run_options(const RunPlan& plan, const ExecutionOptions& options, const engine::Design& design);

}  // namespace yuce::scenarios
