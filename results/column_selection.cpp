#include "results/column_selection.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/run.hpp"
#include "results/strip_kernels.hpp"

namespace yuce::results {
namespace {

constexpr std::uint8_t edge_flag = 128;

}  // namespace

SelectionBins SelectionBins::around(std::vector<double>& pilot) {
    SelectionBins bins;
    if (pilot.empty()) return bins;
    const std::size_t tail = pilot.size() / 200, last = pilot.size() - 1 - tail;
    const auto at = [&](std::size_t k) { return pilot.begin() + static_cast<std::ptrdiff_t>(k); };
    std::nth_element(pilot.begin(), at(tail), pilot.end());
    const double low = *at(tail);
    std::nth_element(pilot.begin(), at(last), pilot.end());
    double span = *at(last) - low;
    if (!(span > 0)) span = std::max(std::abs(low) * 1e-9, 1e-300);
    bins.low = low - span / 4;
    bins.scale = selection_bins / (1.5 * span);
    if (!std::isfinite(bins.low) || !std::isfinite(bins.scale) || !(bins.scale > 0)) return {};
    return bins;
}

void SelectionBins::place(const StripKernels& kernels, const double* x, std::size_t n, FineBin* bin) const {
    kernels.bins(x, n, low, scale, selection_bins - 1, bin);
}

ColumnSelection::ColumnSelection(const SelectionBins& bins, const StripKernels& kernels, const std::vector<std::uint64_t>& counts,
                                 std::uint64_t n, double minimum, double maximum, WithHistogram histogram)
    : bins_(bins), kernels_(&kernels), n_(n), minimum_(minimum), maximum_(maximum), with_histogram_(histogram) {
    if (n == 0) return;
    edges_ = histogram_edges(minimum, maximum);
    if (minimum == maximum) return;
    flags_.assign(selection_bins, 0);
    want_ranks(counts);
    if (histogram == WithHistogram::yes) count_histogram(counts);
}

void ColumnSelection::want_ranks(const std::vector<std::uint64_t>& counts) {
    std::vector<std::uint64_t> ranks;
    for (const double level : quantile_levels) {
        const QuantilePosition position = quantile_position(level, n_);
        ranks.push_back(position.rank);
        if (position.share > 0) ranks.push_back(position.rank + 1);
    }
    std::sort(ranks.begin(), ranks.end());
    std::uint64_t below = 0;
    std::size_t next = 0;
    for (std::size_t bin = 0; bin < selection_bins && next < ranks.size(); ++bin) {
        const std::uint64_t end = below + counts[bin];
        if (ranks[next] < end) {
            wanted_.push_back({bin, below});
            flags_[bin] = static_cast<std::uint8_t>(wanted_.size());
        }
        while (next < ranks.size() && ranks[next] < end) ++next;
        below = end;
    }
}

// Bins never decrease with the value, so a bin without an edge lies wholly between two.
void ColumnSelection::count_histogram(const std::vector<std::uint64_t>& counts) {
    histogram_.assign(histogram_bins, 0);
    std::array<FineBin, histogram_bins + 1> edge_bins;
    bins_.place(*kernels_, edges_.data(), edges_.size(), edge_bins.data());
    for (std::size_t k = 1; k < histogram_bins; ++k) flags_[edge_bins[k]] |= edge_flag;
    std::size_t between = 0;  // inner edges in lower bins
    for (std::size_t b = 0; b < selection_bins; ++b) {
        while (between + 1 < histogram_bins && edge_bins[between + 1] < b) ++between;
        if ((flags_[b] & edge_flag) == 0) histogram_[between] += counts[b];
    }
}

void ColumnSelection::Found::take(const ColumnSelection& selection, const double* x, std::size_t n) {
    if (selection.is_settled()) return;
    wanted_.resize(selection.wanted_.size());
    if (!selection.histogram_.empty()) histogram_.resize(histogram_bins);
    std::array<FineBin, engine::block_paths> bin;
    std::array<std::uint16_t, engine::block_paths> place;
    selection.bins_.place(*selection.kernels_, x, n, bin.data());
    std::size_t kept = 0;
    for (std::size_t k = 0; k < n; ++k) {
        place[kept] = static_cast<std::uint16_t>(k);
        kept += selection.flags_[bin[k]] != 0 ? 1 : 0;
    }
    for (std::size_t k = 0; k < kept; ++k) {
        const double value = x[place[k]];
        const std::uint8_t flag = selection.flags_[bin[place[k]]];
        if ((flag & edge_flag) != 0) ++histogram_[place_among(selection.edges_, value)];
        const auto wanted = static_cast<std::uint8_t>(flag & ~edge_flag);
        if (wanted == 0) continue;
        Bin& into = wanted_[wanted - 1U];
        if (into.equal == 0) into.first = value;
        if (value == into.first) {
            ++into.equal;
        } else {
            into.others.push_back(value);
        }
    }
}

double ColumnSelection::value_at(std::uint64_t rank,
                                 const std::vector<std::vector<std::pair<double, std::uint64_t>>>& sorted) const {
    std::size_t w = 0;
    while (w + 1 < wanted_.size() && wanted_[w + 1].below <= rank) ++w;
    std::uint64_t left = rank - wanted_[w].below;
    for (const auto& [value, times] : sorted[w]) {
        if (left < times) return value + 0.0;  // one zero
        left -= times;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

void ColumnSelection::summarise(const std::vector<const Found*>& found, Distribution& out) const {
    const bool with_histogram = with_histogram_ == WithHistogram::yes;
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    out.quantiles.assign(quantile_levels.size(), n_ == 0 ? nan : minimum_ + 0.0);
    out.histogram.clear();
    out.histogram_edges.clear();
    if (with_histogram) {
        out.histogram.assign(histogram_bins, 0);
        out.histogram_edges.assign(histogram_bins + 1, nan);
        if (n_ > 0) out.histogram_edges.assign(edges_.begin(), edges_.end());
        if (n_ > 0 && is_settled()) out.histogram[place_among(edges_, minimum_)] = n_;
    }
    if (is_settled()) return;
    std::vector<std::vector<std::pair<double, std::uint64_t>>> sorted(wanted_.size());
    if (with_histogram) out.histogram = histogram_;
    for (const Found* part : found) {
        for (std::size_t k = 0; k < part->histogram_.size(); ++k) out.histogram[k] += part->histogram_[k];
        for (std::size_t w = 0; w < part->wanted_.size(); ++w) {
            const Found::Bin& bin = part->wanted_[w];
            if (bin.equal > 0) sorted[w].emplace_back(bin.first, bin.equal);
            for (const double value : bin.others) sorted[w].emplace_back(value, 1);
        }
    }
    for (auto& values : sorted) std::sort(values.begin(), values.end());
    for (std::size_t level = 0; level < quantile_levels.size(); ++level) {
        const QuantilePosition position = quantile_position(quantile_levels[level], n_);
        const double low = value_at(position.rank, sorted);
        out.quantiles[level] = position.share > 0 ? between(low, value_at(position.rank + 1, sorted), position.share) : low;
    }
}

}  // namespace yuce::results
