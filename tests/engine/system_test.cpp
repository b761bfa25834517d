#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/program.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

NodeId draw(Graph& graph, unsigned k) { return graph.uniform({stream_of("test"), 3, static_cast<std::uint8_t>(k)}); }
double drawn(std::uint64_t path, unsigned k) { return uniform_at(1, path, {stream_of("test"), 3, static_cast<std::uint8_t>(k)}); }

// Closes a system with the Jacobian of the residuals.
std::vector<NodeId> close(Graph& graph, const std::vector<NodeId>& unknowns, const std::vector<NodeId>& guesses,
                          const std::vector<NodeId>& residual) {
    std::vector<NodeId> jacobian;
    for (const NodeId r : residual) {
        for (const NodeId x : unknowns) jacobian.push_back(graph.derivative(r, x));
    }
    return graph.end_system(guesses, residual, jacobian);
}

ScenarioOutputs watched(const std::vector<NodeId>& nodes) {
    ScenarioOutputs wanted;
    wanted.outputs = nodes;
    for (const NodeId node : nodes) wanted.checks.push_back({node, 0, "", false});
    return wanted;
}

std::vector<long double> solved(std::vector<std::vector<long double>> a, std::vector<long double> b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k; i < n; ++i) pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
        std::swap(a[k], a[pivot]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = 0; i < n; ++i) {
            if (i == k) continue;
            const long double f = a[i][k] / a[k][k];
            for (std::size_t j = 0; j < n; ++j) a[i][j] -= f * a[k][j];
            b[i] -= f * b[k];
        }
    }
    for (std::size_t k = 0; k < n; ++k) b[k] /= a[k][k];
    return b;
}

// sum_j a_ij x_j = b_i with a_ij = u_k - 1/2 times the scale of row i, which misleads the choice of pivots; constant: a_ij are
// the numbers of path 77.
double row_scale(std::size_t i) { return i % 3 == 1 ? 0x1p30 : 1; }

class LinearSystems : public testing::TestWithParam<std::pair<std::size_t, bool>> {};

