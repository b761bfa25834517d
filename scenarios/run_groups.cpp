#include "scenarios/run_groups.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>

#include "engine/error.hpp"
#include "engine/run.hpp"

namespace yuce::scenarios {
namespace {

using results::ForQuantiles;

constexpr std::size_t megabyte = std::size_t{1} << 20;
// Values kept at once for exact quantiles stay below this.
constexpr std::size_t preferred_bytes = 4096 * megabyte;
// The same for streaming quantiles, in which a thread holds a block of each scenario.
constexpr std::size_t preferred_streaming_bytes = 64 * megabyte, preferred_thread_bytes = 64 * megabyte;
// The program, its libraries, the input and the results file: measured.
constexpr std::size_t process_bytes = 24 * megabyte;
// Scenarios share their draws, but rows of very many no longer stay in the cache.
constexpr std::size_t most_together = 20;

bool is_streaming(const RunPlan& plan) { return plan.layout.quantiles == results::Quantiles::streaming; }

std::size_t machine_bytes() {
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
}

std::size_t bytes_needed(const RunPlan& plan, const ExecutionOptions& options, std::size_t together, ForQuantiles how) {
    return process_bytes + results::Collector::bytes_needed(plan.layout, together, engine::threads_used(options.threads), how);
}

std::size_t preferred(const RunPlan& plan, const ExecutionOptions& options) {
    std::size_t bytes = std::min(preferred_bytes, machine_bytes() / 2);
    if (is_streaming(plan)) {
        bytes = std::min(bytes, preferred_streaming_bytes + engine::threads_used(options.threads) * preferred_thread_bytes);
    }
    return options.memory_limit > 0 ? std::min(bytes, options.memory_limit) : bytes;
}

std::size_t fitting_together(const RunPlan& plan, const ExecutionOptions& options, ForQuantiles how) {
    const std::size_t most = std::min(most_together, plan.scenarios.size()), limit = preferred(plan, options);
    std::size_t fitting = 0;
    while (fitting < most && bytes_needed(plan, options, fitting + 1, how) <= limit) ++fitting;
    return fitting;
}

// Passing twice takes about twice the time: only where the values of one scenario alone are too many.
ForQuantiles choose_how(const RunPlan& plan, const ExecutionOptions& options) {
    if (options.for_quantiles) return *options.for_quantiles;
    return fitting_together(plan, options, ForQuantiles::keep_values) > 0 ? ForQuantiles::keep_values : ForQuantiles::pass_twice;
}

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

std::string megabytes(std::size_t bytes) { return std::to_string((bytes + megabyte - 1) / megabyte) + " MB"; }

}  // namespace

RunGroups run_groups(const RunPlan& plan, const ExecutionOptions& options) {
    RunGroups run;
    run.how = choose_how(plan, options);
    run.together = options.scenarios_together > 0 ? options.scenarios_together
                                                  : std::max<std::size_t>(1, fitting_together(plan, options, run.how));
    run.groups = groups_of(plan, run.together);
    return run;
}

void refuse_beyond_memory(const RunPlan& plan, const ExecutionOptions& options, ForQuantiles how, std::size_t together,
                          const engine::Program& program) {
    constexpr std::size_t row_padding = 16;
    const std::size_t workers =
        engine::threads_used(options.threads) * program.statistics().rows * (options.strip_paths + row_padding) * sizeof(double);
    const std::size_t needed = bytes_needed(plan, options, together, how) + workers;
    const std::size_t machine = machine_bytes();
    const bool limited = options.memory_limit > 0 && options.memory_limit < machine;
    if (needed <= (limited ? options.memory_limit : machine)) return;
    const std::string what =
        "the run needs " + megabytes(needed) + ", more than " +
        (limited ? "the limit of " + std::to_string(options.memory_limit / megabyte) + " MB given with --memory"
                 : "the " + std::to_string(machine / megabyte) + " MB of this machine");
    if (is_streaming(plan)) {
        throw Error(ErrorKind::input, what, "every thread holds some thousand paths of every figure",
                    "use fewer threads, or store fewer variables");
    }
    throw Error(ErrorKind::input, what, "exact quantiles need counts and some values of every figure",
                "write quantiles = \"streaming\" in the batch, use fewer paths, or store fewer variables");
}

}  // namespace yuce::scenarios
