#include "results/block_summary.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace yuce::results {
namespace {

static_assert(std::endian::native == std::endian::little, "masks are written as bytes and counted as words");

void add(std::vector<std::uint64_t>& sum, const std::vector<std::uint64_t>& part) {
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += part[k];
}

std::uint8_t* bytes_of(std::uint64_t* words, std::size_t path) { return reinterpret_cast<std::uint8_t*>(words) + path / 8; }

// The median of the values of the first eight lanes in a row that hold one: near the middle, and the same however strips are cut.
double centre_of(const double* row, const engine::StripView& strip, const CountingLanes& lanes) {
    double values[8];
    std::size_t n = 0;
    for (std::size_t first = 0; first < strip.lanes && n == 0; first += 8) {
        for (std::size_t k = first; k < first + 8; ++k) {
            if (lanes.at(k)) values[n++] = row[k];
        }
    }
    std::nth_element(values, values + n / 2, values + n);
    return values[n / 2];
}

}  // namespace

Counts::Counts(const Layout& layout, std::size_t checks) {
    const std::size_t targets = layout.targets.size();
    hits.resize(targets);
    strict.resize(targets);
    joint.resize(targets > 0 ? targets * (targets - 1) / 2 : 0);
    reached.resize(targets + 1);
    goals.resize(layout.goals.size());
    only_here.resize(targets);
    only_reference.resize(targets);
    given.resize(targets * layout.indicators.size());
    moments.resize(layout.outputs());
    failures.resize(checks);
}

void Counts::merge(const Counts& block) {
    valid += block.valid;
    valid_both += block.valid_both;
    add(hits, block.hits);
    add(strict, block.strict);
    add(joint, block.joint);
    add(reached, block.reached);
    add(goals, block.goals);
    add(only_here, block.only_here);
    add(only_reference, block.only_reference);
    add(failures, block.failures);
    for (std::size_t k = 0; k < given.size(); ++k) given[k] += block.given[k];
    for (std::size_t k = 0; k < moments.size(); ++k) moments[k].merge(block.moments[k]);
    units.merge(block.units);
}

std::size_t Counts::bytes(const Layout& layout) {
    const std::size_t targets = layout.targets.size();
    const std::size_t counted = targets * (targets + 1) / 2 + 5 * targets + 1 + layout.goals.size();
    const std::size_t of_units = unit_of(layout.sampling) == Unit::path ? 0 : 3 * targets + layout.goals.size();
    return sizeof(Counts) + (counted + targets * layout.indicators.size()) * sizeof(std::uint64_t) + of_units * sizeof(UnitSums) +
           (of_units > 0 ? 2 : 1) * layout.outputs() * sizeof(Moments);
}

BlockTables::BlockTables(const Layout& l, engine::Isa isa)
    : layout(l),
      kernels(results::kernels(isa)),
      strip_kernels(results::strip_kernels(isa)),
      unit(unit_of(l.sampling)),
      targets_of_year(l.years.size()) {
    for (std::size_t t = 0; t < layout.targets.size(); ++t) {
        const Target& target = layout.targets[t];
        targets.push_back({target.year_index * layout.indicators.size() + target.indicator_index, test_bounds(target),
                           strict_bounds(target), strict_masks});
        strict_masks += has_strict_reading(target) ? 1 : 0;
        targets_of_year[target.year_index].push_back(t);
    }
}

ScenarioBlock::ScenarioBlock(const BlockTables& tables, std::size_t checks, const std::vector<std::size_t>& summed)
    : tables_(tables),
      strict_words_(tables.strict_masks * block_words),
      failures_(checks),
      summed_(summed),
      sums_(summed.size()) {
    const std::size_t octets = (tables.layout.indicators.size() + 7) / 8;
    for (const auto& targets : tables.targets_of_year) {
        given_.emplace_back(targets.size() * octets);
    }
}

std::size_t ScenarioBlock::bytes(const Layout& layout) {
    const std::size_t strict =
        static_cast<std::size_t>(std::count_if(layout.targets.begin(), layout.targets.end(), has_strict_reading));
    return sizeof(ScenarioBlock) + layout.outputs() * sizeof(ColumnSums) + strict * block_words * sizeof(std::uint64_t) +
           layout.targets.size() * (layout.indicators.size() / 8 + 1) * sizeof(EightSums);
}