TEST_P(LinearSystems, AreSolvedToRounding) {
    const auto [n, constant] = GetParam();
    Graph graph;
    const std::vector<NodeId> x = graph.begin_system(n);
    std::vector<NodeId> residual;
    for (unsigned i = 0; i < n; ++i) {
        NodeId r = graph.apply(Op::neg, draw(graph, 200 + i));
        for (unsigned j = 0; j < n; ++j) {
            const NodeId a = constant ? graph.constant(drawn(77, i * n + j) - 0.5)
                                      : graph.apply(Op::sub, draw(graph, i * n + j), graph.constant(0.5));
            r = graph.apply(Op::fma, graph.apply(Op::mul, graph.constant(row_scale(i)), a), x[j], r);
        }
        residual.push_back(r);
    }
    const std::vector<NodeId> solution = close(graph, x, std::vector<NodeId>(n, graph.constant(1)), residual);
    ASSERT_TRUE(graph.systems()[0].linear);
    const Program program = Program::lower(graph, {watched(solution)});
    RunOptions options;
    options.paths = 200;
    const ProgramRun got = run_program(program, options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        std::vector<std::vector<long double>> a(n, std::vector<long double>(n));
        std::vector<long double> b(n);
        for (unsigned i = 0; i < n; ++i) {
            for (unsigned j = 0; j < n; ++j) a[i][j] = row_scale(i) * (drawn(constant ? 77 : path, i * n + j) - 0.5);
            b[i] = drawn(path, 200 + i);
        }
        const std::vector<long double> exact = solved(a, b);
        // Refined once, the backward error is a few roundings: each residual is small beside its terms.
        for (unsigned i = 0; i < n; ++i) {
            long double r = -b[i], size = std::abs(b[i]);
            for (unsigned j = 0; j < n; ++j) {
                r += a[i][j] * got.values[0][j][path];
                size += std::abs(a[i][j] * got.values[0][j][path]);
            }
            ASSERT_LE(std::abs(r), 2 * std::numeric_limits<double>::epsilon() * size) << path;
            ASSERT_NEAR(static_cast<double>(got.values[0][i][path] / exact[i]), 1, 1e-8) << path;
        }
    }
    for (const Isa isa : available_isas()) {
        options.isa = isa;
        for (const std::size_t strip : {8, 24, 4096}) {
            options.strip_paths = strip;
            ASSERT_TRUE(same_bytes(run_program(program, options), got)) << isa_name(isa) << ' ' << strip;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, LinearSystems,
                         testing::Values(std::pair{1, false}, std::pair{2, false}, std::pair{3, false}, std::pair{7, false},
                                         std::pair{12, false}, std::pair{3, true}, std::pair{9, true}));

TEST(System, SquareRootsAreFoundToTheLastBits) {
    Graph graph;
    const NodeId a = graph.apply(Op::mul, draw(graph, 0), graph.constant(1000));
    const NodeId x = graph.begin_system(1)[0];
    const NodeId residual = graph.apply(Op::fma, x, x, graph.apply(Op::neg, a));
    const std::vector<NodeId> root = close(graph, {x}, {graph.constant(1)}, {residual});
    EXPECT_FALSE(graph.systems()[0].linear);
    RunOptions options;
    options.paths = 5000;
    const ProgramRun got = run_program(Program::lower(graph, {watched(root)}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        const double exact = std::sqrt(1000 * drawn(path, 0));
        ASSERT_EQ(got.failures[0][path], 0u);
        ASSERT_NEAR(got.values[0][0][path] / exact, 1, 2 * std::numeric_limits<double>::epsilon()) << path;
    }
}

// x^2 = u - 1/2 has no solution on half of the paths.
Program half_without_solution() {
    Graph graph;
    const NodeId a = graph.apply(Op::sub, draw(graph, 0), graph.constant(0.5));
    const std::vector<NodeId> x = graph.begin_system(2);
    const NodeId first = graph.apply(Op::sub, graph.apply(Op::mul, x[0], x[0]), a);
    const NodeId second = graph.apply(Op::sub, graph.apply(Op::exp, graph.apply(Op::mul, x[1], x[0])), graph.constant(2));
    const std::vector<NodeId> solution = close(graph, x, {graph.constant(1), graph.constant(1)}, {first, second});
    ScenarioOutputs wanted;
    wanted.outputs = solution;
    wanted.checks = {{draw(graph, 0), 0, "u", false}, {solution[1], 0, "x", false}};
    return Program::lower(graph, {wanted});
}

TEST(System, PathsWithoutSolutionFailAndLeaveTheOthersAlone) {
    const Program program = half_without_solution();
    RunOptions options;
    options.paths = 4200;
    const ProgramRun got = run_program(program, options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        const double a = drawn(path, 0) - 0.5;
        ASSERT_EQ(got.failures[0][path], a > 0 ? 0u : 2u) << path;
        if (a > 0) {
            ASSERT_NEAR(got.values[0][0][path] / std::sqrt(a), 1, 2 * std::numeric_limits<double>::epsilon()) << path;
            ASSERT_NEAR(got.values[0][1][path] * std::sqrt(a) / std::log(2), 1, 4 * std::numeric_limits<double>::epsilon())
                << path;
        } else {
            ASSERT_TRUE(std::isnan(got.values[0][0][path]));
        }
    }
    for (const Isa isa : available_isas()) {
        options.isa = isa;
        for (const std::size_t strip : {8, 24, 4096}) {
            options.strip_paths = strip;
            ASSERT_TRUE(same_bytes(run_program(program, options), got)) << isa_name(isa) << ' ' << strip;
        }
    }
}

TEST(System, SingularSystemsFail) {
    Graph graph;
    const NodeId u = draw(graph, 0), zero = graph.apply(Op::sub, u, u);
    const std::vector<NodeId> x = graph.begin_system(2);
    const NodeId sum = graph.apply(Op::add, x[0], x[1]);
    const NodeId first = graph.apply(Op::sub, sum, graph.constant(1)),
                 second = graph.apply(Op::fma, zero, x[0], graph.apply(Op::sub, sum, u));
    const std::vector<NodeId> solution = close(graph, x, {u, u}, {first, second});
    RunOptions options;
    options.paths = 100;
    const ProgramRun got = run_program(Program::lower(graph, {watched(solution)}), options);
    for (const std::uint32_t failure : got.failures[0]) EXPECT_EQ(failure, 1u);
}

TEST(System, SolutionsOfZeroAreFoundThoughNoStepIsSmallBesideThem) {
    Graph graph;
    const NodeId u = draw(graph, 0);
    const std::vector<NodeId> x = graph.begin_system(3);
    // x1 = exp(u), x2 = exp(u) (1 - x0^3), x0 = x2 - x1: x0 is 0 but for rounding.
    const NodeId target = graph.apply(Op::exp, u);
    const NodeId first = graph.apply(Op::sub, graph.apply(Op::log, x[1]), u);
    const NodeId second =
        graph.apply(Op::sub, x[2], graph.apply(Op::mul, target, graph.apply(Op::sub, graph.constant(1), graph.power(x[0], 3))));
    const NodeId third = graph.apply(Op::sub, x[0], graph.apply(Op::sub, x[2], x[1]));
    const NodeId half = graph.constant(0.5);
    const std::vector<NodeId> solution = close(graph, x, {graph.constant(0.1), half, half}, {third, first, second});
    RunOptions options;
    options.paths = 5000;
    const ProgramRun got = run_program(Program::lower(graph, {watched(solution)}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        ASSERT_EQ(got.failures[0][path], 0u) << path;
        ASSERT_NEAR(got.values[0][0][path], 0, 1e-14);
        ASSERT_NEAR(got.values[0][1][path] / std::exp(drawn(path, 0)), 1, 1e-15);
    }
}

TEST(System, StepsAreHalvedWhereTheFullOneLeavesTheDomain) {
    Graph graph;
    const NodeId u = draw(graph, 0);
    const NodeId x = graph.begin_system(1)[0];
    // log x = -5 - u from 2: Newton's first step goes far below 0.
    const NodeId residual = graph.apply(Op::add, graph.apply(Op::log, x), graph.apply(Op::add, u, graph.constant(5)));
    const std::vector<NodeId> solution = close(graph, {x}, {graph.constant(2)}, {residual});
    RunOptions options;
    options.paths = 1000;
    const ProgramRun got = run_program(Program::lower(graph, {watched(solution)}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        ASSERT_NEAR(got.values[0][0][path] / std::exp(-5 - drawn(path, 0)), 1, 1e-14) << path;
    }
}

TEST(System, OneSolvesFromAnotherAndFeedsOutputs) {
    Graph graph;
    NodeId level = graph.apply(Op::add, draw(graph, 0), graph.constant(1));
    std::vector<NodeId> levels;
    for (int t = 0; t < 5; ++t) {
        const std::vector<NodeId> x = graph.begin_system(2);
        const NodeId first = graph.apply(Op::sub, x[0], graph.apply(Op::mul, x[1], level));
        const NodeId second = graph.apply(Op::sub, graph.apply(Op::mul, x[1], x[0]), graph.constant(3));
        level = close(graph, x, {level, graph.constant(1)}, {first, second})[0];
        levels.push_back(level);
    }
    RunOptions options;
    options.paths = 300;
    const ProgramRun got = run_program(Program::lower(graph, {watched(levels), watched({levels[2]})}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        double exact = drawn(path, 0) + 1;
        for (std::size_t t = 0; t < levels.size(); ++t) {
            exact = std::sqrt(3 * exact);
            ASSERT_NEAR(got.values[0][t][path] / exact, 1, 1e-14);
        }
        ASSERT_EQ(got.values[1][0][path], got.values[0][2][path]);
    }
}

// The solver's code runs again and again: what it reads from outside must stay, though its own rows are many.
TEST(System, RowsFromOutsideLastWhileSolving) {
    Graph graph;
    std::vector<NodeId> outside;
    for (unsigned k = 0; k < 6; ++k) outside.push_back(graph.apply(Op::exp, draw(graph, k)));
    const NodeId x = graph.begin_system(1)[0];
    // sum of exp(u_k) (exp(x / k) - 1) + sin x / 8 = exp(u_0), rising in x
    NodeId residual = graph.apply(Op::neg, outside[0]);
    for (unsigned k = 0; k < 6; ++k) {
        const NodeId grown = graph.apply(Op::exp, graph.apply(Op::mul, graph.constant(1.0 / (k + 1)), x));
        residual = graph.apply(Op::fma, outside[k], graph.apply(Op::sub, grown, graph.constant(1)), residual);
        residual = graph.apply(Op::add, residual, graph.apply(Op::abs, graph.apply(Op::mul, grown, graph.constant(0))));
    }
    residual = graph.apply(Op::add, residual, graph.apply(Op::div, graph.apply(Op::sin, x), graph.constant(8)));
    const std::vector<NodeId> solution = close(graph, {x}, {outside[5]}, {residual});
    RunOptions options;
    options.paths = 500;
    const ProgramRun got = run_program(Program::lower(graph, {watched(solution)}), options);
    for (std::uint64_t path = 0; path < options.paths; ++path) {
        const double root = got.values[0][0][path];
        double r = -std::exp(drawn(path, 0)) + std::sin(root) / 8;
        for (unsigned k = 0; k < 6; ++k) r += std::exp(drawn(path, k)) * std::expm1(root / (k + 1));
        ASSERT_NEAR(r, 0, 1e-13) << path;
    }
}

// Collard's example at its steady state; the published figures.
TEST(System, CollardsSteadyStateIsReproduced) {
    Graph graph;
    const auto number = [&](double x) { return graph.constant(x); };
    const auto mul = [&](NodeId a, NodeId b) { return graph.apply(Op::mul, a, b); };
    const auto sub = [&](NodeId a, NodeId b) { return graph.apply(Op::sub, a, b); };
    const double alpha = 0.36, beta = 0.99, delta = 0.025, theta = 2.95;
    const std::vector<NodeId> x = graph.begin_system(4);
    const NodeId y = x[0], c = x[1], k = x[2], h = x[3];
    const NodeId labour = sub(mul(mul(c, number(theta)), h), mul(number(1 - alpha), y));
    const NodeId euler = sub(
        mul(number(beta), graph.apply(Op::add, graph.apply(Op::div, mul(number(alpha), y), k), number(1 - delta))), number(1));
    const NodeId production = sub(y, mul(graph.apply(Op::pow, k, number(alpha)), graph.apply(Op::pow, h, number(1 - alpha))));
    const NodeId resources = sub(sub(y, c), mul(number(delta), k));
    const std::vector<NodeId> solution =
        close(graph, x, {number(1), number(1), number(10), number(0.3)}, {labour, euler, production, resources});
    RunOptions options;
    options.paths = 8;
    const ProgramRun got = run_program(Program::lower(graph, {watched(solution)}), options);
    const double published[] = {1.08068253095672, 0.80359242014163, 11.08360443260358, 0.29175631001732};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(got.values[0][i][5] / published[i], 1, 1e-12);
}

}  // namespace
}  // namespace yuce::engine
