// Which rows of a targets file are assessed, by which test, and why the others are not.

#include "scenarios/targets.hpp"

#include <gtest/gtest.h>

namespace yuce::testing {
namespace {

using results::Comparator;
using results::Side;
using scenarios::TargetTable;

scenarios::TargetContext context() {
    scenarios::TargetContext c;
    c.indicators = {{"growth", {"Growth", "增速"}, "percent", {}}, {"level", {"Level", "总量"}, "cny_100m", {}}};
    c.horizon = {models::Frequency::quarterly, models::period_index(models::Frequency::quarterly, 2025, 1), 6};  // to 2026Q2
    return c;
}

struct Read {
    std::optional<TargetTable> table;
    std::string messages;
    bool errors = false;
};
Read read(const std::string& text) {
    Diagnostics diagnostics;
    Read result;
    auto csv = scenarios::parse_csv(std::make_shared<const SourceText>(SourceText{"targets.csv", text}), diagnostics);
    const auto c = context();
    if (csv) result.table = scenarios::read_targets(std::move(*csv), &c, diagnostics);
    result.messages = diagnostics.render();
    result.errors = diagnostics.has_errors();
    return result;
}

const results::Target& only(const Read& result) {
    if (!result.table || result.table->assessed.size() != 1) throw std::runtime_error(result.messages + " not one target");
    return result.table->assessed.front();
}

const std::string header = "id,comparator,value,year,indicator,unit,side,tolerance,name_en,class,not_assessed\n";

TEST(Targets, AreNamedByIdUnlessAnIndicatorIsNamed) {
    const auto plain = read("id,comparator,value,year\ngrowth,ge,6,2025\n");
    EXPECT_EQ(only(plain).indicator, "growth");
    EXPECT_EQ(only(plain).indicator_index, 0U);
    EXPECT_EQ(only(plain).comparator, Comparator::ge);
    EXPECT_EQ(only(plain).value, 6);
    EXPECT_EQ(only(plain).year, 2025);
    EXPECT_EQ(only(plain).name.zh, "增速");
    const auto reading = read(header + "reading,le,100,2025,level,,,,A second reading,work_aim,\n");
    EXPECT_EQ(only(reading).indicator_index, 1U);
    EXPECT_EQ(only(reading).name.zh, "A second reading");
    EXPECT_EQ(only(reading).target_class, "work_aim");
    EXPECT_EQ(only(reading).unit, "cny_100m");
}

TEST(Targets, SayWhyTheyAreNotAssessed) {
    const auto result = read(header +
                             "growth,ge,,2025,,,,,,,\n"
                             "level,ge,4,2027,,,,,,,\n"
                             "level_2026,ge,4,2026,level,,,,,,\n"
                             "jobs,ge,65,2025,,,,,,,\n"
                             "parks,eq,35,2025,,,,,,,a plain count of planned items\n");
    ASSERT_TRUE(result.table && !result.errors) << result.messages;
    EXPECT_TRUE(result.table->assessed.empty());
    const auto& rows = result.table->not_assessed;
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[0].reason, "no value is given");
    EXPECT_EQ(rows[1].reason, "year 2027 is outside the horizon 2025Q1 to 2026Q2");
    EXPECT_EQ(rows[2].reason, "year 2026 is not wholly inside the horizon 2025Q1 to 2026Q2");
    EXPECT_EQ(rows[3].reason, "the model has no indicator 'jobs'");
    EXPECT_EQ(rows[4].reason, "a plain count of planned items");
    EXPECT_EQ(rows[4].id, "parks");
}

TEST(Targets, OfWhichNoneIsAssessedAreWarnedOf) {
    const std::string two = "growth,ge,5,2027,,,,,,,\nlevel,ge,4,2028,,,,,,,\n", one = "growth,ge,5,2026,,,,,,,\n";
    const auto none = read(header + two);
    EXPECT_FALSE(none.errors);
    EXPECT_EQ(none.messages.find("targets.csv:2:1: warning: none of the 2 targets can be assessed: "
                                 "year 2027 is outside the horizon 2025Q1 to 2026Q2\n"),
              0U)
        << none.messages;
    const auto only = read(header + one);
    EXPECT_NE(only.messages.find("warning: the only target cannot be assessed: year 2026 is not wholly inside the horizon"),
              std::string::npos)
        << only.messages;
    EXPECT_EQ(read(header + two + "level_2025,ge,4,2025,level,,,,,,\n").messages, "") << "one is";
    EXPECT_EQ(read(header + "parks,eq,35,2025,,,,,,,a plain count\n").messages, "") << "the row itself says why";
    EXPECT_EQ(read(header).messages, "");
}

TEST(Targets, WithAboutTakeSideAndTolerance) {
    const auto both = read(header + "growth,approx,2,2025,,percent,both,0.5,,,\n");
    EXPECT_EQ(only(both).side, Side::both);
    EXPECT_EQ(only(both).tolerance, 0.5);
    const auto percent = read(header + "growth,approx,6,2025,,percent,at_least,,,,\n");
    EXPECT_EQ(only(percent).side, Side::at_least);
    EXPECT_EQ(only(percent).tolerance, 0.3);
    const auto of_the_model = read(header + "growth,approx,6,2025,,,at_most,,,,\n");
    EXPECT_EQ(only(of_the_model).side, Side::at_most);
    EXPECT_EQ(only(of_the_model).tolerance, 0.3);
    EXPECT_TRUE(read(header + "level,approx,6,2025,,cny_100m,both,,,,\n").errors);
    EXPECT_FALSE(read(header + "jobs,approx,6,2025,,persons,both,,,,\n").errors)
        << "a row that is not assessed needs no tolerance";
    EXPECT_TRUE(read(header + "growth,approx,6,2025,,percent,,0.1,,,\n").errors);
}

TEST(Targets, PositiveNeedsNoValue) {
    EXPECT_EQ(only(read(header + "growth,positive,,2025,,,,,,,\n")).value, 0);
    EXPECT_EQ(only(read(header + "growth,positive,0,2025,,,,,,,\n")).comparator, Comparator::positive);
    EXPECT_TRUE(read(header + "growth,positive,1,2025,,,,,,,\n").errors);
}

TEST(Targets, KnowTheirPlaceAmongTheAssessed) {
    const auto result = read("id,comparator,value,year\njobs,ge,6,2025\ngrowth,ge,6,2025\nlevel,eq,1,2025\n");
    ASSERT_TRUE(result.table.has_value());
    ASSERT_EQ(result.table->place.size(), 3U);
    EXPECT_FALSE(result.table->place[0].has_value());
    EXPECT_EQ(result.table->place[1], 0U);
    EXPECT_EQ(result.table->place[2], 1U);
}

}  // namespace
}  // namespace yuce::testing
