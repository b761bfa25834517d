// What is gathered of one block of one scenario while its values are at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "results/kernels.hpp"
#include "results/result_set.hpp"
#include "results/statistics.hpp"
#include "results/unit_counts.hpp"

namespace yuce::results {

// Which paths meet which target: words of target t at words + t * block_words; after the targets those of the paths that count.
struct BlockMasks {
    std::uint64_t* words = nullptr;
    std::size_t targets = 0;
    std::uint64_t* of(std::size_t target) const { return words + target * block_words; }
    std::uint64_t* valid() const { return of(targets); }
    static std::size_t size(std::size_t targets) { return (targets + 1) * block_words; }
};

// Counts are of one block or, after merging, of all so far. joint: pairs (i, j), i < j, row after row.
struct Counts {
    std::uint64_t valid = 0, valid_both = 0;  // valid_both: in the reference, too
    std::vector<std::uint64_t> hits, strict, joint, reached, goals;
    std::vector<std::uint64_t> only_here, only_reference;  // targets met in one of the two, of paths valid in both
    std::vector<double> given;            // target x indicator in the target's year: sums over the paths that meet it
    std::vector<Moments> moments;         // outputs
    std::vector<std::uint64_t> failures;  // by check
    UnitCounts units;

    Counts(const Layout& layout, std::size_t checks);
    void merge(const Counts& block);
    static std::size_t bytes(const Layout& layout);  // held by one, failures aside
};

// Summarises block after block; shared by all threads.
class BlockSummariser {
public:
    explicit BlockSummariser(const Layout& layout);
    // columns: output o of the block at columns + o * stride, room for n rounded up to 8; failures[n] as the engine gives them.
    // Values of failed paths are removed from the columns (the rest move up). reference: masks of the same block in the reference
    // scenario, nullptr where this is the reference. masks is filled.
    Counts summarise(double* columns, std::size_t stride, const std::uint32_t* failures, std::size_t n, std::size_t checks,
                     const BlockMasks* reference, const BlockMasks& masks) const;

private:
    void mark_valid(const std::uint32_t* failures, std::size_t n, const BlockMasks& masks, Counts& counts) const;
    void mark_targets(const double* columns, std::size_t stride, std::size_t n, const BlockMasks& masks, Counts& counts) const;
    void count_pairs(const BlockMasks& masks, Counts& counts) const;
    void count_reached(const BlockMasks& masks, Counts& counts) const;
    void count_goals(const BlockMasks& masks, Counts& counts) const;
    void count_differences(const BlockMasks* reference, const BlockMasks& masks, Counts& counts) const;
    void sum_given(const double* columns, std::size_t stride, std::size_t n, const BlockMasks& masks, Counts& counts) const;

    UnitCounts count_path_pairs(const double* columns, std::size_t stride, std::size_t n, const BlockMasks* reference,
                                const BlockMasks& masks) const;

    const Layout& layout_;
    Unit unit_;
    std::vector<std::size_t> target_output_;
    std::vector<std::vector<std::size_t>> targets_of_year_;
};

}  // namespace yuce::results
