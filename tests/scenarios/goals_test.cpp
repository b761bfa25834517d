// Groups of targets: ids, all, or conditions on the columns of the targets file.

#include "scenarios/goals.hpp"

#include <gtest/gtest.h>

namespace yuce::testing {
namespace {

const char* const text =
    "id,comparator,value,year,class\n"
    "a,ge,1,2025,binding\n"
    "b,ge,,2025,binding\n"
    "c,ge,1,2026,expected\n"
    "d,ge,1,2025,food and drink\n"
    "e,ge,1,2025,expected\n";

class Goals : public ::testing::Test {
protected:
    Goals() {
        auto csv = scenarios::parse_csv(std::make_shared<const SourceText>(SourceText{"targets.csv", text}), diagnostics);
        scenarios::TargetContext context;
        for (const char* id : {"a", "b", "c", "d", "e"}) context.indicators.push_back({id, {id, id}, "", {}});
        context.horizon = {models::Frequency::annual, 2025, 2};
        table = *scenarios::read_targets(std::move(*csv), &context, diagnostics);
    }
    results::Goal read(std::vector<std::string> targets, bool list) {
        scenarios::GoalSpec spec;
        spec.id = "goal";
        spec.list = list;
        const auto source = std::make_shared<const SourceText>(SourceText{"batch.toml", targets.front()});
        for (const std::string& target : targets) spec.targets.push_back({target, {source, 1, 1}});
        spec.place = {source, 1, 1};
        return scenarios::read_goals({spec}, &table, diagnostics).front();
    }
    // Ids of the assessed members.
    std::string members(const results::Goal& goal) const {
        std::string ids;
        for (const std::size_t k : goal.targets) ids += table.assessed[k].id;
        return ids;
    }
    Diagnostics diagnostics;
    scenarios::TargetTable table;
};

TEST_F(Goals, CountAllMembersAndListTheAssessed) {
    const auto all = read({"*"}, false);
    EXPECT_EQ(all.members, 5U);
    EXPECT_EQ(members(all), "acde");
    const auto some = read({"e", "b"}, true);
    EXPECT_EQ(some.members, 2U);
    EXPECT_EQ(members(some), "e");
    EXPECT_EQ(members(read({"a"}, false)), "a");
}

TEST_F(Goals, WithoutANameHaveTheirIds) {
    const auto goal = read({"*"}, false);
    EXPECT_FALSE(goal.id.empty());
    EXPECT_EQ(goal.name.en, goal.id);
    EXPECT_EQ(goal.name.zh, goal.id);
}

TEST_F(Goals, TakeConditionsJoinedByAnd) {
    EXPECT_EQ(members(read({"class == expected"}, false)), "ce");
    EXPECT_EQ(members(read({"class != expected"}, false)), "ad");
    EXPECT_EQ(members(read({"class == expected and year == 2025"}, false)), "e");
    EXPECT_EQ(members(read({"class=='food and drink' and year==2025"}, false)), "d");
    EXPECT_EQ(members(read({"class != binding and id != c"}, false)), "de");
    EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.render();
}

TEST_F(Goals, WithoutAssessedMembersAreWarnings) {
    const auto goal = read({"b"}, true);
    EXPECT_EQ(goal.members, 1U);
    EXPECT_TRUE(goal.targets.empty());
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_NE(diagnostics.render().find("none of the targets of goal"), std::string::npos);
}

TEST_F(Goals, RefuseWhatNamesNothing) {
    read({"class = binding"}, false);
    read({"clas == binding"}, false);
    read({"nobody"}, true);
    EXPECT_EQ(diagnostics.error_count(), 3U) << diagnostics.render();
}

}  // namespace
}  // namespace yuce::testing
