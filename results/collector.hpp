// Watches a run and gathers its results: moments, quantiles, hits, joint counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/run.hpp"
#include "results/kept_outputs.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

using CheckNames = std::vector<std::pair<std::string, std::string>>;  // by check: what and period

// How exact quantiles come about. Never changes a result: keeping values takes memory for all of them, passing twice takes the
// time of a second run, which is less where scenarios that share their draws would else not fit into memory together.
enum class ForQuantiles { keep_values, pass_twice };

// Comes out of a group's run where a path failed in a scenario whose results were to go to another one or come from there: the
// group is to be begun again, and run, with every output for itself.
class PathFailedWhereShared : public std::exception {
public:
    const char* what() const noexcept override { return "a path failed in a scenario that shares results"; }
};

// For one group of scenarios that run in one program. The first group must hold the reference scenario: with exact quantiles its
// hits are kept (one bit a target and path) for the paired differences of later groups; with streaming quantiles every group must
// hold it, so that memory does not grow with the paths.
class Collector {
public:
    // isa: of what counts and sums; never changes a result.
    explicit Collector(Layout layout, engine::Isa isa = engine::Isa::best);
    ~Collector();
    // The observer for the scenarios with these indices (in the program's order). Valid until finish_group().
    // check_names: by scenario, for the failure counts. Where layout.quantiles are streaming or paths are paired, `how` is not
    // looked at (see passes_twice). homes, where not empty, spares the work of outputs that are the same as another one; only
    // where shares_results(), and from scenarios of other groups only if none of their paths failed.
    engine::BlockObserver& begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> check_names, unsigned threads,
                                       ForQuantiles how = ForQuantiles::keep_values, const OutputHomes& homes = {});
    // After begin_group() and before its run, a run of pilot_paths() under this observer sets bins. With streaming quantiles they
    // decide how closely quantiles are known; else about time only.
    std::uint64_t pilot_paths() const;  // 0: no pilot is wanted
    engine::BlockObserver& pilot();
    // After the group's run: if not nullptr, the same run is to be made again under this observer.
    engine::BlockObserver* second_pass();
    void finish_group();  // quantiles, histograms, intervals; the values are gone, their memory serves the next group
    std::uint64_t paths_failed(std::size_t scenario) const;  // of a finished group's
    ResultSet finish();  // all scenarios in the layout's order; provenance still empty; frees the memory

    // Bytes held for a run of so many scenarios at once on so many threads (for --memory and the choice of group size). kept: of
    // how many outputs values are kept, all unless said.
    static std::size_t bytes_needed(const Layout& layout, std::size_t scenarios, unsigned threads,
                                    ForQuantiles how = ForQuantiles::keep_values, std::optional<std::size_t> kept = {});
    // Whether a group begun so passes twice.
    static bool passes_twice(const Layout& layout, ForQuantiles how);
    // Whether it may have homes.
    static bool shares_results(const Layout& layout, ForQuantiles how);

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace yuce::results
