// Instructions that do the work of many: their bits are those of the operations one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/program_code.hpp"
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
        for (const std::size_t strip : {8, 24, 32, 256}) {
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

constexpr unsigned most_terms = most_tile_terms;

// A sum of `terms` terms over the first normal numbers; from place `apart` on, over those from `other` on.
NodeId sum_of(Graph& graph, unsigned row, unsigned terms, unsigned apart, unsigned other = 0) {
    NodeId sum = graph.constant(0.25 * row - 1);
    for (unsigned k = 0; k < terms; ++k) {
        const NodeId coefficient = graph.constant(0.3 * row - 0.07 * k + 0.5);
        sum = graph.apply(Op::fma, coefficient, normal(graph, k < apart ? k : other + k - apart), sum);
    }
    return sum;
}

using Sizes = std::vector<unsigned>;

// How many values are calculated together, by instruction of the kind.
Sizes sizes(const Program& program, Step step) {
    Sizes sizes;
    for (const Instruction& in : program.code().fast) {
        if (in.step == step) sizes.push_back(in.terms);
    }
    return sizes;
}

TEST(Superinstructions, SumsAsLongAsATileTakesAndLonger) {
    for (const unsigned shortest : {most_terms - 1, most_terms}) {
        Sizes lengths{shortest, most_terms, most_terms + 1};
        do {
            Graph graph;
            ScenarioOutputs wanted;
            for (unsigned row = 0; row < 3; ++row) wanted.outputs.push_back(sum_of(graph, row, lengths[row], lengths[row]));
            const Program program = Program::lower(graph, {wanted});
            EXPECT_EQ(sizes(program, Step::tile), Sizes{2});  // the longest stands alone
            expect_bits_of_the_graph(graph, wanted, program);
        } while (std::next_permutation(lengths.begin(), lengths.end()));
    }
}

TEST(Superinstructions, LongSumsThatPartAfterFourRows) {
    Graph graph;
    ScenarioOutputs wanted;
    for (unsigned row = 0; row < 3; ++row) wanted.outputs.push_back(sum_of(graph, row, most_terms, 4, 4 + 3 * row));
    wanted.outputs.push_back(sum_of(graph, 3, most_terms - 1, 4, 6));
    wanted.outputs.push_back(sum_of(graph, 4, most_terms + 1, 4, 6));
    // all normal numbers are there before the first sum
    NodeId all_drawn = normal(graph, 0);
    for (unsigned k = 1; k < 80; ++k) all_drawn = graph.apply(Op::add, all_drawn, normal(graph, k));
    wanted.outputs.insert(wanted.outputs.begin(), all_drawn);
    const Program program = Program::lower(graph, {wanted});
    EXPECT_EQ(sizes(program, Step::tile), Sizes{4});
    expect_bits_of_the_graph(graph, wanted, program);
}

TEST(Superinstructions, SumsWaitForTheirRows) {
    Graph graph;
    ScenarioOutputs wanted;
    for (unsigned row = 0; row < 4; ++row) {
        NodeId sum = sum_of(graph, row, 4, 4);
        if (row < 3) sum = graph.apply(Op::fma, graph.constant(0.7), graph.apply(Op::exp, draw(graph, 10 + row)), sum);
        wanted.outputs.push_back(sum);
    }
    const Program program = Program::lower(graph, {wanted});
    EXPECT_EQ(sizes(program, Step::tile), Sizes{2});  // the first, with the last, which needs no more
    expect_bits_of_the_graph(graph, wanted, program);
}

// exp(x0) + x0 = a; with b also exp(x1) + x1 = b x0: one solution on every path.
std::vector<NodeId> solve(Graph& graph, const std::vector<NodeId>& given) {
    const std::vector<NodeId> x = graph.begin_system(given.size());
    std::vector<NodeId> residual, jacobian;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const NodeId right = i == 0 ? given[0] : graph.apply(Op::mul, given[i], x[i - 1]);
        residual.push_back(graph.apply(Op::sub, graph.apply(Op::add, graph.apply(Op::exp, x[i]), x[i]), right));
    }
    for (const NodeId r : residual) {
        for (const NodeId unknown : x) jacobian.push_back(graph.derivative(r, unknown));
    }
    return graph.end_system(std::vector<NodeId>(x.size(), graph.constant(0.5)), residual, jacobian);
}

