#include "results/result_set.hpp"

namespace yuce::results {

std::string_view name_of(Quantiles quantiles) { return quantiles == Quantiles::streaming ? "streaming" : "exact"; }

bool ResultSet::too_many_failed() const {
    for (const ScenarioResult& scenario : scenarios) {
        const double all = static_cast<double>(scenario.paths_used) + static_cast<double>(scenario.paths_failed);
        if (static_cast<double>(scenario.paths_failed) > layout.max_failed * all) return true;
    }
    return false;
}

}  // namespace yuce::results
