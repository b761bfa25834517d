// Sums over the independent units of a sampling design (pairs of paths, replicates), beside the counts over paths: they say how
// far a probability or mean can be off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "results/statistics.hpp"

namespace yuce::results {

struct BlockMasks;
struct Kernels;
struct Counts;

enum class Unit { path, pair, replicate };
Unit unit_of(const std::string& sampling);

// Of a number counted in every unit: sums over units of its square and of its product with the unit's paths that count.
struct UnitSums {
    std::int64_t squares = 0, products = 0;
    void merge(const UnitSums& other);
};

// Of numbers x and weights w: sum of w and weighted moments of x. D. H. D. West, Communications of the ACM 22 (1979).
struct WeightedMoments {
    double weight = 0, mean = 0, m2 = 0;
    void add(double x, double w);
    void merge(const WeightedMoments& other);
};

// Everything is empty where paths are independent. A path that failed does not count; a unit all of whose paths failed is a unit.
struct UnitCounts {
    std::uint64_t units = 0;
    // over units: the squared number of paths that count, here, and both here and in the reference
    std::int64_t paths_squared = 0, both_squared = 0;
    std::vector<UnitSums> hits, strict, goals, differences;  // differences: met here, less met in the reference
    std::vector<Moments> pair_means;                         // by output; pairs of which one path failed left out
    std::vector<WeightedMoments> replicate_means;            // by output; weight: the squared number of paths that count

    void merge(const UnitCounts& other);
};

// Of one block that is a replicate, from its counts.
UnitCounts replicate_counts(const Counts& counts);

struct StrictRow {
    const double* row = nullptr;  // nullptr: the target has no strict reading of its own
    double low = 0, high = 0;
};
// Of one block of antithetic pairs (path i with i + 8 in runs of 16). Fills in all but pair_means. goals: indices of targets.
UnitCounts pair_counts(const std::vector<StrictRow>& strict, const std::vector<std::vector<std::size_t>>& goals,
                       const BlockMasks* reference, const BlockMasks& masks, std::size_t n, const Kernels& kernels);
// Moments of the means of whole pairs of a row of n values.
Moments pair_moments(const double* row, std::size_t n, const std::uint64_t* valid, const Kernels& kernels);

}  // namespace yuce::results
