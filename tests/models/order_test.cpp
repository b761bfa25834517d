#include "models/order.hpp"

#include <set>

#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

using Arrows = std::vector<std::vector<std::size_t>>;

// "b | a c (linear)": blocks in solving order.
std::string order_of(const std::string& equations, Frequency frequency = Frequency::quarterly) {
    std::string out;
    for (const BlockView& block : bind(SpecBuilder(equations, {}, frequency)).blocks()) {
        out += out.empty() ? "" : " | ";
        for (std::size_t k = 0; k < block.variables.size(); ++k) out += (k > 0 ? " " : "") + block.variables[k];
        if (block.simultaneous) out += block.linear ? " (linear)" : " (Newton)";
    }
    return out;
}

TEST(Order, PutsEquationsAfterWhatTheyUseAndElseKeepsTheFile) {
    EXPECT_EQ(order_of("a = 1\nb = 2\nc = 3"), "a | b | c");
    EXPECT_EQ(order_of("a = c\nb = 2\nc = 3"), "b | c | a");
    EXPECT_EQ(order_of("a = d\nb = a\nc = 1\nd = c"), "c | d | a | b");
    EXPECT_EQ(order_of("a = b[-1]\nb = a"), "a | b");
}

TEST(Order, SolvesEquationsTogetherThatNeedEachOther) {
    EXPECT_EQ(order_of("a = 0.5 * b\nc = a\nb = a + 1\nd = 1"), "a b (linear) | c | d");
    EXPECT_EQ(order_of("a = 0.5 * a"), "a (linear)");
    EXPECT_EQ(order_of("a = ytd(b)\nb = 0.1 * a"), "a b (linear)");
    EXPECT_EQ(order_of("a = ytd(b[-1])\nb = 0.1 * a"), "a | b");
}

TEST(Order, TellsLinearBlocksFromOthers) {
    const auto linear = [](const std::string& a) {
        return order_of("k = 2\na = " + a + "\nb = 0.5 * a - k") == "k | a b (linear)";
    };
    const auto newton = [](const std::string& a) {
        return order_of("k = 2\na = " + a + "\nb = 0.5 * a - k") == "k | a b (Newton)";
    };
    for (const char* a :
         {"-b", "b / k", "k * b * 3", "(b + k) / exp(k)", "if(k > 1, b, 2 * b)", "1 - (b - b[-1])", "ytd_growth(b)"}) {
        EXPECT_TRUE(linear(a)) << a;
    }
    for (const char* a : {"b * b", "k / b", "exp(b)", "b ^ 2", "if(b > 1, k, b)", "max(b, k)", "abs(b)", "b < k", "floor(b)"})
        EXPECT_TRUE(newton(a)) << a;
}

// explain() must say what the solver does.
TEST(Order, CallsLinearWhatTheEngineSolvesAsLinear) {
    for (const char* a : {"-b", "b / k", "k * b * 3", "(b + k) / exp(k)", "if(k > 1, b, 2 * b)", "ytd(b) / 2", "b * b", "k / b",
                          "exp(b)", "b ^ 2", "if(b > 1, k * b, b * b)", "max(b, 2 * b)", "k - 2 * (b > 1)", "k + 0.1 * floor(b)",
                          "if(b > 1, k, 2)", "k + round(b) / 8", "k - (b > 1 and k > 2)"}) {
        const Model model = bind(SpecBuilder(std::string("k = 2 + s\na = ") + a + "\nb = 0.5 * a - k").shock("s", normal_law()));
        engine::Graph graph;
        Diagnostics diagnostics;
        ASSERT_TRUE(compile(graph, model, quarters(2025, 1), {}, diagnostics)) << a << diagnostics.render();
        ASSERT_FALSE(graph.systems().empty()) << a;
        EXPECT_EQ(graph.systems()[0].linear, model.blocks().back().linear) << a;
    }
}

TEST(Order, FindsTheSystemOfKleinsModel) {
    const Model model =
        bind(SpecBuilder("cn = 16 + 0.2 * p + 0.1 * p[-1] + 0.8 * w1\n"
                         "i = 10 + 0.5 * p + 0.3 * p[-1] - 0.1 * k[-1]\n"
                         "w1 = 1.5 + 0.4 * y + 0.1 * y[-1]\n"
                         "y = cn + i\n"
                         "p = y - w1\n"
                         "k = k[-1] + i\n",
                         {}, Frequency::annual));
    ASSERT_EQ(model.blocks().size(), 2U);
    EXPECT_EQ(model.blocks()[0].variables, (std::vector<std::string>{"cn", "i", "w1", "y", "p"}));
    EXPECT_TRUE(model.blocks()[0].linear);
    EXPECT_EQ(model.blocks()[1].variables, (std::vector<std::string>{"k"}));
}

TEST(Order, SortsIndicatorsAfterThoseTheyUse) {
    const Model model = bind(SpecBuilder("x = 1", "a = b + a[-1]\nb = c\nc = mean(x)"));
    EXPECT_EQ(model.bound().annual_order, (std::vector<std::size_t>{2, 1, 0}));
}

// Every group comes after what it needs, each member once, and members of a group reach each other.
TEST(Order, HoldsOnRandomGraphs) {
    std::uint64_t state = 7;
    const auto random = [&](std::size_t n) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state >> 33U) % n;
    };
    for (int round = 0; round < 300; ++round) {
        const std::size_t n = 1 + random(12);
        Arrows uses(n);
        for (std::size_t k = random(2 * n + 1); k > 0; --k) uses[random(n)].push_back(random(n));
        std::vector<std::vector<bool>> reaches(n, std::vector<bool>(n, false));
        for (std::size_t i = 0; i < n; ++i) {
            for (const std::size_t j : uses[i]) reaches[i][j] = true;
        }
        for (std::size_t k = 0; k < n; ++k) {
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t j = 0; j < n; ++j) reaches[i][j] = reaches[i][j] || (reaches[i][k] && reaches[k][j]);
            }
        }
        std::set<std::size_t> done;
        for (const auto& group : solving_order(uses)) {
            for (const std::size_t i : group) EXPECT_TRUE(done.insert(i).second);
            for (const std::size_t i : group) {
                for (const std::size_t j : uses[i]) EXPECT_TRUE(done.count(j)) << "group before what it needs";
                for (const std::size_t j : group) EXPECT_TRUE(i == j || (reaches[i][j] && reaches[j][i]));
            }
            EXPECT_EQ(is_circle(group, uses), reaches[group[0]][group[0]]);
        }
        EXPECT_EQ(done.size(), n);
    }
}

TEST(Order, TakesChainsOfAnyLength) {
    constexpr std::size_t n = 200000;
    Arrows uses(n);
    for (std::size_t i = 0; i + 1 < n; ++i) uses[i].push_back(i + 1);
    const auto order = solving_order(uses);
    ASSERT_EQ(order.size(), n);
    EXPECT_EQ(order.front().front(), n - 1);
}

}  // namespace
}  // namespace yuce::models::testing
