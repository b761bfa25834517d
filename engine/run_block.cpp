#include "engine/run_block.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <new>
#include <string>

#include "engine/error.hpp"

namespace yuce::engine {
namespace {

constexpr std::align_val_t vector_alignment{64};
constexpr std::size_t block_stride = row_stride(block_paths);

std::size_t most_outputs(const Program::Code& code) {
    std::size_t most = 0;
    for (const ScenarioOutputs& scenario : code.scenarios) most = std::max(most, scenario.outputs.size());
    return most;
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
      strip_paths_(strip_length(program, options.strip_paths)),
      memory_(code_.rows * row_stride(strip_paths_) + code_.splats.size() * 8),
      watch_(strip_paths_),
      solver_(solver_memory_size(code_)),
      failures_(code_.scenarios.size() * block_paths) {
    if (!sink_) {
        view_.scenario_stride = most_outputs(code_) * block_stride;
        view_.output_stride = block_stride;
        block_outputs_ = AlignedDoubles(code_.scenarios.size() * view_.scenario_stride);
        view_.values = block_outputs_.data();
    }
    strip_.code = &code_;
    strip_.math = &math_rows(options.isa);
    strip_.laws = &law_rows(options.isa);
    strip_.design = &design_rows(options.isa);
    strip_.sampling = options.design == nullptr ? Sampling::random : options.design->sampling;
    strip_.memory = memory_.data();
    strip_.stride = row_stride(strip_paths_);
    for (std::size_t k = 0; k < code_.splats.size(); ++k) {
        std::copy_n(code_.splats[k].lanes, 8, strip_.memory + code_.rows * strip_.stride + k * 8);
    }
    for (const std::uint32_t row : code_.output_rows) output_rows_.push_back(strip_.memory + row * strip_.stride);
    strip_.watch = watch_.data();
    strip_.solver_memory = solver_.data();
    strip_.seed = options.seed;
    if (code_.rows * strip_.stride + code_.splats.size() * 8 >= constant_operand) {
        throw Error(ErrorKind::input, "the model is too large for one run: " + std::to_string(code_.rows) + " rows of figures");
    }
    make_systems();
    make_segments();
}

void BlockWorker::make_systems() {
    system_lists_.resize(code_.systems.size());
    for (std::size_t k = 0; k < system_lists_.size(); ++k) {
        interpreter_.bind(code_, code_.systems[k].residual_code, strip_.stride, system_lists_[k].residual);
        interpreter_.bind(code_, code_.systems[k].jacobian_code, strip_.stride, system_lists_[k].jacobian);
        systems_.push_back({system_lists_[k].residual.all(), system_lists_[k].jacobian.all()});
    }
    strip_.systems = systems_.data();
}

void BlockWorker::make_segments() {
    std::size_t output = 0;
    const std::vector<Calls> fast = parts(code_.fast, code_.fast_ends, fast_);
    for (std::size_t s = 0; s < code_.scenarios.size(); ++s) {
        segments_.push_back({fast[s], {}, output, code_.scenarios[s].outputs.size()});
        output += segments_.back().outputs;
    }
}

void BlockWorker::make_slow() {
    if (slow_.bytes() > 0) return;
    const std::vector<Calls> slow = parts(code_.slow, code_.slow_ends, slow_);
    for (std::size_t s = 0; s < segments_.size(); ++s) segments_[s].slow = slow[s];
}

// By scenario.
std::vector<Calls> BlockWorker::parts(std::span<const Instruction> code, const std::vector<std::uint32_t>& ends,
                                      CallList& list) const {
    std::vector<std::size_t> places(1, 0);
    std::size_t first = 0;
    for (const std::uint32_t end : ends) {
        interpreter_.bind(code_, code.subspan(first, end - first), strip_.stride, list);
        places.push_back(list.bytes());
        first = end;
    }
    list.shrink();
    std::vector<Calls> all;
    for (std::size_t k = 0; k < ends.size(); ++k) all.push_back(list.part(places[k], places[k + 1]));
    return all;
}

std::unique_ptr<BlockSummary> BlockWorker::run(std::uint64_t block, std::size_t paths) {
    view_.block = block;
    view_.first_path = options_.first_path + block * block_paths;
    view_.paths = paths;
    view_.failures = failures_.data();
    if (any_failures_) std::fill(failures_.begin(), failures_.end(), 0);
    any_failures_ = false;
    if (sink_) sink_->begin(block, paths);
    const std::size_t whole = (paths + 7) / 8 * 8;
    for (std::size_t first = 0; first < whole; first += strip_.lanes) run_strip(first, strip_lanes(first, whole));
    return sink_ ? sink_->finish() : observer_.summarise(view_);
}

// A strip ends with its replicate, which a block of a slice of paths need not.
std::size_t BlockWorker::strip_lanes(std::size_t first, std::size_t end) const {
    const std::size_t lanes = std::min(strip_paths_, end - first);
    if (!places_.needed()) return lanes;
    return std::min(lanes, replicate_paths - static_cast<std::size_t>((view_.first_path + first) % replicate_paths));
}

void BlockWorker::run_strip(std::size_t first, std::size_t lanes) {
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
        const std::uint32_t* failures = failing ? strip_.failures + s * block_paths : nullptr;
        if (!sink_) {
            keep_outputs(s, first);
        } else {
            sink_->take({s, first, lanes, paths, output_rows_.data() + segments_[s].first_output, failures});
        }
    }
}

// Gives whether something in the strip is not finite, in this scenario or one before it. Which check of which path it is, is
// found out by calculating all so far once more with the checks between; what follows is then calculated with them at once.
bool BlockWorker::run_segment(std::size_t scenario, bool failing) {
    const Segment& segment = segments_[scenario];
    if (!failing) {
        if (interpreter_.run(strip_, segment.fast)) return false;
        any_failures_ = true;
        make_slow();
        for (std::size_t s = 0; s < scenario; ++s) interpreter_.run(strip_, segments_[s].slow);
    }
    interpreter_.run(strip_, segment.slow);
    unify_nans(segment);
    return true;
}

// The bits of a NaN depend on the instruction set, so outputs get one and the same.
void BlockWorker::unify_nans(const Segment& segment) const {
    for (std::size_t o = segment.first_output; o < segment.first_output + segment.outputs; ++o) {
        double* row = strip_.memory + code_.output_rows[o] * strip_.stride;
        for (std::size_t i = 0; i < strip_.lanes; ++i) {
            if (std::isnan(row[i])) row[i] = std::numeric_limits<double>::quiet_NaN();
        }
    }
}

// Where the whole block is looked at.
void BlockWorker::keep_outputs(std::size_t scenario, std::size_t first) const {
    double* place = block_outputs_.data() + scenario * view_.scenario_stride + first;
    for (std::size_t o = 0; o < segments_[scenario].outputs; ++o, place += view_.output_stride) {
        std::copy_n(output_rows_[segments_[scenario].first_output + o], strip_.lanes, place);
    }
}

}  // namespace yuce::engine
