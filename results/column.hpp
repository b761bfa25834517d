// Exact quantiles and the histogram of one column of values.
#pragma once

#include <cstddef>
#include <vector>

#include "results/result_set.hpp"
#include "results/strip_kernels.hpp"

namespace yuce::results {

enum class WithHistogram { no, yes };

// Fills out.quantiles (quantile_levels, NumPy and R type 7) and, if wanted, out.histogram and out.histogram_edges (equal width
// from minimum to maximum; value at an inner edge counts above it). x[0..n) must be finite with the given extremes; it is
// overwritten. n = 0 gives NaN. Cost: a pass, one over their bins (`bins`, made as long as the column, is memory to be used
// again for the next one), and a selection among the few values in the bins that hold a quantile.
void summarise_column(double* x, std::size_t n, double minimum, double maximum, WithHistogram histogram, Distribution& out,
                      std::vector<FineBin>& bins);

}  // namespace yuce::results
