#include "engine/run_block.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <new>

namespace yuce::engine {
namespace {

constexpr std::align_val_t vector_alignment{64};
// Rows 4096 bytes apart would fall into the same places of the cache: 16 doubles keep them away from each other.
constexpr std::size_t padding = 16;

std::size_t padded(std::size_t lanes) { return lanes + padding; }

std::size_t most_outputs(const Program::Code& code) {
    std::size_t most = 0;
    for (const ScenarioOutputs& scenario : code.scenarios) most = std::max(most, scenario.outputs.size());
    return most;
}

bool fits_vectors(const BlockStorage& storage) {
    return reinterpret_cast<std::uintptr_t>(storage.base) % 64 == 0 && storage.scenario_stride % 8 == 0 &&
           storage.output_stride % 8 == 0;
}

}  // namespace

AlignedDoubles::AlignedDoubles(std::size_t count)
    : data_(static_cast<double*>(::operator new[](std::max<std::size_t>(count, 1) * sizeof(double), vector_alignment))) {}

void AlignedDoubles::Free::operator()(double* data) const { ::operator delete[](data, vector_alignment); }

BlockWorker::BlockWorker(const Program& program, const RunOptions& options, BlockObserver& observer)
    : code_(program.code()),
      options_(options),
      observer_(observer),
      sink_(observer.sink()),
      interpreter_(interpreter(options.isa)),
      places_(code_.draws, options.design == nullptr ? Design{} : *options.design, options.seed, options.isa),
      slots_(code_.slots * padded(options.strip_paths)),
      watch_(options.strip_paths),
      solver_(solver_memory_size(code_)),
      rows_(code_.slots + code_.outputs),
      output_rows_(code_.outputs),
      failures_(code_.scenarios.size() * block_paths) {
    for (std::size_t slot = 0; slot < code_.slots; ++slot) rows_[slot] = slots_.data() + slot * padded(options.strip_paths);
    strip_.code = &code_;
    strip_.math = &math_rows(options.isa);
    strip_.laws = &law_rows(options.isa);
    strip_.design = &design_rows(options.isa);
    strip_.sampling = options.design == nullptr ? Sampling::random : options.design->sampling;
    strip_.rows = rows_.data();
    strip_.watch = watch_.data();
    strip_.solver_memory = solver_.data();
    strip_.seed = options.seed;
    make_segments();
}

void BlockWorker::make_segments() {
    std::size_t fast = 0, slow = 0, output = 0;
    for (std::size_t s = 0; s < code_.scenarios.size(); ++s) {
        Segment segment;
        segment.fast = std::span(code_.fast).subspan(fast, code_.fast_ends[s] - fast);
        segment.slow = std::span(code_.slow).subspan(slow, code_.slow_ends[s] - slow);
        segment.first_output = output;
        segment.outputs = code_.scenarios[s].outputs.size();
        segments_.push_back(segment);
        fast = code_.fast_ends[s];
        slow = code_.slow_ends[s];
        output += segment.outputs;
    }
}

std::unique_ptr<BlockSummary> BlockWorker::run(std::uint64_t block, std::size_t paths) {
    const BlockStorage storage = observer_.storage(block);
    view_ = {block,
             options_.first_path + block * block_paths,
             paths,
             storage.base,
             storage.scenario_stride,
             storage.output_stride,
             failures_.data()};
    place(storage);
    if (any_failures_) std::fill(failures_.begin(), failures_.end(), 0);
    any_failures_ = false;
    if (sink_) sink_->begin(block, paths);
    const std::size_t whole = (paths + 7) / 8 * 8;
    for (std::size_t first = 0; first < whole; first += strip_.lanes) run_strip(first, strip_lanes(first, whole));
    if (storage.base == nullptr) {
        view_.values = outputs_.data();
        view_.scenario_stride = own_scenario_stride_;
        view_.output_stride = own_output_stride_;
    } else if (!fits_vectors(storage)) {
        copy_outputs(storage);
    }
    return sink_ ? sink_->finish() : observer_.summarise(view_);
}

void BlockWorker::place(const BlockStorage& storage) {
    if (storage.columns != nullptr) return place_columns(storage);
    if (storage.base != nullptr && fits_vectors(storage)) {
        whole_block_ = true;
        place_outputs(storage.base, storage.scenario_stride, storage.output_stride);
        return;
    }
    whole_block_ = storage.base != nullptr || !sink_;
    if (outputs_.data() == nullptr) {
        own_output_stride_ = padded(whole_block_ ? block_paths : options_.strip_paths);
        own_scenario_stride_ = most_outputs(code_) * own_output_stride_;
        outputs_ = AlignedDoubles(code_.scenarios.size() * own_scenario_stride_);
    }
    place_outputs(outputs_.data(), own_scenario_stride_, own_output_stride_);
}

// A row for each output. Where only the strip at work is looked at, the same values need not stand twice.
void BlockWorker::place_outputs(double* base, std::size_t scenario_stride, std::size_t output_stride) {
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        for (std::size_t o = 0; o < segments_[s].outputs; ++o) {
            const std::size_t output = segments_[s].first_output + o, home = code_.homes[output];
            output_rows_[output] = {base + s * scenario_stride + o * output_stride, whole_block_};
            if (!whole_block_ && home != output) output_rows_[output] = output_rows_[home];
        }
    }
}

