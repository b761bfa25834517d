// Runs a small program and keeps everything, for tests.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/run.hpp"

namespace yuce::engine {

struct ProgramRun {
    // [scenario][output][path] and [scenario][path]
    std::vector<std::vector<std::vector<double>>> values;
    std::vector<std::vector<std::uint32_t>> failures;
};

// Threads 1 unless options say otherwise.
ProgramRun run_program(const Program& program, RunOptions options);

// Equal bit by bit; any NaN equals any NaN.
bool same_bits(double a, double b);
// Equal bit by bit, NaNs too.
bool same_bytes(const ProgramRun& a, const ProgramRun& b);

}  // namespace yuce::engine
