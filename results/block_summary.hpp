// What is gathered of one block of one scenario while its values are at hand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/run.hpp"
#include "results/counting_lanes.hpp"
#include "results/kernels.hpp"
#include "results/result_set.hpp"
#include "results/statistics.hpp"
#include "results/strip_kernels.hpp"
#include "results/target.hpp"
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

// What the layout says about every block of every scenario, and what counts in them.
struct BlockTables {
    BlockTables(const Layout& layout, engine::Isa isa);

    struct Tested {
        std::size_t output = 0;
        Bounds test, strict;
        std::size_t strict_mask = 0;  // among the masks of those that have a strict reading
    };
    const Layout& layout;
    const Kernels& kernels;
    const StripKernels& strip_kernels;
    Unit unit;
    std::vector<Tested> targets;
    std::vector<std::vector<std::size_t>> targets_of_year;
    std::size_t strict_masks = 0;
};

// The rows of a whole block; output o at values + o * stride. Where no lane of a strip counts, anything may stand there.
struct BlockRows {
    const double* values = nullptr;
    std::size_t stride = 0, paths = 0;
};

// Where a strip's values of what is summed are kept, output after output `stride` apart, whole vectors of them; 64-byte aligned.
struct KeptStrip {
    double* first = nullptr;  // nullptr: nowhere
    std::size_t stride = 0;
};

// Summarises block after block of one scenario on one thread: begin, its strips, finish.
class ScenarioBlock {
public:
    // summed: the outputs of which moments are wanted; it and tables must stay where they are.
    ScenarioBlock(const BlockTables& tables, std::size_t checks, const std::vector<std::size_t>& summed);
    // masks stays with the caller and is filled.
    void begin(BlockMasks masks);
    void take(const engine::StripView& strip, const CountingLanes& lanes, const KeptStrip& kept);
    // reference: masks of the same block in the reference scenario, nullptr where this is the reference. rows is looked at for
    // designs that pair paths only.
    Counts finish(const BlockMasks* reference, const BlockRows& rows);
    static std::size_t bytes(const Layout& layout);

private:
    void count_failures(const engine::StripView& strip);
    void mark_targets(const engine::StripView& strip, const CountingLanes& lanes);
    void mark(const double* row, const engine::StripView& strip, const CountingLanes& lanes, Bounds bounds,
              std::uint64_t* words) const;
    void add_given(const engine::StripView& strip);
    void add_moments(const engine::StripView& strip, const CountingLanes& lanes, const KeptStrip& kept);
    void count_hits(Counts& counts) const;
    void count_pairs(Counts& counts) const;
    void count_goals(Counts& counts) const;
    void count_differences(const BlockMasks* reference, Counts& counts) const;
    void sum_given(Counts& counts) const;
    UnitCounts count_path_pairs(const BlockMasks* reference, const BlockRows& rows) const;

    const BlockTables& tables_;
    BlockMasks masks_;
    std::vector<std::uint64_t> strict_words_;
    std::vector<std::uint64_t> failures_;  // by check
    const std::vector<std::size_t>& summed_;
    std::vector<ColumnSums> sums_;               // by output summed
    std::vector<std::vector<EightSums>> given_;  // by year: [indicator / 8][target of the year]
    std::vector<const std::uint8_t*> marked_;    // bytes of a year's targets in the strip
    bool begun_ = false;                         // sums have their centres
    std::array<double, engine::block_paths> room_;
};

// A whole block at once, none of whose checks are told apart. rows may be read up to paths rounded up to 8; failures[paths].
Counts summarise_block(const BlockTables& tables, const BlockRows& rows, const std::uint32_t* failures,
                       const BlockMasks* reference, BlockMasks masks);

}  // namespace yuce::results
