#include "scenarios/run_batch.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "scenarios/run_share.hpp"
#include "scenarios/teams.hpp"

namespace yuce::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

// What teams have done together. The reference stands in each team's share; what is told is in paths of the plan's scenarios.
class TeamsProgress {
public:
    TeamsProgress(const ExecutionOptions& options, std::size_t teams, std::uint64_t total)
        : options_(options), done_(teams), total_(total) {}
    std::function<void(std::uint64_t, std::uint64_t)> of(std::size_t team) {
        if (!options_.progress || done_.size() == 1) return options_.progress;
        return [this, team](std::uint64_t done, std::uint64_t total) {
            const std::lock_guard lock(mutex_);
            done_[team] = static_cast<double>(done) / static_cast<double>(total);
            const double all = std::accumulate(done_.begin(), done_.end(), 0.0) / static_cast<double>(done_.size());
            options_.progress(static_cast<std::uint64_t>(all * static_cast<double>(total_)), total_);
        };
    }

private:
    const ExecutionOptions& options_;
    std::mutex mutex_;
    std::vector<double> done_;  // share, by team
    std::uint64_t total_;
};

// Each team's share on a thread of its own, which leads it. Of several failures that of the first team is thrown.
std::vector<ShareResult> run_teams(const RunPlan& plan, const ExecutionOptions& options, const std::vector<Share>& shares) {
    TeamsProgress progress(options, shares.size(), plan.layout.paths * plan.scenarios.size());
    std::vector<ShareResult> results(shares.size());
    std::vector<std::exception_ptr> failures(shares.size());
    const auto run = [&](std::size_t team) {
        ExecutionOptions own = options;
        own.threads = std::max(1U, engine::threads_used(options.threads) / static_cast<unsigned>(shares.size()));
        own.progress = progress.of(team);
        if (team > 0) own.begun = nullptr;
        try {
            results[team] = run_share(plan, own, shares[team]);
        } catch (...) {
            failures[team] = std::current_exception();
        }
    };
    std::vector<std::thread> leaders;
    std::size_t led = 1;
    try {
        for (; led < shares.size(); ++led) leaders.emplace_back(run, led);
    } catch (const std::system_error&) {  // no more threads can be had: this one leads the other teams, too
    }
    run(0);
    for (; led < shares.size(); ++led) run(led);
    for (std::thread& leader : leaders) leader.join();
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return results;
}

ShareResult merged(std::vector<ShareResult> parts, const std::vector<Share>& shares, std::size_t reference) {
    ShareResult all = std::move(parts.front());
    for (std::size_t team = 1; team < parts.size(); ++team) {
        all.notes.add(parts[team].notes);
        for (const std::size_t s : shares[team].scenarios) {
            if (s != reference) all.results.scenarios[s] = std::move(parts[team].results.scenarios[s]);
        }
    }
    return all;
}

void note_run(const RunNotes& run, double seconds, std::size_t teams, const ExecutionOptions& options,
              std::map<std::string, std::string>& about) {
    about["seconds"] = std::to_string(seconds);
    about["seconds_compiling"] = std::to_string(run.compiling);
    about["seconds_running"] = std::to_string(run.running);
    about["seconds_reserving"] = std::to_string(run.reserving);
    about["seconds_summarising"] = std::to_string(run.summarising);
    about["threads"] = std::to_string(engine::threads_used(options.threads));
    about["instruction_set"] =
        engine::isa_name(options.isa == engine::Isa::best ? engine::available_isas().front() : options.isa);
    about["scenarios_together"] = std::to_string(run.together);
    about["teams"] = std::to_string(teams);
    about["passes"] = run.twice ? "2" : "1";
}

}  // namespace

results::ResultSet run_batch(const RunPlan& plan, const ExecutionOptions& options) {
    const Clock::time_point start = Clock::now();
    const std::vector<Share> shares = shares_of(plan, options);
    ShareResult all = merged(run_teams(plan, options, shares), shares, plan.layout.reference);
    all.results.provenance = plan.provenance;
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    note_run(all.notes, seconds, shares.size(), options, all.results.provenance.run);
    return std::move(all.results);
}

}  // namespace yuce::scenarios
