// What the options of a verb that simulates change about a batch.
#pragma once

#include "scenarios/run_plan.hpp"

namespace yuce::cli {

template <class Command>
scenarios::Overrides overrides_of(const Command& command) {
    scenarios::Overrides overrides;
    overrides.paths = command.paths;
    overrides.seed = command.seed;
    overrides.sampling = command.sampling;
    overrides.scenarios = command.scenarios;
    overrides.settings = command.settings;
    overrides.freezes = command.freezes;
    return overrides;
}

}  // namespace yuce::cli
