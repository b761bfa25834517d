#include "results/quantile_sketch.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "engine/run.hpp"
#include "results/quantile_rules.hpp"

namespace yuce::results {
namespace {

// Values between low and high; all at `atom` as far as known, NaN: spread out.
struct Segment {
    double low, high;
    std::uint64_t begin, end;  // their ranks, from 0
    double atom;
    std::uint64_t count() const { return end - begin; }
};

struct Bounded {
    double value, low, high;
};

// The bins that hold something, from the lowest up.
class Segments {
public:
    Segments(double minimum, double maximum, const std::vector<double>& atoms)
        : minimum_(minimum), maximum_(maximum), atoms_(atoms) {}

    void add(PilotBins::Range range, std::uint64_t count) {
        if (count == 0) return;
        const double low = std::clamp(range.low, minimum_, maximum_), high = std::clamp(range.high, minimum_, maximum_);
        const auto atom = std::lower_bound(atoms_.begin(), atoms_.end(), low);
        const bool only = atom != atoms_.end() && *atom <= high && (atom + 1 == atoms_.end() || atom[1] > high);
        all_.push_back({low, high, total(), total() + count, only ? *atom : std::numeric_limits<double>::quiet_NaN()});
    }
    std::uint64_t total() const { return all_.empty() ? 0 : all_.back().end; }

    Bounded at(std::uint64_t rank) const {
        if (rank == 0) return {minimum_, minimum_, minimum_};
        if (rank + 1 == total()) return {maximum_, maximum_, maximum_};
        const Segment& s = *std::upper_bound(all_.begin(), all_.end(), rank,
                                             [](std::uint64_t r, const Segment& segment) { return r < segment.end; });
        const double share = (static_cast<double>(rank - s.begin) + 0.5) / static_cast<double>(s.count());
        return {std::isnan(s.atom) ? between(s.low, s.high, share) : s.atom, s.low, s.high};
    }

    // How many values lie below x, and how far off that may be.
    struct Below {
        std::uint64_t count = 0, error = 0;
    };
    Below below(double x) const {
        auto s = std::lower_bound(all_.begin(), all_.end(), x, [](const Segment& segment, double v) { return segment.high < v; });
        Below below{s == all_.begin() ? 0 : std::prev(s)->end, 0};
        for (; s != all_.end() && s->low < x; ++s) {
            const std::uint64_t part = part_below(*s, x);
            below.count += part;
            below.error += std::max(part, s->count() - part);
        }
        return below;
    }

private:
    static std::uint64_t part_below(const Segment& s, double x) {
        if (!std::isnan(s.atom)) return s.atom < x ? s.count() : 0;
        const double share = (x / 2 - s.low / 2) / (s.high / 2 - s.low / 2);
        return std::min(s.count(), static_cast<std::uint64_t>(std::llround(share * static_cast<double>(s.count()))));
    }

