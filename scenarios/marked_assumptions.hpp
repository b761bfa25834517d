// What the files themselves mark as assumptions.
#pragma once

#include <string>
#include <vector>

#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

// "NAME: NOTE" (or "NAME") of everything in a model, scenario or batch that says `assumption = true`, in the order of the file.
// A part of an entry is named like heat.severity, an entry of a list by what it is about.
std::vector<std::string> marked_assumptions(const TomlValue& root);

}  // namespace yuce::scenarios
