// Intervals of what was counted, for every sampling design.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/block_summary.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// The t with P(|T| <= t) = 0.95, T of Student's distribution with so many degrees of freedom; 0 degrees give infinity.
double student_t95(std::uint64_t degrees);

// 95 %. Independent paths: Wilson; differences Bonett and Price. Designs: a ratio of sums over independent units (W. G. Cochran,
// "Sampling Techniques", 3rd ed. 1977, section 6.3) with Student's t of units - 1 degrees, cut at the ends of the possible; where
// units agree to less than one path, or fewer than 64 paths meet or miss the target (differ), also all of the interval of
// independent paths.
class Intervals {
public:
    Intervals(const Layout& layout, const Counts& counts);
    std::vector<Estimate> probabilities() const;
    std::vector<Estimate> strict() const;
    Estimate goal(std::size_t goal) const;
    Estimate difference(std::size_t target) const;
    double mean_error(std::size_t output) const;

private:
    Estimate proportion(std::uint64_t hits, const std::vector<UnitSums>& sums, std::size_t index) const;
    double half_width(double value, const UnitSums& sums, std::int64_t squared_paths, std::uint64_t paths) const;

    const Counts& counts_;
    Unit unit_;
    double t_;
};

}  // namespace yuce::results
