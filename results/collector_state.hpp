// What the collector holds of a run. Internal to results/.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "results/block_summary.hpp"
#include "results/collector.hpp"
#include "results/column.hpp"
#include "results/column_store.hpp"
#include "results/kept_outputs.hpp"
#include "results/streaming.hpp"
#include "results/two_pass.hpp"

namespace yuce::results {

// Counts of one block, by scenario of the group.
struct GroupSummary : engine::BlockSummary {
    std::vector<Counts> scenarios;
};

struct Collector::State : engine::BlockObserver {
    State(Layout l, engine::Isa isa);

    std::unique_ptr<engine::BlockSink> sink() override;
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView&) override { return nullptr; }  // the sink does
    void merge(std::uint64_t block, std::unique_ptr<engine::BlockSummary> summary) override;

    void begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> names, ForQuantiles how,
                     const OutputHomes& homes);
    void reserve_columns();
    void finish_scenario(std::size_t s);
    void finish_column(std::size_t s, std::size_t o, BinRoom& room);
    void finish_shared();
    Distribution& distribution(OutputPlace place);
    std::size_t yearly_outputs() const { return layout.years.size() * layout.indicators.size(); }

    // With streaming quantiles the reference stands in every group; only its first results count.
    bool is_repeated(std::size_t s) const { return s == reference_place && streaming != nullptr && reference_done; }
    BlockMasks reference_masks(std::uint64_t block) {
        const std::size_t targets = layout.targets.size();
        return {reference_words.get() + block * BlockMasks::size(targets), targets};
    }

    Layout layout;
    std::uint64_t blocks;
    BlockTables tables;
    std::vector<ScenarioResult> results;
    std::vector<std::uint64_t> checkpoints;
    // [block][target, then valid][word]; for later groups, not when streaming. Blocks fill them.
    std::unique_ptr<std::uint64_t[]> reference_words;
    bool reference_done = false;

    // Of the group at work; for quantiles one of the three:
    ColumnStore columns;                   // every value of what is kept
    std::unique_ptr<Streaming> streaming;  // counts in bins
    std::unique_ptr<TwoPass> two_pass;     // nothing but counts, and a second run
    std::vector<std::size_t> group;
    std::vector<CheckNames> check_names;
    OutputHomes homes;  // empty: every output its own
    KeptOutputs kept;
    unsigned threads = 0;
    std::size_t reference_place = 0;   // of the reference in the group; group.size() if it is not in it
    std::vector<std::uint16_t> valid;  // [scenario][block]; where values are kept
    std::vector<Counts> totals;
    std::vector<std::vector<std::vector<Estimate>>> passed;  // [scenario][checkpoint][target]
};

}  // namespace yuce::results
