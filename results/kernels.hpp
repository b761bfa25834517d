// The inner loops over a block's rows and masks, one function table an instruction set with the same bits on all of them:
// sums run in 8 virtual lanes (value k goes to lane k % 8) that are combined in one fixed tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/program.hpp"
#include "results/statistics.hpp"

namespace yuce::results {

inline constexpr std::size_t block_words = 64;  // bits of a block's paths, 64 a word

// Values to bins, never decreasing: cells of equal width from `low` on, cell c split evenly into split[c + 1] bins of which the
// first is first[c + 1]; entry 0 is for values below the cells, entry cells + 1 for those above (both with split 0).
struct CellTable {
    double low = 0, scale = 1;  // cells a unit
    std::int32_t cells = 0;
    const std::int32_t *first = nullptr, *split = nullptr;
};

// Rows may have any alignment; nothing beyond n (rounded up to 8 where said) is read.
struct Kernels {
    engine::Isa isa;
    // Moments of x[0..n); n = 0 leaves them empty.
    void (*moments)(const double* x, std::size_t n, Moments& out);
    // Bit k of words[block_words]: low <= x[k] <= high. Bits from n on are 0; reads x up to n rounded up to 8.
    void (*range_mask)(const double* x, std::size_t n, double low, double high, std::uint64_t* words);
    std::uint32_t (*count)(const std::uint64_t* words);                           // set bits of block_words
    std::uint32_t (*count_both)(const std::uint64_t* a, const std::uint64_t* b);  // of a and b
    std::uint32_t (*count_only)(const std::uint64_t* a, const std::uint64_t* b, const std::uint64_t* c);  // of a, not b, c
    // reached[k], k = 0 .. targets: how many of the paths of `counting` have a bit in k of words[targets][block_words].
    void (*count_met)(const std::uint64_t* words, std::size_t targets, const std::uint64_t* counting, std::uint64_t* reached);
    void (*cell_bins)(const double* x, std::size_t n, const CellTable& table, std::int32_t* bin);
};

// Those of the set, or the best below it that this processor runs.
const Kernels& kernels(engine::Isa isa);
// All it runs, the portable last: for tests.
std::vector<const Kernels*> available_kernels();

}  // namespace yuce::results