void ScenarioBlock::begin(BlockMasks masks) {
    masks_ = masks;
    std::fill(masks.words, masks.words + BlockMasks::size(masks.targets), 0);
    std::fill(strict_words_.begin(), strict_words_.end(), 0);
    std::fill(failures_.begin(), failures_.end(), 0);
    for (auto& year : given_) std::fill(year.begin(), year.end(), EightSums{});
    begun_ = false;
}

void ScenarioBlock::take(const engine::StripView& strip, const CountingLanes& lanes, const KeptStrip& kept) {
    if (strip.failures != nullptr) count_failures(strip);
    if (lanes.count() == 0) return;
    std::copy_n(lanes.bytes(), strip.lanes / 8, bytes_of(masks_.valid(), strip.first));
    mark_targets(strip, lanes);
    add_given(strip);
    add_moments(strip, lanes, kept);
}

void ScenarioBlock::count_failures(const engine::StripView& strip) {
    for (std::size_t k = 0; k < strip.paths && !failures_.empty(); ++k) {
        if (strip.failures[k] != 0) ++failures_[std::min<std::size_t>(strip.failures[k], failures_.size()) - 1];
    }
}

void ScenarioBlock::mark_targets(const engine::StripView& strip, const CountingLanes& lanes) {
    for (std::size_t t = 0; t < masks_.targets; ++t) {
        const BlockTables::Tested& target = tables_.targets[t];
        const double* row = strip.outputs[target.output];
        mark(row, strip, lanes, target.test, masks_.of(t));
        if (!has_strict_reading(tables_.layout.targets[t])) continue;
        mark(row, strip, lanes, target.strict, strict_words_.data() + target.strict_mask * block_words);
    }
}

void ScenarioBlock::mark(const double* row, const engine::StripView& strip, const CountingLanes& lanes, Bounds bounds,
                         std::uint64_t* words) const {
    std::uint8_t* bytes = bytes_of(words, strip.first);
    tables_.strip_kernels.range_bits(row, strip.lanes, bounds.low, bounds.high, bytes);
    if (lanes.all()) return;
    for (std::size_t k = 0; k < strip.lanes / 8; ++k) bytes[k] &= lanes.bytes()[k];
}

void ScenarioBlock::add_given(const engine::StripView& strip) {
    const std::size_t indicators = tables_.layout.indicators.size();
    for (std::size_t y = 0; y < given_.size(); ++y) {
        marked_.clear();
        for (const std::size_t t : tables_.targets_of_year[y]) marked_.push_back(bytes_of(masks_.of(t), strip.first));
        if (marked_.empty()) continue;
        tables_.strip_kernels.add_marked(strip.outputs + y * indicators, indicators, strip.lanes, marked_.data(), marked_.size(),
                                         given_[y].data());
    }
}

// Row by row in turn, so that the processor goes on while memory takes the values.
void ScenarioBlock::add_moments(const engine::StripView& strip, const CountingLanes& lanes, const KeptStrip& kept) {
    const auto add = tables_.strip_kernels.add;
    for (std::size_t k = 0; k < sums_.size(); ++k) {
        const double* row = strip.outputs[summed_[k]];
        if (!begun_) sums_[k].begin(centre_of(row, strip, lanes));
        double* const to = kept.first == nullptr ? nullptr : kept.first + k * kept.stride;
        add(lanes.filled(row, sums_[k].centre, room_.data()), strip.lanes, sums_[k], to);
    }
    begun_ = true;
}

Counts ScenarioBlock::finish(const BlockMasks* reference, const BlockRows& rows) {
    Counts counts(tables_.layout, failures_.size());
    counts.failures = failures_;
    count_hits(counts);
    count_pairs(counts);
    tables_.kernels.count_met(masks_.words, masks_.targets, masks_.valid(), counts.reached.data());
    count_goals(counts);
    count_differences(reference, counts);
    sum_given(counts);
    for (std::size_t k = 0; begun_ && k < sums_.size(); ++k) counts.moments[summed_[k]] = sums_[k].moments(counts.valid);
    if (tables_.unit == Unit::pair) counts.units = count_path_pairs(reference, rows);
    if (tables_.unit == Unit::replicate) counts.units = replicate_counts(counts);
    return counts;
}

