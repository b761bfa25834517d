// The nodes of a graph, equal ones once. Internal to engine/.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/graph.hpp"
#include "engine/law_rows.hpp"

namespace yuce::engine {

struct Graph::Store {
    Store();

    // The node equal to `node`, added if there is none; -0 and 0 differ, all NaNs are one.
    NodeId intern(Node node);
    std::uint32_t law_index(const Law& law);
    const LawKernel& kernel(std::uint32_t law);  // made at the first use
    const Node& at(NodeId id) const { return nodes[id.value]; }
    bool is_constant(NodeId id) const { return at(id).op == Op::constant; }

    std::vector<Node> nodes;  // arguments stand before their users
    // Of each node: 1 + the system whose unknowns it may change with, or 0.
    std::vector<std::uint32_t> system_of;
    std::vector<Law> laws;
    std::vector<System> systems;
    bool system_open = false;                               // between begin_system and end_system
    std::unordered_map<std::uint64_t, NodeId> derivatives;  // by node << 32 | unknown

private:
    void grow();
    void place(std::uint32_t index);

    std::vector<std::uint32_t> slots_;                            // open addressing: index + 1, or 0
    std::unordered_map<std::string, std::uint32_t> law_indices_;  // by the law's bytes
    std::vector<std::unique_ptr<LawKernel>> kernels_;
};

// Arguments of an operation.
int argument_count(Op op);

}  // namespace yuce::engine
