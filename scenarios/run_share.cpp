#include "scenarios/run_share.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <system_error>
#include <utility>

#include "engine/program.hpp"
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

std::vector<CheckName> check_names(const engine::ScenarioOutputs& outputs, const models::Horizon& horizon) {
    std::vector<CheckName> names;
    for (const engine::Check& check : outputs.checks) {
        names.emplace_back(check.what, models::period_name(horizon.frequency, horizon.first + static_cast<int>(check.period)));
    }
    return names;
}

std::vector<std::vector<CheckName>> check_names(const RunGroup& group, const models::Horizon& horizon) {
    std::vector<std::vector<CheckName>> names;
    for (const engine::ScenarioOutputs& outputs : group.program.scenarios()) names.push_back(check_names(outputs, horizon));
    return names;
}

// Progress of a group whose paths may pass twice. `shown`, of the batch, never falls: a group that runs again stands still until
// it has caught up.
class GroupProgress {
public:
    GroupProgress(const ExecutionOptions& options, std::uint64_t before, std::uint64_t total, std::size_t scenarios,
                  std::uint64_t passes, std::uint64_t& shown)
        : options_(options), before_(before), total_(total), scenarios_(scenarios), passes_(passes), shown_(shown) {}
    std::function<void(std::uint64_t)> of_pass(std::uint64_t pass, std::uint64_t paths) const {
        if (!options_.progress) return nullptr;
        return [this, pass, paths](std::uint64_t done) {
            shown_ = std::max(shown_, before_ + (pass * paths + done) * scenarios_ / passes_);
            options_.progress(shown_, total_);
        };
    }

private:
    const ExecutionOptions& options_;
    std::uint64_t before_, total_, scenarios_, passes_;
    std::uint64_t& shown_;
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

// Whether it ran to its end. It does not where a path fails in a scenario that shares results.
bool run_to_end(const std::function<void()>& run) {
    try {
        run();
        return true;
    } catch (const results::PathFailedWhereShared&) {
        return false;
    }
}

// The groups in turn, each made while the one before it runs, where there is a thread for it.
class GroupsAhead {
public:
    GroupsAhead(RunGroups& groups, unsigned threads) : groups_(groups), alone_(engine::threads_used(threads) == 1) {}
    bool done() const { return !ahead_.valid() && groups_.done(); }
    RunGroup next() { return ahead_.valid() ? ahead_.get() : groups_.next(); }
    void begin_next() {
        if (alone_ || groups_.done()) return;
        try {
            ahead_ = std::async(std::launch::async, [this] { return groups_.next(); });
        } catch (const std::system_error&) {  // no thread can be had: next() makes it
        }
    }
    // Until the groups may be used otherwise.
    void wait() const {
        if (ahead_.valid()) ahead_.wait();
    }
    // It is made anew, since it counted on results that are not to be had.
    void drop_next() {
        if (ahead_.valid()) groups_.take_back(ahead_.get());
    }

private:
    RunGroups& groups_;
    const bool alone_;
    std::future<RunGroup> ahead_;
};

}  // namespace

ShareResult run_share(const RunPlan& plan, const ExecutionOptions& options, const Share& share) {
    RunGroups groups(plan, options, share);
    RunNotes notes;
    notes.twice = results::Collector::passes_twice(plan.layout, groups.how());
    const std::uint64_t total = plan.layout.paths * share.scenarios.size();
    std::uint64_t done_before = 0, shown = 0;
    const auto simulate = options.simulate ? options.simulate : engine::run;
    const engine::Design design = design_of(plan);
    results::Collector collector(plan.layout, options.isa);
    GroupsAhead in_turn(groups, options.threads);
    std::function<void()> begun = options.begun;
    while (!in_turn.done()) {
        Clock stage;
        const RunGroup group = in_turn.next();
        const std::size_t scenarios = group.scenarios.size();
        notes.compiling += stage.seconds();
        groups.refuse_beyond_memory(group);
        in_turn.begin_next();
        stage = Clock();
        engine::BlockObserver& observer =
            collector.begin_group(group.scenarios, check_names(group, plan.horizon), options.threads, groups.how(), group.homes);
        notes.reserving += stage.seconds();
        if (const auto tell = std::exchange(begun, nullptr)) tell();
        const GroupProgress progress(options, done_before, total, scenarios, notes.twice ? 2 : 1, shown);
        const bool ran = run_to_end(
            [&] { run_group(simulate, group.program, run_options(plan, options, design), progress, collector, observer); });
        notes.running += stage.seconds();
        if (!ran) {
            in_turn.drop_next();
            groups.repeat(group);
            continue;
        }
        stage = Clock();
        collector.finish_group();
        in_turn.wait();
        if (!groups.finish(group, collector)) in_turn.drop_next();
        notes.summarising += stage.seconds();
        done_before += plan.layout.paths * scenarios;
        notes.together = std::max(notes.together, scenarios);
    }
    return {collector.finish(), notes};
}

void RunNotes::add(const RunNotes& other) {
    compiling = std::max(compiling, other.compiling);
    running = std::max(running, other.running);
    reserving = std::max(reserving, other.reserving);
    summarising = std::max(summarising, other.summarising);
    together = std::max(together, other.together);
    twice = twice || other.twice;
}

}  // namespace yuce::scenarios
