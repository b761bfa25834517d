// Runs a plan: compiles scenarios into programs, runs them, gathers results.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "engine/run.hpp"
#include "results/collector.hpp"
#include "results/result_set.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

struct ExecutionOptions {
    unsigned threads = 0;
    std::size_t strip_paths = 0;  // 0: chosen; never changes a result
    engine::Isa isa = engine::Isa::best;
    std::size_t memory_limit = 0;  // bytes; 0: none. Too small a limit is refused with Error(input), never changes a result.
    std::size_t scenarios_together = 0;                  // 0: chosen; never changes a result
    std::size_t teams = 0;                               // likewise: of threads, each with scenarios of its own
    std::optional<results::ForQuantiles> for_quantiles;  // likewise
    bool share_results = true;                           // likewise: of outputs that are the same in several scenarios
    std::size_t most_nodes = 200000;                     // likewise: of a graph before another is begun for the next group
    const std::atomic<bool>* stop = nullptr;
    // In place of engine::run, for what measures a run; results must not depend on it. Empty: engine::run.
    std::function<void(const engine::Program&, const engine::RunOptions&, engine::BlockObserver&)> simulate;
    // Called once, when the first paths (of the first team) are about to be calculated: for work that may go on beside them on a
    // thread of its own. (Any earlier it would wait for the kernel, which is busy giving the memory for the columns.)
    std::function<void()> begun;
    // done and total in path x scenario; one call at a time, from any thread
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};
// Throws Error. The run part of provenance holds timings, threads, instruction set.
results::ResultSet run_batch(const RunPlan& plan, const ExecutionOptions& options);

}  // namespace yuce::scenarios
