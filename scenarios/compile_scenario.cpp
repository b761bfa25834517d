#include "scenarios/compile_scenario.hpp"

#include <algorithm>
#include <utility>

#include "engine/error.hpp"

namespace yuce::scenarios {

models::CompiledScenario compile_scenario(engine::Graph& graph, const RunPlan& plan, std::size_t scenario) {
    Diagnostics diagnostics;
    auto compiled = models::compile(graph, plan.model, plan.horizon, plan.scenarios[scenario].assumptions, diagnostics);
    if (!compiled) {
        throw Error(ErrorKind::internal, "a checked scenario no longer compiles:\n" + diagnostics.render());
    }
    return std::move(*compiled);
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
