#include <cassert>
#include <cmath>
#include <optional>

#include "engine/error.hpp"
#include "engine/graph_store.hpp"

namespace yuce::engine {
namespace {

constexpr double inverse_sqrt_two_pi = 0.39894228040143267794, sqrt_two_pi = 2.50662827463100050242;

std::uint64_t key_of(NodeId id, NodeId unknown) { return std::uint64_t{id.value} << 32 | unknown.value; }

// Rules of differentiation. A derivative that is absent is 0 for structural reasons, so that no 0 * infinity arises.
class Rules {
public:
    using Derivative = std::optional<NodeId>;
    explicit Rules(Graph& graph) : graph_(graph) {}

    Derivative of(NodeId id, const Derivative (&inner)[3]) {
        const Node node = graph_.node(id);
        switch (node.op) {
            case Op::add: return sum(inner[0], inner[1]);
            case Op::sub: return sum(inner[0], negative(inner[1]));
            case Op::mul: return sum(product(node.b, inner[0]), product(node.a, inner[1]));
            case Op::fma: return sum(sum(product(node.b, inner[0]), product(node.a, inner[1])), inner[2]);
            case Op::div: return quotient(id, node, inner[0], inner[1]);
            case Op::pow: return power(id, node, inner[0], inner[1]);
            case Op::min: return branch(graph_.apply(Op::less_equal, node.a, node.b), inner[0], inner[1]);
            case Op::max: return branch(graph_.apply(Op::less_equal, node.b, node.a), inner[0], inner[1]);
            case Op::select: return branch(node.a, inner[1], inner[2]);
            case Op::neg: return negative(inner[0]);
            case Op::floor:
            case Op::round:
            case Op::logical_not:
            case Op::less:
            case Op::less_equal:
            case Op::equal:
            case Op::not_equal:
            case Op::logical_and:
            case Op::logical_or: return std::nullopt;
            default: return chain(id, node, inner[0], inner[1] || inner[2]);
        }
    }

private:
    NodeId number(double x) { return graph_.constant(x); }
    NodeId apply(Op op, NodeId a, NodeId b) { return graph_.apply(op, a, b); }

    Derivative sum(Derivative x, Derivative y) {
        if (!x || !y) return x ? x : y;
        return apply(Op::add, *x, *y);
    }
    Derivative negative(Derivative x) { return x ? Derivative(graph_.apply(Op::neg, *x)) : x; }
    Derivative product(NodeId factor, Derivative x) { return x ? Derivative(apply(Op::mul, factor, *x)) : x; }
    Derivative branch(NodeId condition, Derivative x, Derivative y) {
        if (!x && !y) return std::nullopt;
        return graph_.apply(Op::select, condition, x.value_or(number(0)), y.value_or(number(0)));
    }
    Derivative quotient(NodeId id, const Node& node, Derivative x, Derivative y) {
        const Derivative numerator = sum(x, negative(product(id, y)));
        return numerator ? Derivative(apply(Op::div, *numerator, node.b)) : numerator;
    }
    // a^b (b' log a + b a' / a), written so that a constant exponent needs no logarithm.
    Derivative power(NodeId id, const Node& node, Derivative x, Derivative y) {
        Derivative by_base, by_exponent;
        if (x) {
            const NodeId less_one = apply(Op::sub, node.b, number(1));
            by_base = product(apply(Op::mul, node.b, apply(Op::pow, node.a, less_one)), x);
        }
        if (y) by_exponent = product(apply(Op::mul, id, graph_.apply(Op::log, node.a)), y);
        return sum(by_base, by_exponent);
    }
    // Functions of one argument: outer derivative times inner.
    Derivative chain(NodeId id, const Node& node, Derivative inner, bool others) {
        if (!inner && !others) return std::nullopt;
        switch (node.op) {
            case Op::abs: return branch(graph_.apply(Op::less, node.a, number(0)), negative(inner), inner);
            case Op::sqrt: return apply(Op::div, *inner, apply(Op::mul, number(2), id));
            case Op::exp: return product(id, inner);
            case Op::log: return apply(Op::div, *inner, node.a);
            case Op::sin: return product(graph_.apply(Op::cos, node.a), inner);
            case Op::cos: return negative(product(graph_.apply(Op::sin, node.a), inner));
            case Op::normal_cdf: return product(apply(Op::mul, number(inverse_sqrt_two_pi), bell(node.a, -0.5)), inner);
            case Op::normal_quantile: return product(apply(Op::mul, number(sqrt_two_pi), bell(id, 0.5)), inner);
            default:
                throw Error(ErrorKind::input,
                            "equations solved together cannot use '" +
                                std::string(op_table()[static_cast<std::size_t>(node.op)].name) + "' of their own values",
                            "it has no derivative to solve by", "use a lagged value there");
        }
    }
    NodeId bell(NodeId x, double factor) { return graph_.apply(Op::exp, apply(Op::mul, number(factor), apply(Op::mul, x, x))); }

    Graph& graph_;
};

}  // namespace

NodeId Graph::derivative(NodeId id, NodeId unknown) {
    assert(store_->at(unknown).op == Op::unknown);
    const std::uint32_t system = store_->at(unknown).system;
    const NodeId zero = constant(0), one = constant(1);
    auto& known = store_->derivatives;
    // 0 stands for what does not depend on the unknown, too.
    const auto found = [&](NodeId node) -> std::optional<NodeId> {
        if (node == unknown) return one;
        if (store_->at(node).op == Op::unknown || !depends_on_system(node, system)) return zero;
        const auto entry = known.find(key_of(node, unknown));
        return entry == known.end() ? std::nullopt : std::optional(entry->second);
    };
    Rules rules(*this);
    std::vector<NodeId> waiting{id};
    while (!waiting.empty()) {
        const NodeId next = waiting.back();
        if (found(next)) {
            waiting.pop_back();
            continue;
        }
        const Node node = store_->at(next);
        const NodeId arguments[] = {node.a, node.b, node.c};
        Rules::Derivative inner[3];
        bool ready = true;
        for (int k = 0; k < argument_count(node.op); ++k) {
            const auto derivative = found(arguments[k]);
            if (!derivative) waiting.push_back(arguments[k]);
            ready = ready && derivative;
            if (derivative && *derivative != zero) inner[k] = derivative;
        }
        if (!ready) continue;
        known.emplace(key_of(next, unknown), rules.of(next, inner).value_or(zero));
        waiting.pop_back();
    }
    return *found(id);
}

}  // namespace yuce::engine
