#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/program.hpp"
#include "tests/engine/operations.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

// Values that are not finite may vanish on the way to what is watched: 1 / infinity is 0.
TEST(Check, NoOperationHidesThatItsArgumentWasNotFinite) {
    for (const OpEntry& entry : op_table()) {
        if (entry.arguments == 0 || entry.op == Op::law_of_normal || entry.op == Op::law_of_uniform) continue;
        for (int place = 0; place < entry.arguments; ++place) {
            for (const double bad : {infinity, -infinity, nan}) {
                for (const double others : {0.5, 0.0}) {
                    Graph graph;
                    NodeId arguments[3] = {row_of(graph, others), row_of(graph, others), row_of(graph, others)};
                    arguments[place] = row_of(graph, bad);
                    ScenarioOutputs wanted;
                    wanted.checks = {{apply(graph, entry.op, arguments), 0, "value", false},
                                     {arguments[place], 0, "argument", false}};
                    RunOptions options;
                    options.paths = 8;
                    EXPECT_NE(run_program(Program::lower(graph, {wanted}), options).failures[0][7], 0u)
                        << entry.name << " argument " << place << ' ' << bad << ' ' << others;
                }
            }
        }
    }
}

TEST(Check, FailuresNameTheFirstCheckThatIsNotFinite) {
    Graph graph;
    const NodeId u = draw(graph, 0);
    const NodeId root = graph.apply(Op::sqrt, graph.apply(Op::sub, u, graph.constant(0.3)));
    const NodeId inverse = graph.apply(Op::div, graph.constant(1), graph.apply(Op::floor, graph.apply(Op::add, u, u)));
    const NodeId chance = graph.apply(Op::mul, u, graph.constant(1.25));
    ScenarioOutputs wanted;
    wanted.outputs = {root};
    wanted.checks = {{u, 0, "u", false}, {root, 0, "root", false}, {inverse, 1, "inverse", false}, {chance, 2, "chance", true}};
    const Program program = Program::lower(graph, {wanted, ScenarioOutputs{{u}, {{inverse, 0, "inverse", false}}}});
    RunOptions options;
    options.paths = 4100;
    const ProgramRun got = run_program(program, options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        const double x = uniform_at(options.seed, path, {stream_of("test"), 7, 0});
        const std::uint32_t expected = x < 0.3 ? 2 : x < 0.5 ? 3 : x > 0.8 ? 4 : 0;
        ASSERT_EQ(got.failures[0][path], expected) << x;
        ASSERT_EQ(got.failures[1][path], x < 0.5 ? 1u : 0u) << x;
    }
}

TEST(Check, ConstantsThatAreNotFiniteFailEveryPath) {
    Graph graph;
    ScenarioOutputs wanted;
    wanted.outputs = {graph.constant(4)};
    wanted.checks = {
        {graph.constant(4), 0, "fine", false}, {graph.constant(1.5), 0, "chance", true}, {graph.constant(nan), 0, "x", false}};
    RunOptions options;
    options.paths = 40;
    const ProgramRun got = run_program(Program::lower(graph, {wanted}), options);
    EXPECT_EQ(got.values[0][0][39], 4);
    for (const std::uint32_t failure : got.failures[0]) EXPECT_EQ(failure, 2u);
}

// Wherever in the program the constant is calculated.
TEST(Check, ConstantsThatAreNoProbabilityFailWhereTheyAreCheckedThoughAnotherScenarioHasThemAsOutput) {
    Graph graph;
    const NodeId two = graph.constant(2), u = graph.uniform({stream_of("test"), 7, 0});
    const ScenarioOutputs first{{two, u}, {}}, second{{u}, {{two, 0, "chance", true}}};
    RunOptions options;
    options.paths = 4100;
    const ProgramRun got = run_program(Program::lower(graph, {first, second}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        ASSERT_EQ(got.values[0][0][path], 2);
        ASSERT_EQ(got.failures[0][path], 0U);
        ASSERT_EQ(got.failures[1][path], 1U);
    }
}

}  // namespace
}  // namespace yuce::engine
