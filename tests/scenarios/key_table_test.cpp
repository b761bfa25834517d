#include "scenarios/key_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/scenarios/written_files.hpp"

namespace yuce::scenarios {
namespace {

using testing::source_of;

std::string checked(const std::string& text, const std::string& table, std::string_view format, std::string_view path) {
    Diagnostics diagnostics;
    const auto source = source_of(text);
    const auto root = parse_toml(source, diagnostics);
    if (!root) return diagnostics.render();
    const TomlEntry* entry = root->find(table);
    if (table.empty()) {
        check_keys(*root, {source, 1, 1}, format, path, diagnostics);
    } else {
        check_keys(entry->value, entry->place, format, path, diagnostics);
    }
    return diagnostics.render();
}

TEST(KeyTable, NamesTheFormats) {
    std::string names;
    for (const FormatEntry& format : format_table()) names += std::string(format.name) + " ";
    EXPECT_EQ(names, "model scenario batch targets baseline history ");
    EXPECT_EQ(find_format("model")->version, "yuce-model/1");
    EXPECT_EQ(find_format("models"), nullptr);
}

TEST(KeyTable, DeclaresEveryKeyOnce) {
    for (const FormatEntry& format : format_table()) {
        std::set<std::string_view> paths;
        for (const TableEntry& table : format.tables) {
            EXPECT_TRUE(paths.insert(table.path).second) << format.name << " " << table.path;
            EXPECT_EQ(&find_table(format.name, table.path), &table);
            const std::vector<std::string_view> keys = keys_of(table);
            EXPECT_EQ(std::set<std::string_view>(keys.begin(), keys.end()).size(), keys.size())
                << format.name << " " << table.path;
        }
    }
}

TEST(KeyTable, TakesTheTablesOfAFormatAtItsTop) {
    const std::vector<std::string_view> keys = keys_of(find_table("model", ""));
    for (const char* table : {"parameters", "exogenous", "shocks", "correlations", "correlation", "mixtures", "events", "initial",
                              "variables", "indicators"}) {
        EXPECT_EQ(std::count(keys.begin(), keys.end(), table), 1) << table;
    }
    EXPECT_EQ(std::count(keys.begin(), keys.end(), "distribution"), 0);
}

TEST(CheckKeys, NamesTheNearestKey) {
    EXPECT_EQ(
        checked("[goals]\nid = 'x'\ntargts = '*'\n", "goals", "batch", "[[goals]]"),
        R"(file.toml:1:2: error: the key 'targets' is missing: its targets; a condition is COLUMN == TEXT or COLUMN != TEXT, joined by and (list of target ids, "*" or condition)
    1 | [goals]
      |  ^
file.toml:3:1: error: unknown key 'targts'
    3 | targts = '*'
      | ^
    did you mean 'targets'?
)");
}

TEST(CheckKeys, ListsTheKeysWhereNoneIsNear) {
    EXPECT_EQ(checked("s = { colour = 1, from = '2025', to = '2025' }\n", "s", "scenario", "shocks.*"),
              R"(file.toml:1:7: error: unknown key 'colour'
    1 | s = { colour = 1, from = '2025', to = '2025' }
      |       ^
    the keys here are shift, scale, from, to, name, unit, source, note and assumption
)");
}

TEST(CheckKeys, SaysWhereAKeyOfTheFileBelongs) {
    EXPECT_EQ(checked("[goals]\nid = 'x'\ntargets = '*'\nseed = 5\n", "goals", "batch", "[[goals]]"),
              R"(file.toml:4:1: error: unknown key 'seed'
    4 | seed = 5
      | ^
    in TOML what follows a [table] belongs to it: move `seed` above the first [table]
)");
}

TEST(CheckKeys, FindsAMissingKeyInsideATable) {
    EXPECT_EQ(checked("format = 'yuce-batch/1'\nid = 'x'\nmodel = 'm'\n[[sweep]]\n[goal.b]\nfirst = '2025'\n", "", "batch", ""),
              R"(file.toml: error: the key 'first' is missing: first period of the horizon (period)
    in TOML what follows a [table] belongs to it: move `first` above the first [table], it stands in line 6
file.toml: error: the key 'last' is missing: last period of the horizon (period)
file.toml:5:2: error: unknown key 'goal'
    5 | [goal.b]
      |  ^
    did you mean 'goals'?
)");
}

TEST(CheckKeys, AcceptsTheKeysOfEveryEntry) {
    EXPECT_EQ(checked("x = { value = 1, name = 'n', unit = 'u', source = 's', note = 'n', assumption = true }\n", "x", "model",
                      "exogenous.*"),
              "");
}

}  // namespace
}  // namespace yuce::scenarios
