#include "results/unit_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/law.hpp"

namespace yuce::results {
namespace {

// Fewer paths than these on one side: units differ by single paths, and their mean is far from normal.
constexpr std::uint64_t few_paths = 64;
// Sum of squared differences between units, in paths: below it units agree.
constexpr double agreement = 0.25;

// units / (units - 1) times the units' sum of squared differences from `value` times their paths.
double spread(double value, const UnitSums& sums, std::int64_t squared_paths, std::uint64_t units) {
    const double differences = static_cast<double>(sums.squares) - 2 * value * static_cast<double>(sums.products) +
                               value * value * static_cast<double>(squared_paths);
    if (units < 2 || differences < agreement) return 0;
    return differences * (static_cast<double>(units) / static_cast<double>(units - 1));
}

Estimate around(double value, double half, double least, double most) {
    return {value, std::max(least, value - half), std::min(most, value + half)};
}

Estimate covering(const Estimate& a, const Estimate& b) { return {a.value, std::min(a.low, b.low), std::max(a.high, b.high)}; }

}  // namespace

double student_t95(std::uint64_t degrees) {
    if (degrees == 0) return std::numeric_limits<double>::infinity();
    if (degrees == 1) return 12.706204736174707;
    if (degrees == 2) return 4.302652729749462;
    // Scaled to the law's own sd.
    const double df = static_cast<double>(degrees);
    engine::Law law;
    law.kind = engine::LawKind::student_t;
    law.numbers = {df, 0, std::sqrt(df / (df - 2))};
    return engine::law_quantile(law, 0.975);
}

Intervals::Intervals(const Layout& layout, const Counts& counts)
    : counts_(counts),
      unit_(unit_of(layout.sampling)),
      t_(unit_ == Unit::path || counts.units.units == 0 ? 0 : student_t95(counts.units.units - 1)) {}

double Intervals::half_width(double value, const UnitSums& sums, std::int64_t squared_paths, std::uint64_t paths) const {
    const double apart = spread(value, sums, squared_paths, counts_.units.units);
    return apart > 0 ? t_ * std::sqrt(apart) / static_cast<double>(paths) : 0;
}

Estimate Intervals::proportion(std::uint64_t hits, const std::vector<UnitSums>& sums, std::size_t index) const {
    const Estimate simple = wilson(hits, counts_.valid);
    if (unit_ == Unit::path || counts_.valid == 0) return simple;
    const double half = half_width(simple.value, sums[index], counts_.units.paths_squared, counts_.valid);
    const Estimate own = around(simple.value, half, 0, 1);
    return half == 0 || std::min(hits, counts_.valid - hits) < few_paths ? covering(own, simple) : own;
}

std::vector<Estimate> Intervals::probabilities() const {
    std::vector<Estimate> all;
    for (std::size_t t = 0; t < counts_.hits.size(); ++t) all.push_back(proportion(counts_.hits[t], counts_.units.hits, t));
    return all;
}

std::vector<Estimate> Intervals::strict() const {
    std::vector<Estimate> all;
    for (std::size_t t = 0; t < counts_.strict.size(); ++t) all.push_back(proportion(counts_.strict[t], counts_.units.strict, t));
    return all;
}

Estimate Intervals::goal(std::size_t goal) const { return proportion(counts_.goals[goal], counts_.units.goals, goal); }

Estimate Intervals::difference(std::size_t target) const {
    const std::uint64_t more = counts_.only_here[target], less = counts_.only_reference[target];
    const Estimate simple = paired_difference(more, less, counts_.valid_both);
    if (unit_ == Unit::path || counts_.valid_both == 0) return simple;
    const double half =
        half_width(simple.value, counts_.units.differences[target], counts_.units.both_squared, counts_.valid_both);
    const Estimate own = around(simple.value, half, -1, 1);
    return half == 0 || more + less < few_paths ? covering(own, simple) : own;
}

double Intervals::mean_error(std::size_t output) const {
    const Moments& moments = counts_.moments[output];
    if (unit_ == Unit::path) return moments.mean_error();
    if (unit_ == Unit::pair) return counts_.units.pair_means[output].mean_error();
    const std::uint64_t units = counts_.units.units;
    if (units < 2 || moments.n == 0) return std::numeric_limits<double>::quiet_NaN();
    // Sum over replicates of (paths (mean - overall mean))^2.
    const WeightedMoments& means = counts_.units.replicate_means[output];
    const double off = means.mean - moments.mean, apart = means.m2 + means.weight * off * off;
    return std::sqrt(apart * static_cast<double>(units) / static_cast<double>(units - 1)) / static_cast<double>(moments.n);
}

}  // namespace yuce::results
