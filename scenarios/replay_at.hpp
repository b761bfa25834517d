// Which path realises a quantile of an indicator.
#pragma once

#include <cstdint>
#include <string>

#include "results/result_set.hpp"
#include "scenarios/replay.hpp"

namespace yuce::scenarios {

struct FoundPath {
    std::uint64_t path = 0;
    PathAtQuantile at;
};

// Simulates the scenario with this indicator alone; the path that counts whose value is nearest to the quantile, the lowest
// number of equal ones. Throws Error (input): words that name nothing, figures that differ from those of the results. 16 bytes a
// path.
FoundPath find_path_at(const results::ResultSet& results, const RunPlan& plan, std::size_t scenario, const std::string& at,
                       const ExecutionOptions& options);

[[noreturn]] void refuse_unequal(const results::ResultSet& results, const std::string& what);

}  // namespace yuce::scenarios
