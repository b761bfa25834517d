#include "scenarios/toml_value.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/written_files.hpp"

namespace yuce::scenarios {
namespace {

using testing::at;
using testing::Folder;
using testing::source_of;

TomlValue parsed(const std::string& text) {
    Diagnostics diagnostics;
    auto value = parse_toml(source_of(text), diagnostics);
    EXPECT_EQ(diagnostics.render(), "");
    return value.value_or(TomlValue{});
}

std::string mistakes(const std::string& text) {
    Diagnostics diagnostics;
    parse_toml(source_of(text), diagnostics);
    return diagnostics.render();
}

std::string keys(const TomlValue& table) {
    std::string text;
    for (const TomlEntry& entry : table.entries) text += (text.empty() ? "" : " ") + entry.key;
    return text;
}

TEST(TomlValue, KeepsKindsAndValues) {
    const TomlValue root = parsed("a = 1\nb = 2.5\nc = true\nd = 'x'\ne = [1, 'y']\nf = { g = 3 }\nh = 2025-01-01\n");
    EXPECT_EQ(root.get("a")->kind, TomlValue::Kind::integer);
    EXPECT_EQ(root.get("a")->integer, 1);
    EXPECT_EQ(root.get("a")->real, 1);
    EXPECT_EQ(root.get("b")->real, 2.5);
    EXPECT_TRUE(root.get("c")->boolean);
    EXPECT_EQ(root.get("d")->text, "x");
    EXPECT_EQ(root.get("e")->items.at(1).text, "y");
    EXPECT_EQ(root.get("f")->get("g")->integer, 3);
    EXPECT_EQ(root.get("h")->kind, TomlValue::Kind::other);
    EXPECT_EQ(root.get("i"), nullptr);
}

TEST(TomlValue, KeepsTheOrderOfTheFile) {
    EXPECT_EQ(keys(parsed("z = 1\na = 2\nm = 3\n[y]\nb = 1\na = 2\n[c]\n")), "z a m y c");
    EXPECT_EQ(keys(*parsed("[y]\nb = 1\na = 2\n").get("y")), "b a");
}

TEST(TomlValue, JoinsDottedKeysAndTables) {
    const TomlValue root =
        parsed("exogenous.tariff = 0\nshocks.world = { sd = 1 }\nexogenous.oil = 70\n[events.heat]\nprobability = 1\n");
    EXPECT_EQ(keys(root), "exogenous shocks events");
    EXPECT_EQ(keys(*root.get("exogenous")), "tariff oil");
    EXPECT_EQ(root.get("shocks")->get("world")->get("sd")->integer, 1);
    EXPECT_EQ(root.get("events")->get("heat")->get("probability")->integer, 1);
}

TEST(TomlValue, PlacesKeysAndValuesInCharacters) {
    const TomlValue root = parsed("name = { en = \"Demand\", zh = \"需求\", unit = 5 }\n[shocks]\n  world = 1.5\n");
    const TomlValue* name = root.get("name");
    EXPECT_EQ(at(root.find("name")->place), "1:1");
    EXPECT_EQ(at(name->place), "1:8");
    EXPECT_EQ(at(name->get("en")->place), "1:16");
    EXPECT_EQ(at(name->get("zh")->place), "1:31");
    EXPECT_EQ(at(name->find("unit")->place), "1:36");
    EXPECT_EQ(at(root.find("shocks")->place), "2:2");
    EXPECT_EQ(at(root.get("shocks")->find("world")->place), "3:3");
    EXPECT_EQ(at(root.get("shocks")->get("world")->place), "3:11");
}

TEST(TomlValue, PlacesStringsAtTheFirstCharacterOfTheirText) {
    const TomlValue root = parsed("a = 'x'\nb = \"x\"\nc = '''x'''\nd = '''\nx'''\ne = \"\"\"\r\nx\"\"\"\nf = ''\n");
    EXPECT_EQ(at(root.get("a")->place), "1:6");
    EXPECT_EQ(at(root.get("b")->place), "2:6");
    EXPECT_EQ(at(root.get("c")->place), "3:8");
    EXPECT_EQ(at(root.get("d")->place), "5:1");
    EXPECT_EQ(at(root.get("e")->place), "7:1");
    EXPECT_EQ(root.get("e")->text, "x");
    EXPECT_EQ(at(root.get("f")->place), "8:6");
}

TEST(TomlValue, PlacesTablesOfLists) {
    const TomlValue root = parsed("[[goals]]\nid = 'a'\n\n[[goals]]\nid = 'b'\n");
    ASSERT_EQ(root.get("goals")->items.size(), 2U);
    EXPECT_EQ(at(root.find("goals")->place), "1:3");
    EXPECT_EQ(at(root.get("goals")->items[0].place), "1:1");
    EXPECT_EQ(at(root.get("goals")->items[1].place), "4:1");
}

TEST(TomlValue, ReadsLinesEndedByCrLf) {
    const TomlValue root = parsed("a = 1\r\nequations = '''\r\nx = 1\r\ny = 2\r\n'''\r\nb = 2\r\n");
    EXPECT_EQ(root.get("equations")->text, "x = 1\ny = 2\n");
    EXPECT_EQ(at(root.get("equations")->place), "3:1");
    EXPECT_EQ(at(root.find("b")->place), "6:1");
}

TEST(TomlValue, ReportsWhatIsNoToml) {
    EXPECT_EQ(mistakes("a = 1\nb = 5,7\n"),
              R"(file.toml:2:6: error: not valid TOML (key-value pair): expected a comment or whitespace, saw ','
    2 | b = 5,7
      |      ^
    decimal point, not comma; text stands in quotes; one `key = value` a line
)");
    EXPECT_EQ(mistakes("equations = '''\nx = 1\n"),
              R"(file.toml:1:13: error: not valid TOML: the string that opens here is never closed
    1 | equations = '''
      |             ^
)");
}

TEST(TomlValue, ReportsHeadersWithoutAName) {
    EXPECT_EQ(mistakes("[= 1]\n"),
              R"(file.toml:1:2: error: not valid TOML (key): expected bare key starting character or string delimiter, saw '='
    1 | [= 1]
      |  ^
)");
}

TEST(TomlValue, ReportsEveryLineThatIsNoToml) {
    EXPECT_EQ(mistakes("a = 5,7\nb = 1\nc = x\n"),
              R"(file.toml:1:6: error: not valid TOML (key-value pair): expected a comment or whitespace, saw ','
    1 | a = 5,7
      |      ^
    decimal point, not comma; text stands in quotes; one `key = value` a line
file.toml:3:5: error: not valid TOML (value): could not determine value type
    3 | c = x
      |     ^
    text stands in quotes
)");
}

TEST(TomlValue, ReportsKeysGivenTwiceWhereTheyStand) {
    EXPECT_EQ(mistakes("[parameters]\nrho = 1\nslope = 2\nrho = 3\nslope = 4\n"),
              R"(file.toml:4:1: error: the key 'rho' stands a second time
    4 | rho = 3
      | ^
    the first is in line 2
file.toml:5:1: error: the key 'slope' stands a second time
    5 | slope = 4
      | ^
    the first is in line 3
)");
}

TEST(TomlValue, ReportsTablesGivenTwiceAndJoinsThem) {
    Diagnostics diagnostics;
    const auto root = parse_toml(source_of("[shocks]\na = 1\n[parameters]\nb = 2\n[shocks]\nc = 3\na = 4\n"), diagnostics);
    EXPECT_EQ(diagnostics.render(), R"(file.toml:5:2: error: the table [shocks] stands a second time
    5 | [shocks]
      |  ^
    the first is in line 1: write the entries of both below it
file.toml:7:1: error: the key 'a' stands a second time
    7 | a = 4
      | ^
    the first is in line 2
)");
    ASSERT_TRUE(root);
    EXPECT_EQ(keys(*root), "shocks parameters");
    EXPECT_EQ(keys(*root->get("shocks")), "a c");
    EXPECT_EQ(root->get("shocks")->get("a")->integer, 1);
}

TEST(TomlValue, TellsSingleTablesFromListsOfTables) {
    EXPECT_EQ(mistakes("[[goals]]\nid = 'a'\n[goals]\nid = 'b'\n"),
              R"(file.toml:3:2: error: the table [goals] stands a second time
    3 | [goals]
      |  ^
    line 1 writes [[goals]]: write each of them so
)");
}

class ReadText : public ::testing::Test {
protected:
    std::string refused(const std::string& name) {
        Diagnostics diagnostics;
        EXPECT_EQ(read_text(folder_.path(name), {}, diagnostics), nullptr);
        return folder_.render(diagnostics);
    }
    Folder folder_;
};

TEST_F(ReadText, StripsTheByteOrderMark) {
    Diagnostics diagnostics;
    const auto source = read_text(folder_.write("a.toml", "\xEF\xBB\xBFid = 'x'\n"), {}, diagnostics);
    ASSERT_NE(source, nullptr);
    EXPECT_EQ(source->text, "id = 'x'\n");
    EXPECT_EQ(source->name, folder_.path("a.toml"));
}

TEST_F(ReadText, RefusesMissingFilesAndNamesTheNearest) {
    folder_.write("baseline.csv", "id\n");
    EXPECT_EQ(refused("baselin.csv"),
              "baselin.csv: error: cannot read 'baselin.csv': there is no such file\n    did you mean 'baseline.csv'?\n");
}

TEST_F(ReadText, RefusesFolders) {
    folder_.write("data/x.csv", "");
    EXPECT_EQ(refused("data"), "data: error: cannot read 'data': it is a folder\n");
}

TEST_F(ReadText, RefusesWhatIsNoUtf8) {
    folder_.write("gbk.csv", "id,name\nx,\xD3\xE5\n");
    EXPECT_EQ(refused("gbk.csv"),
              "gbk.csv: error: cannot read 'gbk.csv': line 2 is not UTF-8\n    save the file in the encoding UTF-8 (in Excel: "
              "CSV UTF-8)\n");
    for (const char* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xF8"}) {
        folder_.write("bad.csv", bad);
        EXPECT_NE(refused("bad.csv").find("line 1 is not UTF-8"), std::string::npos);
    }
}

TEST_F(ReadText, RefusesNulBytes) {
    folder_.write("nul.csv", std::string("a\nb\0c", 5));
    EXPECT_EQ(refused("nul.csv"), "nul.csv: error: cannot read 'nul.csv': line 2 holds a NUL byte, so it is no text\n");
}

TEST_F(ReadText, RefusesMoreThanOneGibibyte) {
    folder_.write("large.csv", "");
    std::filesystem::resize_file(folder_.path("large.csv"), (std::uintmax_t{1} << 30U) + 1);
    EXPECT_EQ(refused("large.csv"), "large.csv: error: cannot read 'large.csv': it is larger than 1 GiB\n");
}

TEST_F(ReadText, CitesWhereTheNameStands) {
    Diagnostics diagnostics;
    const auto source = source_of("model = 'm.toml'\n", "batch.toml");
    read_text(folder_.path("m.toml"), {source, 1, 10}, diagnostics);
    EXPECT_EQ(folder_.render(diagnostics), R"(batch.toml:1:10: error: cannot read 'm.toml': there is no such file
    1 | model = 'm.toml'
      |          ^
)");
}

}  // namespace
}  // namespace yuce::scenarios
