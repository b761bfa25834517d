// [[sweep]] tables: which scenarios they make of which, and what these are called.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/batch_file.hpp"
#include "scenarios/resolve_settings.hpp"

namespace yuce::scenarios {

inline constexpr std::size_t most_scenarios = 100000;

// One number of one sweep.
struct SweepChoice {
    std::size_t sweep = 0, value = 0;
};
// A scenario to be: the file it stems from and the numbers laid over it (none: the unswept scenario).
struct SweptScenario {
    std::size_t base = 0;
    std::vector<SweepChoice> choices;
    std::string id;  // "baseline+tariff=20": the number as written
};

struct Sweeps {
    std::vector<Setting> settings;  // [sweep]
    const std::vector<SweepSpec>* specs = nullptr;
};
// Settings of all sweeps, checked; nothing if one has mistakes.
std::optional<Sweeps> read_sweeps(const std::vector<SweepSpec>& specs, const ModelNames& names, Diagnostics& diagnostics);

// Names in `on` that are none of the batch's scenarios.
void check_swept_bases(const std::vector<SweepSpec>& specs, const std::vector<std::string>& bases, Diagnostics& diagnostics);

// Each scenario and after it every combination of the sweeps that name it (or name none). More than most_scenarios are
// reported.
std::vector<SweptScenario> swept_scenarios(const std::vector<std::string>& bases, const Sweeps& sweeps, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
