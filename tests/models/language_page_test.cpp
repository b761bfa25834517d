// The page of the language holds what the program does: functions, precedence, examples.

#include <fstream>
#include <set>
#include <sstream>

#include "models/explain_text.hpp"
#include "models/lexer.hpp"
#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

std::vector<std::string> page() {
    std::ifstream in(std::string(YUCE_SOURCE_DIR) + "/models/LANGUAGE.md");
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// Cells of the table that begins with this header.
std::vector<std::vector<std::string>> table(const std::string& header) {
    std::vector<std::vector<std::string>> rows;
    bool inside = false;
    for (const std::string& line : page()) {
        if (line == header) {
            inside = true;
        } else if (inside && line.rfind("| ", 0) == 0) {
            rows.emplace_back();
            for (std::size_t begin = 2, end = 0; (end = line.find(" |", begin)) != std::string::npos; begin = end + 3) {
                rows.back().push_back(line.substr(begin, end - begin));
            }
        } else if (inside && line.rfind("|-", 0) != 0) {
            break;
        }
    }
    return rows;
}

std::string unquoted(const std::string& cell) { return cell.substr(1, cell.size() - 2); }

std::string code(const std::string& language) {
    std::string text;
    bool inside = false;
    for (const std::string& line : page()) {
        if (inside && line == "```") inside = false;
        if (inside) text += line + "\n";
        if (line == "```" + language) inside = true;
    }
    return text;
}

TEST(LanguagePage, ListsExactlyTheFunctionsOfTheTable) {
    const auto rows = table("| function | where | value |");
    ASSERT_EQ(rows.size(), function_table().size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const FunctionEntry& entry = function_table()[k];
        ASSERT_EQ(rows[k].size(), 3U);
        EXPECT_EQ(unquoted(rows[k][0]), entry.signature);
        EXPECT_EQ(rows[k][1], entry.annual_only ? "annual" : "everywhere");
        EXPECT_EQ(rows[k][2], entry.meaning);
    }
}

TEST(LanguagePage, SignaturesNameTheirFunctionsAndAsManyArgumentsAsTheyTake) {
    std::set<std::string> names;
    for (const FunctionEntry& entry : function_table()) {
        EXPECT_TRUE(names.emplace(entry.name).second) << entry.name;
        const std::string signature(entry.signature);
        EXPECT_EQ(signature.substr(0, signature.find('(')), entry.name);
        const int commas = static_cast<int>(std::count(signature.begin(), signature.end(), ','));
        const bool open_ended = signature.find("...") != std::string::npos;
        EXPECT_EQ(open_ended, entry.max_arguments < 0) << signature;
        EXPECT_TRUE(open_ended || commas + 1 == entry.max_arguments) << signature;
    }
}

TEST(LanguagePage, ShowsPrecedenceAsItIs) {
    const auto rows = table("| written | is |");
    ASSERT_GE(rows.size(), 8U);
    for (const auto& row : rows) {
        Diagnostics diagnostics;
        const auto written = parse_expression(expression_of(unquoted(row[0])), diagnostics);
        const auto is = parse_expression(expression_of(unquoted(row[1])), diagnostics);
        ASSERT_TRUE(written && is) << row[0] << lines_of(diagnostics);
        EXPECT_EQ(expression_text(*written), expression_text(*is)) << row[0];
        EXPECT_NE(unquoted(row[0]), unquoted(row[1]));
    }
}

TEST(LanguagePage, ExamplesBind) {
    SpecBuilder builder(code("yuce"), code("yuce-annual"));
    builder.shock("shock", normal_law()).shock("world", normal_law()).shock("cost", normal_law());
    for (const char* name : {"rho", "trend", "tariff_cost", "slope"}) builder.parameter(name, 0.5);
    builder.exogenous("tariff", {0}).event(EventSpec{}, "flood");
    EXPECT_EQ(mistakes_of(builder), "");
    EXPECT_GE(bind(builder).variables().size(), 12U);
}

TEST(LanguagePage, NamesTheReservedWords) {
    std::string all;
    for (const std::string& line : page()) all += line + "\n";
    EXPECT_NE(all.find("`quarter month year period and or not base` cannot be defined"), std::string::npos);
    for (const char* word : {"quarter", "month", "year", "period", "and", "or", "not", "base"})
        EXPECT_TRUE(is_reserved(word)) << word;
    EXPECT_FALSE(is_reserved("mean"));
}

}  // namespace
}  // namespace yuce::models::testing
