#include "engine/program.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "tests/engine/naive_evaluation.hpp"
#include "tests/engine/operations.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

TEST(Program, EveryOperationGivesItsDefinitionOnEveryInstructionSet) {
    const double samples[] = {0.0, -0.0, 1.0, 0.4, -2.5, 1e300, 5e-324, infinity, -infinity, nan};
    for (const OpEntry& entry : op_table()) {
        if (entry.arguments == 0 || entry.op == Op::law_of_normal || entry.op == Op::law_of_uniform) continue;
        Graph graph;
        std::vector<double> expected;
        ScenarioOutputs wanted;
        for (const double a : samples) {
            for (const double b : samples) {
                for (const double c : {0.7, -0.0, nan}) {
                    // Every operand once as a row, once as a constant.
                    for (unsigned constants = 0; constants < 8; ++constants) {
                        const auto operand = [&](double x, unsigned k) {
                            return (constants >> k & 1U) != 0 ? graph.constant(x) : row_of(graph, x);
                        };
                        wanted.outputs.push_back(apply(graph, entry.op, {operand(a, 0), operand(b, 1), operand(c, 2)}));
                        expected.push_back(evaluate_op(entry.op, a, b, c));
                    }
                }
            }
        }
        const Program program = Program::lower(graph, {wanted});
        RunOptions options;
        options.paths = 8;
        for (const Isa isa : available_isas()) {
            options.isa = isa;
            const ProgramRun got = run_program(program, options);
            for (std::size_t k = 0; k < expected.size(); ++k) {
                ASSERT_TRUE(same_bits(got.values[0][k][5], expected[k]))
                    << entry.name << ", case " << k << " on " << isa_name(isa) << ": " << got.values[0][k][5] << " not "
                    << expected[k];
            }
        }
    }
}

TEST(Program, NanPassesThroughEveryOperationButBranchesNotTaken) {
    for (const OpEntry& entry : op_table()) {
        if (entry.arguments == 0) continue;
        for (int place = 0; place < entry.arguments; ++place) {
            Graph graph;
            NodeId arguments[3] = {row_of(graph, 0.5), row_of(graph, 0.25), row_of(graph, 0.75)};
            arguments[place] = row_of(graph, nan);
            ScenarioOutputs wanted;
            Law law;
            law.kind = LawKind::normal;
            law.numbers = {0, 1};
            if (entry.op == Op::law_of_normal) {
                wanted.outputs = {graph.law_of_normal(law, arguments[0])};
            } else if (entry.op == Op::law_of_uniform) {
                wanted.outputs = {graph.law_of_uniform(law, arguments[0])};
            } else {
                wanted.outputs = {apply(graph, entry.op, arguments)};
            }
            const bool not_taken = entry.op == Op::select && place == 2;
            RunOptions options;
            options.paths = 16;
            for (const Isa isa : available_isas()) {
                options.isa = isa;
                const ProgramRun got = run_program(Program::lower(graph, {wanted}), options);
                EXPECT_EQ(std::isnan(got.values[0][0][3]), !not_taken)
                    << entry.name << " argument " << place << ' ' << isa_name(isa);
            }
        }
    }
}

// A graph of every operation at random, sums of products more often than the rest.
class RandomGraph {
public:
    explicit RandomGraph(unsigned seed) : random_(seed) {
        for (unsigned k = 0; k < 4; ++k) nodes_.push_back(draw(graph, k));
        for (const double x : {0.0, -0.0, 1.0, 0.5, -0.25, 3.0, 1e200, infinity}) nodes_.push_back(graph.constant(x));
        nodes_.push_back(graph.apply(Op::normal_quantile, nodes_[1]));
        add_correlated();
        for (int i = 0; i < 150; ++i) nodes_.push_back(next());
        for (int s = 0; s < 3; ++s) scenarios.push_back(wanted());
    }

