#include "scenarios/seen_outputs.hpp"

namespace yuce::scenarios {

SeenOutputs::Homes SeenOutputs::homes(std::size_t scenario, const std::vector<engine::NodeId>& outputs, Among among) const {
    Homes homes;
    std::unordered_map<std::uint64_t, results::OutputPlace> own;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
        const auto seen = among == Among::all_seen ? seen_.find(key(outputs, o)) : seen_.end();
        homes.push_back(seen != seen_.end() ? seen->second
                                            : own.emplace(key(outputs, o), results::OutputPlace{scenario, o}).first->second);
    }
    return homes;
}

void SeenOutputs::add(std::size_t scenario, const std::vector<engine::NodeId>& outputs) {
    for (std::size_t o = 0; o < outputs.size(); ++o) seen_.emplace(key(outputs, o), results::OutputPlace{scenario, o});
}

void SeenOutputs::forget(std::size_t scenario, const std::vector<engine::NodeId>& outputs) {
    for (std::size_t o = 0; o < outputs.size(); ++o) {
        const auto seen = seen_.find(key(outputs, o));
        if (seen != seen_.end() && seen->second.scenario == scenario) seen_.erase(seen);
    }
}

}  // namespace yuce::scenarios
