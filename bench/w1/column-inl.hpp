// Histogram and exact quantiles of one variable: one pass into fine bins, one over these for the values of those that hold a
// quantile. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_BENCH_W1_COLUMN_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_BENCH_W1_COLUMN_INL_HPP_
#undef YUCE_BENCH_W1_COLUMN_INL_HPP_
#else
#define YUCE_BENCH_W1_COLUMN_INL_HPP_
#endif

#include <algorithm>
#include <vector>

#include "bench/w1/paths-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::bench::w1::HWY_NAMESPACE {

inline constexpr std::size_t fine_bins = 4096;

struct Binning {
    double minimum, scale;
    // The fine bins of the values x[0 .. n), n a multiple of 8.
    HWY_INLINE void Place(const double* x, std::size_t n, std::uint16_t* bin) const {
        const D d;
        const hn::Rebind<std::int32_t, D> di;
        const hn::Rebind<std::uint16_t, D> du;
        const V low = hn::Set(d, minimum), factor = hn::Set(d, scale), last = hn::Set(d, fine_bins - 1.0);
        for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
            const V place = hn::Min(hn::Mul(hn::Sub(hn::Load(d, x + i), low), factor), last);
            hn::Store(hn::DemoteTo(du, hn::DemoteTo(di, place)), du, bin + i);
        }
    }
};

// Each block's part of the column and of its bins, with what is beyond the last path left out.
template <class Each>
HWY_INLINE void EachPart(const double* values, std::uint16_t* bins, std::size_t paths, const Each& each) {
    for (std::size_t first = 0; first < paths; first += block_paths) {
        each(values + first / block_paths * variables * row_paths, bins + first, std::min(block_paths, paths - first));
    }
}

// While eight values are looked at, eight of the next block begin their way from memory.
HWY_INLINE void FetchAhead(const double* x) { __builtin_prefetch(x + variables * row_paths, 0, 2); }

inline std::vector<std::uint32_t> CountBins(const double* values, std::size_t paths, const Binning& binning,
                                            std::uint16_t* bins) {
    std::vector<std::uint32_t> counts(fine_bins), odd(fine_bins);
    EachPart(values, bins, paths, [&](const double* x, std::uint16_t* bin, std::size_t n) HWY_ATTR {
        binning.Place(x, (n + 7) / 8 * 8, bin);
        for (std::size_t first = 0; first < n; first += 8) {
            FetchAhead(x + first);
            const std::size_t end = std::min(first + 8, n);
            for (std::size_t i = first; i + 1 < end; i += 2) {
                ++counts[bin[i]];
                ++odd[bin[i + 1]];
            }
        }
        if (n % 2 != 0) ++counts[bin[n - 1]];
    });
    for (std::size_t b = 0; b < fine_bins; ++b) counts[b] += odd[b];
    return counts;
}

struct Wanted {
    std::vector<std::size_t> ranks;   // among the values kept, rising
    std::vector<std::uint8_t> flags;  // of the fine bins
};

inline Wanted FindWanted(const std::vector<std::uint32_t>& counts, std::size_t paths) {
    Wanted wanted;
    for (const double level : levels) {
        const auto rank = static_cast<std::size_t>(level * static_cast<double>(paths - 1));
        wanted.ranks.push_back(rank);
        wanted.ranks.push_back(std::min(rank + 1, paths - 1));
    }
    wanted.flags.assign(fine_bins, 0);
    std::size_t below = 0, dropped = 0, next = 0;
    for (std::size_t b = 0; b < fine_bins && next < wanted.ranks.size(); ++b) {
        for (; next < wanted.ranks.size() && wanted.ranks[next] < below + counts[b]; ++next) {
            wanted.ranks[next] -= dropped;
            wanted.flags[b] = 1;
        }
        if (wanted.flags[b] == 0) dropped += counts[b];
        below += counts[b];
    }
    return wanted;
}

inline std::vector<double> KeepWanted(const double* values, std::size_t paths, std::uint16_t* bins, const Wanted& wanted,
                                      std::size_t most) {
    std::vector<double> kept(most);
    std::size_t count = 0;
    HWY_ALIGN std::uint16_t found[block_paths];
    EachPart(values, bins, paths, [&](const double* x, const std::uint16_t* bin, std::size_t n) HWY_ATTR {
        std::size_t in_part = 0;
        for (std::size_t i = 0; i < n; ++i) {
            found[in_part] = static_cast<std::uint16_t>(i);
            in_part += wanted.flags[bin[i]];
        }
        for (std::size_t f = 0; f < in_part; ++f) __builtin_prefetch(x + found[f]);
        for (std::size_t f = 0; f < in_part; ++f) kept[count++] = x[found[f]];
    });
    return kept;
}

inline void SelectRanks(double* x, std::size_t begin, std::size_t end, const std::size_t* first, const std::size_t* last) {
    if (first == last) return;
    const std::size_t* middle = first + (last - first) / 2;
    std::nth_element(x + begin, x + *middle, x + end);
    SelectRanks(x, begin, *middle, first, std::lower_bound(first, middle, *middle));
    SelectRanks(x, *middle + 1, end, std::upper_bound(middle, last, *middle), last);
}

inline void SummariseColumn(const double* values, std::size_t paths, double minimum, double maximum, Column& out) {
    const Binning binning{minimum, static_cast<double>(fine_bins) / (maximum - minimum)};
    static thread_local std::vector<std::uint16_t> of_column;
    of_column.resize((paths + 7) / 8 * 8);
    const std::vector<std::uint32_t> counts = CountBins(values, paths, binning, of_column.data());
    std::size_t most = 0;
    const Wanted wanted = FindWanted(counts, paths);
    for (std::size_t b = 0; b < fine_bins; ++b) {
        out.histogram[b / (fine_bins / bins)] += counts[b];
        if (wanted.flags[b] != 0) most += counts[b];
    }
    std::vector<double> kept = KeepWanted(values, paths, of_column.data(), wanted, most);
    SelectRanks(kept.data(), 0, kept.size(), wanted.ranks.data(), wanted.ranks.data() + wanted.ranks.size());
    for (std::size_t k = 0; k < std::size(levels); ++k) {
        const double place = levels[k] * static_cast<double>(paths - 1), share = place - std::floor(place);
        const double low = kept[wanted.ranks[2 * k]], high = kept[wanted.ranks[2 * k + 1]];
        out.quantiles[k] = share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
    }
}

}  // namespace yuce::bench::w1::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
