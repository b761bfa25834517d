// Exact quantiles and the histogram of one column of values.
#pragma once

#include <cstddef>

#include "results/large_array.hpp"
#include "results/result_set.hpp"
#include "results/strip_kernels.hpp"

namespace yuce::results {

enum class WithHistogram { no, yes };

// Room for the bins of one column after the other, and what puts values into them.
class BinRoom {
public:
    explicit BinRoom(const StripKernels& kernels) : kernels_(kernels) {}
    const StripKernels& kernels() const { return kernels_; }
    // For n bins; what stood there is gone. Throws std::bad_alloc.
    FineBin* of(std::size_t n);
    static std::size_t bytes(std::size_t n) { return large_memory_taken(n * sizeof(FineBin)); }

private:
    const StripKernels& kernels_;
    LargeArray<FineBin> bins_;
    std::size_t capacity_ = 0;
};

// Fills out.quantiles (quantile_levels, NumPy and R type 7) and, if wanted, out.histogram and out.histogram_edges (equal width
// from minimum to maximum; value at an inner edge counts above it). x[0..n) must be finite with the given extremes; it is
// overwritten. n = 0 gives NaN. Cost: a pass, one over their bins (in `room`, one a thread), and a selection among the few values
// in the bins that hold a quantile.
void summarise_column(double* x, std::size_t n, double minimum, double maximum, WithHistogram histogram, Distribution& out,
                      BinRoom& room);

}  // namespace yuce::results
