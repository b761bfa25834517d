// What the command line changed, as results keep it: one text, from which the overrides can be read again.
#pragma once

#include <string>

#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

// The overrides that change numbers and stand nowhere else, as they would be typed.
std::string overrides_text(const Overrides& overrides);
// The inverse. Throws Error (input) where the text names an option that this program does not know.
Overrides overrides_of(const std::string& text);

}  // namespace yuce::scenarios
