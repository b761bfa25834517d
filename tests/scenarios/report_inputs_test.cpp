// What the report reads again from the texts of a results file.

#include "scenarios/report_inputs.hpp"

#include <gtest/gtest.h>

#include "scenarios/targets.hpp"

namespace yuce::testing {
namespace {

// Every reason for which a row is not assessed, told by the reader of targets itself.
results::ResultSet not_assessed(const std::string& text) {
    scenarios::TargetContext context;
    context.indicators = {{"growth", {"Growth", "增速"}, "percent", {}}};
    context.horizon = {models::Frequency::quarterly, models::period_index(models::Frequency::quarterly, 2025, 1),
                       6};  // to 2026Q2
    Diagnostics diagnostics;
    auto csv = scenarios::parse_csv(std::make_shared<const SourceText>(SourceText{"targets.csv", text}), diagnostics);
    results::ResultSet results;
    results.layout.not_assessed = scenarios::read_targets(std::move(*csv), &context, diagnostics)->not_assessed;
    results.provenance.files = {{"batch.toml", "id = 1"}, {"targets.csv", text}};
    return results;
}

TEST(ReportInputs, EveryReasonOfTheProgramHasItsChinese) {
    const results::ResultSet results = not_assessed(
        "id,comparator,value,year\n"
        "growth,ge,,2025\n"
        "growth_2026,ge,4,2026\n"
        "growth_2027,ge,4,2027\n"
        "grow,ge,65,2025\n"
        "jobs_and_houses,ge,65,2025\n");
    ASSERT_EQ(results.layout.not_assessed.size(), 5U);
    const auto chinese = scenarios::chinese_reasons(results);
    for (const results::NotAssessed& n : results.layout.not_assessed) EXPECT_EQ(chinese.count(n.reason), 1U) << n.reason;
    EXPECT_EQ(chinese.at("no value is given"), "未给出目标值");
    EXPECT_EQ(chinese.at("year 2026 is not wholly inside the horizon 2025Q1 to 2026Q2"),
              "2026年未完整落在模拟期（2025Q1至2026Q2）之内");
    EXPECT_EQ(chinese.at("year 2027 is outside the horizon 2025Q1 to 2026Q2"), "2027年不在模拟期（2025Q1至2026Q2）之内");
}

TEST(ReportInputs, TheTargetsFileGivesTheChineseOfItsOwnReasons) {
    const results::ResultSet results = not_assessed(
        "id,comparator,value,year,not_assessed,not_assessed_zh\n"
        "parks,eq,,2025,a plain count,仅为个数\n"
        "zones,eq,,2025,settled by decision,\n"
        "jobs,ge,,2025,,\n");
    const auto chinese = scenarios::chinese_reasons(results);
    EXPECT_EQ(chinese.at("a plain count"), "仅为个数");
    EXPECT_EQ(chinese.count("settled by decision"), 0U) << "in English where there is nothing else";
    EXPECT_EQ(chinese.at("no value is given"), "未给出目标值");
}

}  // namespace
}  // namespace yuce::testing
