#include "results/collector.hpp"

#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "results/block_summary.hpp"
#include "results/checkpoints.hpp"
#include "results/column.hpp"
#include "results/column_store.hpp"
#include "results/scenario_result.hpp"

namespace yuce::results {
namespace {

using CheckNames = std::vector<std::pair<std::string, std::string>>;

struct Summary : engine::BlockSummary {
    std::vector<Counts> scenarios;
};

// Every target's hits and the paths that count when a checkpoint is passed.
struct CheckpointCounts {
    std::uint64_t valid = 0;
    std::vector<std::uint64_t> hits;
};

}  // namespace

struct Collector::State : engine::BlockObserver {
    explicit State(Layout l)
        : layout(std::move(l)),
          blocks(blocks_of(layout.paths)),
          summariser(layout),
          results(layout.scenarios.size()),
          checkpoints(checkpoints_of(layout.paths)) {}

    Layout layout;
    std::uint64_t blocks;
    BlockSummariser summariser;
    std::vector<ScenarioResult> results;
    std::vector<std::uint64_t> checkpoints;
    std::vector<std::uint64_t> reference_words;  // [block][target, then valid][word]

    // Of the group at work.
    ColumnStore columns;
    std::vector<std::size_t> group;
    std::vector<CheckNames> check_names;
    unsigned threads = 0;
    std::size_t reference_place = 0;   // of the reference in the group; group.size() if it is not in it
    std::vector<std::uint16_t> valid;  // [scenario][block]
    std::vector<Counts> totals;
    std::vector<std::vector<CheckpointCounts>> passed;  // [scenario][checkpoint]

    BlockMasks reference_masks(std::uint64_t block) {
        const std::size_t targets = layout.targets.size();
        return {reference_words.data() + block * BlockMasks::size(targets), targets};
    }

    engine::BlockStorage storage(std::uint64_t block) override {
        return {columns.block(0, block), columns.scenario_stride(), columns.output_stride()};
    }

    // Values are there already where the engine wrote into the given storage.
    void take(const engine::BlockView& view) {
        if (view.values == columns.block(0, view.block)) return;
        for (std::size_t s = 0; s < group.size(); ++s) {
            for (std::size_t o = 0; o < layout.outputs(); ++o) {
                double* row = columns.block(s, view.block) + o * columns.output_stride();
                std::memcpy(row, view.output(s, o), view.paths * sizeof(double));
            }
        }
    }

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        take(view);
        auto summary = std::make_unique<Summary>();
        std::vector<std::uint64_t> words(BlockMasks::size(layout.targets.size()));
        const BlockMasks scratch{words.data(), layout.targets.size()}, reference = reference_masks(view.block);
        const auto one = [&](std::size_t s, const BlockMasks* other, const BlockMasks& masks) {
            return summariser.summarise(columns.block(s, view.block), columns.output_stride(), view.failure(s), view.paths,
                                        check_names[s].size(), other, masks);
        };
        std::vector<Counts> first;
        if (reference_place < group.size()) first.push_back(one(reference_place, nullptr, reference));
        for (std::size_t s = 0; s < group.size(); ++s) {
            summary->scenarios.push_back(s == reference_place ? std::move(first.front()) : one(s, &reference, scratch));
            valid[s * blocks + view.block] = static_cast<std::uint16_t>(summary->scenarios.back().valid);
        }
        return summary;
    }

    void merge(std::uint64_t block, std::unique_ptr<engine::BlockSummary> summary) override {
        const auto& part = static_cast<const Summary&>(*summary);
        const std::uint64_t paths = std::min<std::uint64_t>((block + 1) * engine::block_paths, layout.paths);
        const bool checkpoint = std::binary_search(checkpoints.begin(), checkpoints.end(), paths);
        for (std::size_t s = 0; s < group.size(); ++s) {
            totals[s].merge(part.scenarios[s]);
            if (checkpoint) passed[s].push_back({totals[s].valid, totals[s].hits});
        }
    }

    void finish_scenario(std::size_t s) {
        const bool is_reference = s == reference_place;
        ScenarioResult& result = results[group[s]];
        result = scenario_result(layout, totals[s], check_names[s], is_reference ? IsReference::yes : IsReference::no);
        for (const CheckpointCounts& at : passed[s]) {
            std::vector<Estimate> row;
            for (const std::uint64_t hits : at.hits) row.push_back(wilson(hits, at.valid));
            result.convergence.push_back(std::move(row));
        }
    }

    void finish_column(std::size_t s, std::size_t o) {
        const std::size_t yearly = layout.years.size() * layout.indicators.size();
        ScenarioResult& result = results[group[s]];
        Distribution& out = o < yearly ? result.indicators[o] : result.variables[o - yearly];
        double* column = columns.close_gaps(s, o, valid.data() + s * blocks);
        summarise_column(column, totals[s].valid, totals[s].moments[o].minimum, totals[s].moments[o].maximum,
                         o < yearly ? WithHistogram::yes : WithHistogram::no, out);
    }
};

Collector::Collector(Layout layout) : state_(std::make_unique<State>(std::move(layout))) {}
Collector::~Collector() = default;

engine::BlockObserver& Collector::begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> check_names,
                                              unsigned threads) {
    State& s = *state_;
    const auto place = std::find(scenarios.begin(), scenarios.end(), s.layout.reference);
    assert(!s.reference_words.empty() || place != scenarios.end());
    s.reference_place = static_cast<std::size_t>(place - scenarios.begin());
    s.group = std::move(scenarios);
    s.check_names = std::move(check_names);
    s.threads = threads;
    s.columns.resize(s.group.size(), s.layout.outputs(), s.blocks);
    if (s.reference_words.empty()) s.reference_words.resize(s.blocks * BlockMasks::size(s.layout.targets.size()));
    s.valid.assign(s.group.size() * s.blocks, 0);
    s.totals.clear();
    for (std::size_t k = 0; k < s.group.size(); ++k) s.totals.emplace_back(s.layout, s.check_names[k].size());
    s.passed.assign(s.group.size(), {});
    return s;
}

void Collector::finish_group() {
    State& s = *state_;
    for (std::size_t k = 0; k < s.group.size(); ++k) s.finish_scenario(k);
    const std::size_t outputs = s.layout.outputs();
    // More threads than there are would only make TBB complain on standard error.
    const int all = oneapi::tbb::info::default_concurrency();
    oneapi::tbb::task_arena arena(s.threads == 0 ? all : static_cast<int>(std::min(s.threads, static_cast<unsigned>(all))));
    arena.execute([&] {
        oneapi::tbb::parallel_for(std::size_t{0}, s.group.size() * outputs,
                                  [&](std::size_t k) { s.finish_column(k / outputs, k % outputs); });
    });
    s.group.clear();
    s.totals.clear();
    s.passed.clear();
}

ResultSet Collector::finish() {
    State& s = *state_;
    s.columns.clear();
    ResultSet all;
    all.layout = s.layout;
    all.scenarios = std::move(s.results);
    all.checkpoints = s.checkpoints;
    return all;
}

std::size_t Collector::bytes_needed(const Layout& layout, std::size_t scenarios) {
    const std::uint64_t blocks = blocks_of(layout.paths);
    return ColumnStore::bytes(scenarios, layout.outputs(), blocks) +
           blocks * (BlockMasks::size(layout.targets.size()) * sizeof(std::uint64_t) + scenarios * sizeof(std::uint16_t));
}

}  // namespace yuce::results
