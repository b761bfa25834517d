// Watches a run and gathers its results: moments, quantiles, hits, joint counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/run.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

using CheckNames = std::vector<std::pair<std::string, std::string>>;  // by check: what and period

// How exact quantiles come about. Never changes a result: keeping values takes memory for all of them, passing twice takes the
// time of a second run, which is less where scenarios that share their draws would else not fit into memory together.
enum class ForQuantiles { keep_values, pass_twice };

// For one group of scenarios that run in one program. The first group must hold the reference scenario: with exact quantiles its
// hits are kept (one bit a target and path) for the paired differences of later groups; with streaming quantiles every group must
// hold it, so that memory does not grow with the paths.
class Collector {
public:
    explicit Collector(Layout layout);
    ~Collector();
    // The observer for the scenarios with these indices (in the program's order). Valid until finish_group().
    // check_names: by scenario, for the failure counts. Where layout.quantiles are streaming or paths are paired, `how` is not
    // looked at (see passes_twice).
    engine::BlockObserver& begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> check_names, unsigned threads,
                                       ForQuantiles how = ForQuantiles::keep_values);
    // After begin_group() and before its run, a run of pilot_paths() under this observer sets bins. With streaming quantiles they
    // decide how closely quantiles are known; else about time only.
    std::uint64_t pilot_paths() const;  // 0: no pilot is wanted
    engine::BlockObserver& pilot();
    // After the group's run: if not nullptr, the same run is to be made again under this observer.
    engine::BlockObserver* second_pass();
    void finish_group();  // quantiles, histograms, intervals; the values are gone, their memory serves the next group
    ResultSet finish();   // all scenarios in the layout's order; provenance still empty; frees the memory

    // Bytes held for a run of so many scenarios at once on so many threads (for --memory and the choice of group size).
    static std::size_t bytes_needed(const Layout& layout, std::size_t scenarios, unsigned threads,
                                    ForQuantiles how = ForQuantiles::keep_values);
    // Whether a group begun so passes twice.
    static bool passes_twice(const Layout& layout, ForQuantiles how);

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace yuce::results
