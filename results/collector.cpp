#include "results/collector.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cassert>

#include "engine/on_threads.hpp"
#include "results/checkpoints.hpp"
#include "results/collector_state.hpp"
#include "results/column.hpp"
#include "results/group_sink.hpp"
#include "results/scenario_result.hpp"
#include "results/unit_intervals.hpp"

namespace yuce::results {

using engine::on_threads;

Collector::State::State(Layout l, engine::Isa isa)
    : layout(std::move(l)),
      blocks(blocks_of(layout.paths)),
      tables(layout, isa),
      results(layout.scenarios.size()),
      checkpoints(checkpoints_of(layout.paths)) {}

std::unique_ptr<engine::BlockSink> Collector::State::sink() { return std::make_unique<GroupSink>(*this); }

void Collector::State::merge(std::uint64_t block, std::unique_ptr<engine::BlockSummary> summary) {
    const auto& part = static_cast<const GroupSummary&>(*summary);
    const std::uint64_t paths = std::min<std::uint64_t>((block + 1) * engine::block_paths, layout.paths);
    const bool checkpoint = std::binary_search(checkpoints.begin(), checkpoints.end(), paths);
    for (std::size_t s = 0; s < group.size(); ++s) {
        totals[s].merge(part.scenarios[s]);
        if (kept.is_tied(s) && totals[s].valid < paths) throw PathFailedWhereShared();
        if (checkpoint) passed[s].push_back(Intervals(layout, totals[s]).probabilities());
    }
}

void Collector::State::begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> names, ForQuantiles how,
                                   const OutputHomes& same) {
    assert(same.empty() || shares_results(layout, how));
    const bool streams = layout.quantiles == Quantiles::streaming;
    const auto place = std::find(scenarios.begin(), scenarios.end(), layout.reference);
    assert((!streams && reference_words != nullptr) || place != scenarios.end());
    reference_place = static_cast<std::size_t>(place - scenarios.begin());
    group = std::move(scenarios);
    check_names = std::move(names);
    homes = same;
    kept = KeptOutputs(group, layout.outputs(), homes);
    if (!streams && reference_words == nullptr && group.size() < layout.scenarios.size()) {
        reference_words = std::make_unique_for_overwrite<std::uint64_t[]>(blocks * BlockMasks::size(layout.targets.size()));
    }
    if (streams) {
        streaming = std::make_unique<Streaming>(group.size(), layout.outputs(), tables.kernels);
    } else if (passes_twice(layout, how)) {
        two_pass = std::make_unique<TwoPass>(group.size(), layout.outputs(), yearly_outputs(), tables.strip_kernels);
    } else {
        reserve_columns();
        valid.assign(group.size() * blocks, 0);
    }
    totals.clear();
    for (std::size_t k = 0; k < group.size(); ++k) totals.emplace_back(layout, check_names[k].size());
    passed.assign(group.size(), {});
}

// Groups of about as much memory keep more of some scenarios and less of others: with room for one scenario more than needed now
// later ones find memory that need not be cleared again. Pages never written take none.
void Collector::State::reserve_columns() {
    const bool only = group.size() == layout.scenarios.size();
    if (!columns.holds(1, kept.count(), blocks)) columns.resize(1, kept.count() + (only ? 0 : layout.outputs()), blocks);
    columns.resize(1, kept.count(), blocks);
    on_threads(threads, [&] { columns.begin_supply(); });
}

void Collector::State::finish_scenario(std::size_t s) {
    const bool is_reference = s == reference_place;
    ScenarioResult& result = results[group[s]];
    result = scenario_result(layout, totals[s], check_names[s], is_reference ? IsReference::yes : IsReference::no);
    result.convergence = std::move(passed[s]);
}

void Collector::State::finish_column(std::size_t s, std::size_t o, BinRoom& room) {
    Distribution& out = distribution({group[s], o});
    const WithHistogram histogram = o < yearly_outputs() ? WithHistogram::yes : WithHistogram::no;
    const Moments& moments = totals[s].moments[o];
    if (streaming) {
        streaming->sketch(s, o).summarise(moments.minimum, moments.maximum, histogram, out);
    } else if (two_pass) {
        two_pass->summarise(s, o, out);
    } else {
        double* column = columns.close_gaps(0, kept.column(s, o), valid.data() + s * blocks);
        summarise_column(column, totals[s].valid, moments.minimum, moments.maximum, histogram, out, room);
    }
}

Distribution& Collector::State::distribution(OutputPlace place) {
    ScenarioResult& result = results[place.scenario];
    const std::size_t yearly = yearly_outputs();
    return place.output < yearly ? result.indicators[place.output] : result.variables[place.output - yearly];
}

