// What a graph means, one node and one path at a time, with the standard library's arithmetic: the yardstick for programs.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/graph.hpp"

namespace yuce::engine {

// The operation's value by its definition; functions of math_rows by the portable rows. Not for leaves and laws.
double evaluate_op(Op op, double a, double b, double c);

// Values of all nodes of a graph without systems on one path, by node.
std::vector<double> evaluate_graph(const Graph& graph, std::uint64_t seed, std::uint64_t path);

}  // namespace yuce::engine
