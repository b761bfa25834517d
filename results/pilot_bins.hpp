// Bins for values that are counted and not kept, set from a pilot: the first values of the column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "results/kernels.hpp"

namespace yuce::results {

// Bin 0 holds what lies below the core, bins 1 .. core_bins() the core, core_bins() + 1 what lies above. The core reaches over
// the pilot without its outliers: 2.15 times as far from the median as its 1 % and 99 % quantiles, nowhere beyond its extremes.
// It has cells of equal width, split the more finely the more of the pilot they hold. Beside the core bins grow with the distance
// (about 3 % of it), so that no outlier makes others coarse. Immutable; any thread may use it.
class PilotBins {
public:
    static constexpr std::size_t cells = 1024, most_bins = 4096;

    // pilot[0..n), finite; n = 0 gives some bins.
    PilotBins(const double* pilot, std::size_t n, const Kernels& kernels);

    std::size_t core_bins() const { return edges_.size() - 1; }
    void fill(const double* x, std::size_t n, std::int32_t* bin) const;
    // Outer bin, from 0, of a value below or above the core.
    std::int32_t below(double x) const { return outer_bin(low_ - x); }
    std::int32_t above(double x) const { return outer_bin(x - high_); }

    // Between which values those of a bin surely lie, rounding included.
    struct Range {
        double low, high;
    };
    Range core_range(std::size_t bin) const;  // 1 .. core_bins()
    Range below_range(std::int32_t outer) const;
    Range above_range(std::int32_t outer) const;

    // Values that came more than once in the pilot, ascending: where the law is discrete. In the middle of a range otherwise.
    const std::vector<double>& atoms() const { return atoms_; }

    static std::size_t bytes();  // at most held by one, atoms included

private:
    void set_core(const double* pilot, std::size_t n);
    void split_cells(const double* pilot, std::size_t n);
    void find_atoms(const double* pilot, std::size_t n);
    std::int32_t outer_bin(double distance) const;
    double outer_edge(std::int32_t outer) const;  // distance at which it begins
    Range widened(double low, double high) const;

    const Kernels* kernels_;
    double low_ = 0, high_ = 0, scale_ = 1;  // cells a unit
    std::vector<std::int32_t> first_, split_;
    std::vector<double> edges_;  // of the core's bins
    std::vector<double> atoms_;
};

}  // namespace yuce::results
