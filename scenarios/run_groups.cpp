#include "scenarios/run_groups.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>

#include "engine/error.hpp"
#include "engine/run.hpp"
#include "scenarios/compile_scenario.hpp"

namespace yuce::scenarios {
namespace {

using results::ForQuantiles;

constexpr std::size_t megabyte = std::size_t{1} << 20;
// Values kept at once for exact quantiles stay below this: scenarios that share their draws save time, but fresh pages take
// some, too.
constexpr std::size_t preferred_bytes = 4096 * megabyte;
// Of one of many teams.
constexpr std::size_t least_team_bytes = 128 * megabyte;
// The same for streaming quantiles, in which a thread holds a block of each scenario.
constexpr std::size_t preferred_streaming_bytes = 64 * megabyte, preferred_thread_bytes = 64 * megabyte;
// More scenarios than these few only up to so much, whatever is held of them: they save less time than their memory takes where
// it must first be had.
constexpr std::size_t moderate_bytes = 512 * megabyte, few_together = 4;
// The program, its libraries, the input and the results file: measured.
constexpr std::size_t process_bytes = 24 * megabyte;
// Scenarios share their draws, but rows of very many no longer stay in the cache.
constexpr std::size_t most_together = 20;
// A node of a graph with all that lowering notes of it.
constexpr std::size_t node_bytes = 100;

bool is_streaming(const RunPlan& plan) { return plan.layout.quantiles == results::Quantiles::streaming; }

std::size_t machine_bytes() {
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
}

std::size_t bytes_needed(const RunPlan& plan, const ExecutionOptions& options, ForQuantiles how, std::size_t together,
                         std::size_t kept) {
    const unsigned threads = engine::threads_used(options.threads);
    return process_bytes + results::Collector::bytes_needed(plan.layout, together, threads, how, kept);
}

std::size_t preferred(const RunPlan& plan, const ExecutionOptions& options, std::size_t teams) {
    std::size_t bytes = std::min(std::max(preferred_bytes, teams * least_team_bytes), machine_bytes() / 2) / teams;
    if (is_streaming(plan)) {
        bytes = std::min(bytes, preferred_streaming_bytes + engine::threads_used(options.threads) * preferred_thread_bytes);
    }
    return options.memory_limit > 0 ? std::min(bytes, options.memory_limit / teams) : bytes;
}

// What is held for a program beside its results.
std::size_t program_bytes(const engine::Program& program, const engine::Graph& graph, const ExecutionOptions& options) {
    return engine::threads_used(options.threads) * engine::worker_bytes(program, options.strip_paths) + graph.size() * node_bytes;
}

// Of one scenario; looked at only where there is a limit, which it may cross.
std::size_t program_bytes_alone(const RunPlan& plan, const ExecutionOptions& options) {
    if (options.memory_limit == 0) return 0;
    engine::Graph graph;
    engine::ScenarioOutputs outputs = compile_outputs(graph, plan, plan.layout.reference);
    return program_bytes(engine::Program::lower(graph, {std::move(outputs)}), graph, options);
}

std::size_t bytes_alone(const RunPlan& plan, const ExecutionOptions& options, ForQuantiles how) {
    return bytes_needed(plan, options, how, 1, plan.layout.outputs()) + program_bytes_alone(plan, options);
}

// Passing twice takes about twice the time: only where the values of one scenario alone are too many.
ForQuantiles choose_how(const RunPlan& plan, const ExecutionOptions& options, std::size_t teams) {
    if (options.for_quantiles) return *options.for_quantiles;
    const std::size_t alone = bytes_alone(plan, options, ForQuantiles::keep_values);
    return alone <= preferred(plan, options, teams) ? ForQuantiles::keep_values : ForQuantiles::pass_twice;
}

std::size_t kept_of(std::size_t scenario, const SeenOutputs::Homes& homes) {
    std::size_t kept = 0;
    for (std::size_t o = 0; o < homes.size(); ++o) kept += homes[o] == results::OutputPlace{scenario, o} ? 1U : 0U;
    return kept;
}

std::size_t yearly_outputs(const RunPlan& plan) { return plan.layout.years.size() * plan.layout.indicators.size(); }

// As it was given: without a unit it is in bytes, where megabytes may have been meant.
std::string limit_text(std::size_t bytes) {
    return bytes < megabyte ? std::to_string(bytes) + " bytes" : std::to_string(bytes / megabyte) + " MB";
}

// The user's, or what the machine has; of one of so many teams.
std::size_t memory_limit(const ExecutionOptions& options, std::size_t teams) {
    return (options.memory_limit > 0 ? std::min(options.memory_limit, machine_bytes()) : machine_bytes()) / teams;
}

std::string megabytes(std::size_t bytes) { return std::to_string((bytes + megabyte - 1) / megabyte) + " MB"; }

}  // namespace

RunGroups::RunGroups(const RunPlan& plan, const ExecutionOptions& options, const Share& share)
    : plan_(plan),
      options_(options),
      teams_(share.teams),
      how_(choose_how(plan, options, share.teams)),
      shares_(options.share_results && results::Collector::shares_results(plan.layout, how_)),
      streams_(is_streaming(plan)),
      preferred_(preferred(plan, options, share.teams)),
      most_(options.scenarios_together > 0 ? options.scenarios_together : most_together),
      waiting_(share.scenarios.begin(), share.scenarios.end()),
      alone_(plan.scenarios.size(), false),
      laws_(std::make_shared<engine::LawLibrary>()),
      seen_(yearly_outputs(plan)) {}

// A quarter of the memory is left for what teams hold beside their scenarios' values.
std::size_t RunGroups::most_teams(const RunPlan& plan, const ExecutionOptions& options, std::size_t wanted) {
    if (options.memory_limit > 0) return 1;  // nothing is refused that one team has memory for
    const std::size_t fewest = (is_streaming(plan) ? 2 : 1) * bytes_alone(plan, options, choose_how(plan, options, 1));
    std::size_t teams = wanted;
    while (teams > 1 && fewest > preferred(plan, options, teams) / 4 * 3) --teams;
    return teams;
}

RunGroup RunGroups::next() {
    for (;;) {
        const bool first = graph_ == nullptr;
        RunGroup group = make();
        const std::size_t scenarios = group.scenarios.size(), fewest = streams_ && !first ? 2 : 1;
        if (scenarios <= fewest || bytes_of(group) <= memory_limit(options_, teams_)) return group;
        take_back(group);
        if (fewest == 2) waiting_.pop_front();  // the reference, which stands in every group
        if (first) graph_.reset();
        most_ = scenarios - 1;
    }
}

RunGroup RunGroups::make() {
    Parts group;
    const bool first = graph_ == nullptr;
    if (first || !shares_ || graph_->size() > options_.most_nodes) begin_graph();
    // Streaming quantiles keep nothing of the reference to compare later groups with: it stands in every group.
    if (streams_ && !first) waiting_.push_front(plan_.layout.reference);
    while (!waiting_.empty() && append_waiting(group)) {
    }
    return {std::move(group.scenarios), engine::Program::lower(*graph_, std::move(group.outputs)), std::move(group.homes),
            group.kept, graphs_};
}

// Every group goes through all of its graph, so that of very many scenarios it is begun anew: without earlier groups' nodes but
// for the reference's, with which most results are shared.
void RunGroups::begin_graph() {
    graph_ = std::make_unique<engine::Graph>(laws_);
    ++graphs_;
    seen_ = SeenOutputs(yearly_outputs(plan_));
    at_hand_.reset();
    if (shares_reference_) seen_.add(plan_.layout.reference, compile_outputs(*graph_, plan_, plan_.layout.reference).outputs);
}

// The first scenario waiting, if the group has room for it.
bool RunGroups::append_waiting(Parts& group) {
    if (is_full(group, shares_ ? 0 : plan_.layout.outputs())) return false;
    const std::size_t scenario = waiting_.front();
    if (!at_hand_) at_hand_ = compile_outputs(*graph_, plan_, scenario);
    if (shares_) {
        SeenOutputs::Homes homes = homes_of(scenario);
        if (is_full(group, kept_of(scenario, homes))) return false;
        if (!alone_[scenario]) seen_.add(scenario, at_hand_->outputs);
        group.kept += kept_of(scenario, homes);
        group.homes.push_back(std::move(homes));
    } else {
        group.kept += plan_.layout.outputs();
    }
    group.scenarios.push_back(scenario);
    group.outputs.push_back(std::move(*at_hand_));
    at_hand_.reset();
    waiting_.pop_front();
    return true;
}

SeenOutputs::Homes RunGroups::homes_of(std::size_t scenario) const {
    const auto among = alone_[scenario] ? SeenOutputs::Among::its_own : SeenOutputs::Among::all_seen;
    return seen_.homes(scenario, at_hand_->outputs, among);
}

bool RunGroups::is_full(const Parts& group, std::size_t kept) const {
    const std::size_t scenarios = group.scenarios.size();
    if (scenarios < (streams_ ? 2U : 1U)) return false;
    if (scenarios >= most_) return true;
    if (options_.scenarios_together > 0) return false;
    const std::size_t most_bytes =
        scenarios < few_together ? preferred_ : std::min(preferred_, std::max(moderate_bytes / teams_, least_team_bytes));
    return bytes_needed(plan_, options_, how_, scenarios + 1, group.kept + kept) > most_bytes;
}

bool RunGroups::finish(const RunGroup& group, const results::Collector& collector) {
    if (!shares_) return true;
    bool all = true;
    for (std::size_t k = 0; k < group.scenarios.size(); ++k) {
        const std::size_t scenario = group.scenarios[k];
        const std::vector<engine::NodeId>& outputs = group.program.scenarios()[k].outputs;
        const bool all_count = collector.paths_failed(scenario) == 0;
        if (group.graph == graphs_) all_count ? seen_.add(scenario, outputs) : seen_.forget(scenario, outputs);
        all = all && all_count;
        if (scenario == plan_.layout.reference) shares_reference_ = all_count;
    }
    return all;
}

void RunGroups::repeat(const RunGroup& group) {
    for (const std::size_t scenario : group.scenarios) alone_[scenario] = true;
    take_back(group);
}

void RunGroups::take_back(const RunGroup& group) {
    for (std::size_t k = 0; k < group.scenarios.size() && group.graph == graphs_; ++k) {
        seen_.forget(group.scenarios[k], group.program.scenarios()[k].outputs);
    }
    waiting_.insert(waiting_.begin(), group.scenarios.begin(), group.scenarios.end());
    at_hand_.reset();
}

std::size_t RunGroups::bytes_of(const RunGroup& group) const {
    return bytes_needed(plan_, options_, how_, group.scenarios.size(), group.kept) +
           program_bytes(group.program, *graph_, options_);
}

void RunGroups::refuse_beyond_memory(const RunGroup& group) const {
    const std::size_t needed = bytes_of(group), machine = machine_bytes();
    const bool limited = options_.memory_limit > 0 && options_.memory_limit < machine;
    if (needed <= memory_limit(options_, teams_)) return;
    const std::string what = "the run needs " + megabytes(needed) + ", more than " +
                             (limited ? "the limit of " + limit_text(options_.memory_limit) + " given with --memory"
                                      : "the " + std::to_string(machine / megabyte) + " MB of this machine");
    if (streams_) {
        throw Error(ErrorKind::input, what, "every thread holds some thousand paths of every figure",
                    "use fewer threads, or store fewer variables");
    }
    throw Error(ErrorKind::input, what, "exact quantiles need counts and some values of every figure",
                "write quantiles = \"streaming\" in the batch, use fewer paths, or store fewer variables");
}

}  // namespace yuce::scenarios
