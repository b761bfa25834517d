// Runs a program over many paths on many threads. Results do not depend on threads, strip length or instruction set.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "engine/design.hpp"
#include "engine/program.hpp"

namespace yuce::engine {

// The unit of work and of summing: blocks are handed to merge() in order.
inline constexpr std::size_t block_paths = 4096;

// One finished block. Pointers are valid during summarise() only.
struct BlockView {
    std::uint64_t block = 0;
    std::uint64_t first_path = 0;
    std::size_t paths = 0;           // 4096, fewer in the last block
    const double* values = nullptr;  // output o of scenario s: values + s * scenario_stride + o * output_stride, [paths]
    std::size_t scenario_stride = 0, output_stride = 0;
    const std::uint32_t* failures = nullptr;  // of scenario s: failures + s * block_paths; 0: ok, else index of the check + 1
    const double* output(std::size_t s, std::size_t o) const { return values + s * scenario_stride + o * output_stride; }
    const std::uint32_t* failure(std::size_t s) const { return failures + s * block_paths; }
};

struct BlockSummary {
    virtual ~BlockSummary() = default;
};

// A strip of one scenario when it has just been calculated and is still in the cache.
struct StripView {
    std::size_t scenario = 0;  // in the program
    std::size_t first = 0;     // path in the block, a multiple of 8
    std::size_t lanes = 0;     // a multiple of 8
    std::size_t paths = 0;     // lanes before the block's end; fewer than `lanes` at the end of the last block only
    // Output o: outputs[o][lane], 64-byte aligned, until the next strip is calculated.
    const double* const* outputs = nullptr;
    const std::uint32_t* failures = nullptr;  // as in BlockView, [lane]; nullptr: none failed
};

// Follows the blocks one worker calculates, one after the other: begin, then its strips in order of paths (and within a strip the
// scenarios in order), then finish.
class BlockSink {
public:
    virtual ~BlockSink() = default;
    virtual void begin(std::uint64_t block, std::size_t paths) = 0;
    virtual void take(const StripView& strip) = 0;
    virtual std::unique_ptr<BlockSummary> finish() = 0;
};

// sink and summarise are called from several threads at once, merge in block order, one at a time.
class BlockObserver {
public:
    virtual ~BlockObserver() = default;
    // One for each worker, or nullptr: the whole block is then given to summarise() when it is done.
    virtual std::unique_ptr<BlockSink> sink() { return nullptr; }
    virtual std::unique_ptr<BlockSummary> summarise(const BlockView& view) = 0;
    virtual void merge(std::uint64_t block, std::unique_ptr<BlockSummary> summary) = 0;
};

struct RunOptions {
    std::uint64_t paths = 0;       // 1 .. 1e10
    std::uint64_t first_path = 0;  // multiple of 16; for replay and slices
    std::uint64_t seed = 1;
    unsigned threads = 0;         // 0: all
    std::size_t strip_paths = 0;  // multiple of 8; 0: see strip_length(). Never changes a result
    Isa isa = Isa::best;
    const Design* design = nullptr;                          // nullptr: random
    const std::atomic<bool>* stop = nullptr;                 // set: the run ends with Error(interrupted)
    std::function<void(std::uint64_t paths_done)> progress;  // called from merge's thread
};

// How many threads a run with options.threads = `requested` uses.
unsigned threads_used(unsigned requested);

// The strip of a run with options.strip_paths = `requested`: if 0, as many paths, 64 to 128, as keep the program's rows in half
// of a second-level cache of 2 MB.
std::size_t strip_length(const Program& program, std::size_t requested);

// About how much memory a thread takes for its rows and instructions; the observer's is not counted.
std::size_t worker_bytes(const Program& program, std::size_t strip_paths);

void run(const Program& program, const RunOptions& options, BlockObserver& observer);

}  // namespace yuce::engine
