#include "results/column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "results/kernels.hpp"
#include "results/quantile_rules.hpp"
#include "results/strip_kernels.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t chunk = 4096;
constexpr std::size_t small_column = 4096;  // selected without binning
constexpr std::uint8_t wanted_bin = 1, edge_bin = 2;

using Edges = HistogramEdges;

// Order of doubles as order of whole numbers; -0 is +0, as it is for the comparisons that gave the extremes.
std::uint64_t key_of(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x + 0.0);
    return bits >> 63 != 0 ? ~bits : bits | std::uint64_t{1} << 63;
}

// Values to bins, never decreasing: of equal width, or (against outliers and overflow) by the bits of the double.
class BinMap {
public:
    static BinMap linear(double minimum, double maximum) {
        BinMap map;
        map.minimum_ = minimum;
        map.scale_ = static_cast<double>(select_bins) / (maximum - minimum);
        map.linear_ = std::isfinite(maximum - minimum) && std::isfinite(map.scale_) && map.scale_ > 0;
        return map.linear_ ? map : by_bits(minimum, maximum);
    }
    static BinMap by_bits(double minimum, double maximum) {
        BinMap map;
        map.first_key_ = key_of(minimum);
        const int used = 64 - std::countl_zero(key_of(maximum) - map.first_key_);
        map.shift_ = std::max(0, used - 12);
        return map;
    }
    bool is_linear() const { return linear_; }
    void fill(const double* x, std::size_t n, FineBin* bin) const {
        if (linear_) {
            strip_kernels().bins(x, n, minimum_, scale_, select_bins - 1, bin);
            return;
        }
        for (std::size_t k = 0; k < n; ++k) bin[k] = static_cast<FineBin>((key_of(x[k]) - first_key_) >> shift_);
    }

private:
    bool linear_ = false;
    double minimum_ = 0, scale_ = 0;
    std::uint64_t first_key_ = 0;
    int shift_ = 0;
};

using BinCounts = std::vector<std::uint64_t>;

// bin[n]: of each value.
BinCounts count_bins(const double* x, std::size_t n, const BinMap& map, FineBin* bin) {
    BinCounts counts(select_bins);
    // Two tables, so that equal neighbours do not wait for each other.
    std::vector<std::uint32_t> even(select_bins), odd(select_bins);
    constexpr std::size_t flush = std::size_t{1} << 31;  // values a 32-bit count surely holds
    for (std::size_t begin = 0; begin < n; begin += flush) {
        const std::size_t end = std::min(n, begin + flush);
        for (std::size_t k = begin; k < end; k += chunk) {
            const std::size_t next = std::min(k + chunk, end);
            map.fill(x + k, next - k, bin + k);
            std::size_t j = k;
            for (; j + 1 < next; j += 2) {
                ++even[bin[j]];
                ++odd[bin[j + 1]];
            }
            if (j < next) ++even[bin[j]];
        }
        for (std::size_t b = 0; b < select_bins; ++b) {
            counts[b] += std::uint64_t{even[b]} + odd[b];
            even[b] = odd[b] = 0;
        }
    }
    return counts;
}

// Ranks from 0 among the values still held, ascending, distinct.
using Ranks = std::vector<std::size_t>;

// Flags the bins that hold a rank; the ranks then count among their values only.
std::vector<std::uint8_t> mark_wanted(const BinCounts& counts, Ranks& ranks) {
    std::vector<std::uint8_t> flags(select_bins, 0);
    std::uint64_t below = 0, dropped = 0;  // values in earlier bins; of those, in bins not wanted
    std::size_t next = 0;
    for (std::size_t b = 0; b < select_bins && next < ranks.size(); ++b) {
        const std::uint64_t end = below + counts[b];
        bool wanted = false;
        for (; next < ranks.size() && ranks[next] < end; ++next) {
            ranks[next] -= dropped;
            wanted = true;
        }
        if (wanted) {
            flags[b] = wanted_bin;
        } else {
            dropped += counts[b];
        }
        below = end;
    }
    return flags;
}

// Of the bins of a histogram's inner edges, and the others.
struct CoarseBins {
    const Edges& edges;
    std::vector<std::uint64_t> counts;
    std::vector<std::uint8_t> below;  // by fine bin: inner edges in lower ones

    void add(double value, std::size_t bin) {
        std::size_t place = below[bin];
        // A bin with an edge has at most 62 in lower ones. It seldom has two, and this needs no guess.
        place += edges[place + 1] <= value ? 1 : 0;
        while (place + 1 < histogram_bins && edges[place + 1] <= value) ++place;
        ++counts[place];
    }
};

// Keeps the values of wanted bins at the front of x, in order; gives how many. Values in the bin of a histogram edge are compared
// with the edges themselves. Others are not looked at again.
std::size_t keep_wanted(double* x, std::size_t n, const FineBin* bin, const std::vector<std::uint8_t>& flags,
                        CoarseBins& coarse) {
    std::array<std::uint16_t, chunk> flagged;
    std::size_t kept = 0;
    for (std::size_t begin = 0; begin < n; begin += chunk) {
        const std::size_t m = std::min(chunk, n - begin);
        std::size_t found = 0;
        for (std::size_t k = 0; k < m; ++k) {
            flagged[found] = static_cast<std::uint16_t>(k);
            found += flags[bin[begin + k]] != 0 ? 1 : 0;
        }
        for (std::size_t f = 0; f < found; ++f) __builtin_prefetch(x + begin + flagged[f], 1);
        for (std::size_t f = 0; f < found; ++f) {
            const double value = x[begin + flagged[f]];
            const FineBin of_value = bin[begin + flagged[f]];
            const std::uint8_t flag = flags[of_value];
            if ((flag & edge_bin) != 0) coarse.add(value, of_value);
            x[kept] = value;
            kept += flag & wanted_bin;
        }
    }
    return kept;
}

