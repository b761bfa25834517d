// Standard normal numbers of several draws at once. Internal to engine/.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/stream.hpp"

namespace yuce::engine {

// Rows drawn together at most.
inline constexpr std::size_t most_normal_rows = 16;

// What the first three rounds of Philox have in common for all paths of a draw in a stretch of 2^33 paths.
struct StreamWords {
    std::uint64_t round0 = 0, round1 = 0, round2_w0 = 0, round2_w2 = 0;
};
StreamWords stream_words(std::uint64_t seed, std::uint64_t first_path, DrawKey key);

}  // namespace yuce::engine
