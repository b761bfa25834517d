#include "results/block_summary.hpp"

#include <algorithm>
#include <bit>

#include "results/target.hpp"

namespace yuce::results {
namespace {

void add(std::vector<std::uint64_t>& sum, const std::vector<std::uint64_t>& part) {
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += part[k];
}

// Moves the values of counting paths to the front.
void remove_failed(double* row, std::size_t n, const std::uint64_t* valid) {
    std::size_t kept = 0;
    for (std::size_t k = 0; k < n; ++k) {
        row[kept] = row[k];
        kept += valid[k / 64] >> (k % 64) & 1U;
    }
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

BlockSummariser::BlockSummariser(const Layout& layout)
    : layout_(layout), unit_(unit_of(layout.sampling)), targets_of_year_(layout.years.size()) {
    for (std::size_t t = 0; t < layout.targets.size(); ++t) {
        const Target& target = layout.targets[t];
        target_output_.push_back(target.year_index * layout.indicators.size() + target.indicator_index);
        targets_of_year_[target.year_index].push_back(t);
    }
}

Counts BlockSummariser::summarise(double* columns, std::size_t stride, const std::uint32_t* failures, std::size_t n,
                                  std::size_t checks, const BlockMasks* reference, const BlockMasks& masks) const {
    Counts counts(layout_, checks);
    mark_valid(failures, n, masks, counts);
    mark_targets(columns, stride, n, masks, counts);
    count_pairs(masks, counts);
    count_reached(masks, counts);
    count_goals(masks, counts);
    count_differences(reference, masks, counts);
    sum_given(columns, stride, n, masks, counts);
    if (unit_ == Unit::pair) counts.units = count_path_pairs(columns, stride, n, reference, masks);
    for (std::size_t o = 0; o < counts.moments.size(); ++o) {
        if (counts.valid < n) remove_failed(columns + o * stride, n, masks.valid());
        kernels().moments(columns + o * stride, counts.valid, counts.moments[o]);
    }
    if (unit_ == Unit::replicate) counts.units = replicate_counts(counts);
    return counts;
}

void BlockSummariser::mark_valid(const std::uint32_t* failures, std::size_t n, const BlockMasks& masks, Counts& counts) const {
    std::uint64_t* valid = masks.valid();
    std::fill(valid, valid + block_words, 0);
    for (std::size_t k = 0; k < n; ++k) valid[k / 64] |= static_cast<std::uint64_t>(failures[k] == 0) << (k % 64);
    counts.valid = kernels().count(valid);
    if (counts.valid == n || counts.failures.empty()) return;
    for (std::size_t k = 0; k < n; ++k) {
        if (failures[k] != 0) ++counts.failures[std::min<std::size_t>(failures[k], counts.failures.size()) - 1];
    }
}

void BlockSummariser::mark_targets(const double* columns, std::size_t stride, std::size_t n, const BlockMasks& masks,
                                   Counts& counts) const {
    std::uint64_t strict[block_words];
    for (std::size_t t = 0; t < masks.targets; ++t) {
        const double* row = columns + target_output_[t] * stride;
        const Bounds bounds = test_bounds(layout_.targets[t]);
        std::uint64_t* mask = masks.of(t);
        kernels().range_mask(row, n, bounds.low, bounds.high, mask);
        for (std::size_t w = 0; w < block_words; ++w) mask[w] &= masks.valid()[w];
        counts.hits[t] = kernels().count(mask);
        counts.strict[t] = counts.hits[t];
        if (!has_strict_reading(layout_.targets[t])) continue;
        const Bounds narrow = strict_bounds(layout_.targets[t]);
        kernels().range_mask(row, n, narrow.low, narrow.high, strict);
        counts.strict[t] = kernels().count_both(strict, masks.valid());
    }
}

void BlockSummariser::count_pairs(const BlockMasks& masks, Counts& counts) const {
    std::size_t pair = 0;
    for (std::size_t i = 0; i < masks.targets; ++i) {
        for (std::size_t j = i + 1; j < masks.targets; ++j) counts.joint[pair++] = kernels().count_both(masks.of(i), masks.of(j));
    }
}

// Adds the masks up in binary, plane[b] holding bit b of every path's number met; 64 paths at a time.
void BlockSummariser::count_reached(const BlockMasks& masks, Counts& counts) const {
    const auto planes = static_cast<std::size_t>(std::bit_width(masks.targets));
    std::vector<std::uint64_t> plane(planes * block_words, 0);
    for (std::size_t t = 0; t < masks.targets; ++t) {
        const std::uint64_t* mask = masks.of(t);
        for (std::size_t w = 0; w < block_words; ++w) {
            std::uint64_t carry = mask[w];
            for (std::size_t b = 0; b < planes && carry != 0; ++b) {
                std::uint64_t& bits = plane[b * block_words + w];
                const std::uint64_t next = bits & carry;
                bits ^= carry;
                carry = next;
            }
        }
    }
    std::uint64_t with[block_words];
    for (std::size_t number = 0; number < counts.reached.size(); ++number) {
        std::copy(masks.valid(), masks.valid() + block_words, with);
        for (std::size_t b = 0; b < planes; ++b) {
            const std::uint64_t flip = (number >> b & 1U) != 0 ? 0 : ~std::uint64_t{0};
            for (std::size_t w = 0; w < block_words; ++w) with[w] &= plane[b * block_words + w] ^ flip;
        }
        counts.reached[number] = kernels().count(with);
    }
}

void BlockSummariser::count_goals(const BlockMasks& masks, Counts& counts) const {
    std::uint64_t all[block_words];
    for (std::size_t g = 0; g < counts.goals.size(); ++g) {
        std::copy(masks.valid(), masks.valid() + block_words, all);
        for (const std::size_t t : layout_.goals[g].targets) {
            for (std::size_t w = 0; w < block_words; ++w) all[w] &= masks.of(t)[w];
        }
        counts.goals[g] = kernels().count(all);
    }
}

void BlockSummariser::count_differences(const BlockMasks* reference, const BlockMasks& masks, Counts& counts) const {
    if (reference == nullptr) {
        counts.valid_both = counts.valid;
        return;
    }
    std::uint64_t both[block_words];
    for (std::size_t w = 0; w < block_words; ++w) both[w] = masks.valid()[w] & reference->valid()[w];
    counts.valid_both = kernels().count(both);
    for (std::size_t t = 0; t < masks.targets; ++t) {
        counts.only_here[t] = kernels().count_only(masks.of(t), reference->of(t), both);
        counts.only_reference[t] = kernels().count_only(reference->of(t), masks.of(t), both);
    }
}

UnitCounts BlockSummariser::count_path_pairs(const double* columns, std::size_t stride, std::size_t n,
                                             const BlockMasks* reference, const BlockMasks& masks) const {
    std::vector<StrictRow> strict(masks.targets);
    for (std::size_t t = 0; t < masks.targets; ++t) {
        if (!has_strict_reading(layout_.targets[t])) continue;
        const Bounds narrow = strict_bounds(layout_.targets[t]);
        strict[t] = {columns + target_output_[t] * stride, narrow.low, narrow.high};
    }
    std::vector<std::vector<std::size_t>> goals;
    for (const Goal& goal : layout_.goals) goals.push_back(goal.targets);
    UnitCounts units = pair_counts(strict, goals, reference, masks, n);
    for (std::size_t o = 0; o < layout_.outputs(); ++o) {
        units.pair_means.push_back(pair_moments(columns + o * stride, n, masks.valid()));
    }
    return units;
}

void BlockSummariser::sum_given(const double* columns, std::size_t stride, std::size_t n, const BlockMasks& masks,
                                Counts& counts) const {
    const std::size_t rows = layout_.indicators.size();
    for (std::size_t y = 0; y < targets_of_year_.size(); ++y) {
        const std::vector<std::size_t>& targets = targets_of_year_[y];
        if (targets.empty()) continue;
        std::vector<const std::uint64_t*> of_year;
        for (const std::size_t t : targets) of_year.push_back(masks.of(t));
        std::vector<double> sums(targets.size() * rows);
        kernels().masked_sums(of_year, columns + y * rows * stride, stride, rows, n, sums.data());
        for (std::size_t k = 0; k < targets.size(); ++k) {
            std::copy_n(sums.data() + k * rows, rows, counts.given.data() + targets[k] * rows);
        }
    }
}

}  // namespace yuce::results
