// Watches a run and gathers its results: moments, exact quantiles, hits, joint counts.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/run.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// For one group of scenarios that run in one program. The first group must hold the reference scenario: its hits are kept (one bit
// a target and path) for the paired differences of later groups.
class Collector {
public:
    explicit Collector(Layout layout);
    ~Collector();
    // The observer for the scenarios with these indices (in the program's order). Valid until finish_group().
    // check_names[s][k]: what and period of check k of scenario s, for the failure counts.
    engine::BlockObserver& begin_group(std::vector<std::size_t> scenarios,
                                       std::vector<std::vector<std::pair<std::string, std::string>>> check_names,
                                       unsigned threads);
    void finish_group();     // quantiles, histograms, intervals; the values are gone, their memory serves the next group
    ResultSet finish();      // all scenarios in the layout's order; provenance still empty; frees the memory

    // Bytes begin_group will hold for so many scenarios at once (for --memory and the choice of group size).
    static std::size_t bytes_needed(const Layout& layout, std::size_t scenarios);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yuce::results
