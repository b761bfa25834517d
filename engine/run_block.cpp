#include "engine/run_block.hpp"

#include <algorithm>
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

BlockWorker::BlockWorker(const Program& program, const RunOptions& options)
    : code_(program.code()),
      options_(options),
      interpreter_(interpreter(options.isa)),
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
    strip_.rows = rows_.data();
    strip_.watch = watch_.data();
    strip_.solver_memory = solver_.data();
    strip_.seed = options.seed;
}

void BlockWorker::run(std::uint64_t block, std::size_t paths, BlockStorage storage) {
    const bool direct = storage.base != nullptr && fits_vectors(storage);
    view_ = {block,
             options_.first_path + block * block_paths,
             paths,
             storage.base,
             storage.scenario_stride,
             storage.output_stride,
             failures_.data()};
    if (!direct) {
        own_scenario_stride_ = most_outputs(code_) * padded(block_paths);
        if (outputs_.data() == nullptr) outputs_ = AlignedDoubles(code_.scenarios.size() * own_scenario_stride_);
        place_outputs(outputs_.data(), own_scenario_stride_, padded(block_paths));
    } else {
        place_outputs(storage.base, storage.scenario_stride, storage.output_stride);
    }
    if (any_failures_) std::fill(failures_.begin(), failures_.end(), 0);
    any_failures_ = false;
    const std::size_t whole = (paths + 7) / 8 * 8;
    for (std::size_t first = 0; first < whole; first += options_.strip_paths) {
        run_strip(first, std::min(options_.strip_paths, whole - first));
    }
    if (storage.base == nullptr) {
        view_.values = outputs_.data();
        view_.scenario_stride = own_scenario_stride_;
        view_.output_stride = padded(block_paths);
    } else if (!direct) {
        copy_outputs(storage);
    }
}

void BlockWorker::place_outputs(double* base, std::size_t scenario_stride, std::size_t output_stride) {
    std::size_t row = 0;
    for (std::size_t s = 0; s < code_.scenarios.size(); ++s) {
        for (std::size_t o = 0; o < code_.scenarios[s].outputs.size(); ++o) {
            output_rows_[row++] = base + s * scenario_stride + o * output_stride;
        }
    }
}

void BlockWorker::run_strip(std::size_t first, std::size_t lanes) {
    for (std::size_t row = 0; row < output_rows_.size(); ++row) rows_[code_.slots + row] = output_rows_[row] + first;
    strip_.first_path = view_.first_path + first;
    strip_.lanes = lanes;
    strip_.failures = failures_.data() + first;
    if (!interpreter_.run(strip_, code_.fast)) run_slowly(first, lanes);
}

// Something in the strip is not finite: find out which check of which path. The bits of a NaN depend on the instruction set, so
// outputs get one and the same.
void BlockWorker::run_slowly(std::size_t first, std::size_t lanes) {
    any_failures_ = true;
    interpreter_.run(strip_, code_.slow);
    for (double* row : output_rows_) {
        for (std::size_t i = first; i < first + lanes; ++i) {
            if (std::isnan(row[i])) row[i] = std::numeric_limits<double>::quiet_NaN();
        }
    }
}

void BlockWorker::copy_outputs(const BlockStorage& storage) const {
    std::size_t row = 0;
    for (std::size_t s = 0; s < code_.scenarios.size(); ++s) {
        for (std::size_t o = 0; o < code_.scenarios[s].outputs.size(); ++o) {
            std::copy_n(output_rows_[row++], view_.paths, storage.base + s * storage.scenario_stride + o * storage.output_stride);
        }
    }
}

}  // namespace yuce::engine
