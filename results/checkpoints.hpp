// After how many paths the probabilities are recorded on the way, to show how they settle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/run.hpp"

namespace yuce::results {

inline std::uint64_t blocks_of(std::uint64_t paths) { return (paths + engine::block_paths - 1) / engine::block_paths; }

// Whole blocks in about equal ratios, at most 16, the last being all paths.
inline std::vector<std::uint64_t> checkpoints_of(std::uint64_t paths) {
    const std::uint64_t blocks = blocks_of(paths);
    const std::uint64_t half_steps = blocks <= 256 ? 3 : blocks <= 16384 ? 4 : 8;  // ratio 1.5, 2 or 4
    std::vector<std::uint64_t> all;
    for (std::uint64_t b = 1; b < blocks; b = std::max(b + 1, b * half_steps / 2)) all.push_back(b * engine::block_paths);
    if (paths > 0) all.push_back(paths);
    return all;
}

}  // namespace yuce::results
