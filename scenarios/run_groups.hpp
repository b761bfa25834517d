// Which scenarios of a plan run in one program, how their exact quantiles come about, and how much memory that takes.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "engine/graph.hpp"
#include "engine/law_library.hpp"
#include "engine/program.hpp"
#include "results/collector.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/seen_outputs.hpp"

namespace yuce::scenarios {

// Scenarios that run in one program, in its order.
struct RunGroup {
    std::vector<std::size_t> scenarios;  // of the plan
    engine::Program program;
    results::OutputHomes homes;  // empty where no results are shared
    std::size_t kept = 0;        // outputs that are their own home
    std::size_t graph = 0;       // number of the graph it was made of
};

// What one of several teams of threads runs, with its part of the memory.
struct Share {
    std::vector<std::size_t> scenarios;  // of the plan, the reference first
    std::size_t teams = 1;
};

// The groups of a share of a plan, one after the other; the first holds the reference. The choice never changes a result.
class RunGroups {
public:
    // plan and options must outlive it.
    RunGroups(const RunPlan& plan, const ExecutionOptions& options, const Share& share);
    // Of the teams wanted (at least one) so many that each has memory for a scenario; one where there is a limit on memory.
    static std::size_t most_teams(const RunPlan& plan, const ExecutionOptions& options, std::size_t wanted);

    results::ForQuantiles how() const { return how_; }
    bool done() const { return waiting_.empty(); }
    // As many of the waiting scenarios as fit, at least one; may be called while the group before it runs, but not beside other
    // functions. Throws Error (internal) if one does not compile.
    RunGroup next();
    // The group has run. Gives whether all paths count: groups made before it had finished took that for granted.
    bool finish(const RunGroup& group, const results::Collector& collector);
    // A group that has not run waits once more: what it was to share was not to be had.
    void take_back(const RunGroup& group);
    // A path failed where results were to be shared: its scenarios wait once more, each with every result for itself.
    void repeat(const RunGroup& group);
    // Throws Error (input) where what the collector, the program's workers and the process hold for the group is more than the
    // limit on memory or the machine has.
    void refuse_beyond_memory(const RunGroup& group) const;

private:
    struct Parts {  // of a group to be
        std::vector<std::size_t> scenarios;
        std::vector<engine::ScenarioOutputs> outputs;
        results::OutputHomes homes;
        std::size_t kept = 0;
    };
    RunGroup make();
    std::size_t bytes_of(const RunGroup& group) const;
    void begin_graph();
    bool append_waiting(Parts& group);
    SeenOutputs::Homes homes_of(std::size_t scenario) const;  // of what is at hand
    bool is_full(const Parts& group, std::size_t kept) const;

    const RunPlan& plan_;
    const ExecutionOptions& options_;
    const std::size_t teams_;  // that share memory
    const results::ForQuantiles how_;
    const bool shares_, streams_;
    const std::size_t preferred_;      // bytes that a group of more than one scenario may need
    std::size_t most_;                 // scenarios in a group; fewer once there was no memory for so many
    std::deque<std::size_t> waiting_;  // the reference first: later groups are compared with it
    std::vector<bool> alone_;          // by scenario: shares no results with others
    std::shared_ptr<engine::LawLibrary> laws_;
    std::unique_ptr<engine::Graph> graph_;  // of a group, or of many where results are shared
    std::size_t graphs_ = 0;                // begun so far
    bool shares_reference_ = false;         // it has run, and no path failed
    SeenOutputs seen_;
    std::optional<engine::ScenarioOutputs> at_hand_;  // of the first scenario waiting
};

}  // namespace yuce::scenarios
