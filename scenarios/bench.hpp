// How fast a batch runs, by number of threads and by stage. Answers are compared: a time without the same bytes counts for
// nothing.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/program.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

struct BenchOptions {
    std::vector<unsigned> threads;  // numbers of threads to try, each at least 1; empty: 1, 2, 4 .. and all cores
    unsigned repeat = 3;            // whole jobs a number of threads, taken in turn
    engine::Isa isa = engine::Isa::best;
    std::size_t memory_limit = 0;  // bytes; 0: none
    std::string output;            // each run's results file is written there, over that of the run before
    const std::atomic<bool>* stop = nullptr;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // in path x scenario of all runs together
};

// 0 of none.
double median(std::vector<double> values);

struct BenchRun {
    unsigned threads = 1;
    std::vector<double> seconds;  // of whole jobs: reading, checking, compiling, simulating, summarising, writing
    std::vector<double> writing;  // of these, what was left to write when all was calculated
    bool same_bytes = true;       // each had the digest of the first of all
    double median() const { return scenarios::median(seconds); }
};

enum class BenchStage { reading, compiling, drawing, equations, summarising, merging, quantiles, writing };
struct StageTime {
    BenchStage stage;
    double seconds;
};

struct BenchAnswer {
    std::string batch_id, digest;
    std::uint64_t paths = 0, scenarios = 0;
    std::vector<BenchRun> runs;                    // in the order of options.threads
    std::vector<StageTime> stages;                 // of one more job on one thread; their sum is its time
    std::uint64_t most_memory = 0;                 // bytes the process held at most
    double rate(const BenchRun& run) const;        // path x scenario a second
    double speed_up(const BenchRun& run) const;    // against the first
    double efficiency(const BenchRun& run) const;  // speed-up per thread, 1 for the first
};

// The batch must be free of mistakes. Throws Error.
BenchAnswer bench(const std::string& batch, const Overrides& overrides, const BenchOptions& options);

}  // namespace yuce::scenarios
