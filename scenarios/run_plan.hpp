// A batch read, checked and resolved: what is run. Here user mistakes end: all of them are reported, or there are none.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"
#include "models/compile.hpp"
#include "models/model.hpp"
#include "results/result_set.hpp"
#include "scenarios/text_source.hpp"

namespace yuce::scenarios {

// What the command line changes.
struct Overrides {
    std::optional<std::uint64_t> paths, seed;
    bool paths_are_a_limit = false;  // --until: how many are run is chosen later, `paths` or fewer
    std::optional<std::string> sampling;
    std::vector<std::string> scenarios;  // --scenario: only these (the reference is kept for differences)
    std::vector<std::string> settings;   // --set exogenous.tariff=20
    std::vector<std::string> freezes;    // --freeze noise
};

struct PlannedScenario {
    results::Item item;
    models::Assumptions assumptions;
};

// Immutable after loading.
struct RunPlan {
    models::Model model;
    models::Horizon horizon;
    models::Baseline baseline;
    std::vector<PlannedScenario> scenarios;  // order of the batch; sweeps follow the scenario they vary
    results::Layout layout;                  // scenarios, indicators, declared variables, targets, goals, paths, seed
    results::Provenance provenance;          // input files, assumptions, corrections; run part empty
    std::string warnings;                    // rendered, may be empty
};

// Reads and checks the whole batch, compiling every scenario once so that all mistakes are found before a path runs; on so many
// threads (0: all).
std::optional<RunPlan> load_batch(const std::string& path, const Overrides& overrides, Diagnostics& diagnostics,
                                  const TextSource& texts = disk(), unsigned threads = 0);

// `yuce check FILE`: what kind of file it is and all its mistakes. Scenario files are checked for themselves; batches whole.
void check_file(const std::string& path, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
