// Simpler nodes with the same bits (of numbers; a NaN stays a NaN). Internal to engine/.
#pragma once

#include <optional>

#include "engine/graph.hpp"

namespace yuce::engine {

bool is_commutative(Op op);

std::optional<NodeId> simplified(Graph& graph, Op op, NodeId a);
std::optional<NodeId> simplified(Graph& graph, Op op, NodeId a, NodeId b);
std::optional<NodeId> simplified(Graph& graph, Op op, NodeId a, NodeId b, NodeId c);

}  // namespace yuce::engine
