#include "results/column.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <new>
#include <vector>

#include "results/quantile_rules.hpp"
#include "results/strip_kernels.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t chunk = found_room;
constexpr std::size_t small_column = 4096;  // selected without binning

using Edges = HistogramEdges;

// Order of doubles as order of whole numbers; -0 is +0, as it is for the comparisons that gave the extremes.
std::uint64_t key_of(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x + 0.0);
    return bits >> 63 != 0 ? ~bits : bits | std::uint64_t{1} << 63;
}

// Values to fine bins, never decreasing: of equal width, or (against outliers and overflow) by the bits of the double.
class BinMap {
public:
    static BinMap linear(double minimum, double maximum, const StripKernels& kernels) {
        BinMap map;
        map.kernels_ = &kernels;
        map.minimum_ = minimum;
        map.scale_ = static_cast<double>(fine_bins) / (maximum - minimum);
        map.linear_ = std::isfinite(maximum - minimum) && std::isfinite(map.scale_) && map.scale_ > 0;
        return map.linear_ ? map : by_bits(minimum, maximum);
    }
    static BinMap by_bits(double minimum, double maximum) {
        BinMap map;
        map.first_key_ = key_of(minimum);
        const int used = 64 - std::countl_zero(key_of(maximum) - map.first_key_);
        map.shift_ = std::max(0, used - 16);
        return map;
    }
    bool is_linear() const { return linear_; }
    void fill(const double* x, std::size_t n, FineBin* bin) const {
        if (linear_) {
            kernels_->bins(x, n, minimum_, scale_, fine_bins - 1, bin);
            return;
        }
        for (std::size_t k = 0; k < n; ++k) bin[k] = static_cast<FineBin>((key_of(x[k]) - first_key_) >> shift_);
    }

private:
    const StripKernels* kernels_ = nullptr;  // where linear
    bool linear_ = false;
    double minimum_ = 0, scale_ = 0;
    std::uint64_t first_key_ = 0;
    int shift_ = 0;
};

using BinCounts = std::vector<std::uint64_t>;

// By select bin; bin[n]: of each value the fine one.
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
            for (; j + 8 <= next; j += 8) {
                __builtin_prefetch(x + j + chunk, 0, 2);  // memory is at work while the processor counts
                for (std::size_t i = j; i < j + 8; i += 2) {
                    ++even[bin[i] / fine_of_select];
                    ++odd[bin[i + 1] / fine_of_select];
                }
            }
            for (; j < next; ++j) ++even[bin[j] / fine_of_select];
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

// The bins that hold a rank; the ranks then count among their values only.
SoughtBins seek_ranks(const BinCounts& counts, Ranks& ranks) {
    SoughtBins sought;
    sought.flags.assign(select_bins, 0);
    std::uint64_t below = 0, dropped = 0;  // values in earlier bins; of those, in bins not sought
    std::size_t next = 0;
    for (std::size_t b = 0; b < select_bins && next < ranks.size(); ++b) {
        const std::uint64_t end = below + counts[b];
        bool holds = false;
        for (; next < ranks.size() && ranks[next] < end; ++next) {
            ranks[next] -= dropped;
            holds = true;
        }
        if (holds) {
            assert(sought.select.size() < most_sought);
            sought.select.push_back(static_cast<FineBin>(b));
            sought.flags[b] = 1;
        } else {
            dropped += counts[b];
        }
        below = end;
    }
    return sought;
}

// The histogram by fine bins, of which the two at an edge may hold values of either side.
struct EdgeBins {
    const Edges& edges;
    std::vector<std::uint64_t> counts;

