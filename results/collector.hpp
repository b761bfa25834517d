// Watches a run and gathers its results: moments, quantiles, hits, joint counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/run.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// For one group of scenarios that run in one program. The first group must hold the reference scenario: with exact quantiles its
// hits are kept (one bit a target and path) for the paired differences of later groups; with streaming quantiles every group must
// hold it, so that memory does not grow with the paths.
class Collector {
public:
    explicit Collector(Layout layout);
    ~Collector();
    // The observer for the scenarios with these indices (in the program's order). Valid until finish_group().
    // check_names[s][k]: what and period of check k of scenario s, for the failure counts.
    engine::BlockObserver& begin_group(std::vector<std::size_t> scenarios,
                                       std::vector<std::vector<std::pair<std::string, std::string>>> check_names,
                                       unsigned threads);
    // Streaming quantiles: after begin_group() and before its run, a run of pilot_paths() under this observer sets the bins. Never
    // changes anything but how closely quantiles are known.
    std::uint64_t pilot_paths() const;  // 0: no pilot is wanted
    engine::BlockObserver& pilot();
    void finish_group();     // quantiles, histograms, intervals; the values are gone, their memory serves the next group
    ResultSet finish();      // all scenarios in the layout's order; provenance still empty; frees the memory

    // Bytes held for a run of so many scenarios at once on so many threads (for --memory and the choice of group size).
    static std::size_t bytes_needed(const Layout& layout, std::size_t scenarios, unsigned threads);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yuce::results
