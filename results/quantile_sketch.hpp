// Quantiles and histogram of a column that is not kept: exact counts in bins set from a pilot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "results/column.hpp"
#include "results/pilot_bins.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// Counts are whole numbers: neither the order in which parts are added nor who adds them changes anything.
class QuantileSketch {
public:
    explicit QuantileSketch(PilotBins bins);

    // x[0..n), finite, n up to a block. From any thread. Cost: about 1.5 ns a value.
    void add(const double* x, std::size_t n);

    // Fills out.quantiles and out.quantile_error: |stated - exact| never exceeds it; and, if wanted, out.histogram, its edges and
    // out.histogram_error: how many values a bin may have too many or too few. minimum and maximum are the exact extremes of all
    // that was added. Nothing added gives NaN. Not during add().
    void summarise(double minimum, double maximum, WithHistogram histogram, Distribution& out) const;

    static std::size_t bytes();  // held by one; what lies outside the pilot's core adds some bytes for each distinct bin

private:
    std::vector<std::uint64_t> counts_;  // below, core bins, above
    PilotBins bins_;
    std::map<std::int32_t, std::uint64_t> below_, above_;  // by outer bin
    std::mutex mutex_;
};

}  // namespace yuce::results
