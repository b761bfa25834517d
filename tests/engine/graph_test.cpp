#include "engine/graph.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/engine/naive_evaluation.hpp"
#include "tests/engine/program_run.hpp"

namespace yuce::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

Law normal_law(double mean, double sd) {
    Law law;
    law.kind = LawKind::normal;
    law.numbers = {mean, sd};
    return law;
}

class GraphTest : public testing::Test {
protected:
    NodeId number(double x) { return graph.constant(x); }
    NodeId draw(std::uint8_t k) { return graph.uniform({stream_of("test"), 0, k}); }

    Graph graph;
    NodeId x = draw(0), y = draw(1), z = draw(2);
};

TEST_F(GraphTest, EqualNodesAreOne) {
    EXPECT_EQ(draw(0), x);
    EXPECT_NE(draw(3), x);
    EXPECT_EQ(graph.apply(Op::sub, x, y), graph.apply(Op::sub, x, y));
    EXPECT_NE(graph.apply(Op::sub, x, y), graph.apply(Op::sub, y, x));
    const std::size_t size = graph.size();
    graph.apply(Op::sub, y, x);
    EXPECT_EQ(graph.size(), size);
}

TEST_F(GraphTest, ConstantsAreEqualByTheirBits) {
    EXPECT_EQ(number(1.5), number(1.5));
    EXPECT_NE(number(0.0), number(-0.0));
    EXPECT_EQ(number(nan), number(-nan));
}

TEST_F(GraphTest, CommutativeTwinsAreOne) {
    for (const Op op : {Op::add, Op::mul, Op::min, Op::max, Op::equal, Op::not_equal, Op::logical_and, Op::logical_or}) {
        EXPECT_EQ(graph.apply(op, x, y), graph.apply(op, y, x)) << op_table()[static_cast<std::size_t>(op)].name;
    }
    EXPECT_EQ(graph.apply(Op::fma, x, y, z), graph.apply(Op::fma, y, x, z));
    EXPECT_NE(graph.apply(Op::fma, x, y, z), graph.apply(Op::fma, x, z, y));
    EXPECT_NE(graph.apply(Op::less, x, y), graph.apply(Op::less, y, x));
}

TEST_F(GraphTest, EqualLawsAreOne) {
    const auto cut = [](double sd) {
        Law law = normal_law(1, sd);
        law.low = 0;
        return law;
    };
    EXPECT_EQ(graph.law_of_normal(cut(nan), x), graph.law_of_normal(cut(nan), x));
    EXPECT_NE(graph.law_of_normal(cut(2), x), graph.law_of_normal(cut(3), x));
    EXPECT_EQ(graph.laws().size(), 3u);
    EXPECT_EQ(graph.law_of_normal(cut(2), graph.apply(Op::normal_quantile, x)), graph.law_of_uniform(cut(2), x));
    EXPECT_EQ(graph.laws().size(), 3u);
}

TEST_F(GraphTest, NormalLawsAreSums) {
    EXPECT_EQ(graph.law_of_normal(normal_law(1, 2), x), graph.apply(Op::fma, graph.constant(2), x, graph.constant(1)));
    EXPECT_EQ(graph.law_of_normal(normal_law(0, 1), x), x);
    EXPECT_EQ(graph.law_of_uniform(normal_law(0, 1), x), graph.apply(Op::normal_quantile, x));
    EXPECT_TRUE(graph.laws().empty());
}

TEST_F(GraphTest, ManyNodesStayDistinctAndFindable) {
    std::vector<NodeId> nodes;
    for (int i = 0; i < 5000; ++i) nodes.push_back(graph.apply(Op::mul, number(i + 2), x));
    for (int i = 0; i < 5000; ++i) {
        ASSERT_EQ(graph.apply(Op::mul, number(i + 2), x), nodes[i]);
        ASSERT_EQ(graph.constant_value(graph.node(nodes[i]).a.value == x.value ? graph.node(nodes[i]).b : graph.node(nodes[i]).a),
                  i + 2);
    }
}

TEST_F(GraphTest, ConstantsFoldToTheBitsOfTheDefinition) {
    const double samples[] = {0.0, -0.0, 1.0, -1.0, 0.3, -2.5, 3.5, 1e300, -1e-300, 5e-324, infinity, -infinity, nan};
    for (const OpEntry& entry : op_table()) {
        if (entry.arguments == 0 || entry.op == Op::law_of_normal || entry.op == Op::law_of_uniform) continue;
        for (const double a : samples) {
            for (const double b : samples) {
                for (const double c : {0.7, -0.0, nan}) {
                    const NodeId id = entry.arguments == 1   ? graph.apply(entry.op, number(a))
                                      : entry.arguments == 2 ? graph.apply(entry.op, number(a), number(b))
                                                             : graph.apply(entry.op, number(a), number(b), number(c));
                    ASSERT_TRUE(graph.is_constant(id));
                    EXPECT_TRUE(same_bits(graph.constant_value(id), evaluate_op(entry.op, a, b, c)))
                        << entry.name << " of " << a << ", " << b << ", " << c << ": " << graph.constant_value(id);
                }
            }
        }
    }
}

