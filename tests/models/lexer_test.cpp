#include "models/lexer.hpp"

#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

std::vector<Token> tokens_of(const ExpressionText& text) {
    Diagnostics diagnostics;
    std::vector<Token> tokens = tokenize(text, diagnostics);
    EXPECT_EQ(lines_of(diagnostics), "") << text.text;
    return tokens;
}

std::string said(const std::string& text) {
    Diagnostics diagnostics;
    tokenize(expression_of(text), diagnostics);
    return lines_of(diagnostics);
}

TEST(Lexer, ReadsNumbersAsTheyAreWritten) {
    const std::vector<std::pair<std::string, double>> cases = {
        {"0", 0},     {"1", 1},        {"1.5", 1.5},    {".5", 0.5}, {"0.5", 0.5}, {"2.", 2},
        {"1e6", 1e6}, {"2e-3", 0.002}, {"2.5E+2", 250}, {"007", 7},  {"0.1", 0.1}, {"4.9e-324", 4.9e-324},
    };
    for (const auto& [text, value] : cases) {
        const ExpressionText source = expression_of(text);
        const auto tokens = tokens_of(source);
        ASSERT_EQ(tokens.size(), 2U) << text;
        EXPECT_EQ(tokens[0].kind, TokenKind::number) << text;
        EXPECT_EQ(tokens[0].number, value) << text;
    }
}

TEST(Lexer, RefusesWhatIsNoNumber) {
    EXPECT_EQ(said("2x"), "1:1: '2x' is no number (a product is written 2 * x)\n");
    EXPECT_EQ(said("1_000"), "1:1: '1_000' is no number (a product is written 1 * _000)\n");
    EXPECT_EQ(said("1.2.3"), "1:1: '1.2.3' is no number\n");
    EXPECT_EQ(said("1e999"), "1:1: '1e999' is outside the range of numbers\n");
}

TEST(Lexer, CountsColumnsInCharactersAndLinesFromThePlaceOfTheText) {
    Diagnostics diagnostics;
    ExpressionText given = expression_of("a # 需求\n  需b + 1");
    given.place.line = 7;
    given.place.column = 13;
    const auto tokens = tokenize(given, diagnostics);
    ASSERT_EQ(tokens.size(), 5U);
    EXPECT_EQ(tokens[0].place.line, 7U);
    EXPECT_EQ(tokens[0].place.column, 13U);
    EXPECT_EQ(tokens[1].kind, TokenKind::bad);
    EXPECT_EQ(tokens[1].place.line, 8U);
    EXPECT_EQ(tokens[1].place.column, 3U);
    EXPECT_EQ(tokens[2].place.column, 6U);
    EXPECT_TRUE(tokens[1].first_on_line);
    EXPECT_FALSE(tokens[2].first_on_line);
}

TEST(Lexer, KnowsBaselineFiguresAndOtherPoints) {
    const ExpressionText text = expression_of("base.gdp_2024 base.1st");
    const auto tokens = tokens_of(text);
    ASSERT_EQ(tokens.size(), 3U);
    EXPECT_EQ(tokens[0].kind, TokenKind::base_name);
    EXPECT_EQ(tokens[0].text, "gdp_2024");
    EXPECT_EQ(tokens[0].place.column, 1U);
    EXPECT_EQ(tokens[1].text, "1st");
    EXPECT_EQ(said("base."), "1:1: 'base.' wants the id of a figure of the baseline\n");
    EXPECT_EQ(said("plan.gdp"), "1:1: 'plan.gdp' is no name: only base.ID has a point\n");
}

TEST(Lexer, NamesTheAsciiCharacterForAFullWidthOneAndGoesOnAsIfItStoodThere) {
    const std::vector<std::tuple<std::string, TokenKind, std::string>> cases = {
        {"（", TokenKind::left_paren, "("},    {"）", TokenKind::right_paren, ")"}, {"，", TokenKind::comma, ","},
        {"＝", TokenKind::assign, "="},        {"＋", TokenKind::plus, "+"},        {"－", TokenKind::minus, "-"},
        {"×", TokenKind::star, "*"},           {"÷", TokenKind::slash, "/"},        {"［", TokenKind::left_bracket, "["},
        {"】", TokenKind::right_bracket, "]"}, {"＞", TokenKind::greater, ">"},     {"、", TokenKind::comma, ","},
    };
    for (const auto& [text, kind, ascii] : cases) {
        Diagnostics diagnostics;
        const auto tokens = tokenize(expression_of(text), diagnostics);
        ASSERT_EQ(tokens.size(), 2U) << text;
        EXPECT_EQ(tokens[0].kind, kind) << text;
        EXPECT_EQ(lines_of(diagnostics), "1:1: '" + text + "' has no meaning here (write " + ascii + " on the ASCII keyboard)\n");
    }
}

TEST(Lexer, KnowsTheSpellingsOfOtherLanguages) {
    EXPECT_EQ(said("a ** b"), "1:3: '**' has no meaning here (a power is written ^)\n");
    EXPECT_EQ(said("a && b"), "1:3: '&&' has no meaning here (write `and`)\n");
    EXPECT_EQ(said("!a"), "1:1: '!' has no meaning here (write `not`)\n");
    EXPECT_EQ(said("a != b"), "");
    EXPECT_EQ(said("5 %"), "1:3: '%' has no meaning here (percent is not an operator: write / 100)\n");
    EXPECT_EQ(said("a $ b"), "1:3: unexpected character '$'\n");
    EXPECT_EQ(said("a\x01"), "1:2: unexpected control character\n");
}

TEST(Lexer, FindsWhereEquationsBegin) {
    const ExpressionText text = expression_of("a = 1 b = max(c == 2,\n d) e\n = 3 f = (1\ng = 2");
    std::string beginnings;
    for (const Token& token : tokens_of(text)) {
        if (token.begins_equation) beginnings += token.text;
    }
    EXPECT_EQ(beginnings, "abefg");
}

}  // namespace
}  // namespace yuce::models::testing
