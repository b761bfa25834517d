// The Sobol sequence's dimensions, prepared for laying out scrambled replicates. Internal to engine/.
#pragma once

#include <array>
#include <cstdint>

#include "engine/design.hpp"

namespace yuce::engine {

// Dimensions 0 .. sobol_dimensions - 1: S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional
// projections", SIAM Journal on Scientific Computing 30 (2008), as Boost.Random's table has them.
inline constexpr std::size_t sobol_dimensions = 3667;

// direction[m]: what bit m of a point's index adds (xor) to its first 12 digits, the first digit being the highest bit.
std::array<std::uint16_t, place_bits> sobol_directions(std::size_t dimension);

// nearest[m]: of the points 0 .. 2^m - 1, point j ^ nearest[m] is the one that shares the first m digits with point 2^m + j.
struct SobolSteps {
    std::array<std::uint16_t, place_bits> nearest{};
};
SobolSteps sobol_steps(std::size_t dimension);

}  // namespace yuce::engine