    double minimum_, maximum_;
    const std::vector<double>& atoms_;
    std::vector<Segment> all_;
};

void state_quantiles(const Segments& segments, Distribution& out) {
    out.quantiles.clear();
    out.quantile_error.clear();
    for (const double level : quantile_levels) {
        const QuantilePosition p = quantile_position(level, segments.total());
        Bounded q = segments.at(p.rank);
        if (p.share > 0) {
            const Bounded next = segments.at(p.rank + 1);
            q = {between(q.value, next.value, p.share), between(q.low, next.low, p.share), between(q.high, next.high, p.share)};
        }
        // Bins not wider than rounding overlap.
        if (!out.quantiles.empty()) q.value = std::max(q.value, out.quantiles.back());
        const double error = std::max(q.value - q.low, q.high - q.value);
        out.quantiles.push_back(q.value);
        // Differences and interpolations round.
        constexpr double eps = std::numeric_limits<double>::epsilon();
        out.quantile_error.push_back(error > 0 ? error * (1 + 4 * eps) + 2 * eps * std::abs(q.value) : 0);
    }
}

void state_histogram(const Segments& segments, double minimum, double maximum, Distribution& out) {
    const HistogramEdges edges = histogram_edges(minimum, maximum);
    const std::uint64_t n = segments.total();
    out.histogram_edges.assign(edges.begin(), edges.end());
    std::array<Segments::Below, histogram_bins + 1> below;
    for (std::size_t b = 1; b < histogram_bins; ++b) {
        below[b] = segments.below(edges[b]);
        const std::uint64_t least = edges[b] > minimum ? 1 : 0;  // the extremes are known
        if (minimum < maximum) below[b].count = std::clamp(below[b].count, least, n - 1);
    }
    below[histogram_bins].count = n;
    out.histogram.clear();
    out.histogram_error.clear();
    for (std::size_t b = 0; b < histogram_bins; ++b) {
        out.histogram.push_back(below[b + 1].count - below[b].count);
        out.histogram_error.push_back(std::min(n, below[b].error + below[b + 1].error));
    }
}

}  // namespace

QuantileSketch::QuantileSketch(PilotBins bins) : counts_(bins.core_bins() + 2, 0), bins_(std::move(bins)) {}

void QuantileSketch::add(const double* x, std::size_t n) {
    assert(n <= engine::block_paths);
    std::array<std::int32_t, engine::block_paths> bin;
    bins_.fill(x, n, bin.data());
    // Two tables, so that equal neighbours do not wait for each other.
    std::array<std::uint16_t, PilotBins::most_bins + 2> even, odd;
    const std::size_t size = counts_.size();
    std::fill_n(even.begin(), size, std::uint16_t{0});
    std::fill_n(odd.begin(), size, std::uint16_t{0});
    std::size_t k = 0;
    for (; k + 1 < n; k += 2) {
        ++even[static_cast<std::size_t>(bin[k])];
        ++odd[static_cast<std::size_t>(bin[k + 1])];
    }
    if (k < n) ++even[static_cast<std::size_t>(bin[k])];
    const auto above = static_cast<std::int32_t>(size - 1);
    const bool outside = even.front() + odd.front() + even[size - 1] + odd[size - 1] > 0;
    const std::lock_guard lock(mutex_);
    for (std::size_t b = 0; b < size; ++b) counts_[b] += static_cast<std::uint64_t>(even[b]) + odd[b];
    for (k = 0; outside && k < n; ++k) {
        if (bin[k] == 0) ++below_[bins_.below(x[k])];
        if (bin[k] == above) ++above_[bins_.above(x[k])];
    }
}

void QuantileSketch::summarise(double minimum, double maximum, WithHistogram histogram, Distribution& out) const {
    const bool wanted = histogram == WithHistogram::yes;
    Segments segments(minimum, maximum, bins_.atoms());
    for (auto outer = below_.rbegin(); outer != below_.rend(); ++outer) {
        segments.add(bins_.below_range(outer->first), outer->second);
    }
    for (std::size_t b = 1; b <= bins_.core_bins(); ++b) segments.add(bins_.core_range(b), counts_[b]);
    for (const auto& [outer, count] : above_) segments.add(bins_.above_range(outer), count);
    if (segments.total() == 0) {
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        out.quantiles.assign(quantile_levels.size(), nan);
        out.quantile_error.assign(quantile_levels.size(), nan);
        out.histogram.assign(wanted ? histogram_bins : 0, 0);
        out.histogram_error.assign(wanted ? histogram_bins : 0, 0);
        out.histogram_edges.assign(wanted ? histogram_bins + 1 : 0, nan);
        return;
    }
    state_quantiles(segments, out);
    if (wanted) state_histogram(segments, minimum, maximum, out);
}

std::size_t QuantileSketch::bytes() {
    constexpr std::size_t outer = 16384;
    return sizeof(QuantileSketch) + (PilotBins::most_bins + 2) * sizeof(std::uint64_t) + PilotBins::bytes() + outer;
}

}  // namespace yuce::results
