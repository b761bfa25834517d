// One block of paths on one thread: its memory and its strips. Internal to engine/.
#pragma once

#include <memory>
#include <vector>

#include "engine/design_places.hpp"
#include "engine/interpreter.hpp"
#include "engine/run.hpp"

namespace yuce::engine {

// Doubles, 64-byte aligned, not set to anything.
class AlignedDoubles {
public:
    AlignedDoubles() = default;
    explicit AlignedDoubles(std::size_t count);
    double* data() const { return data_.get(); }

private:
    struct Free {
        void operator()(double* data) const;
    };
    std::unique_ptr<double[], Free> data_;
};

class BlockWorker {
public:
    BlockWorker(const Program& program, const RunOptions& options, BlockObserver& observer);
    // Calculates all outputs of a block and has them summarised.
    std::unique_ptr<BlockSummary> run(std::uint64_t block, std::size_t paths);

private:
    // A scenario's part of the program.
    struct Segment {
        Calls fast, slow;
        std::size_t first_output = 0, outputs = 0;
    };
    struct SystemLists {
        CallList residual, jacobian;
    };

    void make_segments();
    void make_systems();
    void make_slow();
    std::vector<Calls> parts(std::span<const Instruction> code, const std::vector<std::uint32_t>& ends, CallList& list) const;
    std::size_t strip_lanes(std::size_t first, std::size_t end) const;
    void run_strip(std::size_t first, std::size_t lanes);
    bool run_segment(std::size_t scenario, bool failing);
    void unify_nans(const Segment& segment) const;
    void keep_outputs(std::size_t scenario, std::size_t first) const;

    const Program::Code& code_;
    const RunOptions& options_;
    BlockObserver& observer_;
    const std::unique_ptr<BlockSink> sink_;
    const Interpreter& interpreter_;
    std::vector<Segment> segments_;  // by scenario
    Strip strip_;
    DesignPlaces places_;
    const std::size_t strip_paths_;
    AlignedDoubles memory_, watch_, solver_;
    AlignedDoubles block_outputs_;  // without a sink
    std::vector<const double*> output_rows_;
    CallList fast_, slow_;  // slow: when first needed
    std::vector<SystemLists> system_lists_;
    std::vector<SystemCalls> systems_;
    std::vector<std::uint32_t> failures_;
    bool any_failures_ = true;
    BlockView view_;
};

}  // namespace yuce::engine
