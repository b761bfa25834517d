#include "results/kept_outputs.hpp"

#include <algorithm>

namespace yuce::results {

KeptOutputs::KeptOutputs(const std::vector<std::size_t>& group, std::size_t outputs, const OutputHomes& homes)
    : outputs_(outputs), of_(group.size()), columns_(group.size() * outputs, no_column), tied_(group.size(), false) {
    for (std::size_t s = 0; s < group.size(); ++s) {
        for (std::size_t o = 0; o < outputs; ++o) {
            const OutputPlace self{group[s], o}, home = homes.empty() ? self : homes[s][o];
            if (home == self) {
                of_[s].push_back(o);
                columns_[s * outputs + o] = static_cast<std::uint32_t>(count_++);
            } else if (home.scenario != self.scenario) {
                const auto place = std::find(group.begin(), group.end(), home.scenario);
                if (place != group.end()) tied_[static_cast<std::size_t>(place - group.begin())] = true;
                tied_[s] = true;
            }
        }
    }
}

}  // namespace yuce::results