    Graph graph;
    std::vector<ScenarioOutputs> scenarios;

private:
    // Sums that begin with the same rows, of normal numbers drawn together.
    void add_correlated() {
        std::vector<NodeId> z;
        for (unsigned k = 0; k < 11; ++k) z.push_back(graph.apply(Op::normal_quantile, draw(graph, 10 + k)));
        for (std::size_t row = 0; row < z.size(); ++row) {
            NodeId sum = graph.apply(Op::mul, graph.constant(0.75), z[0]);
            for (std::size_t k = 1; k <= row; ++k) {
                sum = graph.apply(Op::fma, graph.constant(0.1 * static_cast<double>(k + row)), z[k], sum);
            }
            nodes_.push_back(sum);
        }
    }
    // Late nodes and draws rather than constants, so that chains form.
    NodeId any() {
        const std::size_t reach = random_() % 3 == 0 ? nodes_.size() : std::min<std::size_t>(nodes_.size(), 5);
        return nodes_[nodes_.size() - 1 - random_() % reach];
    }
    NodeId number() { return graph.constant(std::vector{0.5, -1.0, 2.0, 0.0, -0.0, 7.25, -0.125}[random_() % 7]); }
    NodeId divisor() { return graph.constant(std::vector{100.0, -3.0, 0.1, 7e40, 1e-31, 0.0}[random_() % 6]); }
    NodeId next() {
        switch (random_() % 12) {
            case 0: return graph.apply(Op::fma, number(), any(), nodes_.back());
            case 1: return graph.apply(Op::fma, any(), any(), nodes_.back());
            case 2: return graph.apply(random_() % 2 == 0 ? Op::add : Op::sub, nodes_.back(), any());
            case 3: return graph.apply(random_() % 2 == 0 ? Op::min : Op::max, nodes_.back(), number());
            case 4: return graph.apply(Op::fma, graph.apply(Op::neg, any()), any(), nodes_.back());
            case 5: return graph.apply(Op::div, nodes_.back(), divisor());
            case 6: return graph.apply(Op::mul, nodes_.back(), graph.apply(Op::fma, number(), any(), number()));
            case 7: return graph.apply(Op::mul, number(), nodes_.back());
            default: break;
        }
        for (;;) {
            const OpEntry& entry = op_table()[random_() % op_table().size()];
            const bool excluded =
                entry.op == Op::law_of_normal || entry.op == Op::law_of_uniform || entry.op == Op::gamma_quantile;
            if (entry.arguments > 0 && !excluded) return apply(graph, entry.op, {any(), any(), any()});
        }
    }
    ScenarioOutputs wanted() {
        ScenarioOutputs scenario;
        for (int k = 0; k < 12; ++k) scenario.outputs.push_back(any());
        for (std::uint32_t k = 0; k < 12; ++k) scenario.checks.push_back({nodes_[random_() % nodes_.size()], k, "", k % 5 == 4});
        return scenario;
    }

    std::mt19937 random_;
    std::vector<NodeId> nodes_;
};

std::uint32_t first_failure(const ScenarioOutputs& scenario, const std::vector<double>& values) {
    for (std::uint32_t k = 0; k < scenario.checks.size(); ++k) {
        const double x = values[scenario.checks[k].node.value];
        if (!std::isfinite(x) || (scenario.checks[k].probability && !(x >= 0 && x <= 1))) return k + 1;
    }
    return 0;
}

class RandomPrograms : public testing::TestWithParam<unsigned> {};

TEST_P(RandomPrograms, GiveTheBitsOfTheGraphOnEveryInstructionSet) {
    const RandomGraph random(GetParam());
    const Program program = Program::lower(random.graph, random.scenarios);
    RunOptions options;
    options.paths = 45;
    options.seed = GetParam();
    for (const Isa isa : available_isas()) {
        options.isa = isa;
        for (const std::size_t strip : {8, 24, 256}) {
            options.strip_paths = strip;
            const ProgramRun got = run_program(program, options);
            for (std::uint64_t path = 0; path < options.paths; ++path) {
                const std::vector<double> expected = evaluate_graph(random.graph, options.seed, path);
                for (std::size_t s = 0; s < random.scenarios.size(); ++s) {
                    const ScenarioOutputs& wanted = random.scenarios[s];
                    for (std::size_t o = 0; o < wanted.outputs.size(); ++o) {
                        ASSERT_TRUE(same_bits(got.values[s][o][path], expected[wanted.outputs[o].value]))
                            << "scenario " << s << " output " << o << " path " << path << " on " << isa_name(isa) << ": "
                            << got.values[s][o][path] << " not " << expected[wanted.outputs[o].value];
                    }
                    ASSERT_EQ(got.failures[s][path], first_failure(wanted, expected)) << s << ' ' << path;
                }
            }
        }
    }
}

