#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "engine/error.hpp"
#include "engine/graph.hpp"
#include "tests/engine/naive_evaluation.hpp"

namespace yuce::engine {
namespace {

// Values with the unknowns of the one open system set.
double evaluate(const Graph& graph, NodeId id, const std::vector<double>& unknowns) {
    std::vector<double> values(graph.size());
    for (std::uint32_t i = 0; i <= id.value; ++i) {
        const Node& node = graph.node({i});
        if (node.op == Op::constant) {
            values[i] = node.number;
        } else if (node.op == Op::unknown) {
            values[i] = unknowns[node.index];
        } else if (node.op != Op::law_of_normal) {
            values[i] = evaluate_op(node.op, values[node.a.value], values[node.b.value], values[node.c.value]);
        }
    }
    return values[id.value];
}

using Build = std::function<NodeId(Graph&, NodeId x, NodeId y)>;

void expect_derivatives(const Build& build, const std::string& name) {
    for (const std::vector<double>& at : {std::vector{0.3, 0.7}, std::vector{0.8, 0.2}}) {
        Graph graph;
        const std::vector<NodeId> unknowns = graph.begin_system(2);
        const NodeId f = build(graph, unknowns[0], unknowns[1]);
        for (std::size_t k = 0; k < 2; ++k) {
            const double got = evaluate(graph, graph.derivative(f, unknowns[k]), at);
            constexpr double h = 1e-5;
            std::vector<double> above = at, below = at;
            above[k] += h;
            below[k] -= h;
            const double expected = (evaluate(graph, f, above) - evaluate(graph, f, below)) / (2 * h);
            EXPECT_NEAR(got, expected, 1e-8 * std::max(1.0, std::abs(expected))) << name << " by " << k << " at " << at[0];
        }
    }
}

TEST(Derivative, EqualsFiniteDifferencesForEveryOperation) {
    for (const OpEntry& entry : op_table()) {
        const Op op = entry.op;
        if (entry.arguments == 0 || op == Op::law_of_normal || op == Op::law_of_uniform || op == Op::poisson_quantile ||
            op == Op::gamma_quantile) {
            continue;
        }
        // x - 0.5 y: both signs, so that abs, min, max and select take both branches.
        expect_derivatives(
            [&](Graph& graph, NodeId x, NodeId y) {
                const NodeId mixed = graph.apply(Op::fma, graph.constant(-0.5), y, x);
                const NodeId bounded = graph.apply(Op::fma, graph.constant(0.5), mixed, graph.constant(0.4));
                const bool narrow =
                    op == Op::normal_quantile || op == Op::log || op == Op::sqrt || op == Op::pow || op == Op::div;
                const NodeId a = narrow ? bounded : mixed, b = graph.apply(Op::mul, x, y);
                if (entry.arguments == 1) return graph.apply(op, a);
                if (entry.arguments == 2) return graph.apply(op, a, b);
                if (op == Op::select) return graph.apply(op, graph.apply(Op::less, x, y), a, b);
                return graph.apply(op, a, b, graph.apply(Op::exp, x));
            },
            std::string(entry.name));
    }
}

TEST(Derivative, FollowsChains) {
    expect_derivatives(
        [](Graph& graph, NodeId x, NodeId y) {
            const NodeId inner = graph.apply(Op::exp, graph.apply(Op::sin, graph.apply(Op::mul, x, y)));
            return graph.power(graph.apply(Op::div, inner, graph.apply(Op::add, x, graph.constant(2))), 5);
        },
        "chain");
}

TEST(Derivative, IsZeroOfWhatDoesNotDepend) {
    Graph graph;
    const NodeId u = graph.uniform({stream_of("u"), 0, 0});
    const std::vector<NodeId> unknowns = graph.begin_system(2);
    EXPECT_EQ(graph.derivative(u, unknowns[0]), graph.constant(0));
    EXPECT_EQ(graph.derivative(unknowns[1], unknowns[0]), graph.constant(0));
    EXPECT_EQ(graph.derivative(unknowns[0], unknowns[0]), graph.constant(1));
    EXPECT_EQ(graph.derivative(graph.apply(Op::floor, unknowns[0]), unknowns[0]), graph.constant(0));
}

TEST(Derivative, OfALinearEquationHoldsNoUnknown) {
    Graph graph;
    const NodeId u = graph.uniform({stream_of("u"), 0, 0});
    const std::vector<NodeId> unknowns = graph.begin_system(2);
    const NodeId residual = graph.apply(Op::sub, graph.apply(Op::fma, u, unknowns[1], graph.constant(3)), unknowns[0]);
    EXPECT_EQ(graph.derivative(residual, unknowns[1]), u);
    EXPECT_EQ(graph.derivative(residual, unknowns[0]), graph.constant(-1));
}

TEST(Derivative, RefusesOperationsWithoutOne) {
    Graph graph;
    const NodeId u = graph.uniform({stream_of("u"), 0, 0});
    const NodeId x = graph.begin_system(1)[0];
    Law law;
    law.kind = LawKind::normal;
    law.numbers = {0, 1};
    law.low = -1;
    for (const NodeId id :
         {graph.apply(Op::poisson_quantile, u, x), graph.apply(Op::gamma_quantile, u, x, u), graph.law_of_normal(law, x)}) {
        try {
            graph.derivative(id, x);
            ADD_FAILURE() << "no error";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::input);
        }
    }
    EXPECT_EQ(graph.derivative(graph.law_of_normal(law, u), x), graph.constant(0));
}

TEST(Derivative, OfADeepExpressionNeedsNoStack) {
    Graph graph;
    const NodeId x = graph.begin_system(1)[0];
    NodeId sum = x;
    for (int k = 0; k < 300000; ++k) sum = graph.apply(Op::add, graph.constant(0.5 + k), sum);
    EXPECT_EQ(graph.derivative(sum, x), graph.constant(1));
}

}  // namespace
}  // namespace yuce::engine
