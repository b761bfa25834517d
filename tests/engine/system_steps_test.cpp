// Systems whose derivatives do not show how they depend on their unknown.

#include <gtest/gtest.h>

#include "engine/program.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

const DrawKey key{stream_of("test"), 3, 0};

// One equation, from the first guess 0.
NodeId close(Graph& graph, NodeId unknown, NodeId residual) {
    const NodeId guess = graph.constant(0), derivative = graph.derivative(residual, unknown);
    return graph.end_system({&guess, 1}, {&residual, 1}, {&derivative, 1})[0];
}

// x = u - (x > 1/2) has no solution where u is above 1/2, though its Jacobian is 1 everywhere.
TEST(SystemSteps, ComparisonsMakeNoLinearSystem) {
    Graph graph;
    const NodeId x = graph.begin_system(1)[0];
    const NodeId step = graph.apply(Op::less, graph.constant(0.5), x);
    const NodeId solution = close(graph, x, graph.apply(Op::sub, x, graph.apply(Op::sub, graph.uniform(key), step)));
    EXPECT_FALSE(graph.systems()[0].linear);
    ScenarioOutputs wanted{{solution}, {{solution, 0, "x", false}}};
    RunOptions options;
    options.paths = 1000;
    const ProgramRun got = run_program(Program::lower(graph, {wanted}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        const double u = uniform_at(1, path, key);
        ASSERT_EQ(got.failures[0][path], u > 0.5 ? 1u : 0u) << path;
        if (u <= 0.5) {
            ASSERT_EQ(got.values[0][0][path], u) << path;
        }
    }
}

TEST(SystemSteps, ChoicesMakeNoLinearSystem) {
    Graph graph;
    const NodeId x = graph.begin_system(1)[0];
    const NodeId above = graph.apply(Op::less, graph.uniform(key), x);
    close(graph, x, graph.apply(Op::sub, x, graph.apply(Op::select, above, graph.constant(0), graph.constant(1))));
    EXPECT_FALSE(graph.systems()[0].linear);
}

}  // namespace
}  // namespace yuce::engine