TEST_F(GraphTest, LawsOfConstantsFold) {
    const NodeId median = graph.law_of_normal(normal_law(3, 2), number(0));
    ASSERT_TRUE(graph.is_constant(median));
    EXPECT_EQ(graph.constant_value(median), 3);
}

TEST_F(GraphTest, SimplifiesWhatKeepsTheBits) {
    EXPECT_EQ(graph.apply(Op::mul, number(1), x), x);
    EXPECT_EQ(graph.apply(Op::div, x, number(1)), x);
    EXPECT_EQ(graph.apply(Op::sub, x, number(0)), x);
    EXPECT_EQ(graph.apply(Op::add, number(-0.0), x), x);
    EXPECT_EQ(graph.apply(Op::neg, graph.apply(Op::neg, x)), x);
    EXPECT_EQ(graph.apply(Op::min, x, x), x);
    EXPECT_EQ(graph.apply(Op::max, x, x), x);
    EXPECT_EQ(graph.apply(Op::select, number(2), x, y), x);
    EXPECT_EQ(graph.apply(Op::select, number(0), x, y), y);
    EXPECT_TRUE(std::isnan(graph.constant_value(graph.apply(Op::select, number(nan), x, y))));
    EXPECT_EQ(graph.apply(Op::fma, number(1), x, y), graph.apply(Op::add, x, y));
    EXPECT_EQ(graph.apply(Op::div, x, number(4)), graph.apply(Op::mul, x, number(0.25)));
    EXPECT_EQ(graph.apply(Op::fma, graph.apply(Op::neg, x), number(2), y), graph.apply(Op::fma, x, number(-2), y));
}

TEST_F(GraphTest, KeepsWhatWouldChangeTheBits) {
    EXPECT_NE(graph.apply(Op::add, x, number(0)), x);  // -0 + 0 is 0
    EXPECT_NE(graph.apply(Op::sub, x, number(-0.0)), x);
    EXPECT_FALSE(graph.is_constant(graph.apply(Op::mul, number(0), x)));  // infinity * 0 is NaN
    EXPECT_FALSE(graph.is_constant(graph.apply(Op::sub, x, x)));
    EXPECT_NE(graph.apply(Op::div, x, number(3)), graph.apply(Op::mul, x, number(1.0 / 3)));
    EXPECT_NE(graph.apply(Op::div, x, number(0x1p-1074)), graph.apply(Op::mul, x, number(infinity)));
}

TEST_F(GraphTest, PowersMultiplyFromTheLowestBit) {
    const NodeId square = graph.apply(Op::mul, x, x), fourth = graph.apply(Op::mul, square, square);
    EXPECT_EQ(graph.power(x, 1), x);
    EXPECT_EQ(graph.power(x, 2), square);
    EXPECT_EQ(graph.power(x, 3), graph.apply(Op::mul, x, square));
    EXPECT_EQ(graph.power(x, 4), fourth);
    EXPECT_EQ(graph.power(x, 7), graph.apply(Op::mul, graph.apply(Op::mul, x, square), fourth));
    EXPECT_EQ(graph.power(x, -2), graph.apply(Op::div, number(1), square));
    EXPECT_EQ(graph.power(x, 0), number(1));
    EXPECT_EQ(graph.constant_value(graph.power(number(2), 64)), 0x1p64);
}

TEST_F(GraphTest, DependenceOnASystemIsKnown) {
    const std::vector<NodeId> first = graph.begin_system(1);
    const NodeId inside = graph.apply(Op::sub, graph.apply(Op::mul, first[0], x), y);
    EXPECT_TRUE(graph.depends_on_system(inside, 0));
    EXPECT_FALSE(graph.depends_on_system(x, 0));
    const NodeId jacobian = graph.derivative(inside, first[0]);
    const std::vector<NodeId> solution = graph.end_system({{x}}, {{inside}}, {{jacobian}});
    EXPECT_FALSE(graph.depends_on_system(solution[0], 0));
    EXPECT_TRUE(graph.systems()[0].linear);
}

}  // namespace
}  // namespace yuce::engine
