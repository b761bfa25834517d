#include "results/unit_counts.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "engine/design.hpp"
#include "results/block_summary.hpp"

namespace yuce::results {
namespace {

using Mask = std::array<std::uint64_t, block_words>;

template <class Sums>
void merge_all(std::vector<Sums>& all, const std::vector<Sums>& part) {
    if (all.empty()) all.resize(part.size());
    for (std::size_t k = 0; k < part.size(); ++k) all[k].merge(part[k]);
}

std::int64_t square(std::int64_t x) { return x * x; }

std::vector<UnitSums> sums_of(const std::vector<std::uint64_t>& counts, std::uint64_t paths) {
    std::vector<UnitSums> sums;
    for (const std::uint64_t count : counts) {
        sums.push_back({square(static_cast<std::int64_t>(count)), static_cast<std::int64_t>(count * paths)});
    }
    return sums;
}

// Bit i where the mask has bit i + 8: the second paths of the pairs in the places of the first.
Mask partners(const std::uint64_t* mask) {
    Mask out;
    for (std::size_t w = 0; w < block_words; ++w) out[w] = mask[w] >> 8 & 0x00FF00FF00FF00FFU;
    return out;
}

Mask all_of(const std::uint64_t* a, const std::uint64_t* b) {
    Mask out;
    for (std::size_t w = 0; w < block_words; ++w) out[w] = a[w] & b[w];
    return out;
}

Mask only(const std::uint64_t* a, const std::uint64_t* b, const std::uint64_t* among) {
    Mask out;
    for (std::size_t w = 0; w < block_words; ++w) out[w] = a[w] & ~b[w] & among[w];
    return out;
}

// Sums over pairs, with a mask of the paths that count.
class Pairs {
public:
    Pairs(const std::uint64_t* valid, const Kernels& kernels)
        : valid_(valid), valid_partners_(partners(valid)), kernels_(kernels) {}

    // (a + b) (va + vb) and (a + b)^2 with bits a, b of a pair in `mask`, va, vb in `valid`; a bit of mask is one of valid.
    std::int64_t with_paths(const std::uint64_t* mask) const {
        const Mask second = partners(mask);
        return all(mask) + both(mask, valid_partners_.data()) + both(second.data(), valid_);
    }
    UnitSums sums(const std::uint64_t* mask) const {
        const Mask second = partners(mask);
        return {all(mask) + 2 * both(mask, second.data()), with_paths(mask)};
    }
    // Likewise of the bits of `plus` less those of `minus`.
    UnitSums sums_of_difference(const std::uint64_t* plus, const std::uint64_t* minus) const {
        const Mask second_plus = partners(plus), second_minus = partners(minus);
        const std::int64_t alike = both(plus, second_plus.data()) + both(minus, second_minus.data());
        const std::int64_t unlike = both(plus, second_minus.data()) + both(minus, second_plus.data());
        return {all(plus) + all(minus) + 2 * (alike - unlike), with_paths(plus) - with_paths(minus)};
    }

private:
    std::int64_t all(const std::uint64_t* mask) const { return kernels_.count(mask); }
    std::int64_t both(const std::uint64_t* a, const std::uint64_t* b) const { return kernels_.count_both(a, b); }

