#include "engine/graph_simplify.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace yuce::engine {
namespace {

bool is_number(const Graph& graph, NodeId id, double value) {
    return graph.is_constant(id) && std::bit_cast<std::uint64_t>(graph.constant_value(id)) == std::bit_cast<std::uint64_t>(value);
}

bool is_negative(const Graph& graph, NodeId id) { return graph.node(id).op == Op::neg; }

// 1 / value where that is exact: value a power of two whose inverse is normal.
std::optional<double> exact_inverse(double value) {
    int exponent = 0;
    if (std::abs(std::frexp(value, &exponent)) != 0.5 || std::abs(exponent) > 1000) return std::nullopt;
    return 1 / value;
}

// -x * k is x * -k, and -x * -y is x * y: the sign leaves the rows.
bool move_signs(Graph& graph, NodeId& a, NodeId& b) {
    if (is_negative(graph, b)) std::swap(a, b);
    if (!is_negative(graph, a)) return false;
    if (graph.is_constant(b)) {
        a = graph.node(a).a;
        b = graph.constant(-graph.constant_value(b));
        return true;
    }
    if (!is_negative(graph, b)) return false;
    a = graph.node(a).a;
    b = graph.node(b).a;
    return true;
}

std::optional<NodeId> simplified_product(Graph& graph, NodeId a, NodeId b) {
    if (is_number(graph, a, 1)) return b;
    if (is_number(graph, b, 1)) return a;
    if (move_signs(graph, a, b)) return graph.apply(Op::mul, a, b);
    return std::nullopt;
}

std::optional<NodeId> simplified_quotient(Graph& graph, NodeId a, NodeId b) {
    if (is_number(graph, b, 1)) return a;
    if (!graph.is_constant(b)) return std::nullopt;
    const auto inverse = exact_inverse(graph.constant_value(b));
    if (!inverse) return std::nullopt;
    return graph.apply(Op::mul, a, graph.constant(*inverse));
}

}  // namespace

bool is_commutative(Op op) {
    switch (op) {
        case Op::add:
        case Op::mul:
        case Op::min:
        case Op::max:
        case Op::equal:
        case Op::not_equal:
        case Op::logical_and:
        case Op::logical_or: return true;
        default: return false;
    }
}

std::optional<NodeId> simplified(Graph& graph, Op op, NodeId a) {
    const Node& inner = graph.node(a);
    if (op == Op::neg && inner.op == Op::neg) return inner.a;
    if (op == Op::abs && inner.op == Op::neg) return graph.apply(Op::abs, inner.a);
    if ((op == Op::abs || op == Op::floor || op == Op::round) && inner.op == op) return a;
    return std::nullopt;
}

std::optional<NodeId> simplified(Graph& graph, Op op, NodeId a, NodeId b) {
    switch (op) {
        case Op::mul: return simplified_product(graph, a, b);
        case Op::div: return simplified_quotient(graph, a, b);
        case Op::add:
            if (is_number(graph, b, -0.0)) return a;
            if (is_number(graph, a, -0.0)) return b;
            return std::nullopt;
        case Op::sub:
            if (is_number(graph, b, 0)) return a;
            return std::nullopt;
        case Op::min:
        case Op::max:
            if (a == b) return a;
            return std::nullopt;
        default: return std::nullopt;
    }
}

std::optional<NodeId> simplified(Graph& graph, Op op, NodeId a, NodeId b, NodeId c) {
    if (op == Op::select && graph.is_constant(a)) {
        const double condition = graph.constant_value(a);
        if (std::isnan(condition)) return a;
        return condition != 0 ? b : c;
    }
    if (op != Op::fma) return std::nullopt;
    if (is_number(graph, a, 1)) return graph.apply(Op::add, b, c);
    if (is_number(graph, b, 1)) return graph.apply(Op::add, a, c);
    if (is_number(graph, c, -0.0)) return graph.apply(Op::mul, a, b);
    if (move_signs(graph, a, b)) return graph.apply(Op::fma, a, b, c);
    return std::nullopt;
}

}  // namespace yuce::engine
