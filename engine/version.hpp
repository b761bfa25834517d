// The version, stated once: CMake reads it from here, results files carry it.
#pragma once

namespace yuce::engine {

inline constexpr const char* version = "0.1.0";

}  // namespace yuce::engine
