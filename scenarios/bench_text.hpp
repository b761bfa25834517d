// What `yuce bench` found, as a table and as JSON.
#pragma once

#include <string>

#include "results/report_text.hpp"
#include "scenarios/bench.hpp"

namespace yuce::scenarios {

struct Machine {
    std::string processor, compiler, instruction_set;
    unsigned hardware_threads = 0;
};

// At most 80 columns; Chinese counts two.
std::string bench_table(const BenchAnswer& answer, const Machine& machine, results::Language language);
// scenarios/FORMAT.md says what stands in it; one line.
std::string bench_json(const BenchAnswer& answer, const Machine& machine);
// "reading", "equations": the stage in JSON.
std::string stage_id(BenchStage stage);

}  // namespace yuce::scenarios
