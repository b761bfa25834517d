// Exact quantiles and histogram of a column that is never kept: its values pass twice, first to be counted in bins, then for the
// few that stand where a quantile or an edge of the histogram falls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "results/column.hpp"
#include "results/quantile_rules.hpp"
#include "results/result_set.hpp"
#include "results/strip_kernels.hpp"

namespace yuce::results {

inline constexpr std::size_t selection_bins = 2048;

// Bins of equal width where most values are; the first and last hold all beyond. Where they stand decides about time and memory,
// never about results.
struct SelectionBins {
    double low = 0, scale = 1;
    // Around the middle 99 % of some values, which are put into another order.
    static SelectionBins around(std::vector<double>& pilot);
    // n up to a block; bin[k] in 0 .. selection_bins - 1, never decreasing with x.
    void place(const StripKernels& kernels, const double* x, std::size_t n, FineBin* bin) const;
};

// What the second pass is to look at, made from the first one's counts.
class ColumnSelection {
public:
    ColumnSelection() = default;
    // counts: values in each bin; n > 0 of them with these extremes (all finite).
    ColumnSelection(const SelectionBins& bins, const StripKernels& kernels, const std::vector<std::uint64_t>& counts,
                    std::uint64_t n, double minimum, double maximum, WithHistogram histogram);

    // Nothing needs a second look: a constant, or no value at all.
    bool is_settled() const { return flags_.empty(); }

    // What one thread has found. Memory: a number for each value in a bin that holds a quantile, but equal ones once.
    class Found {
    public:
        // x[0..n), n up to a block. Cost: about 0.7 ns a value.
        void take(const ColumnSelection& selection, const double* x, std::size_t n);

    private:
        friend class ColumnSelection;
        struct Bin {
            double first = 0;
            std::uint64_t equal = 0;     // values equal to the first
            std::vector<double> others;  // in any order
        };
        std::vector<Bin> wanted_;
        std::vector<std::uint64_t> histogram_;  // values in bins with an edge
    };

    // Fills out.quantiles and, if wanted, out.histogram and out.histogram_edges, with the very numbers of summarise_column.
    void summarise(const std::vector<const Found*>& found, Distribution& out) const;

private:
    struct Wanted {
        std::size_t bin = 0;
        std::uint64_t below = 0;  // values in lower bins
    };
    void want_ranks(const std::vector<std::uint64_t>& counts);
    void count_histogram(const std::vector<std::uint64_t>& counts);
    double value_at(std::uint64_t rank, const std::vector<std::vector<std::pair<double, std::uint64_t>>>& sorted) const;

    SelectionBins bins_;
    const StripKernels* kernels_ = nullptr;
    std::uint64_t n_ = 0;
    double minimum_ = 0, maximum_ = 0;
    WithHistogram with_histogram_ = WithHistogram::no;
    HistogramEdges edges_{};
    std::vector<std::uint64_t> histogram_;  // values in bins without an edge
    std::vector<std::uint8_t> flags_;       // by bin: 1 + place among wanted_ or 0, and edge_flag
    std::vector<Wanted> wanted_;
};

}  // namespace yuce::results
