// The page of the exported tables says what the program says.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "results/export_table.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {
namespace {

TEST(DescribeExport, IsWhatThePageSays) {
    const std::string name = YUCE_SOURCE_DIR "/results/EXPORT.md", begin = "<!-- describe export -->\n";
    std::ifstream in(name);
    const std::string page{std::istreambuf_iterator<char>(in), {}};
    const std::size_t from = page.find(begin);
    ASSERT_NE(from, std::string::npos);
    std::string expected = page;
    expected.replace(from + begin.size(), page.find("<!-- end -->") - from - begin.size(), describe_export());
    if (std::getenv("YUCE_ACCEPT") != nullptr) std::ofstream(name) << expected;
    EXPECT_EQ(page, expected) << "run this test with YUCE_ACCEPT=1 to rewrite the page";
}

TEST(DescribeExport, EveryTableAndColumnHasANameOfItsOwnAndAMeaning) {
    std::set<std::string_view> tables;
    for (const auto& table : results::export_tables()) {
        EXPECT_TRUE(tables.insert(table.name).second) << table.name;
        EXPECT_NE(table.meaning, "") << table.name;
        std::set<std::string_view> columns;
        for (const auto& column : table.columns) {
            EXPECT_TRUE(columns.insert(column.name).second) << table.name << " " << column.name;
            EXPECT_NE(column.meaning, "") << table.name << " " << column.name;
        }
    }
}

}  // namespace
}  // namespace yuce::scenarios
