#include "results/block_buffers.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace yuce::results {
namespace {

engine::BlockStorage storage_of(const ColumnStore& buffer) {
    return {buffer.block(0, 0), buffer.scenario_stride(), buffer.output_stride()};
}

}  // namespace

void BlockBuffers::resize(std::size_t scenarios, std::size_t outputs) {
    idle_.clear();
    taken_.clear();  // of a run that was broken off
    scenarios_ = scenarios;
    outputs_ = outputs;
}

engine::BlockStorage BlockBuffers::take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
        idle_.push_back(std::make_unique<ColumnStore>());
        idle_.back()->resize(scenarios_, outputs_, 1);
    }
    taken_.push_back(std::move(idle_.back()));
    idle_.pop_back();
    return storage_of(*taken_.back());
}

engine::BlockStorage BlockBuffers::find(const double* base) {
    const std::lock_guard lock(mutex_);
    const auto buffer = place_of(base);
    return buffer == taken_.end() ? engine::BlockStorage{} : storage_of(**buffer);
}

void BlockBuffers::give_back(const double* base) {
    const std::lock_guard lock(mutex_);
    const auto buffer = place_of(base);
    assert(buffer != taken_.end());
    idle_.push_back(std::move(*buffer));
    taken_.erase(buffer);
}

BlockBuffers::Buffers::iterator BlockBuffers::place_of(const double* base) {
    return std::find_if(taken_.begin(), taken_.end(), [&](const auto& b) { return b->block(0, 0) == base; });
}

std::size_t BlockBuffers::bytes(std::size_t scenarios, std::size_t outputs) { return ColumnStore::bytes(scenarios, outputs, 1); }

}  // namespace yuce::results
