#include "engine/law.hpp"

#include <algorithm>
#include <cmath>

#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

double step_quantile(const Law& law, double p, Tail tail) {
    // 1 - p is exact; each half is decided by the sums from its own end.
    if (p > 0.5) return step_quantile(law, 1 - p, tail == Tail::lower ? Tail::upper : Tail::lower);
    const LawSteps steps = law_steps(law);
    std::size_t i = 0;
    while (i + 1 < steps.values.size() && (tail == Tail::lower ? steps.below[i] < p : steps.above[i] > p)) ++i;
    return steps.values[i];
}

double step_cdf(const Law& law, double x) {
    const LawSteps steps = law_steps(law);
    const auto above = std::upper_bound(steps.values.begin(), steps.values.end(), x) - steps.values.begin();
    return above == 0 ? 0 : steps.below[static_cast<std::size_t>(above) - 1];
}

}  // namespace

bool law_is_discrete(const Law& law) {
    switch (law.kind) {
        case LawKind::constant:
        case LawKind::poisson:
        case LawKind::bernoulli:
        case LawKind::discrete:
        case LawKind::empirical: return true;
        default: return false;
    }
}

double law_quantile(const Law& law, double u, bool upper_tail) {
    if (!(u >= 0 && u <= 1)) return std::nan("");
    const Tail tail = upper_tail ? Tail::upper : Tail::lower;
    if (law_is_discrete(law)) return step_quantile(law, u, tail);
    return static_cast<double>(cut_quantile(law, cut_of(law), u, tail));
}

double law_cdf(const Law& law, double x) {
    if (std::isnan(x)) return x;
    if (law_is_discrete(law)) return step_cdf(law, x);
    if (law.low && x <= *law.low) return 0;
    if (law.high && x >= *law.high) return 1;
    const Cut cut = cut_of(law);
    const Real below = base_probability(law, x, Tail::lower);
    if (below <= 0.5L) return static_cast<double>((below - cut.below) / cut.mass);
    return static_cast<double>(1 - (base_probability(law, x, Tail::upper) - cut.above) / cut.mass);
}

double law_median(const Law& law) { return law_quantile(law, 0.5); }

}  // namespace yuce::engine
