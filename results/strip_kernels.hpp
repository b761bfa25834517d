// The inner loops over a strip's rows, one function table an instruction set with the same bits on all of them: sums run in 8
// virtual lanes (the value of path p goes to lane p % 8) that are combined in one fixed tree at the end of a block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/program.hpp"
#include "results/result_set.hpp"
#include "results/statistics.hpp"

namespace yuce::results {

// Sums over a block of powers of (value - centre), and extremes, in 8 lanes. Begins with all lanes at `centre`, which is to be
// near the middle of the values: the moments are as good as if taken around the mean.
struct alignas(64) ColumnSums {
    double first[8], second[8], third[8], fourth[8], lowest[8], highest[8];
    double centre = 0;

    void begin(double at);
    // Of n values added.
    Moments moments(std::uint64_t n) const;
};

// Of eight rows; whole vectors do not straddle lines of the cache.
struct alignas(64) EightSums {
    double sums[8];
};

// The number of one of up to 65,536 bins. `fine_of_select` of them make a select bin, `fine_of_edges` lie between two edges.
using FineBin = std::uint16_t;
inline constexpr std::size_t fine_bins = 65536, select_bins = 4096, fine_of_select = fine_bins / select_bins,
                             fine_of_edges = fine_bins / histogram_bins;

// What is sought among the fine bins of values.
struct SoughtBins {
    std::vector<FineBin> select;      // select bins, distinct, at most most_sought
    std::vector<std::uint8_t> flags;  // [select_bins], 1 for those
    bool edges = false;               // besides the two at every edge, below and above it
};

inline constexpr std::size_t found_room = 4096, most_sought = 32;

// Rows are read in whole vectors of 8: n is a multiple of 8, but for bins and find. Nothing else is.
struct StripKernels {
    engine::Isa isa;
    // Lanes that hold the centre add nothing. to: nullptr, or where the values are kept, 64-byte aligned, past the cache: nobody
    // reads them soon. See finish_stores().
    void (*add)(const double* x, std::size_t n, ColumnSums& sums, double* to);
    // Bit k % 8 of bytes[k / 8]: low <= x[k] <= high; NaN is outside.
    void (*range_bits)(const double* x, std::size_t n, double low, double high, std::uint8_t* bytes);
    // sums[row / 8][mask].sums[row % 8] += the values of the row's paths that the mask marks, four paths in turn: the sum of
    // those marked of (0 and 1) and (2 and 3), then to what is there. Bit k % 8 of byte k / 8 of a mask is path k's. What stands
    // where no mask marks may be anything. Cost: an addition for every four paths of a row and a mask.
    void (*add_marked)(const double* const* rows, std::size_t row_count, std::size_t n, const std::uint8_t* const* masks,
                       std::size_t mask_count, EightSums* sums);
    // bin[k] = (x[k] - low) * scale, cut to whole numbers and to 0 .. last. n of any size.
    void (*bins)(const double* x, std::size_t n, double low, double scale, std::uint16_t last, FineBin* bin);
    // found: the places of those sought among n <= 4096 bins, ascending; has room for found_room. Gives how many.
    std::size_t (*find)(const FineBin* bin, std::size_t n, const SoughtBins& sought, std::uint16_t* found);
};

// After values were kept, before other threads are told that the values are there.
void finish_stores();

double lane_sum(const double* lanes);

// Those of the set, or the best below it that this processor runs.
const StripKernels& strip_kernels(engine::Isa isa);
// All it runs, the portable last: for tests.
std::vector<const StripKernels*> available_strip_kernels();

}  // namespace yuce::results
