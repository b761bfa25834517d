#include "results/scenario_result.hpp"

#include <limits>

#include "results/statistics.hpp"
#include "results/unit_intervals.hpp"

namespace yuce::results {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double share(std::uint64_t count, std::uint64_t n) { return n == 0 ? nan : static_cast<double>(count) / static_cast<double>(n); }

Distribution distribution_of(const Moments& m, double mean_error) {
    Distribution d;
    d.mean = m.n == 0 ? nan : m.mean;
    d.mean_error = mean_error;
    d.sd = m.sd();
    d.skewness = m.skewness();
    d.kurtosis = m.kurtosis();
    d.minimum = m.n == 0 ? nan : m.minimum;
    d.maximum = m.n == 0 ? nan : m.maximum;
    return d;
}

std::vector<double> joint_of(const Counts& counts) {
    const std::size_t targets = counts.hits.size();
    std::vector<double> joint(targets * targets);
    std::size_t pair = 0;
    for (std::size_t i = 0; i < targets; ++i) {
        joint[i * targets + i] = share(counts.hits[i], counts.valid);
        for (std::size_t j = i + 1; j < targets; ++j) {
            joint[i * targets + j] = joint[j * targets + i] = share(counts.joint[pair++], counts.valid);
        }
    }
    return joint;
}

std::vector<double> given_means(const Layout& layout, const Counts& counts) {
    const std::size_t rows = layout.indicators.size();
    std::vector<double> means(counts.given.size());
    for (std::size_t k = 0; k < means.size(); ++k) {
        const std::uint64_t hits = counts.hits[k / rows];
        means[k] = hits == 0 ? nan : counts.given[k] / static_cast<double>(hits);
    }
    return means;
}

}  // namespace

ScenarioResult scenario_result(const Layout& layout, const Counts& counts,
                               const std::vector<std::pair<std::string, std::string>>& check_names, IsReference reference) {
    ScenarioResult r;
    r.paths_used = counts.valid;
    r.paths_failed = layout.paths - counts.valid;
    for (std::size_t k = 0; k < counts.failures.size(); ++k) {
        if (counts.failures[k] > 0) r.failures.push_back({check_names[k].first, check_names[k].second, counts.failures[k]});
    }
    r.hits = counts.hits;
    r.hits_strict = counts.strict;
    const Intervals intervals(layout, counts);
    r.probability = intervals.probabilities();
    r.strict = intervals.strict();
    for (std::size_t t = 0; t < layout.targets.size(); ++t) {
        r.difference.push_back(reference == IsReference::yes ? Estimate{0, 0, 0} : intervals.difference(t));
    }
    r.joint = joint_of(counts);
    for (const std::uint64_t count : counts.reached) r.targets_reached.push_back(share(count, counts.valid));
    for (std::size_t g = 0; g < layout.goals.size(); ++g) {
        // A goal none of whose members could be assessed is neither met nor missed.
        r.goals.push_back(layout.goals[g].targets.empty() ? Estimate{nan, nan, nan} : intervals.goal(g));
    }
    const std::size_t yearly = layout.years.size() * layout.indicators.size();
    for (std::size_t o = 0; o < counts.moments.size(); ++o) {
        (o < yearly ? r.indicators : r.variables).push_back(distribution_of(counts.moments[o], intervals.mean_error(o)));
    }
    r.given_target = given_means(layout, counts);
    return r;
}

}  // namespace yuce::results
