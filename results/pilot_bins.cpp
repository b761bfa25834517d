#include "results/pilot_bins.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace yuce::results {
namespace {

constexpr double reach = 2.15;           // of the core from the median, in distances of the 1 % and 99 % quantiles
constexpr double least_outside = 0.002;  // of the pilot may lie on either side of the core: the levels asked for stay inside
constexpr double most_extreme = 1e300;   // of the core's ends, so that differences do not overflow
constexpr std::size_t neighbours = 8;    // cells on either side whose mean steadies a cell's share of bins
constexpr std::size_t sampled = 256;     // values that show whether the column has atoms

// Outer bins: 1 + 4 distance / width of the core, by its exponent and first 5 bits.
constexpr int outer_bits = 5, outer_shift = 52 - outer_bits;
constexpr std::uint64_t outer_first = std::uint64_t{1023} << outer_bits;
constexpr std::int32_t last_outer = (1024 << outer_bits) - 1;

double at_rank(std::vector<double>& x, double share) {
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(x.size() - 1));
    std::nth_element(x.begin(), x.begin() + rank, x.end());
    return x[static_cast<std::size_t>(rank)];
}

}  // namespace

PilotBins::PilotBins(const double* pilot, std::size_t n, const Kernels& kernels) : kernels_(&kernels) {
    set_core(pilot, n);
    split_cells(pilot, n);
    find_atoms(pilot, n);
}

void PilotBins::set_core(const double* pilot, std::size_t n) {
    std::vector<double> x(pilot, pilot + n);
    if (n == 0) x = {0, 1};
    const auto [minimum, maximum] = std::minmax_element(x.begin(), x.end());
    const double lowest = *minimum, highest = *maximum;
    const double middle = at_rank(x, 0.5);
    low_ = std::max(lowest, middle - reach * (middle - at_rank(x, 0.01)));
    high_ = std::min(highest, middle + reach * (at_rank(x, 0.99) - middle));
    low_ = std::clamp(std::min(low_, at_rank(x, least_outside)), -most_extreme, most_extreme);
    high_ = std::clamp(std::max(high_, at_rank(x, 1 - least_outside)), low_, most_extreme);
    const double least = std::max(1e-280, std::ldexp(std::max(std::abs(low_), std::abs(high_)), -40));
    if (high_ - low_ < 2 * least) {
        const double centre = low_ + (high_ - low_) / 2;
        low_ = centre - least;
        high_ = centre + least;
    }
    scale_ = static_cast<double>(cells) / (high_ - low_);
}

// Bins by the square root of the pilot's share: narrow where many values lie, yet not all of them there.
void PilotBins::split_cells(const double* pilot, std::size_t n) {
    std::vector<double> held(cells, 0), weight(cells, 0);
    for (std::size_t k = 0; k < n; ++k) {
        const double place = (pilot[k] - low_) * scale_;
        if (place >= 0 && place < cells) held[static_cast<std::size_t>(place)] += 1;
    }
    double sum = 0;
    for (std::size_t c = 0; c < cells; ++c) {
        const std::size_t from = c - std::min(c, neighbours), to = std::min(cells, c + neighbours + 1);
        double near = 0;
        for (std::size_t k = from; k < to; ++k) near += held[k];
        weight[c] = std::sqrt(held[c]) + std::sqrt(near / static_cast<double>(to - from));
        sum += weight[c];
    }
    first_.assign(cells + 2, 0);
    split_.assign(cells + 2, 0);
    std::int32_t next = 1;
    const double width = (high_ - low_) / cells;
    for (std::size_t c = 0; c < cells; ++c) {
        const double share = sum > 0 ? weight[c] / sum : 0;
        const auto parts = 1 + static_cast<std::int32_t>(share * static_cast<double>(most_bins - cells));
        first_[c + 1] = next;
        split_[c + 1] = parts;
        next += parts;
        for (std::int32_t p = 0; p < parts; ++p) {
            edges_.push_back(low_ + width * (static_cast<double>(c) + static_cast<double>(p) / parts));
        }
    }
    first_[cells + 1] = next;
    edges_.push_back(high_);
}

void PilotBins::find_atoms(const double* pilot, std::size_t n) {
    std::vector<double> x(pilot, pilot + std::min(n, sampled));
    std::sort(x.begin(), x.end());
    if (std::adjacent_find(x.begin(), x.end()) == x.end()) return;
    x.assign(pilot, pilot + n);
    std::sort(x.begin(), x.end());
    for (std::size_t k = 1; k < n; ++k) {
        if (x[k] == x[k - 1] && (atoms_.empty() || atoms_.back() != x[k])) atoms_.push_back(x[k]);
    }
}

void PilotBins::fill(const double* x, std::size_t n, std::int32_t* bin) const {
    kernels_->cell_bins(x, n, {low_, scale_, static_cast<std::int32_t>(cells), first_.data(), split_.data()}, bin);
}

std::int32_t PilotBins::outer_bin(double distance) const {
    const double u = 1 + std::max(0.0, distance) / (high_ - low_) * 4;
    const auto bin = static_cast<std::int32_t>((std::bit_cast<std::uint64_t>(u) >> outer_shift) - outer_first);
    return std::min(bin, last_outer);
}

double PilotBins::outer_edge(std::int32_t outer) const {
    const auto bits = (static_cast<std::uint64_t>(outer) + outer_first) << outer_shift;
    return (std::bit_cast<double>(bits) - 1) * ((high_ - low_) / 4);
}

// Placing a value rounds to some units in the last place of the largest number met on the way.
PilotBins::Range PilotBins::widened(double low, double high) const {
    constexpr double eps = std::numeric_limits<double>::epsilon();
    const double core = std::max(std::abs(low_), std::abs(high_));
    return {low - 16 * eps * std::max(core, std::abs(low)), high + 16 * eps * std::max(core, std::abs(high))};
}

PilotBins::Range PilotBins::core_range(std::size_t bin) const { return widened(edges_[bin - 1], edges_[bin]); }
PilotBins::Range PilotBins::below_range(std::int32_t outer) const {
    return widened(low_ - outer_edge(outer + 1), low_ - outer_edge(outer));
}
PilotBins::Range PilotBins::above_range(std::int32_t outer) const {
    return widened(high_ + outer_edge(outer), high_ + outer_edge(outer + 1));
}

std::size_t PilotBins::bytes() {
    return 2 * (cells + 2) * sizeof(std::int32_t) + (most_bins + 1) * sizeof(double) + 2048 * sizeof(double);
}

}  // namespace yuce::results
