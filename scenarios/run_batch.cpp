#include "scenarios/run_batch.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "engine/graph.hpp"
#include "engine/law_library.hpp"
#include "engine/program.hpp"
#include "models/compile.hpp"
#include "results/collector.hpp"
#include "scenarios/compile_scenario.hpp"
#include "scenarios/design.hpp"
#include "scenarios/run_groups.hpp"

namespace yuce::scenarios {
namespace {

using CheckName = std::pair<std::string, std::string>;  // what, period

class Clock {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Indices of the layout's declared variables among the model's variables.
std::vector<std::size_t> declared_variables(const RunPlan& plan) {
    std::map<std::string, std::size_t> place;
    for (std::size_t k = 0; k < plan.model.variables().size(); ++k) place[plan.model.variables()[k]] = k;
    std::vector<std::size_t> indices;
    for (const results::Item& item : plan.layout.variables) indices.push_back(place.at(item.id));
    return indices;
}

// In the order results::Layout fixes: indicators by year, then declared variables by period.
engine::ScenarioOutputs outputs_of(const models::CompiledScenario& compiled, const std::vector<std::size_t>& declared) {
    engine::ScenarioOutputs outputs;
    for (const auto& year : compiled.indicators) outputs.outputs.insert(outputs.outputs.end(), year.begin(), year.end());
    for (const auto& period : compiled.variables) {
        for (const std::size_t k : declared) outputs.outputs.push_back(period[k]);
    }
    outputs.checks = compiled.checks;
    return outputs;
}

std::vector<CheckName> check_names(const engine::ScenarioOutputs& outputs, const models::Horizon& horizon) {
    std::vector<CheckName> names;
    for (const engine::Check& check : outputs.checks) {
        names.emplace_back(check.what, models::period_name(horizon.frequency, horizon.first + static_cast<int>(check.period)));
    }
    return names;
}

// A group's program and the names of its checks.
struct CompiledGroup {
    engine::Program program;
    std::vector<std::vector<CheckName>> names;
};

CompiledGroup compile_group(const RunPlan& plan, const std::vector<std::size_t>& group, const std::vector<std::size_t>& declared,
                            const std::shared_ptr<engine::LawLibrary>& laws) {
    engine::Graph graph(laws);
    std::vector<engine::ScenarioOutputs> outputs;
    std::vector<std::vector<CheckName>> names;
    for (const std::size_t s : group) {
        outputs.push_back(outputs_of(compile_scenario(graph, plan, s), declared));
        names.push_back(check_names(outputs.back(), plan.horizon));
    }
    return {engine::Program::lower(graph, std::move(outputs)), std::move(names)};
}

// Progress of a group whose paths may pass twice.
class GroupProgress {
public:
    GroupProgress(const ExecutionOptions& options, std::uint64_t before, std::uint64_t total, std::size_t scenarios,
                  std::uint64_t passes)
        : options_(options), before_(before), total_(total), scenarios_(scenarios), passes_(passes) {}
    std::function<void(std::uint64_t)> of_pass(std::uint64_t pass, std::uint64_t paths) const {
        if (!options_.progress) return nullptr;
        return [this, pass, paths](std::uint64_t done) {
            options_.progress(before_ + (pass * paths + done) * scenarios_ / passes_, total_);
        };
    }

private:
    const ExecutionOptions& options_;
    std::uint64_t before_, total_, scenarios_, passes_;
};

// Sets the bins of what is not kept.
void run_pilot(const engine::Program& program, engine::RunOptions options, results::Collector& collector) {
    options.paths = collector.pilot_paths();
    if (options.paths > 0) engine::run(program, options, collector.pilot());
}

using Simulate = std::function<void(const engine::Program&, const engine::RunOptions&, engine::BlockObserver&)>;

// The pilot, the run, and where nothing is kept the second one.
void run_group(const Simulate& simulate, const engine::Program& program, engine::RunOptions run, const GroupProgress& progress,
               results::Collector& collector, engine::BlockObserver& observer) {
    run_pilot(program, run, collector);
    run.progress = progress.of_pass(0, run.paths);
    simulate(program, run, observer);
    run.progress = progress.of_pass(1, run.paths);
    if (engine::BlockObserver* second = collector.second_pass()) simulate(program, run, *second);
}

}  // namespace

results::ResultSet run_batch(const RunPlan& plan, const ExecutionOptions& options) {
    const RunGroups groups = run_groups(plan, options);
    const Clock whole;
    double compiling = 0, running = 0, summarising = 0;
    const std::vector<std::size_t> declared = declared_variables(plan);
    const std::uint64_t total = plan.layout.paths * plan.scenarios.size();
    const bool twice = results::Collector::passes_twice(plan.layout, groups.how);
    std::uint64_t done_before = 0;
    const auto simulate = options.simulate ? options.simulate : engine::run;
    const engine::Design design = design_of(plan);
    results::Collector collector(plan.layout);
    const auto laws = std::make_shared<engine::LawLibrary>();
    for (const std::vector<std::size_t>& group : groups.groups) {
        Clock stage;
        CompiledGroup compiled = compile_group(plan, group, declared, laws);
        compiling += stage.seconds();
        refuse_beyond_memory(plan, options, groups.how, group.size(), compiled.program);
        stage = Clock();
        engine::BlockObserver& observer = collector.begin_group(group, std::move(compiled.names), options.threads, groups.how);
        run_group(simulate, compiled.program, run_options(plan, options, design),
                  GroupProgress(options, done_before, total, group.size(), twice ? 2 : 1), collector, observer);
        running += stage.seconds();
        stage = Clock();
        collector.finish_group();
        summarising += stage.seconds();
        done_before += plan.layout.paths * group.size();
    }
    results::ResultSet results = collector.finish();
    results.provenance = plan.provenance;
    auto& about = results.provenance.run;
    const auto seconds = [](double value) { return std::to_string(value); };
    about["seconds"] = seconds(whole.seconds());
    about["seconds_compiling"] = seconds(compiling);
    about["seconds_running"] = seconds(running);
    about["seconds_summarising"] = seconds(summarising);
    about["threads"] = std::to_string(engine::threads_used(options.threads));
    about["instruction_set"] =
        engine::isa_name(options.isa == engine::Isa::best ? engine::available_isas().front() : options.isa);
    about["scenarios_together"] = std::to_string(groups.together);
    about["passes"] = twice ? "2" : "1";
    return results;
}

}  // namespace yuce::scenarios
