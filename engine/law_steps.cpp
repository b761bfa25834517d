#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

struct Mass {
    double value;
    Real weight;  // in any unit
};

bool inside(const Law& law, double value) { return !(law.low && value < *law.low) && !(law.high && value > *law.high); }

// Outwards from the most likely value inside the cut, by p(k) / p(k - 1) = mean / k.
std::vector<Mass> poisson_masses(const Law& law) {
    constexpr Real negligible = 1e-40L;
    const double mean = law_number(law, "mean");
    const double first = std::max(0.0, law.low ? std::ceil(*law.low) : 0.0);
    const double last = law.high ? std::floor(*law.high) : std::numeric_limits<double>::infinity();
    if (first > last) return {};
    if (mean == 0) return first == 0 ? std::vector<Mass>{{0, 1}} : std::vector<Mass>{};
    const double peak = std::clamp(std::floor(mean), first, last);
    std::vector<Mass> masses;
    Real weight = 1;
    for (double k = peak; k >= first && weight > negligible; --k) {
        masses.push_back({k, weight});
        weight *= k / static_cast<Real>(mean);
    }
    std::reverse(masses.begin(), masses.end());
    weight = static_cast<Real>(mean) / (peak + 1);
    for (double k = peak + 1; k <= last && weight > negligible; ++k) {
        masses.push_back({k, weight});
        weight *= static_cast<Real>(mean) / (k + 1);
    }
    return masses;
}

std::vector<Mass> listed_masses(const Law& law) {
    std::map<double, Real> weight_of;
    for (std::size_t i = 0; i < law.values.size(); ++i) {
        const double weight = law.kind == LawKind::discrete ? law.weights[i] : 1.0;
        if (weight > 0 && inside(law, law.values[i])) weight_of[law.values[i]] += weight;
    }
    std::vector<Mass> masses;
    masses.reserve(weight_of.size());
    for (const auto& [value, weight] : weight_of) masses.push_back({value, weight});
    return masses;
}

std::vector<Mass> masses_of(const Law& law) {
    std::vector<Mass> masses;
    const auto add = [&](double value, Real weight) {
        if (weight > 0 && inside(law, value)) masses.push_back({value, weight});
    };
    switch (law.kind) {
        case LawKind::constant: add(law_number(law, "value"), 1); return masses;
        case LawKind::bernoulli: {
            const Real p = law_number(law, "probability");
            add(0, 1 - p);
            add(1, p);
            return masses;
        }
        case LawKind::poisson: return poisson_masses(law);
        default: return listed_masses(law);
    }
}

}  // namespace

LawSteps law_steps(const Law& law) {
    assert(law_is_discrete(law));
    const std::vector<Mass> masses = masses_of(law);
    const std::size_t n = masses.size();
    Real total = 0;
    for (const Mass& mass : masses) total += mass.weight;
    LawSteps steps{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
    Real below = 0, above = 0;
    for (std::size_t i = 0; i < n; ++i) {
        below += masses[i].weight;
        steps.values[i] = masses[i].value;
        steps.below[i] = i + 1 == n ? 1.0 : static_cast<double>(below / total);
        const std::size_t j = n - 1 - i;
        steps.above[j] = static_cast<double>(above / total);
        above += masses[j].weight;
    }
    return steps;
}

}  // namespace yuce::engine
