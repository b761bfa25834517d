#pragma once

#include <cstddef>
#include <cstdint>

namespace yuce::results {

// Columns of a code point on a terminal: 0, 1 or 2. Characters whose width depends on the font (ambiguous) count one.
std::size_t width_of_character(std::uint32_t code);

}  // namespace yuce::results
