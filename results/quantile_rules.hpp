// Where a quantile lies among sorted values and where a histogram's edges are: one rule for exact and streaming quantiles.
#pragma once

#include <array>
#include <cstddef>

#include "results/result_set.hpp"

namespace yuce::results {

// Type 7 of Hyndman and Fan (1996), as NumPy and R by default: from the value of `rank` (from 0) `share` of the way to the next.
struct QuantilePosition {
    std::size_t rank;
    double share;  // 0 .. 1; 0 for the last
};
QuantilePosition quantile_position(double level, std::size_t n);

// `share` of the way from a to b >= a, as NumPy: exact at both ends and monotone; does not overflow.
double between(double a, double b, double share);

using HistogramEdges = std::array<double, histogram_bins + 1>;
// Equal width from minimum to maximum; a bin's width around a constant.
HistogramEdges histogram_edges(double minimum, double maximum);
// The histogram's bin of a value: one at an inner edge counts above it.
std::size_t place_among(const HistogramEdges& edges, double x);

}  // namespace yuce::results