TEST_P(RandomPrograms, GiveTheSameBytesForEveryStripLength) {
    const RandomGraph random(GetParam());
    const Program program = Program::lower(random.graph, random.scenarios);
    RunOptions options;
    options.paths = 5003;
    const ProgramRun reference = run_program(program, options);
    for (const Isa isa : available_isas()) {
        for (const std::size_t strip : {8, 24, 4096}) {
            options.isa = isa;
            options.strip_paths = strip;
            ASSERT_TRUE(same_bytes(run_program(program, options), reference)) << isa_name(isa) << ' ' << strip;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPrograms, testing::Range(1u, 13u));

TEST(Program, LongSumsBecomeOneChainOfFusedSteps) {
    Graph graph;
    NodeId sum = graph.constant(0.5);
    for (unsigned k = 0; k < 8; ++k) sum = graph.apply(Op::fma, graph.constant(1.5 + k), draw(graph, k), sum);
    ScenarioOutputs wanted;
    wanted.outputs = {graph.apply(Op::min, graph.apply(Op::max, sum, graph.constant(2)), graph.constant(9))};
    const ProgramStatistics statistics = Program::lower(graph, {wanted}).statistics();
    EXPECT_EQ(statistics.draws, 8u);
    EXPECT_EQ(statistics.fused_terms, 8u);
    EXPECT_EQ(statistics.instructions, 8u + 1u + 1u);  // draws, the clamped sum, the watch
}

TEST(Program, ClampsWhoseBoundsCrossKeepTheirOrder) {
    Graph graph;
    const NodeId x = draw(graph, 0), low = graph.constant(5), high = graph.constant(2);
    ScenarioOutputs wanted;
    wanted.outputs = {graph.apply(Op::min, graph.apply(Op::max, x, low), high),
                      graph.apply(Op::max, graph.apply(Op::min, x, high), low)};
    RunOptions options;
    options.paths = 8;
    const ProgramRun got = run_program(Program::lower(graph, {wanted}), options);
    EXPECT_EQ(got.values[0][0][0], 2);
    EXPECT_EQ(got.values[0][1][0], 5);
}

TEST(Program, WhatSeveralReadIsCalculatedOnce) {
    Graph graph;
    const NodeId shared = graph.apply(Op::fma, graph.constant(3), draw(graph, 0), graph.constant(1));
    ScenarioOutputs wanted;
    wanted.outputs = {graph.apply(Op::fma, graph.constant(2), draw(graph, 1), shared), graph.apply(Op::exp, shared)};
    EXPECT_EQ(Program::lower(graph, {wanted}).statistics().fused_terms, 2u);
}

TEST(Program, OnlyWhatIsAskedForIsKept) {
    Graph graph;
    graph.apply(Op::exp, draw(graph, 1));
    ScenarioOutputs wanted;
    wanted.outputs = {draw(graph, 0)};
    EXPECT_EQ(Program::lower(graph, {wanted}).statistics().draws, 1u);
}

TEST(Program, ScenariosShareTheirDraws) {
    Graph graph;
    std::vector<ScenarioOutputs> scenarios(20);
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const NodeId z = graph.apply(Op::normal_quantile, draw(graph, 0));
        scenarios[s].outputs = {graph.apply(Op::add, z, graph.constant(static_cast<double>(s)))};
    }
    EXPECT_EQ(Program::lower(graph, scenarios).statistics().draws, 1u);
}

TEST(Program, RowsAreReusedAfterTheirLastReader) {
    Graph graph;
    NodeId level = graph.constant(1);
    for (unsigned t = 0; t < 200; ++t) {
        const NodeId shock = graph.uniform({stream_of("test"), static_cast<std::uint16_t>(t), 0});
        level = graph.apply(Op::exp, graph.apply(Op::mul, graph.apply(Op::sub, shock, graph.constant(0.5)), level));
    }
    ScenarioOutputs wanted;
    wanted.outputs = {level};
    EXPECT_LE(Program::lower(graph, {wanted}).statistics().rows, 3u);
}

TEST(Program, DeepGraphsNeedNoStack) {
    Graph graph;
    NodeId level = draw(graph, 0);
    for (int t = 0; t < 300000; ++t) level = graph.apply(Op::abs, graph.apply(Op::sub, level, graph.constant(0.001 * (t % 7))));
    ScenarioOutputs wanted;
    wanted.outputs = {level};
    RunOptions options;
    options.paths = 8;
    const ProgramRun got = run_program(Program::lower(graph, {wanted}), options);
    EXPECT_TRUE(same_bits(got.values[0][0][3], evaluate_graph(graph, 1, 3)[level.value]));
}

}  // namespace
}  // namespace yuce::engine
