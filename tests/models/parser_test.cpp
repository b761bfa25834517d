#include "models/explain_text.hpp"
#include "models/function_table.hpp"
#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

Expression parsed(const std::string& text) {
    Diagnostics diagnostics;
    std::optional<Expression> tree = parse_expression(expression_of(text), diagnostics);
    EXPECT_EQ(lines_of(diagnostics), "") << text;
    return tree ? std::move(*tree) : Expression{};
}

// Function and arguments as a list, so that every bracket shows.
std::string shape(const Expression& tree) {
    if (tree.kind == Expression::Kind::number) return number_text(tree.number);
    if (tree.kind == Expression::Kind::reference) return tree.name + (tree.lag > 0 ? "@" + std::to_string(tree.lag) : "");
    const std::string name = tree.function == Function::neg ? "neg" : std::string(spelling_of(tree.function));
    std::string out = "(" + name;
    for (const Expression& argument : tree.arguments) out += " " + shape(argument);
    return out + ")";
}

TEST(Parser, BindsOperatorsAsThePageSays) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"-2^2", "(neg (^ 2 2))"},
        {"2^-1", "(^ 2 (neg 1))"},
        {"2^3^2", "(^ 2 (^ 3 2))"},
        {"2^-3^2", "(^ 2 (neg (^ 3 2)))"},
        {"(-2)^2", "(^ (neg 2) 2)"},
        {"a-b-c", "(- (- a b) c)"},
        {"a-(b-c)", "(- a (- b c))"},
        {"a/b*c", "(* (/ a b) c)"},
        {"a+b*c", "(+ a (* b c))"},
        {"-a*b", "(* (neg a) b)"},
        {"a*-b", "(* a (neg b))"},
        {"a - -b", "(- a (neg b))"},
        {"--a", "(neg (neg a))"},
        {"a+b<c*d", "(< (+ a b) (* c d))"},
        {"a<=b and c>=d", "(and (<= a b) (>= c d))"},
        {"a or b and c", "(or a (and b c))"},
        {"a and b or c", "(or (and a b) c)"},
        {"not a == b", "(not (== a b))"},
        {"not not a", "(not (not a))"},
        {"not a and b", "(and (not a) b)"},
        {"(a < b) < c", "(< (< a b) c)"},
        {"a != b", "(!= a b)"},
        {"max(a, b + 1, c[-4])", "(max a (+ b 1) c@4)"},
        {"if(a > 0, -1, 1)", "(if (> a 0) (neg 1) 1)"},
        {"x[0] + x[-0]", "(+ x x)"},
        {"max + max(max, 1)", "(+ max (max max 1))"},
        {"a # comment\n + b", "(+ a b)"},
        {"mean(x)", "(mean x)"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(shape(parsed(text)), expected) << text;
}

TEST(Parser, ReadsBackWhatIsPrinted) {
    for (const char* text :
         {"-2 ^ 2", "(a + b) * c - d / (e * f)", "a - (b - c) + (d - e)", "2 ^ 3 ^ 2", "(2 ^ 3) ^ 2", "(-a) ^ -b",
          "not (a and b) or c < (d < e)", "if(occurs(e), x[-1], max(a, b))", "-(-a)", "base.g * (1 + 5e-324)", "a / (b / c) / d",
          "(not a) + 1", "-(a * b)", "(a == b) == c", "1e+300 + 0.1"}) {
        const Expression tree = parsed(text);
        EXPECT_EQ(shape(parsed(expression_text(tree))), shape(tree)) << text << " became " << expression_text(tree);
    }
    EXPECT_EQ(expression_text(parsed("((a)+(b*c))-(d)")), "a + b * c - d");
}

TEST(Parser, PlacesTreesAtTheirOperatorOrFirstCharacter) {
    const Expression tree = parsed("alpha\n  + exp(beta)");
    EXPECT_EQ(tree.place.line, 2U);
    EXPECT_EQ(tree.place.column, 3U);
    EXPECT_EQ(tree.arguments[1].place.column, 5U);
    EXPECT_EQ(tree.arguments[1].arguments[0].place.column, 9U);
}