    const std::uint64_t* valid_;
    Mask valid_partners_;
    const Kernels& kernels_;
};

}  // namespace

Unit unit_of(const std::string& sampling) {
    const engine::SamplingEntry* entry = engine::find_sampling(sampling);
    assert(entry != nullptr);
    return entry->unit_paths == 1 ? Unit::path : entry->unit_paths == 2 ? Unit::pair : Unit::replicate;
}

void UnitSums::merge(const UnitSums& other) {
    squares += other.squares;
    products += other.products;
}

void WeightedMoments::add(double x, double w) { merge({w, x, 0}); }

void WeightedMoments::merge(const WeightedMoments& other) {
    if (!(other.weight > 0)) return;
    const double total = weight + other.weight, d = other.mean - mean;
    m2 += other.m2 + d * d * (weight * other.weight / total);
    mean += d * (other.weight / total);
    weight = total;
}

void UnitCounts::merge(const UnitCounts& other) {
    units += other.units;
    paths_squared += other.paths_squared;
    both_squared += other.both_squared;
    merge_all(hits, other.hits);
    merge_all(strict, other.strict);
    merge_all(goals, other.goals);
    merge_all(differences, other.differences);
    merge_all(pair_means, other.pair_means);
    merge_all(replicate_means, other.replicate_means);
}

UnitCounts replicate_counts(const Counts& counts) {
    UnitCounts of;
    of.units = 1;
    of.paths_squared = square(static_cast<std::int64_t>(counts.valid));
    of.both_squared = square(static_cast<std::int64_t>(counts.valid_both));
    of.hits = sums_of(counts.hits, counts.valid);
    of.strict = sums_of(counts.strict, counts.valid);
    of.goals = sums_of(counts.goals, counts.valid);
    for (std::size_t t = 0; t < counts.hits.size(); ++t) {
        const auto difference =
            static_cast<std::int64_t>(counts.only_here[t]) - static_cast<std::int64_t>(counts.only_reference[t]);
        of.differences.push_back({square(difference), difference * static_cast<std::int64_t>(counts.valid_both)});
    }
    of.replicate_means.resize(counts.moments.size());
    for (std::size_t o = 0; o < counts.moments.size(); ++o) {
        const auto n = static_cast<double>(counts.moments[o].n);
        of.replicate_means[o].add(counts.moments[o].mean, n * n);
    }
    return of;
}

UnitCounts pair_counts(const std::vector<StrictRow>& strict, const std::vector<std::vector<std::size_t>>& goals,
                       const BlockMasks* reference, const BlockMasks& masks, std::size_t n, const Kernels& kernels) {
    UnitCounts of;
    of.units = n / 2;
    const Pairs pairs(masks.valid(), kernels);
    of.paths_squared = pairs.with_paths(masks.valid());
    for (std::size_t t = 0; t < masks.targets; ++t) {
        of.hits.push_back(pairs.sums(masks.of(t)));
        of.strict.push_back(of.hits.back());
        if (strict[t].row == nullptr) continue;
        Mask narrow;
        kernels.range_mask(strict[t].row, n, strict[t].low, strict[t].high, narrow.data());
        of.strict.back() = pairs.sums(all_of(narrow.data(), masks.valid()).data());
    }
    for (const std::vector<std::size_t>& members : goals) {
        Mask met;
        std::copy_n(masks.valid(), block_words, met.data());
        for (const std::size_t t : members) met = all_of(met.data(), masks.of(t));
        of.goals.push_back(pairs.sums(met.data()));
    }
    of.differences.resize(masks.targets);
    if (reference == nullptr) return of;
    const Mask here_and_there = all_of(masks.valid(), reference->valid());
    const Pairs common(here_and_there.data(), kernels);
    of.both_squared = common.with_paths(here_and_there.data());
    for (std::size_t t = 0; t < masks.targets; ++t) {
        of.differences[t] = common.sums_of_difference(only(masks.of(t), reference->of(t), here_and_there.data()).data(),
                                                      only(reference->of(t), masks.of(t), here_and_there.data()).data());
    }
    return of;
}

Moments pair_moments(const double* row, std::size_t n, const std::uint64_t* valid, const Kernels& kernels) {
    std::array<double, block_words * 32> means;
    std::size_t pairs = 0;
    for (std::size_t first = 0; first < n; first += 16) {
        const std::uint64_t counts = valid[first / 64] >> (first % 64);
        for (std::size_t k = first; k < first + 8; ++k) {
            means[pairs] = (row[k] + row[k + 8]) / 2;
            pairs += (counts & counts >> 8) >> (k - first) & 1U;
        }
    }
    Moments moments;
    kernels.moments(means.data(), pairs, moments);
    return moments;
}

}  // namespace yuce::results
