// What a program has to calculate: which nodes are needed, by how many, and which must be watched. Internal to engine/.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/graph.hpp"
#include "engine/program.hpp"

namespace yuce::engine {

// A check of one scenario that stands on a node.
struct NodeCheck {
    std::uint32_t node = 0, scenario = 0, index = 0;
    bool probability = false;
};

class Analysis {
public:
    Analysis(const Graph& graph, const std::vector<ScenarioOutputs>& scenarios);

    const Graph& graph() const { return graph_; }
    // 1 + the system whose unknowns the node may change with, or 0.
    std::uint32_t system_of(NodeId id) const { return system_of_[id.value]; }
    bool is_needed(NodeId id) const { return needed_[id.value] != 0; }
    // The first scenario in whose part of the program the node is calculated, or none.
    std::uint32_t needed_first_by(NodeId id) const { return calculated_for_[id.value]; }
    // A node that one other node of the same system (or of none) uses and nobody else asks for.
    bool is_private(NodeId id) const { return uses_[id.value] == 1 && kept_[id.value] == 0; }
    std::span<const NodeCheck> checks(NodeId id) const;
    // Whether being finite must be watched on the node itself: not where something is watched, in the part of the program up to
    // the end of the first scenario that asks for this node, that is not finite whenever this is not.
    bool is_watched(NodeId id) const { return watched_[id.value] != 0; }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFFu;

    void find_systems();
    void collect(const std::vector<ScenarioOutputs>& scenarios);
    void count_uses();
    void use(NodeId id, std::uint32_t by_system);
    void keep(NodeId id);
    void ask(NodeId id, std::uint32_t scenario);
    void find_watched();

    const Graph& graph_;
    std::vector<std::uint32_t> system_of_, uses_;
    std::vector<std::uint32_t> asked_by_;        // the first scenario that asks for the node itself, or none
    std::vector<std::uint32_t> calculated_for_;  // or a later one, where only a system of an earlier one needs the node
    std::vector<std::uint8_t> needed_, kept_, watched_;
    std::vector<std::uint8_t> system_used_;
    std::vector<NodeCheck> checks_;  // by node
};

}  // namespace yuce::engine
