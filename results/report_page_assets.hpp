// The files of page/ and the distribution's Chart.js as text; made by CMake.
#pragma once

namespace yuce::results {

extern const char* const page_skeleton;
extern const char* const page_style;
extern const char* const page_script;
extern const char* const page_chart_library;

}  // namespace yuce::results
