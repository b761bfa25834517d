#include "scenarios/run_batch.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "engine/error.hpp"
#include "engine/graph.hpp"
#include "engine/law_library.hpp"
#include "engine/program.hpp"
#include "models/compile.hpp"
#include "results/collector.hpp"
#include "scenarios/design.hpp"

namespace yuce::scenarios {
namespace {

using CheckName = std::pair<std::string, std::string>;  // what, period

// Values kept at once for exact quantiles stay below this unless one scenario alone needs more.
constexpr std::size_t preferred_bytes = std::size_t{3} << 30;
// The same for streaming quantiles, whose runs are to be small.
constexpr std::size_t preferred_streaming_bytes = std::size_t{24} << 20;
constexpr std::size_t most_together = 8;

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

models::CompiledScenario compile_scenario(engine::Graph& graph, const RunPlan& plan, std::size_t scenario) {
    Diagnostics diagnostics;
    auto compiled = models::compile(graph, plan.model, plan.horizon, plan.scenarios[scenario].assumptions, diagnostics);
    if (!compiled) {
        throw Error(ErrorKind::internal, "a checked scenario no longer compiles:\n" + diagnostics.render());
    }
    return std::move(*compiled);
}

// The reference first (later groups are compared with it), then the batch's order. With streaming quantiles, which keep nothing
// of the reference, it stands in every group.
std::vector<std::vector<std::size_t>> groups_of(const RunPlan& plan, std::size_t together) {
    const bool again = plan.layout.quantiles == results::Quantiles::streaming;
    if (again) together = std::max<std::size_t>(together, 2);
    std::vector<std::vector<std::size_t>> groups{{plan.layout.reference}};
    for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
        if (s == plan.layout.reference) continue;
        if (groups.back().size() == together) groups.emplace_back(again ? 1 : 0, plan.layout.reference);
        groups.back().push_back(s);
    }
    return groups;
}

std::size_t choose_together(const RunPlan& plan, const ExecutionOptions& options) {
    const bool streaming = plan.layout.quantiles == results::Quantiles::streaming;
    const std::size_t preferred = streaming ? preferred_streaming_bytes : preferred_bytes;
    const std::size_t limit = options.memory_limit > 0 ? std::min(options.memory_limit, preferred) : preferred;
    if (options.scenarios_together > 0) return options.scenarios_together;
    std::size_t together = 1;
    while (together < std::min(most_together, plan.scenarios.size()) &&
           results::Collector::bytes_needed(plan.layout, together + 1, engine::threads_used(options.threads)) <= limit) {
        ++together;
    }
    return together;
}

void refuse_beyond_memory(const RunPlan& plan, const ExecutionOptions& options, std::size_t together) {
    const std::size_t needed = results::Collector::bytes_needed(plan.layout, together, engine::threads_used(options.threads));
    if (options.memory_limit == 0 || needed <= options.memory_limit) return;
    throw Error(ErrorKind::input,
                "the run needs " + std::to_string(needed >> 20) + " MB, more than the limit of " +
                    std::to_string(options.memory_limit >> 20) + " MB given with --memory",
                "exact quantiles keep every path's indicators", "use fewer paths or store fewer variables");
}

// Sets the bins of streaming quantiles.
void run_pilot(const engine::Program& program, engine::RunOptions options, results::Collector& collector) {
    options.paths = collector.pilot_paths();
    options.progress = nullptr;
    engine::run(program, options, collector.pilot());
}

}  // namespace

results::ResultSet run_batch(const RunPlan& plan, const ExecutionOptions& options) {
    const std::size_t together = choose_together(plan, options);
    refuse_beyond_memory(plan, options, together);
    const Clock whole;
    double compiling = 0, running = 0, summarising = 0;
    const std::vector<std::size_t> declared = declared_variables(plan);
    const std::uint64_t total = plan.layout.paths * plan.scenarios.size();
    std::uint64_t done_before = 0;
    const auto simulate = options.simulate ? options.simulate : engine::run;
    const engine::Design design = design_of(plan);
    results::Collector collector(plan.layout);
    const auto laws = std::make_shared<engine::LawLibrary>();
    for (const std::vector<std::size_t>& group : groups_of(plan, together)) {
        Clock stage;
        engine::Graph graph(laws);
        std::vector<engine::ScenarioOutputs> outputs;
        std::vector<std::vector<CheckName>> names;
        for (const std::size_t s : group) {
            outputs.push_back(outputs_of(compile_scenario(graph, plan, s), declared));
            names.push_back(check_names(outputs.back(), plan.horizon));
        }
        const engine::Program program = engine::Program::lower(graph, std::move(outputs));
        compiling += stage.seconds();

        stage = Clock();
        engine::RunOptions run;
        run.paths = plan.layout.paths;
        run.seed = plan.layout.seed;
        run.threads = options.threads;
        run.strip_paths = options.strip_paths;
        run.isa = options.isa;
        run.design = &design;
        run.stop = options.stop;
        if (options.progress) {
            run.progress = [&](std::uint64_t done) { options.progress(done_before + done * group.size(), total); };
        }
        engine::BlockObserver& observer = collector.begin_group(group, std::move(names), options.threads);
        if (collector.pilot_paths() > 0) run_pilot(program, run, collector);
        simulate(program, run, observer);
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
    about["scenarios_together"] = std::to_string(together);
    return results;
}

}  // namespace yuce::scenarios
