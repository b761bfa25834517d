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
#include "results/streaming.hpp"
#include "results/unit_intervals.hpp"

namespace yuce::results {
namespace {

using CheckNames = std::vector<std::pair<std::string, std::string>>;

struct Summary : engine::BlockSummary {
    std::vector<Counts> scenarios;
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
    ColumnStore columns;                   // exact quantiles
    std::unique_ptr<Streaming> streaming;  // streaming quantiles
    std::vector<std::size_t> group;
    std::vector<CheckNames> check_names;
    unsigned threads = 0;
    bool reference_done = false;
    std::size_t reference_place = 0;   // of the reference in the group; group.size() if it is not in it
    std::vector<std::uint16_t> valid;  // [scenario][block]
    std::vector<Counts> totals;
    std::vector<std::vector<std::vector<Estimate>>> passed;  // [scenario][checkpoint][target]

    bool keeps_values() const { return layout.quantiles == Quantiles::exact; }
    // The reference stands in every group of a streaming run; only its first results count.
    bool is_repeated(std::size_t s) const { return s == reference_place && !keeps_values() && reference_done; }

    BlockMasks reference_masks(std::uint64_t block) {
        const std::size_t targets = layout.targets.size();
        return {reference_words.data() + block * BlockMasks::size(targets), targets};
    }

    engine::BlockStorage storage(std::uint64_t block) override {
        if (!keeps_values()) return streaming->buffers().take();
        return {columns.block(0, block), columns.scenario_stride(), columns.output_stride()};
    }

    // Values are there already where the engine wrote into the given storage.
    engine::BlockStorage take(const engine::BlockView& view) {
        engine::BlockStorage to = keeps_values() ? storage(view.block) : streaming->buffers().find(view.values);
        if (to.base != nullptr && to.base == view.values) return to;
        if (!keeps_values()) to = streaming->buffers().take();
        for (std::size_t s = 0; s < group.size(); ++s) {
            for (std::size_t o = 0; o < layout.outputs(); ++o) {
                double* row = to.base + s * to.scenario_stride + o * to.output_stride;
                std::memcpy(row, view.output(s, o), view.paths * sizeof(double));
            }
        }
        return to;
    }

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        const engine::BlockStorage values = take(view);
        auto summary = std::make_unique<Summary>();
        const std::size_t targets = layout.targets.size();
        std::vector<std::uint64_t> words(2 * BlockMasks::size(targets));
        const BlockMasks scratch{words.data(), targets};
        const BlockMasks reference =
            keeps_values() ? reference_masks(view.block) : BlockMasks{words.data() + BlockMasks::size(targets), targets};
        const auto one = [&](std::size_t s, const BlockMasks* other, const BlockMasks& masks) {
            return summariser.summarise(values.base + s * values.scenario_stride, values.output_stride, view.failure(s),
                                        view.paths, check_names[s].size(), other, masks);
        };
        std::vector<Counts> first;
        if (reference_place < group.size()) first.push_back(one(reference_place, nullptr, reference));
        for (std::size_t s = 0; s < group.size(); ++s) {
            summary->scenarios.push_back(s == reference_place ? std::move(first.front()) : one(s, &reference, scratch));
            keep(s, summary->scenarios.back().valid, view.block, values);
        }
        if (!keeps_values()) streaming->buffers().give_back(values.base);
        return summary;
    }

    // What quantiles need of the counting values, which stand at the block's beginning.
    void keep(std::size_t s, std::uint64_t counting, std::uint64_t block, const engine::BlockStorage& values) {
        if (keeps_values()) {
            valid[s * blocks + block] = static_cast<std::uint16_t>(counting);
            return;
        }
        for (std::size_t o = 0; o < layout.outputs() && !is_repeated(s); ++o) {
            streaming->add(s, o, values.base + s * values.scenario_stride + o * values.output_stride, counting);
        }
    }

    void merge(std::uint64_t block, std::unique_ptr<engine::BlockSummary> summary) override {
        const auto& part = static_cast<const Summary&>(*summary);
        const std::uint64_t paths = std::min<std::uint64_t>((block + 1) * engine::block_paths, layout.paths);
        const bool checkpoint = std::binary_search(checkpoints.begin(), checkpoints.end(), paths);
        for (std::size_t s = 0; s < group.size(); ++s) {
            totals[s].merge(part.scenarios[s]);
            if (checkpoint) passed[s].push_back(Intervals(layout, totals[s]).probabilities());
        }
    }