void BlockWorker::place_columns(const BlockStorage& storage) {
    assert(sink_ && storage.base != nullptr && fits_vectors(storage));
    std::size_t unkept = 0;
    for (std::size_t output = 0; output < output_rows_.size(); ++output) {
        const std::uint32_t column = storage.columns[output], home = code_.homes[output];
        if (column != BlockStorage::no_column) {
            output_rows_[output] = {storage.base + column * storage.output_stride, true};
        } else {
            output_rows_[output] = home != output ? output_rows_[home] : unkept_row(unkept++);
        }
    }
}

// Memory for a strip of an output that is not kept.
BlockWorker::OutputRow BlockWorker::unkept_row(std::size_t number) {
    const std::size_t stride = padded(options_.strip_paths);
    if (unkept_.data() == nullptr) unkept_ = AlignedDoubles(code_.outputs * stride);
    return {unkept_.data() + number * stride, false};
}

// A strip ends with its replicate, which a block of a slice of paths need not.
std::size_t BlockWorker::strip_lanes(std::size_t first, std::size_t end) const {
    const std::size_t lanes = std::min(options_.strip_paths, end - first);
    if (!places_.needed()) return lanes;
    return std::min(lanes, replicate_paths - static_cast<std::size_t>((view_.first_path + first) % replicate_paths));
}

void BlockWorker::run_strip(std::size_t first, std::size_t lanes) {
    for (std::size_t row = 0; row < output_rows_.size(); ++row) {
        rows_[code_.slots + row] = output_rows_[row].start + (output_rows_[row].of_block ? first : 0);
    }
    strip_.first_path = view_.first_path + first;
    strip_.lanes = lanes;
    if (places_.needed()) {
        places_.lay_out(strip_.first_path / replicate_paths);
        strip_.places = places_.of(0) + strip_.first_path % replicate_paths;
    }
    strip_.failures = failures_.data() + first;
    const std::size_t paths = std::min(lanes, view_.paths - first);
    bool failing = false;
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        failing = run_segment(s, failing);
        if (!sink_) continue;
        const std::uint32_t* failures = failing ? strip_.failures + s * block_paths : nullptr;
        sink_->take({s, first, lanes, paths, rows_.data() + code_.slots + segments_[s].first_output, failures});
    }
}

// Gives whether something in the strip is not finite, in this scenario or one before it. Which check of which path it is, is
// found out by calculating all so far once more with the checks between; what follows is then calculated with them at once.
bool BlockWorker::run_segment(std::size_t scenario, bool failing) {
    const Segment& segment = segments_[scenario];
    if (!failing) {
        if (interpreter_.run(strip_, segment.fast)) {
            copy_same(segment);
            return false;
        }
        any_failures_ = true;
        for (std::size_t s = 0; s < scenario; ++s) interpreter_.run(strip_, segments_[s].slow);
    }
    interpreter_.run(strip_, segment.slow);
    copy_same(segment);
    unify_nans(segment);
    return true;
}

// Outputs that are the same node as an earlier one and have a row of their own.
void BlockWorker::copy_same(const Segment& segment) const {
    for (std::size_t o = segment.first_output; o < segment.first_output + segment.outputs; ++o) {
        const double* home = rows_[code_.slots + code_.homes[o]];
        double* row = rows_[code_.slots + o];
        if (row != home) std::copy_n(home, strip_.lanes, row);
    }
}

// The bits of a NaN depend on the instruction set, so outputs get one and the same.
void BlockWorker::unify_nans(const Segment& segment) {
    for (std::size_t o = segment.first_output; o < segment.first_output + segment.outputs; ++o) {
        double* row = rows_[code_.slots + o];
        for (std::size_t i = 0; i < strip_.lanes; ++i) {
            if (std::isnan(row[i])) row[i] = std::numeric_limits<double>::quiet_NaN();
        }
    }
}

void BlockWorker::copy_outputs(const BlockStorage& storage) const {
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        for (std::size_t o = 0; o < segments_[s].outputs; ++o) {
            double* to = storage.base + s * storage.scenario_stride + o * storage.output_stride;
            std::copy_n(output_rows_[segments_[s].first_output + o].start, view_.paths, to);
        }
    }
}

}  // namespace yuce::engine