TEST(Parser, SplitsEquationsWhereANameAndASignStand) {
    Diagnostics diagnostics;
    const auto equations = parse_equations(expression_of("a = 1 +\n 2 b = a == 2\nc=max(a,\n b)\n"), diagnostics);
    EXPECT_EQ(lines_of(diagnostics), "");
    ASSERT_EQ(equations.size(), 3U);
    EXPECT_EQ(equations[0].name, "a");
    EXPECT_EQ(shape(equations[0].right), "(+ 1 2)");
    EXPECT_EQ(shape(equations[1].right), "(== a 2)");
    EXPECT_EQ(equations[2].place.line, 3U);
    EXPECT_EQ(shape(equations[2].right), "(max a b)");
}

TEST(Parser, SaysWhatIsWrongAndWhere) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"a = b[+1]",
         "1:6: leads are not supported: the value of a later period is not known when a period is calculated (the period before "
         "is "
         "b[-1])\n"},
        {"a = b[2]",
         "1:6: leads are not supported: the value of a later period is not known when a period is calculated (the period before "
         "is "
         "b[-1])\n"},
        {"a = b[-1.5]", "1:6: a lag is a whole number of periods: b[-1]\n"},
        {"a = b[t-1]", "1:6: a lag is a whole number of periods: b[-1]\n"},
        {"a = b[-20000]", "1:6: a lag reaches at most 10000 periods back\n"},
        {"a = (b + c)[-1]", "1:12: a lag stands only on a name: x[-1]\n"},
        {"a = exp(b)[-1]", "1:11: a lag stands only on a name: x[-1]\n"},
        {"a = base.g[-1]", "1:11: a figure of the baseline has no lag\n"},
        {"a = b < c < d", "1:11: comparisons do not chain (write a < b and b < c)\n"},
        {"a = b c", "1:7: expected an operator before 'c' (a product is written with *: 2 * x)\n"},
        {"a = 1,5", "1:6: expected an operator before ',' (a decimal point is a point: 1.5)\n"},
        {"a = b +", "1:7: nothing follows '+'\n"},
        {"a =", "1:3: nothing follows the '='\n"},
        {"a = + b", "1:5: a number or name was expected before '+' (there is no plus sign of a number: leave it out)\n"},
        {"a = b * / c", "1:9: a number or name was expected before '/'\n"},
        {"a = (b + c", "1:5: '(' is not closed\n"},
        {"a = b + c)", "1:10: ')' closes nothing\n"},
        {"a = (b, c)", "1:7: ',' stands only between the arguments of a function\n"},
        {"a = max(b c)", "1:11: expected an operator or ')' before 'c'\n"},
        {"a = if(b = 1, 2, 3)", "1:10: '=' has no meaning inside brackets (a comparison is written ==)\n"},
        {"a == b", "1:3: an equation is written with one '=', not '=='\n"},
        {"log(a) = b", "1:1: the left side of an equation is the name of its variable and nothing else\n"},
        {"a[-1] = b", "1:1: the left side of an equation is the name of its variable and nothing else\n"},
        {"1 + 2", "1:1: an equation begins with the name of its variable: NAME = expression\n"},
        {"year = 1", "1:1: 'year' is a word of the language and cannot be defined\n"},
        {"not = 1", "1:1: 'not' is a word of the language and cannot be defined\n"},
        {"a = maxx(b, 1)", "1:5: there is no function 'maxx' (did you mean 'max'?)\n"},
        {"a = ln(b)", "1:5: there is no function 'ln' (write log(x))\n"},
        {"a = EXP(b)", "1:5: there is no function 'EXP' (did you mean 'exp'?)\n"},
        {"a = gap(-1)", "1:5: there is no function 'gap' (a lag is written with square brackets: gap[-1])\n"},
        {"a = alpha(b + c)", "1:5: there is no function 'alpha' (a product is written alpha * (...))\n"},
        {"a = clamp(b, 1)", "1:5: 'clamp' takes 3 arguments, not 2 (it is written clamp(x, low, high))\n"},
        {"a = exp()", "1:5: 'exp' takes 1 argument, not 0 (it is written exp(x))\n"},
        {"a = max()", "1:5: 'max' takes at least 1 argument, not 0 (it is written max(a, b, ...))\n"},
        {"a = 1 + not b", "1:9: `not` needs brackets here (write (not x))\n"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(mistakes_in(text), expected) << text;
}

