#include "scenarios/run_batch.hpp"

#include <unistd.h>

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
#include "scenarios/compile_scenario.hpp"
#include "scenarios/design.hpp"

namespace yuce::scenarios {
namespace {

using CheckName = std::pair<std::string, std::string>;  // what, period

// Values kept at once for exact quantiles stay below this unless one scenario alone needs more.
constexpr std::size_t preferred_bytes = std::size_t{3} << 30;
// The same for streaming quantiles, in which a thread holds a block of each scenario.
constexpr std::size_t preferred_streaming_bytes = std::size_t{64} << 20, preferred_thread_bytes = std::size_t{64} << 20;
// The program, its libraries, the input and the results file: measured.
constexpr std::size_t process_bytes = std::size_t{24} << 20;
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

bool is_streaming(const RunPlan& plan) { return plan.layout.quantiles == results::Quantiles::streaming; }

// The reference first (later groups are compared with it), then the batch's order. With streaming quantiles, which keep nothing
// of the reference, it stands in every group.
std::vector<std::vector<std::size_t>> groups_of(const RunPlan& plan, std::size_t together) {
    const bool again = is_streaming(plan);
    if (again) together = std::max<std::size_t>(together, 2);
    std::vector<std::vector<std::size_t>> groups{{plan.layout.reference}};
    for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
        if (s == plan.layout.reference) continue;
        if (groups.back().size() == together) groups.emplace_back(again ? 1 : 0, plan.layout.reference);
        groups.back().push_back(s);
    }
    return groups;
}

std::size_t bytes_needed(const RunPlan& plan, const ExecutionOptions& options, std::size_t together) {
    return process_bytes + results::Collector::bytes_needed(plan.layout, together, engine::threads_used(options.threads));
}

std::size_t choose_together(const RunPlan& plan, const ExecutionOptions& options) {
    const std::size_t preferred =
        is_streaming(plan) ? std::min(preferred_bytes,
                                      preferred_streaming_bytes + engine::threads_used(options.threads) * preferred_thread_bytes)
                           : preferred_bytes;
    const std::size_t limit = options.memory_limit > 0 ? std::min(options.memory_limit, preferred) : preferred;
    if (options.scenarios_together > 0) return options.scenarios_together;
    std::size_t together = 1;
    while (together < std::min(most_together, plan.scenarios.size()) && bytes_needed(plan, options, together + 1) <= limit) {
        ++together;
    }
    return together;
}

std::string megabytes(std::size_t bytes) { return std::to_string((bytes + (std::size_t{1} << 20) - 1) >> 20) + " MB"; }

std::size_t machine_bytes() {
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
}

// Of a group's run: what the collector and the program's workers hold, and the process.
void refuse_beyond_memory(const RunPlan& plan, const ExecutionOptions& options, std::size_t together,
                          const engine::Program& program) {
    constexpr std::size_t row_padding = 16;
    const std::size_t workers =
        engine::threads_used(options.threads) * program.statistics().rows * (options.strip_paths + row_padding) * sizeof(double);
    const std::size_t needed = bytes_needed(plan, options, together) + workers;
    const std::size_t machine = machine_bytes();
    const bool limited = options.memory_limit > 0 && options.memory_limit < machine;
    if (needed <= (limited ? options.memory_limit : machine)) return;
    const std::string what = "the run needs " + megabytes(needed) + ", more than " +
                             (limited ? "the limit of " + std::to_string(options.memory_limit >> 20) + " MB given with --memory"
                                      : "the " + std::to_string(machine >> 20) + " MB of this machine");
    if (is_streaming(plan)) {
        throw Error(ErrorKind::input, what, "every thread holds some thousand paths of every figure",
                    "use fewer threads, or store fewer variables");
    }
    throw Error(ErrorKind::input, what, "exact quantiles keep every figure of every path",
                "write quantiles = \"streaming\" in the batch, use fewer paths, or store fewer variables");
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
        refuse_beyond_memory(plan, options, group.size(), program);

        stage = Clock();
        engine::RunOptions run = run_options(plan, options, design);
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
