// The version and its date, stated once: CMake reads the version from here, results files carry it; the date is the manual page's.
#pragma once

namespace yuce::engine {

inline constexpr const char* version = "0.1.0";
inline constexpr const char* version_date = "2026-11-24";

}  // namespace yuce::engine