TEST(Parser, ReportsEveryMistakeOnceAndGoesOn) {
    EXPECT_EQ(
        mistakes_in("a = (b + 1\n"
                    "b = 2 +\n"
                    "c = a（1）\n"
                    "log(d) = 3\n"
                    "e == 4\n"
                    "需求 = 5\n"
                    "f = 1\n"
                    "g = 2x\n"),
        "1:5: '(' is not closed\n"
        "2:7: nothing follows '+'\n"
        "3:5: there is no function 'a' (a product is written a * (...))\n"
        "3:6: '（' has no meaning here (write ( on the ASCII keyboard)\n"
        "3:8: '）' has no meaning here (write ) on the ASCII keyboard)\n"
        "4:1: the left side of an equation is the name of its variable and nothing else\n"
        "5:3: an equation is written with one '=', not '=='\n"
        "6:1: '需求' is no name: names are ASCII letters, digits and _ (what is shown to readers goes into `name` of the entry)\n"
        "8:5: '2x' is no number (a product is written 2 * x)\n");
}

TEST(Parser, KeepsTheNameOfAnEquationWithAMistake) {
    Diagnostics diagnostics;
    const auto equations = parse_equations(expression_of("a = (\nb = a"), diagnostics);
    ASSERT_EQ(equations.size(), 2U);
    EXPECT_EQ(equations[0].name, "a");
}

TEST(Parser, RefusesWhatIsNestedTooDeep) {
    const auto nested = [](int n) { return "a = " + std::string(n, '(') + "1" + std::string(n, ')'); };
    EXPECT_EQ(mistakes_in(nested(200)), "");
    EXPECT_EQ(mistakes_in(nested(201)), "1:205: more than 200 brackets within each other\n");
    EXPECT_EQ(mistakes_in("a = " + std::string(100000, '-') + "1"), "1:205: more than 200 brackets within each other\n");
    const auto chain = [](int n) {
        std::string text = "a = 1";
        for (int k = 0; k < n; ++k) text += "+1";
        return text;
    };
    EXPECT_EQ(mistakes_in(chain(1999)), "");
    EXPECT_EQ(mistakes_in(chain(100000)),
              "1:4004: this expression is more than 2000 operations deep (split it into several equations)\n");
}

TEST(Parser, TakesOneExpressionWithoutASign) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_expression(expression_of("p = 3"), diagnostics));
    EXPECT_FALSE(parse_expression(expression_of(" # nothing"), diagnostics));
    EXPECT_EQ(lines_of(diagnostics),
              "1:3: '=' has no meaning in an expression (a comparison is written ==)\n"
              "1:11: the expression is empty\n");
}

TEST(Parser, SurvivesAnyText) {
    const std::string alphabet[] = {"a",   "=",   "(",  ")",  "[",  "]",     "-", "1", ",", "\n", "max",
                                    "not", "and", "==", "（", "需", "base.", " ", "^", "#", "or", "<"};
    std::uint64_t state = 12345;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int k = 0; k < 25; ++k) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            text += alphabet[(state >> 33U) % std::size(alphabet)] + ((state >> 60U) % 2 == 0 ? " " : "");
        }
        Diagnostics diagnostics;
        const auto equations = parse_equations(expression_of(text), diagnostics);
        for (const Equation& equation : equations) EXPECT_FALSE(equation.name.empty()) << text;
        parse_expression(expression_of(text), diagnostics);
        for (const Diagnostic& d : diagnostics.sorted()) EXPECT_GE(d.place.line, 1U) << text;
    }
}

}  // namespace
}  // namespace yuce::models::testing
