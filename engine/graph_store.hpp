// The nodes of a graph, equal ones once. Internal to engine/.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/graph.hpp"
#include "engine/law_library.hpp"

namespace yuce::engine {

struct Graph::Store {
    explicit Store(std::shared_ptr<LawLibrary> laws_made_ready);

    // The node equal to `node`, added if there is none; -0 and 0 differ, all NaNs are one.
    NodeId intern(Node node);
    std::uint32_t law_index(const Law& law);
    const Node& at(NodeId id) const { return nodes[id.value]; }
    bool is_constant(NodeId id) const { return at(id).op == Op::constant; }

    std::vector<Node> nodes;  // arguments stand before their users
    // Of each node: 1 + the system whose unknowns it may change with, or 0.
    std::vector<std::uint32_t> system_of;
    std::shared_ptr<LawLibrary> library;
    std::vector<Law> laws;
    std::vector<System> systems;
    bool system_open = false;                               // between begin_system and end_system
    std::unordered_map<std::uint64_t, NodeId> derivatives;  // by node << 32 | unknown

private:
    void grow();
    void place(std::uint32_t index);

    std::vector<std::uint32_t> slots_;                            // open addressing: index + 1, or 0
    std::unordered_map<std::string, std::uint32_t> law_indices_;  // by the law's bytes
};

}  // namespace yuce::engine
