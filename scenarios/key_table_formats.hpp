// The formats of key_table.hpp, one definition a file.
#pragma once

#include "scenarios/key_table.hpp"

namespace yuce::scenarios {

FormatEntry model_format();
FormatEntry scenario_format();
FormatEntry batch_format();
FormatEntry targets_format();
FormatEntry baseline_format();
FormatEntry history_format();

// An event's keys stand in models and, none of them required, in scenarios.
inline constexpr std::string_view event_periods_meaning =
    "the periods in which it can happen: single ones, or Q3 for every third quarter";
std::span<const KeyEntry> event_keys_of_scenarios();
std::span<const KeyEntry> parameter_keys();

}  // namespace yuce::scenarios
