#include "results/quantile_rules.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuce::results {

QuantilePosition quantile_position(double level, std::size_t n) {
    const double h = static_cast<double>(n - 1) * level;
    const auto rank = std::min(static_cast<std::size_t>(h), n - 1);
    return {rank, h - static_cast<double>(rank)};
}

double between(double a, double b, double share) {
    if (a == b) return a;
    const double width = b - a;
    if (!std::isfinite(width)) return a * (1 - share) + b * share;
    return share < 0.5 ? a + width * share : b - width * (1 - share);
}

HistogramEdges histogram_edges(double minimum, double maximum) {
    HistogramEdges edges;
    if (minimum == maximum) {
        const double half = std::max(0.5, std::abs(minimum) * 1e-9);
        constexpr double largest = std::numeric_limits<double>::max();
        minimum = std::max(minimum - half, -largest);
        maximum = std::min(maximum + half, largest);
    }
    const double width = maximum - minimum;
    for (std::size_t k = 0; k <= histogram_bins; ++k) {
        const double share = static_cast<double>(k) / histogram_bins;
        edges[k] = std::isfinite(width) ? minimum + width * share : minimum * (1 - share) + maximum * share;
    }
    edges.back() = maximum;
    return edges;
}

std::size_t place_among(const HistogramEdges& edges, double x) {
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, x);
    return static_cast<std::size_t>(above - edges.begin() - 1);
}

}  // namespace yuce::results