// Counts of the histogram from the fine bins, which never decrease with the value: one without an inner edge lies wholly between
// two. Those with an edge are flagged for keep_wanted instead.
void count_coarse(const BinCounts& counts, const BinMap& map, std::vector<std::uint8_t>& flags, CoarseBins& coarse) {
    const Edges& edges = coarse.edges;
    coarse.counts.assign(histogram_bins, 0);
    coarse.below.resize(select_bins);
    std::array<FineBin, histogram_bins + 1> of_edge;
    map.fill(edges.data(), edges.size(), of_edge.data());
    for (std::size_t k = 1; k < histogram_bins; ++k) flags[of_edge[k]] |= edge_bin;
    std::size_t below = 0;  // inner edges in lower bins
    for (std::size_t b = 0; b < select_bins; ++b) {
        while (below + 1 < histogram_bins && of_edge[below + 1] < b) ++below;
        coarse.below[b] = static_cast<std::uint8_t>(below);
        if ((flags[b] & edge_bin) == 0) coarse.counts[below] += counts[b];
    }
}

void select_ranks(double* x, std::size_t begin, std::size_t end, const std::size_t* first, const std::size_t* last) {
    if (first == last) return;
    const std::size_t* middle = first + (last - first) / 2;
    std::nth_element(x + begin, x + *middle, x + end);
    select_ranks(x, begin, *middle, first, middle);
    select_ranks(x, *middle + 1, end, middle + 1, last);
}

// Values at the ranks. Narrows by bins of equal width, then by bits, while that leaves much.
std::vector<double> narrow_and_select(double* x, std::size_t n, double minimum, double maximum, Ranks ranks, const Edges& edges,
                                      std::vector<std::uint64_t>* histogram, std::vector<FineBin>& bins) {
    CoarseBins coarse{edges, {}, {}};
    for (int level = 0; level < 4 && (n > small_column || (level == 0 && histogram != nullptr)) && minimum < maximum; ++level) {
        const BinMap map = level < 2 ? BinMap::linear(minimum, maximum) : BinMap::by_bits(minimum, maximum);
        if (bins.size() < n) {
            bins = {};
            bins.resize(n);
        }
        const BinCounts counts = count_bins(x, n, map, bins.data());
        std::vector<std::uint8_t> flags = mark_wanted(counts, ranks);
        const bool binned = level == 0 && histogram != nullptr;
        if (binned) count_coarse(counts, map, flags, coarse);
        const std::size_t kept = keep_wanted(x, n, bins.data(), flags, coarse);
        if (binned) *histogram = coarse.counts;
        const bool enough = kept <= n / 8;
        n = kept;
        if (enough) break;
        const auto [low, high] = std::minmax_element(x, x + n);
        minimum = *low;
        maximum = *high;
    }
    if (minimum < maximum) select_ranks(x, 0, n, ranks.data(), ranks.data() + ranks.size());
    std::vector<double> values;
    for (const std::size_t rank : ranks) values.push_back(x[rank] + 0.0);  // one zero
    return values;
}

std::vector<double> interpolate(const Ranks& ranks, const std::vector<double>& values, std::size_t n) {
    const auto at = [&](std::size_t rank) {
        const auto place = std::lower_bound(ranks.begin(), ranks.end(), rank);
        return values[static_cast<std::size_t>(place - ranks.begin())];
    };
    std::vector<double> quantiles;
    for (const double level : quantile_levels) {
        const QuantilePosition p = quantile_position(level, n);
        const double low = at(p.rank);
        quantiles.push_back(p.share > 0 ? between(low, at(p.rank + 1), p.share) : low);
    }
    return quantiles;
}

Ranks ranks_of_quantiles(std::size_t n) {
    Ranks ranks;
    for (const double level : quantile_levels) {
        const QuantilePosition p = quantile_position(level, n);
        ranks.push_back(p.rank);
        if (p.share > 0) ranks.push_back(p.rank + 1);
    }
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    return ranks;
}

}  // namespace

void summarise_column(double* x, std::size_t n, double minimum, double maximum, WithHistogram histogram, Distribution& out,
                      std::vector<FineBin>& bins) {
    const bool wanted = histogram == WithHistogram::yes;
    if (n == 0) {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        out.quantiles.assign(quantile_levels.size(), nan);
        out.histogram.assign(wanted ? histogram_bins : 0, 0);
        out.histogram_edges.assign(wanted ? histogram_bins + 1 : 0, nan);
        return;
    }
    const Edges edges = histogram_edges(minimum, maximum);
    const bool by_bins = wanted && BinMap::linear(minimum, maximum).is_linear();
    if (wanted) {
        out.histogram.assign(histogram_bins, 0);
        out.histogram_edges.assign(edges.begin(), edges.end());
        if (minimum == maximum) {
            out.histogram[place_among(edges, minimum)] = n;
        } else if (!by_bins) {
            for (std::size_t k = 0; k < n; ++k) ++out.histogram[place_among(edges, x[k])];
        }
    }
    const Ranks ranks = ranks_of_quantiles(n);
    out.quantiles =
        interpolate(ranks, narrow_and_select(x, n, minimum, maximum, ranks, edges, by_bins ? &out.histogram : nullptr, bins), n);
}

}  // namespace yuce::results
