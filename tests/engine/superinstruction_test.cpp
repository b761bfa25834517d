// Instructions that do the work of many: their bits are those of the operations one by one.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/engine/naive_evaluation.hpp"
#include "tests/engine/operations.hpp"
#include "tests/engine/program_run.hpp"
#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

constexpr std::size_t all = 12;

void expect_bits_of_the_graph(const Graph& graph, const ScenarioOutputs& wanted, const Program& program) {
    RunOptions options;
    options.paths = 70;
    for (const Isa isa : available_isas()) {
        for (const std::size_t strip : {8, 32, 256}) {
            options.isa = isa;
            options.strip_paths = strip;
            const ProgramRun got = run_program(program, options);
            for (std::uint64_t path = 0; path < options.paths; ++path) {
                const std::vector<double> expected = evaluate_graph(graph, options.seed, path);
                for (std::size_t o = 0; o < wanted.outputs.size(); ++o) {
                    ASSERT_TRUE(same_bits(got.values[0][o][path], expected[wanted.outputs[o].value]))
                        << "output " << o << " path " << path << " on " << isa_name(isa);
                }
            }
        }
    }
}

NodeId normal(Graph& graph, unsigned k) { return graph.apply(Op::normal_quantile, draw(graph, k)); }

TEST(Superinstructions, RowsOfAFactorShareTheirNormalNumbers) {
    Graph graph;
    ScenarioOutputs wanted;
    for (unsigned row = 0; row < all; ++row) {
        NodeId sum = graph.apply(Op::mul, graph.constant(0.5 + row), normal(graph, 0));
        for (unsigned k = 1; k <= row; ++k)
            sum = graph.apply(Op::fma, graph.constant(0.3 * (row + k) - 2), normal(graph, k), sum);
        wanted.outputs.push_back(sum);
    }
    const Program program = Program::lower(graph, {wanted});
    // all normal numbers at once; the first rows one by one, six from the fourth on, the rest; the watches
    EXPECT_EQ(program.statistics().instructions, 1u + 3u + 2u + 2u);
    EXPECT_EQ(program.statistics().fused_terms, all * (all + 1) / 2);
    expect_bits_of_the_graph(graph, wanted, program);
}

TEST(Superinstructions, ASumInTheMiddleOfAnotherIsNotCalculatedTwice) {
    Graph graph;
    ScenarioOutputs wanted;
    for (unsigned row = 0; row < 3; ++row) {
        NodeId sum = graph.constant(row);
        for (unsigned k = 0; k < 5; ++k) sum = graph.apply(Op::fma, graph.constant(0.1 * (row + k) + 1), normal(graph, k), sum);
        wanted.outputs.push_back(row == 1 ? graph.apply(Op::fma, graph.constant(2), normal(graph, 7), sum) : sum);
    }
    const Program program = Program::lower(graph, {wanted});
    EXPECT_EQ(program.statistics().fused_terms, 16u);
    expect_bits_of_the_graph(graph, wanted, program);
}

TEST(Superinstructions, GrowthIsOneProduct) {
    Graph graph;
    NodeId level = graph.constant(1);
    for (unsigned k = 0; k < 4; ++k) {
        const NodeId factor = graph.apply(Op::fma, graph.constant(0.01), normal(graph, k), graph.constant(1));
        level = graph.apply(Op::mul, level, factor);
    }
    const NodeId percent = graph.apply(Op::mul, graph.constant(100), graph.apply(Op::sub, level, graph.constant(1)));
    const NodeId grown = graph.apply(Op::mul, normal(graph, 5), graph.apply(Op::add, graph.constant(1), normal(graph, 6)));
    const ScenarioOutputs wanted{{percent, grown}, {}};
    const Program program = Program::lower(graph, {wanted});
    EXPECT_EQ(program.statistics().instructions,
              1u + 2u + 1u + 1u);  // the draws, the product, its percentage; the other; the watch
    expect_bits_of_the_graph(graph, wanted, program);
}

TEST(Superinstructions, MeansAreOneSum) {
    Graph graph;
    NodeId sum = normal(graph, 0);
    for (unsigned k = 1; k < 4; ++k) sum = graph.apply(Op::add, sum, normal(graph, k));
    const NodeId mean = graph.apply(Op::div, sum, graph.constant(4));
    const NodeId bounded =
        graph.apply(Op::max, graph.apply(Op::mul, graph.constant(3), graph.apply(Op::sub, mean, sum)), graph.constant(-0.5));
    const ScenarioOutputs wanted{{mean, bounded}, {}};
    const Program program = Program::lower(graph, {wanted});
    expect_bits_of_the_graph(graph, wanted, program);
    const ScenarioOutputs alone{
        {graph.apply(Op::div, graph.apply(Op::add, normal(graph, 8), normal(graph, 9)), graph.constant(2))}, {}};
    EXPECT_EQ(Program::lower(graph, {alone}).statistics().instructions, 3u);  // draws, mean, watch
}

// Of numbers of all sizes, by divisors of all kinds.
TEST(Superinstructions, QuotientsByANumberAreRoundedCorrectly) {
    Numbers numbers;
    std::vector<double> divisors{100,     3,    7, 0.1, -4.0 / 3, 12, 1e22, 1e-22, 0x1.fffffffffffffp0, 0x1.0000000000001p0,
                                 0x1p100, 3e-31};
    for (int k = 0; k < 200; ++k)
        divisors.push_back(std::ldexp(numbers.between(1, 2), static_cast<int>(numbers.between(-90, 90))));
    for (const double divisor : divisors) {
        Graph graph;
        // whole multiples and their neighbours, small and large, and what is not finite
        const NodeId u = draw(graph, 0), v = draw(graph, 1);
        const NodeId size =
            graph.apply(Op::exp, graph.apply(Op::mul, graph.constant(1500), graph.apply(Op::sub, u, graph.constant(0.5))));
        const NodeId multiple =
            graph.apply(Op::mul, graph.constant(divisor), graph.apply(Op::floor, graph.apply(Op::mul, graph.constant(1e6), v)));
        const NodeId near = graph.apply(Op::sub, v, graph.constant(0.5));
        ScenarioOutputs wanted;
        for (const NodeId x :
             {size, multiple, near, graph.apply(Op::neg, size), graph.apply(Op::mul, multiple, graph.constant(-0.0)),
              graph.apply(Op::log, graph.apply(Op::sub, u, graph.constant(0.01)))}) {
            wanted.outputs.push_back(graph.apply(Op::div, x, graph.constant(divisor)));
            wanted.outputs.push_back(x);
        }
        RunOptions options;
        options.paths = 2000;
        for (const Isa isa : available_isas()) {
            options.isa = isa;
            const ProgramRun got = run_program(Program::lower(graph, {wanted}), options);
            for (std::size_t o = 0; o < wanted.outputs.size(); o += 2) {
                for (std::size_t path = 0; path < options.paths; ++path) {
                    const double x = got.values[0][o + 1][path];
                    ASSERT_TRUE(same_bits(got.values[0][o][path], x / divisor))
                        << x << " / " << divisor << " on " << isa_name(isa);
                }
            }
        }
    }
}

}  // namespace
}  // namespace yuce::engine
