// The inner loops over a strip's rows, one function table an instruction set with the same bits on all of them: sums run in 8
// virtual lanes (the value of path p goes to lane p % 8) that are combined in one fixed tree at the end of a block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

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

// Masks are taken in groups: a path's bits in a group are its code. A value is then added once a group, not once a mask, and a
// mask's sum is that of the codes with its bit.
inline constexpr std::size_t group_masks = 5, group_codes = std::size_t{1} << group_masks, code_sums = group_codes * 8;

// Octets of rows whose sums stand side by side.
inline constexpr std::size_t octets_together = 6;

// Of eight rows; whole vectors do not straddle lines of the cache.
struct alignas(64) EightSums {
    double sums[8];
};

std::size_t groups_of(std::size_t masks);
// codes[group][path]: of n paths (a multiple of 8). masks[m]: bit k % 8 of byte k / 8 is path k's.
void codes_of_masks(const std::vector<const std::uint8_t*>& masks, std::size_t n, std::uint8_t* codes);
// The sums of eight rows (`octet`, of all `octets`: the rows from 8 * octet on) over the paths of each mask, [mask].
void sums_of_masks(const double* sums, std::size_t masks, std::size_t octet, std::size_t octets, std::vector<EightSums>& out);

// The number of one of up to 65,536 bins.
using FineBin = std::uint16_t;

// Rows are read in whole vectors of 8: n is a multiple of 8. Nothing else is.
struct StripKernels {
    // Lanes that hold the centre add nothing.
    void (*add)(const double* x, std::size_t n, ColumnSums& sums);
    // Bit k % 8 of bytes[k / 8]: low <= x[k] <= high; NaN is outside.
    void (*range_bits)(const double* x, std::size_t n, double low, double high, std::uint8_t* bytes);
    // For every group of masks and every path: adds the values of all rows to the sums of the path's code, path after path.
    // codes: as codes_of_masks gives them; sums: code_sums numbers for each octet and group, 64-byte aligned,
    // [row / n][group][code][row % n] with n = 8 * octets_together, or what is left for the last rows. What stands in the rows
    // where every code is 0 may be anything: sums of code 0 are of no use.
    void (*add_by_code)(const double* const* rows, std::size_t row_count, std::size_t n, const std::uint8_t* codes,
                        std::size_t groups, double* sums);
    // bin[k] = (x[k] - low) * scale, cut to whole numbers and to 0 .. last. n of any size.
    void (*bins)(const double* x, std::size_t n, double low, double scale, std::uint16_t last, FineBin* bin);
    // Copies to where nobody reads soon, past the cache; to is 64-byte aligned. See finish_stores().
    void (*store_past_cache)(const double* x, std::size_t n, double* to);
};

// After store_past_cache(), before other threads are told that the values are there.
void finish_stores();

double lane_sum(const double* lanes);

// The best this processor runs.
const StripKernels& strip_kernels();
// All it runs, the portable last: for tests.
std::vector<const StripKernels*> available_strip_kernels();

}  // namespace yuce::results
