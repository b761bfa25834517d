// Operations and rows by table, for tests.
#pragma once

#include "engine/graph.hpp"

namespace yuce::engine {

inline NodeId draw(Graph& graph, unsigned k) { return graph.uniform({stream_of("test"), 7, static_cast<std::uint8_t>(k)}); }

inline NodeId apply(Graph& graph, Op op, const NodeId (&a)[3]) {
    const int arguments = op_table()[static_cast<std::size_t>(op)].arguments;
    return arguments == 1   ? graph.apply(op, a[0])
           : arguments == 2 ? graph.apply(op, a[0], a[1])
                            : graph.apply(op, a[0], a[1], a[2]);
}

// Rows that stand for a number without being constants.
inline NodeId row_of(Graph& graph, double value) {
    const NodeId u = draw(graph, 0);
    const NodeId never = graph.apply(Op::less, u, graph.constant(-1));
    return graph.apply(Op::select, never, u, graph.constant(value));
}

}  // namespace yuce::engine
