#include "scenarios/csv.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/written_files.hpp"

namespace yuce::scenarios {
namespace {

using testing::at;
using testing::source_of;

CsvTable parsed(const std::string& text) {
    Diagnostics diagnostics;
    auto table = parse_csv(source_of(text, "data.csv"), diagnostics);
    EXPECT_EQ(diagnostics.render(), "");
    return table.value_or(CsvTable{});
}

std::string refused(const std::string& text) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_csv(source_of(text, "data.csv"), diagnostics));
    return diagnostics.render();
}

std::string refused_number(const std::string& text) {
    Diagnostics diagnostics;
    EXPECT_FALSE(cell_number({text, {source_of(text, "data.csv"), 1, 1}}, diagnostics));
    std::string message = diagnostics.sorted().at(0).message;
    const std::string suggestion = diagnostics.sorted().at(0).suggestion;
    return suggestion.empty() ? message : message + "; " + suggestion;
}

double number(const std::string& text) {
    Diagnostics diagnostics;
    const auto value = cell_number({text, {}}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << text;
    return value.value_or(-99);
}

TEST(Csv, ReadsHeaderAndRows) {
    const CsvTable table = parsed("id,value\na,1\nb,2");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.column("value"), 1U);
    EXPECT_FALSE(table.column("Value"));
    EXPECT_EQ(table.rows[1][0].text, "b");
    EXPECT_EQ(at(table.rows[1][1].place), "3:3");
}

TEST(Csv, ReadsQuotesCommasAndLineBreaksInCells) {
    const CsvTable table = parsed("id,note\r\na,\"one, \"\"two\"\"\"\r\nb,\"two\nlines\"\r\nc,x\r\n");
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[0][1].text, "one, \"two\"");
    EXPECT_EQ(table.rows[1][1].text, "two\nlines");
    EXPECT_EQ(table.rows[2][1].text, "x");
    EXPECT_EQ(at(table.rows[2][0].place), "5:1");
}

TEST(Csv, CountsColumnsInCharacters) { EXPECT_EQ(at(parsed("name,value\n渝策,5\n").rows[0][1].place), "2:4"); }

TEST(Csv, PassesOverBlankLinesAndBlanksAroundCells) {
    const CsvTable table = parsed("id, value\n\n a ,\t5 \n\n");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.header[1].text, "value");
    EXPECT_EQ(table.rows[0][0].text, "a");
    EXPECT_EQ(table.rows[0][1].text, "5");
}

TEST(Csv, PassesOverRowsOfEmptyCells) {
    const CsvTable table = parsed(",,\nid,value,unit\na,5,pp\n,,\n\"\",,,,\nb,,\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.header[0].text, "id");
    EXPECT_EQ(table.rows[1][0].text, "b");
}

TEST(Csv, AllowsAHeaderWithoutRowsAndAnEmptyCorner) {
    EXPECT_TRUE(parsed("id,value\n").rows.empty());
    EXPECT_EQ(parsed(",a\na,1\n").rows.size(), 1U);
}

TEST(Csv, RefusesEmptyFiles) {
    EXPECT_EQ(refused(""), "data.csv: error: the file is empty: expected a header row with the names of the columns\n");
    EXPECT_EQ(refused("\n\r\n"), "data.csv: error: the file is empty: expected a header row with the names of the columns\n");
}

TEST(Csv, RefusesRowsLongerOrShorterThanTheHeader) {
    EXPECT_EQ(refused("id,value\na\nb,1,5\n"), R"(data.csv:2:1: error: the row has 1 cell, the header 2 columns
    2 | a
      | ^
    an empty cell needs its comma, too
data.csv:3:1: error: the row has 3 cells, the header 2 columns
    3 | b,1,5
      | ^
    a cell that holds a comma stands in quotes
)");
}

TEST(Csv, SumsUpManyBadRows) {
    std::string text = "id,value\n";
    for (int k = 0; k < 1000; ++k) text += "a\n";
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_csv(source_of(text, "data.csv"), diagnostics));
    EXPECT_EQ(diagnostics.error_count(), 21U);
    EXPECT_EQ(diagnostics.sorted().front().message, "980 further rows are longer or shorter than the header");
}

TEST(Csv, RefusesColumnsWithoutNameOrWithTheSame) {
    EXPECT_EQ(refused("id,,value,id\n"), R"(data.csv:1:4: error: column 2 has no name
    1 | id,,value,id
      |    ^
data.csv:1:11: error: two columns are named 'id'
    1 | id,,value,id
      |           ^
)");
}

TEST(Csv, RefusesOtherSeparators) {
    EXPECT_EQ(refused("id;value\na;1\n"), R"(data.csv:1:1: error: the cells are not separated by commas
    1 | id;value
      | ^
    save the file as CSV with commas between the cells
)");
}

TEST(Csv, RefusesBrokenQuotes) {
    EXPECT_EQ(refused("id,value\na,\"open\nb,1\n"), R"(data.csv:2:3: error: the quote that opens here is never closed
    2 | a,"open
      |   ^
)");
    EXPECT_EQ(refused("id,value\na,\"x\"y\n"), R"(data.csv:2:6: error: text after the closing quote of a cell
    2 | a,"x"y
      |      ^
    a quote inside a cell is written twice
)");
    EXPECT_EQ(refused("id,value\na,x\"y\n"), R"(data.csv:2:3: error: a quote inside a cell that does not begin with one
    2 | a,x"y
      |   ^
    put the cell in quotes and write the quote inside twice
)");
}

TEST(CellNumber, TakesFiniteNumbers) {
    EXPECT_EQ(number("5.7"), 5.7);
    EXPECT_EQ(number("-2.5"), -2.5);
    EXPECT_EQ(number("+3"), 3);
    EXPECT_EQ(number("1e-3"), 0.001);
    EXPECT_EQ(number(".5"), 0.5);
    EXPECT_TRUE(std::isnan(number("")));
    EXPECT_TRUE(std::isnan(number("  ")));
}

TEST(CellNumber, RefusesEverythingElseInWords) {
    EXPECT_EQ(refused_number("nan"), "expected a number, found 'nan'; leave the cell empty where there is no value");
    EXPECT_EQ(refused_number("inf"), "expected a number, found 'inf'");
    EXPECT_EQ(refused_number("1,5"),
              "expected a number, found '1,5'; the decimal sign is a point, and thousands are not separated");
    EXPECT_EQ(refused_number("5%"), "expected a number, found '5%'; write the number without a percent sign");
    EXPECT_EQ(refused_number("5 approx"), "expected a number, found '5 approx'");
    EXPECT_EQ(refused_number("0x10"), "expected a number, found '0x10'");
    EXPECT_EQ(refused_number("+-3"), "expected a number, found '+-3'");
    EXPECT_EQ(refused_number("1e999"), "'1e999' is outside the range of numbers");
}

}  // namespace
}  // namespace yuce::scenarios
