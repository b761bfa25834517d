// Outputs of scenarios compiled into one graph that are the same node as one seen before, and so have the same value on every
// path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/program.hpp"
#include "results/kept_outputs.hpp"

namespace yuce::scenarios {

class SeenOutputs {
public:
    // yearly: so many of a scenario's outputs, the first ones, are indicators. They are not compared with variables.
    explicit SeenOutputs(std::size_t yearly) : yearly_(yearly) {}

    using Homes = std::vector<results::OutputPlace>;  // by output, itself where no other is the same
    enum class Among { all_seen, its_own };
    Homes homes(std::size_t scenario, const std::vector<engine::NodeId>& outputs, Among among) const;
    // Those not seen before are found from now on.
    void add(std::size_t scenario, const std::vector<engine::NodeId>& outputs);
    // The scenario's are no longer found; outputs as added.
    void forget(std::size_t scenario, const std::vector<engine::NodeId>& outputs);

private:
    std::uint64_t key(const std::vector<engine::NodeId>& outputs, std::size_t output) const {
        return std::uint64_t{outputs[output].value} << 1 | (output < yearly_ ? 1 : 0);
    }

    std::size_t yearly_;
    std::unordered_map<std::uint64_t, results::OutputPlace> seen_;
};

}  // namespace yuce::scenarios
