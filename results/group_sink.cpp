#include "results/group_sink.hpp"

#include <algorithm>

namespace yuce::results {
namespace {

// Moves the values of counting paths to the front.
void remove_failed(double* row, std::size_t n, const std::uint64_t* valid) {
    std::size_t kept = 0;
    for (std::size_t k = 0; k < n; ++k) {
        row[kept] = row[k];
        kept += valid[k / 64] >> (k % 64) & 1U;
    }
}

}  // namespace

GroupSink::GroupSink(Collector::State& state)
    : state_(state), words_(state.group.size() * BlockMasks::size(state.layout.targets.size())) {
    scenarios_.reserve(state.group.size());
    for (std::size_t s = 0; s < state.group.size(); ++s) {
        scenarios_.emplace_back(state.tables, state.check_names[s].size(), state.kept.of(s));
    }
    if (state.two_pass) counts_ = state.two_pass->new_counts();
    if (state.streaming) streamed_.resize(state.group.size(), state.layout.outputs(), 1);
}

// The reference's stand where later groups find them.
BlockMasks GroupSink::masks(std::size_t scenario) {
    if (scenario == state_.reference_place && state_.reference_words != nullptr) return state_.reference_masks(block_);
    const std::size_t targets = state_.layout.targets.size();
    return {words_.data() + scenario * BlockMasks::size(targets), targets};
}

void GroupSink::begin(std::uint64_t block, std::size_t paths) {
    block_ = block;
    paths_ = paths;
    if (!state_.streaming && !state_.two_pass) state_.columns.supply_ahead(block);
    for (std::size_t s = 0; s < scenarios_.size(); ++s) scenarios_[s].begin(masks(s));
}

void GroupSink::take(const engine::StripView& strip) {
    const CountingLanes lanes(strip);
    const std::vector<std::size_t>& kept = state_.kept.of(strip.scenario);
    const bool keeps = !state_.two_pass && !state_.streaming && !kept.empty();
    KeptStrip columns;
    if (keeps) columns = {column(strip.scenario, kept.front()) + strip.first, state_.columns.output_stride()};
    scenarios_[strip.scenario].take(strip, lanes, columns);
    if (state_.two_pass) count(strip, lanes);
    if (state_.streaming) copy(strip);
}

const ColumnStore& GroupSink::store() const { return state_.streaming ? streamed_ : state_.columns; }

double* GroupSink::column(std::size_t scenario, std::size_t output) const {
    if (state_.streaming) return streamed_.block(scenario, 0) + output * streamed_.output_stride();
    return state_.columns.block(0, block_) + state_.kept.column(scenario, output) * state_.columns.output_stride();
}

void GroupSink::copy(const engine::StripView& strip) const {
    for (const std::size_t o : state_.kept.of(strip.scenario)) {
        std::copy_n(strip.outputs[o], strip.paths, column(strip.scenario, o) + strip.first);
    }
}

void GroupSink::count(const engine::StripView& strip, const CountingLanes& lanes) {
    for (std::size_t o = 0; o < state_.layout.outputs(); ++o) {
        const double* values = lanes.values(strip.outputs[o], room_.data());
        state_.two_pass->count(counts_, strip.scenario, o, values, lanes.count());
    }
}

std::unique_ptr<engine::BlockSummary> GroupSink::finish() {
    finish_stores();
    auto summary = std::make_unique<GroupSummary>();
    const bool has_reference = state_.reference_place < scenarios_.size();
    const BlockMasks reference = has_reference ? masks(state_.reference_place) : state_.reference_masks(block_);
    for (std::size_t s = 0; s < scenarios_.size(); ++s) {
        BlockRows rows;
        if (state_.tables.unit == Unit::pair) rows = {column(s, 0), store().output_stride(), paths_};
        summary->scenarios.push_back(scenarios_[s].finish(s == state_.reference_place ? nullptr : &reference, rows));
        finish_values(s, summary->scenarios.back().valid);
    }
    return summary;
}

void GroupSink::finish_values(std::size_t scenario, std::uint64_t valid) {
    if (state_.two_pass || state_.is_repeated(scenario)) return;
    for (const std::size_t o : state_.kept.of(scenario)) {
        double* values = column(scenario, o);
        if (valid < paths_) remove_failed(values, paths_, masks(scenario).valid());
        if (state_.streaming && valid > 0) state_.streaming->add(scenario, o, values, valid);
    }
    if (!state_.streaming) state_.valid[scenario * state_.blocks + block_] = static_cast<std::uint16_t>(valid);
}

}  // namespace yuce::results
