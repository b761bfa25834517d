// A made-up run fed to the collector block by block as the engine would, and the same kept whole for brute-force checks.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "results/collector.hpp"
#include "results/result_set.hpp"

namespace yuce::testing {

struct SampleRun {
    results::Layout layout;
    std::vector<std::vector<std::vector<double>>> values;  // [scenario][output][path]
    std::vector<std::vector<std::uint32_t>> failures;      // [scenario][path]
    std::vector<std::vector<std::pair<std::string, std::string>>> checks;
};

enum class Failing { none, some, all };
// 3 scenarios, 4 indicators in 2 years, 2 variables in 3 periods, 9 targets of every comparator, 3 goals.
SampleRun sample_run(std::uint64_t paths, Failing failing = Failing::none);

struct Feeding {
    std::size_t group = 3;   // scenarios in one group
    bool backwards = false;  // blocks are summarised last to first (merged in order all the same)
    unsigned threads = 2;
    std::size_t strip = 256;  // paths
    results::ForQuantiles how = results::ForQuantiles::keep_values;
    results::OutputHomes homes = {};  // of all scenarios
};
results::ResultSet collect(const SampleRun& run, const Feeding& feeding);
results::ResultSet collect(const SampleRun& run);
// The same counts, differences and distributions to the bit.
void expect_same(const results::ResultSet& a, const results::ResultSet& b);

// With provenance, as a run writes it.
results::ResultSet sample_results(std::uint64_t paths = 10000, Failing failing = Failing::none,
                                  results::Quantiles quantiles = results::Quantiles::exact);

}  // namespace yuce::testing