// After everything kept.
void Collector::State::finish_shared() {
    for (std::size_t s = 0; s < homes.size(); ++s) {
        for (std::size_t o = 0; o < homes[s].size(); ++o) {
            const OutputPlace self{group[s], o}, home = homes[s][o];
            assert(home.scenario == self.scenario || results[home.scenario].paths_failed == 0);
            if (home != self) distribution(self) = distribution(home);
        }
    }
}

Collector::Collector(Layout layout, engine::Isa isa) : state_(std::make_unique<State>(std::move(layout), isa)) {}
Collector::~Collector() = default;

engine::BlockObserver& Collector::begin_group(std::vector<std::size_t> scenarios, std::vector<CheckNames> check_names,
                                              unsigned threads, ForQuantiles how, const OutputHomes& homes) {
    state_->threads = threads;
    state_->begin_group(std::move(scenarios), std::move(check_names), how, homes);
    return *state_;
}

std::uint64_t Collector::pilot_paths() const {
    const std::uint64_t all = state_->layout.paths;
    if (state_->streaming) return std::min<std::uint64_t>(engine::block_paths, all);
    return state_->two_pass ? std::min(TwoPass::pilot_paths, all) : 0;
}

engine::BlockObserver& Collector::pilot() { return state_->streaming ? state_->streaming->pilot() : state_->two_pass->pilot(); }

engine::BlockObserver* Collector::second_pass() {
    State& s = *state_;
    if (!s.two_pass) return nullptr;
    engine::BlockObserver* selector = nullptr;
    on_threads(s.threads, [&] {
        selector = &s.two_pass->select(
            [&](std::size_t scenario, std::size_t output) -> const Moments& { return s.totals[scenario].moments[output]; });
    });
    return selector;
}

void Collector::finish_group() {
    State& s = *state_;
    for (std::size_t k = 0; k < s.group.size(); ++k) {
        if (!s.is_repeated(k)) s.finish_scenario(k);
    }
    const std::size_t outputs = s.layout.outputs();
    oneapi::tbb::enumerable_thread_specific<BinRoom> rooms(std::cref(s.tables.strip_kernels));
    on_threads(s.threads, [&] {
        oneapi::tbb::parallel_for(std::size_t{0}, s.group.size() * outputs, [&](std::size_t k) {
            const std::size_t place = k / outputs, output = k % outputs;
            if (!s.is_repeated(place) && s.kept.keeps(place, output)) s.finish_column(place, output, rooms.local());
        });
    });
    s.finish_shared();
    s.reference_done = s.reference_done || s.reference_place < s.group.size();
    s.streaming.reset();
    s.two_pass.reset();
    s.group.clear();
    s.totals.clear();
    s.passed.clear();
    s.homes.clear();
}

std::uint64_t Collector::paths_failed(std::size_t scenario) const { return state_->results[scenario].paths_failed; }

ResultSet Collector::finish() {
    State& s = *state_;
    s.columns.clear();
    ResultSet all;
    all.layout = s.layout;
    all.scenarios = std::move(s.results);
    all.checkpoints = s.checkpoints;
    return all;
}

// Pairs' means need a block's values side by side.
bool Collector::passes_twice(const Layout& layout, ForQuantiles how) {
    return how == ForQuantiles::pass_twice && layout.quantiles == Quantiles::exact && unit_of(layout.sampling) != Unit::pair;
}

bool Collector::shares_results(const Layout& layout, ForQuantiles how) {
    return how == ForQuantiles::keep_values && layout.quantiles == Quantiles::exact && unit_of(layout.sampling) == Unit::path;
}

std::size_t Collector::bytes_needed(const Layout& layout, std::size_t scenarios, unsigned threads, ForQuantiles how,
                                    std::optional<std::size_t> kept) {
    const std::size_t masks = BlockMasks::size(layout.targets.size()) * sizeof(std::uint64_t);
    const std::size_t underway = threads * scenarios * (3 * Counts::bytes(layout) + ScenarioBlock::bytes(layout) + masks);
    const std::uint64_t blocks = blocks_of(layout.paths);
    const std::size_t outputs = layout.outputs();
    if (layout.quantiles == Quantiles::streaming) return Streaming::bytes(scenarios, outputs, threads) + underway;
    if (passes_twice(layout, how)) return TwoPass::bytes(scenarios, outputs, layout.paths, threads) + blocks * masks + underway;
    const std::uint64_t bins_of_column = BinRoom::bytes(blocks * engine::block_paths);
    return ColumnStore::bytes(1, kept.value_or(scenarios * outputs), blocks) + threads * bins_of_column +
           blocks * (masks + scenarios * sizeof(std::uint16_t)) + underway;
}

}  // namespace yuce::results
