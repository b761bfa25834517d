#include "scenarios/compile_scenario.hpp"

#include <tbb/parallel_for.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/error.hpp"
#include "engine/on_threads.hpp"

namespace yuce::scenarios {
namespace {

// Indices of the layout's declared variables among the model's variables.
std::vector<std::size_t> declared_variables(const RunPlan& plan) {
    std::map<std::string, std::size_t> place;
    for (std::size_t k = 0; k < plan.model.variables().size(); ++k) place[plan.model.variables()[k]] = k;
    std::vector<std::size_t> indices;
    for (const results::Item& item : plan.layout.variables) indices.push_back(place.at(item.id));
    return indices;
}

}  // namespace

void try_compiling(const models::Model& model, const models::Horizon& horizon, const std::vector<PlannedScenario>& scenarios,
                   unsigned threads, Diagnostics& diagnostics) {
    std::vector<Diagnostics> found(scenarios.size());
    const auto compile = [&](std::size_t scenario) {
        engine::Graph trial;
        models::compile(trial, model, horizon, scenarios[scenario].assumptions, found[scenario]);
    };
    if (scenarios.size() == 1) {
        compile(0);
    } else {
        engine::on_threads(threads, [&] { tbb::parallel_for(std::size_t{0}, scenarios.size(), compile); });
    }
    for (const Diagnostics& of_scenario : found) diagnostics.append(of_scenario);
}

models::CompiledScenario compile_scenario(engine::Graph& graph, const RunPlan& plan, std::size_t scenario) {
    Diagnostics diagnostics;
    auto compiled = models::compile(graph, plan.model, plan.horizon, plan.scenarios[scenario].assumptions, diagnostics);
    if (!compiled) {
        throw Error(ErrorKind::internal, "a checked scenario no longer compiles:\n" + diagnostics.render());
    }
    return std::move(*compiled);
}

engine::ScenarioOutputs compile_outputs(engine::Graph& graph, const RunPlan& plan, std::size_t scenario) {
    models::CompiledScenario compiled = compile_scenario(graph, plan, scenario);
    const std::vector<std::size_t> declared = declared_variables(plan);
    engine::ScenarioOutputs outputs;
    for (const auto& year : compiled.indicators) outputs.outputs.insert(outputs.outputs.end(), year.begin(), year.end());
    for (const auto& period : compiled.variables) {
        for (const std::size_t k : declared) outputs.outputs.push_back(period[k]);
    }
    outputs.checks = std::move(compiled.checks);
    return outputs;
}

engine::RunOptions run_options(const RunPlan& plan, const ExecutionOptions& options, const engine::Design& design) {
    engine::RunOptions run;
    run.paths = plan.layout.paths;
    run.seed = plan.layout.seed;
    run.threads = options.threads;
    run.strip_paths = options.strip_paths;
    run.isa = options.isa;
    run.design = &design;
    run.stop = options.stop;
    return run;
}

}  // namespace yuce::scenarios
