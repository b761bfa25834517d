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
    // Calculates all outputs of a block into the observer's storage (where it is aligned for vectors, else into memory of its
    // own first) and has them summarised.
    std::unique_ptr<BlockSummary> run(std::uint64_t block, std::size_t paths);

private:
    struct Segment {
        std::span<const Instruction> fast, slow;
        std::size_t first_output = 0, outputs = 0;
    };
    // An output's row: of the block, or of the strip at work.
    struct OutputRow {
        double* start = nullptr;
        bool of_block = true;
    };

    void make_segments();
    void place(const BlockStorage& storage);
    void place_outputs(double* base, std::size_t scenario_stride, std::size_t output_stride);
    void place_columns(const BlockStorage& storage);
    OutputRow unkept_row(std::size_t number);
    std::size_t strip_lanes(std::size_t first, std::size_t end) const;
    void run_strip(std::size_t first, std::size_t lanes);
    bool run_segment(std::size_t scenario, bool failing);
    void copy_same(const Segment& segment) const;
    void unify_nans(const Segment& segment);
    void copy_outputs(const BlockStorage& storage) const;

    const Program::Code& code_;
    const RunOptions& options_;
    BlockObserver& observer_;
    const std::unique_ptr<BlockSink> sink_;
    const Interpreter& interpreter_;
    std::vector<Segment> segments_;  // by scenario
    Strip strip_;
    DesignPlaces places_;
    AlignedDoubles slots_, outputs_, unkept_, watch_, solver_;
    std::size_t own_scenario_stride_ = 0, own_output_stride_ = 0;
    bool whole_block_ = true;    // memory of its own for outputs holds the block, not a strip
    std::vector<double*> rows_;  // of a strip, outputs at its first lane
    std::vector<OutputRow> output_rows_;
    std::vector<std::uint32_t> failures_;
    bool any_failures_ = true;
    BlockView view_;
};

}  // namespace yuce::engine