void watch(ScenarioOutputs& wanted) {
    for (const NodeId node : wanted.outputs) wanted.checks.push_back({node, 0, "", false});
}

// Two scenarios with a system each. Sums with the same first rows are asked for by the first, by the second, read by a system
// only, or read by the system of the first and asked for by the second. One of the second is infinite on some paths.
struct TwoScenarios {
    Graph graph;
    ScenarioOutputs first, second;
    NodeId overflowing;
    std::vector<NodeId> sums;

    TwoScenarios() {
        // all rows of the last, of the second scenario, are there in the first already
        for (unsigned row = 0; row < 10; ++row) sums.push_back(sum_of(graph, row, 5, 4, row == 9 ? 4 : 4 + row));
        overflowing = graph.apply(Op::fma, graph.constant(1.5e308), normal(graph, 20), sum_of(graph, 11, 4, 4));
        const std::vector<NodeId> early = solve(graph, {sums[3], sums[4]}), late = solve(graph, {sums[5], sums[6]});
        first.outputs = {sums[0], early[0], sums[1], early[1], graph.apply(Op::less, early[0], sums[2])};
        second.outputs = {sums[4], late[1], overflowing, sums[7], sums[1], late[0], sums[8], sums[9]};
        watch(first);
        watch(second);
    }
};

TEST(Superinstructions, SumsOfSeveralScenariosAndTheirSystems) {
    const TwoScenarios two;
    const Program both = Program::lower(two.graph, {two.first, two.second});
    const ScenarioOutputs wanted[] = {two.first, two.second};
    const Program alone[] = {Program::lower(two.graph, {two.first}), Program::lower(two.graph, {two.second})};
    // Asked for by the first; read by a system only; asked for by the second, one of them calculated in the first already.
    EXPECT_EQ(sizes(both, Step::tile), (Sizes{3, 3, 5}));
    EXPECT_EQ(sizes(both, Step::normals), (Sizes{7, 3, 4}));
    RunOptions options;
    options.paths = 600;
    std::vector<std::vector<double>> naive;
    for (std::uint64_t path = 0; path < options.paths; ++path) naive.push_back(evaluate_graph(two.graph, options.seed, path));
    std::size_t failed = 0;
    for (const Isa isa : available_isas()) {
        for (const std::size_t strip : {8, 24, 256}) {
            options.isa = isa;
            options.strip_paths = strip;
            const ProgramRun got = run_program(both, options);
            for (std::size_t s = 0; s < 2; ++s) {
                const ProgramRun single = run_program(alone[s], options);
                for (std::uint64_t path = 0; path < options.paths; ++path) {
                    const bool fails = s == 1 && !std::isfinite(naive[path][two.overflowing.value]);
                    failed += fails ? 1 : 0;
                    ASSERT_EQ(got.failures[s][path], fails ? 3u : 0u)
                        << "path " << path << " on " << isa_name(isa) << ' ' << strip;
                    ASSERT_EQ(single.failures[0][path], got.failures[s][path]);
                    for (std::size_t o = 0; o < wanted[s].outputs.size(); ++o) {
                        const NodeId node = wanted[s].outputs[o];
                        const double value = got.values[s][o][path];
                        const bool is_sum =
                            node == two.overflowing || std::find(two.sums.begin(), two.sums.end(), node) != two.sums.end();
                        ASSERT_TRUE(same_bits(value, single.values[0][o][path])) << s << ' ' << o << " path " << path;
                        ASSERT_TRUE(!is_sum || same_bits(value, naive[path][node.value])) << s << ' ' << o << " path " << path;
                    }
                }
            }
        }
    }
    EXPECT_GT(failed, 0u);
}

}  // namespace
}  // namespace yuce::engine