    void finish_scenario(std::size_t s) {
        const bool is_reference = s == reference_place;
        ScenarioResult& result = results[group[s]];
        result = scenario_result(layout, totals[s], check_names[s], is_reference ? IsReference::yes : IsReference::no);
        result.convergence = std::move(passed[s]);
    }

    void finish_column(std::size_t s, std::size_t o) {
        const std::size_t yearly = layout.years.size() * layout.indicators.size();
        ScenarioResult& result = results[group[s]];
        Distribution& out = o < yearly ? result.indicators[o] : result.variables[o - yearly];
        const WithHistogram histogram = o < yearly ? WithHistogram::yes : WithHistogram::no;
        const Moments& moments = totals[s].moments[o];
        if (!keeps_values()) {
            streaming->sketch(s, o).summarise(moments.minimum, moments.maximum, histogram, out);
            return;
        }
        double* column = columns.close_gaps(s, o, valid.data() + s * blocks);
        summarise_column(column, totals[s].valid, moments.minimum, moments.maximum, histogram, out);
    }
};

Collector::Collector(Layout layout) : state_(std::make_unique<State>(std::move(layout))) {}
Collector::~Collector() = default;

engine::BlockObserver& Collector::begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> check_names,
                                              unsigned threads) {
    State& s = *state_;
    const auto place = std::find(scenarios.begin(), scenarios.end(), s.layout.reference);
    assert((s.keeps_values() && !s.reference_words.empty()) || place != scenarios.end());
    s.reference_place = static_cast<std::size_t>(place - scenarios.begin());
    s.group = std::move(scenarios);
    s.check_names = std::move(check_names);
    s.threads = threads;
    if (s.keeps_values()) {
        s.columns.resize(s.group.size(), s.layout.outputs(), s.blocks);
        if (s.reference_words.empty()) s.reference_words.resize(s.blocks * BlockMasks::size(s.layout.targets.size()));
        s.valid.assign(s.group.size() * s.blocks, 0);
    } else {
        s.streaming = std::make_unique<Streaming>(s.group.size(), s.layout.outputs());
    }
    s.totals.clear();
    for (std::size_t k = 0; k < s.group.size(); ++k) s.totals.emplace_back(s.layout, s.check_names[k].size());
    s.passed.assign(s.group.size(), {});
    return s;
}

std::uint64_t Collector::pilot_paths() const {
    return state_->keeps_values() ? 0 : std::min<std::uint64_t>(engine::block_paths, state_->layout.paths);
}

engine::BlockObserver& Collector::pilot() { return state_->streaming->pilot(); }

void Collector::finish_group() {
    State& s = *state_;
    for (std::size_t k = 0; k < s.group.size(); ++k) {
        if (!s.is_repeated(k)) s.finish_scenario(k);
    }
    const std::size_t outputs = s.layout.outputs();
    // More threads than there are would only make TBB complain on standard error.
    const int all = oneapi::tbb::info::default_concurrency();
    oneapi::tbb::task_arena arena(s.threads == 0 ? all : static_cast<int>(std::min(s.threads, static_cast<unsigned>(all))));
    arena.execute([&] {
        oneapi::tbb::parallel_for(std::size_t{0}, s.group.size() * outputs, [&](std::size_t k) {
            if (!s.is_repeated(k / outputs)) s.finish_column(k / outputs, k % outputs);
        });
    });
    s.reference_done = s.reference_done || s.reference_place < s.group.size();
    s.streaming.reset();
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

std::size_t Collector::bytes_needed(const Layout& layout, std::size_t scenarios, unsigned threads) {
    const std::size_t masks = BlockMasks::size(layout.targets.size()) * sizeof(std::uint64_t);
    const std::size_t underway = 3 * std::size_t{threads} * scenarios * Counts::bytes(layout) + threads * 2 * masks;
    if (layout.quantiles == Quantiles::streaming) return Streaming::bytes(scenarios, layout.outputs(), threads) + underway;
    const std::uint64_t blocks = blocks_of(layout.paths);
    return ColumnStore::bytes(scenarios, layout.outputs(), blocks) + blocks * (masks + scenarios * sizeof(std::uint16_t)) +
           underway;
}

}  // namespace yuce::results