    // Whether elsewhere fine bins lie on the side of an edge that their number says. Not where edges are but some hundreds of
    // roundings apart.
    static bool fit(const Edges& edges, const BinMap& map) {
        std::array<FineBin, histogram_bins + 1> of_edge;
        map.fill(edges.data(), edges.size(), of_edge.data());
        for (std::size_t k = 1; k < histogram_bins; ++k) {
            const std::size_t at = k * fine_of_edges;
            if (of_edge[k] != at && of_edge[k] != at - 1) return false;
        }
        return true;
    }
    void count(const BinCounts& of_select) {
        counts.assign(histogram_bins, 0);
        for (std::size_t b = 0; b < select_bins; ++b) counts[b / (select_bins / histogram_bins)] += of_select[b];
    }
    void correct(double value, std::size_t bin) {
        const std::size_t edge = (bin + 1) / fine_of_edges, counted = bin / fine_of_edges;
        if ((bin + 1) % fine_of_edges > 1 || edge == 0 || edge == histogram_bins) return;
        --counts[counted];
        ++counts[value >= edges[edge] ? edge : edge - 1];
    }
};

// Keeps the values of the select bins sought at the front of x, in order; gives how many. edges: nullptr, or what is told of
// those at the edges. Others are not looked at again.
std::size_t keep_sought(const StripKernels& kernels, double* x, std::size_t n, const FineBin* bin, const SoughtBins& sought,
                        EdgeBins* edges) {
    std::array<std::uint16_t, found_room> found;
    std::size_t kept = 0;
    for (std::size_t begin = 0; begin < n; begin += chunk) {
        const std::size_t count = kernels.find(bin + begin, std::min(chunk, n - begin), sought, found.data());
        for (std::size_t f = 0; f < count; ++f) __builtin_prefetch(x + begin + found[f], 1);
        for (std::size_t f = 0; f < count; ++f) {
            const double value = x[begin + found[f]];
            const FineBin of_value = bin[begin + found[f]];
            if (edges != nullptr) edges->correct(value, of_value);
            x[kept] = value;
            kept += sought.flags[of_value / fine_of_select];
        }
    }
    return kept;
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
                                      std::vector<std::uint64_t>* histogram, BinRoom& room) {
    EdgeBins by_edges{edges, {}};
    for (int level = 0; level < 4 && (n > small_column || (level == 0 && histogram != nullptr)) && minimum < maximum; ++level) {
        const BinMap map = level < 2 ? BinMap::linear(minimum, maximum, room.kernels()) : BinMap::by_bits(minimum, maximum);
        FineBin* const bins = room.of(n);
        const BinCounts counts = count_bins(x, n, map, bins);
        SoughtBins sought = seek_ranks(counts, ranks);
        sought.edges = level == 0 && histogram != nullptr;
        if (sought.edges) by_edges.count(counts);
        const std::size_t kept = keep_sought(room.kernels(), x, n, bins, sought, sought.edges ? &by_edges : nullptr);
        if (sought.edges) *histogram = by_edges.counts;
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

FineBin* BinRoom::of(std::size_t n) {
    if (n > capacity_) {
        bins_.reset();
        capacity_ = 0;
        bins_ = large_array<FineBin>(n);
        if (!bins_) throw std::bad_alloc();
        capacity_ = n;
    }
    return bins_.get();
}

void summarise_column(double* x, std::size_t n, double minimum, double maximum, WithHistogram histogram, Distribution& out,
                      BinRoom& room) {
    const bool wanted = histogram == WithHistogram::yes;
    if (n == 0) {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        out.quantiles.assign(quantile_levels.size(), nan);
        out.histogram.assign(wanted ? histogram_bins : 0, 0);
        out.histogram_edges.assign(wanted ? histogram_bins + 1 : 0, nan);
        return;
    }
    const Edges edges = histogram_edges(minimum, maximum);
    const BinMap map = BinMap::linear(minimum, maximum, room.kernels());
    const bool by_bins = wanted && map.is_linear() && EdgeBins::fit(edges, map);
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
        interpolate(ranks, narrow_and_select(x, n, minimum, maximum, ranks, edges, by_bins ? &out.histogram : nullptr, room), n);
}

}  // namespace yuce::results
