#include "results/column_store.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "engine/error.hpp"
#include "engine/run.hpp"

namespace yuce::results {
namespace {

constexpr std::uint64_t part_blocks = huge_page / sizeof(double) / engine::block_paths;
constexpr std::size_t pad = 16;  // doubles; rows a multiple of 4096 bytes apart share cache sets

std::size_t padded(std::size_t stride) { return stride % 512 == 0 ? stride + pad : stride; }
std::size_t output_stride_of(std::uint64_t blocks) { return padded(blocks * engine::block_paths); }
std::size_t scenario_stride_of(std::size_t outputs, std::uint64_t blocks) { return padded(outputs * output_stride_of(blocks)); }

}  // namespace

std::size_t ColumnStore::bytes(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks) {
    return large_memory_taken(scenarios * scenario_stride_of(outputs, blocks) * sizeof(double));
}

void ColumnStore::resize(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks) {
    scenarios_ = scenarios;
    outputs_ = outputs;
    blocks_ = blocks;
    output_stride_ = output_stride_of(blocks);
    scenario_stride_ = scenario_stride_of(outputs, blocks);
    needed_ = bytes(scenarios, outputs, blocks);
    if (holds(scenarios, outputs, blocks)) return;
    memory_.reset();
    capacity_ = used_ = 0;
    memory_ = large_array<double>(needed_ / sizeof(double));
    if (!memory_) {
        throw Error(ErrorKind::input, "the run needs " + std::to_string(needed_ >> 20) + " MB, more than this machine gives",
                    "exact quantiles keep every figure of every path",
                    "write quantiles = \"streaming\" in the batch, use fewer paths, or store fewer variables");
    }
    capacity_ = needed_;
}

void ColumnStore::begin_supply() {
    supplied_ = used_;
    used_ = std::max(used_, needed_);
    oneapi::tbb::parallel_for(std::size_t{0}, scenarios_ * outputs_, [this](std::size_t column) { supply(column, 0); });
}

// The next part of the columns is due while the blocks of the first half of this one are calculated, some columns each.
void ColumnStore::supply_ahead(std::uint64_t block) const {
    const std::size_t turn = block % part_blocks, turns = part_blocks / 2, columns = scenarios_ * outputs_;
    if (turn >= turns) return;
    for (std::size_t column = turn * columns / turns; column < (turn + 1) * columns / turns; ++column) {
        supply(column, block - turn + part_blocks);
    }
}

// part_blocks blocks of the column.
void ColumnStore::supply([[maybe_unused]] std::size_t column, [[maybe_unused]] std::uint64_t first_block) const {
#ifdef MADV_POPULATE_WRITE
    if (first_block >= blocks_) return;
    constexpr std::size_t small_page = 4096;
    const double* const begin = block(column / outputs_, first_block) + column % outputs_ * output_stride_;
    const std::uint64_t blocks = std::min<std::uint64_t>(part_blocks, blocks_ - first_block);
    const std::size_t at = static_cast<std::size_t>(begin - memory_.get()) * sizeof(double);
    const std::size_t end = at + blocks * engine::block_paths * sizeof(double), from = std::max(at, supplied_) / small_page;
    if (end <= supplied_) return;
    madvise(reinterpret_cast<unsigned char*>(memory_.get()) + from * small_page, end - from * small_page, MADV_POPULATE_WRITE);
#endif
}

bool ColumnStore::holds(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks) const {
    return bytes(scenarios, outputs, blocks) <= capacity_;
}

void ColumnStore::clear() {
    memory_.reset();
    scenarios_ = outputs_ = needed_ = capacity_ = used_ = 0;
}

double* ColumnStore::block(std::size_t scenario, std::uint64_t block) const {
    return memory_.get() + scenario * scenario_stride_ + block * engine::block_paths;
}

double* ColumnStore::close_gaps(std::size_t scenario, std::size_t output, const std::uint16_t* valid) const {
    double* column = block(scenario, 0) + output * output_stride_;
    std::size_t end = 0;
    for (std::uint64_t b = 0; b < blocks_; ++b) {
        if (end != b * engine::block_paths)
            std::memmove(column + end, column + b * engine::block_paths, valid[b] * sizeof(double));
        end += valid[b];
    }
    return column;
}

}  // namespace yuce::results
