// Sampling designs: how the numbers of a run's paths are laid out against each other, so that averages settle sooner.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/stream.hpp"

namespace yuce::engine {

enum class Sampling : std::uint8_t { random, antithetic, latin_hypercube, sobol };

// `unit_paths`: paths of one of the independent units that errors are estimated from. A run has a multiple of `step_paths` and at
// least `least_paths`.
struct SamplingEntry {
    Sampling sampling;
    std::string_view name;  // "latin_hypercube"
    std::uint64_t unit_paths, step_paths, least_paths;
    std::string_view meaning;
};
std::span<const SamplingEntry> sampling_table();
const SamplingEntry& sampling_entry(Sampling sampling);
// nullptr if there is none of that name.
const SamplingEntry* find_sampling(std::string_view name);
// The least number of paths the design can have that is not below `paths`.
std::uint64_t whole_paths(Sampling sampling, std::uint64_t paths);

// Paths of a replicate of Latin hypercube and Sobol sampling: replicate r holds paths r * 4096 .. r * 4096 + 4095.
inline constexpr std::size_t replicate_paths = 4096;
inline constexpr int place_bits = 12;

// random: number i of a draw is uniform_at(i).
// antithetic: so it is in the first half of each run of 16 paths; path i + 8 has 1 minus the number of path i.
// latin_hypercube: in each replicate a draw's numbers stand one in each of 4096 equal intervals, in an order of its own.
// sobol: so they do for the draws of `order`, whose orders are those of a scrambled Sobol sequence: order[0..15] have its
// dimensions 0..15, order[16..31] 16..31, order[32..63] 32..63 and so on, dealt anew in each replicate, because a few pairs of
// dimensions fill the square badly; all other draws, and those beyond dimension 3666, are as with latin_hypercube.
// Within its interval a number stands where uniform_at would put it within 0..1 (by its lower 40 bits).
struct Design {
    Sampling sampling = Sampling::random;
    std::vector<DrawKey> order;
};

// Scalar reference form, for tests and single values; costs as much as a replicate.
double design_uniform_at(const Design& design, std::uint64_t seed, std::uint64_t path, DrawKey key);

}  // namespace yuce::engine