void ScenarioBlock::count_hits(Counts& counts) const {
    counts.valid = tables_.kernels.count(masks_.valid());
    for (std::size_t t = 0; t < masks_.targets; ++t) {
        counts.hits[t] = counts.strict[t] = tables_.kernels.count(masks_.of(t));
        if (!has_strict_reading(tables_.layout.targets[t])) continue;
        counts.strict[t] = tables_.kernels.count(strict_words_.data() + tables_.targets[t].strict_mask * block_words);
    }
}

void ScenarioBlock::count_pairs(Counts& counts) const {
    std::size_t pair = 0;
    for (std::size_t i = 0; i < masks_.targets; ++i) {
        for (std::size_t j = i + 1; j < masks_.targets; ++j)
            counts.joint[pair++] = tables_.kernels.count_both(masks_.of(i), masks_.of(j));
    }
}

void ScenarioBlock::count_goals(Counts& counts) const {
    std::uint64_t all[block_words];
    for (std::size_t g = 0; g < counts.goals.size(); ++g) {
        std::copy(masks_.valid(), masks_.valid() + block_words, all);
        for (const std::size_t t : tables_.layout.goals[g].targets) {
            for (std::size_t w = 0; w < block_words; ++w) all[w] &= masks_.of(t)[w];
        }
        counts.goals[g] = tables_.kernels.count(all);
    }
}

void ScenarioBlock::count_differences(const BlockMasks* reference, Counts& counts) const {
    if (reference == nullptr) {
        counts.valid_both = counts.valid;
        return;
    }
    std::uint64_t both[block_words];
    for (std::size_t w = 0; w < block_words; ++w) both[w] = masks_.valid()[w] & reference->valid()[w];
    counts.valid_both = tables_.kernels.count(both);
    for (std::size_t t = 0; t < masks_.targets; ++t) {
        counts.only_here[t] = tables_.kernels.count_only(masks_.of(t), reference->of(t), both);
        counts.only_reference[t] = tables_.kernels.count_only(reference->of(t), masks_.of(t), both);
    }
}

UnitCounts ScenarioBlock::count_path_pairs(const BlockMasks* reference, const BlockRows& rows) const {
    std::vector<StrictRow> strict(masks_.targets);
    for (std::size_t t = 0; t < masks_.targets; ++t) {
        if (!has_strict_reading(tables_.layout.targets[t])) continue;
        const BlockTables::Tested& target = tables_.targets[t];
        strict[t] = {rows.values + target.output * rows.stride, target.strict.low, target.strict.high};
    }
    std::vector<std::vector<std::size_t>> goals;
    for (const Goal& goal : tables_.layout.goals) goals.push_back(goal.targets);
    UnitCounts units = pair_counts(strict, goals, reference, masks_, rows.paths, tables_.kernels);
    for (std::size_t o = 0; o < tables_.layout.outputs(); ++o) {
        units.pair_means.push_back(pair_moments(rows.values + o * rows.stride, rows.paths, masks_.valid(), tables_.kernels));
    }
    return units;
}

Counts summarise_block(const BlockTables& tables, const BlockRows& rows, const std::uint32_t* failures,
                       const BlockMasks* reference, BlockMasks masks) {
    std::vector<const double*> outputs;
    for (std::size_t o = 0; o < tables.layout.outputs(); ++o) outputs.push_back(rows.values + o * rows.stride);
    engine::StripView strip;
    strip.lanes = (rows.paths + 7) / 8 * 8;
    strip.paths = rows.paths;
    strip.outputs = outputs.data();
    strip.failures = failures;
    std::vector<std::size_t> summed(tables.layout.outputs());
    std::iota(summed.begin(), summed.end(), std::size_t{0});
    ScenarioBlock block(tables, 0, summed);
    block.begin(masks);
    block.take(strip, CountingLanes(strip), {});
    return block.finish(reference, rows);
}

void ScenarioBlock::sum_given(Counts& counts) const {
    const std::size_t indicators = tables_.layout.indicators.size();
    for (std::size_t y = 0; y < given_.size(); ++y) {
        const std::vector<std::size_t>& targets = tables_.targets_of_year[y];
        const EightSums* eight = given_[y].data();
        for (std::size_t first = 0; first < indicators; first += 8) {
            const std::size_t rows = std::min<std::size_t>(8, indicators - first);
            for (const std::size_t t : targets) std::copy_n((eight++)->sums, rows, &counts.given[t * indicators + first]);
        }
    }
}

}  // namespace yuce::results
