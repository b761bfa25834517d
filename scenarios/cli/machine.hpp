// What the program knows of the machine it runs on.
#pragma once

#include <string>

#include "engine/program.hpp"

namespace yuce::cli {

// As the operating system names it, "unknown" where it does not.
std::string processor_name();
// The instruction set of --isa, "" or "best" for the best; throws Error (input) naming those this machine runs.
engine::Isa isa_from(const std::string& name);

}  // namespace yuce::cli
