#include "results/comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/error.hpp"
#include "results/statistics.hpp"
#include "results/text_layout.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using namespace results;

Estimate newcombe(std::uint64_t x1, std::uint64_t n1, std::uint64_t x2, std::uint64_t n2) {
    return independent_difference(wilson(x1, n1), wilson(x2, n2));
}

// Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
TEST(IndependentDifference, MatchesPublishedIntervals) {
    const Estimate first = newcombe(56, 70, 48, 80), second = newcombe(9, 10, 3, 10), last = newcombe(10, 10, 0, 10);
    EXPECT_NEAR(first.value, 0.2, 1e-12);
    EXPECT_NEAR(first.low, 0.0524, 5e-5);
    EXPECT_NEAR(first.high, 0.3339, 5e-5);
    EXPECT_NEAR(second.low, 0.1705, 5e-5);
    EXPECT_NEAR(second.high, 0.8090, 5e-5);
    EXPECT_NEAR(last.low, 0.6075, 5e-5);
    EXPECT_EQ(last.high, 1);
    EXPECT_TRUE(std::isnan(newcombe(0, 0, 1, 2).value));
}

ResultSet sample(const std::string& digest) {
    ResultSet results = sample_results(5000);
    results.digest = digest;
    return results;
}

Comparison compared(const ResultSet& a, const ResultSet& b) { return compare_apart(a, b, common_scenarios(a.layout, b.layout)); }

TEST(Comparison, SetsWhatBothHaveSideBySideAndListsTheRest) {
    const ResultSet a = sample("a");
    ResultSet b = sample("b");
    b.layout.scenarios[1].id = "truce";
    b.layout.targets[0].id = "new_target";
    b.layout.goals[0].id = "new_goal";
    b.provenance.files.push_back({"added.csv", "x"});
    const Comparison c = compared(a, b);
    EXPECT_FALSE(c.equal);
    ASSERT_EQ(c.scenarios.size(), 2U);
    EXPECT_EQ(c.scenarios[1].a.id, "storm");
    EXPECT_EQ(c.scenarios[0].targets.size(), a.layout.targets.size() - 1);
    EXPECT_EQ(c.scenarios[0].indicators.size(), a.layout.years.size() * a.layout.indicators.size());
    EXPECT_EQ(c.only_a.scenarios, std::vector<std::string>{"tariff"});
    EXPECT_EQ(c.only_b.scenarios, std::vector<std::string>{"truce"});
    EXPECT_EQ(c.only_b.targets, std::vector<std::string>{"new_target"});
    EXPECT_EQ(c.only_a.goals.size(), 1U);
    EXPECT_EQ(c.changed_inputs, std::vector<std::string>{"added.csv"});
    const ComparedRow& row = c.scenarios[1].targets[0];
    EXPECT_EQ(row.id, a.layout.targets[1].id);
    EXPECT_EQ(row.a.value, a.scenarios[2].probability[1].value);
    EXPECT_EQ(row.difference.value, 0);
    EXPECT_LT(row.difference.low, 0);
    EXPECT_GT(row.difference.high, 0);
}

TEST(Comparison, MarksTargetsThatAskForSomethingElse) {
    const ResultSet a = sample("a");
    ResultSet b = sample("b");
    b.layout.targets[0].value += 1;
    const Comparison c = compared(a, b);
    EXPECT_FALSE(c.scenarios[0].targets[0].same_question);
    EXPECT_TRUE(c.scenarios[0].targets[1].same_question);
    bool goal_marked = false;
    for (std::size_t g = 0; g < a.layout.goals.size(); ++g) {
        const auto& members = a.layout.goals[g].targets;
        const bool holds = std::find(members.begin(), members.end(), std::size_t{0}) != members.end();
        EXPECT_EQ(c.scenarios[0].goals[g].same_question, !holds) << g;
        goal_marked = goal_marked || holds;
    }
    EXPECT_TRUE(goal_marked);
    EXPECT_NE(comparison_table(c, {}).find("! asks for something else in B"), std::string::npos);
}

TEST(Comparison, EqualDigestsMeanDifferencesOfZero) {
    const Comparison c = compared(sample("same"), sample("same"));
    EXPECT_TRUE(c.equal);
    for (const ComparedRow& row : c.scenarios[1].targets) {
        EXPECT_EQ(row.difference.low, 0);
        EXPECT_EQ(row.difference.high, 0);
    }
    EXPECT_NE(comparison_table(c, {}).find("The two files hold the same results."), std::string::npos);
}

TEST(Comparison, TablesFitIn80ColumnsAndSayWhyTheyAreUnpaired) {
    Comparison c = compared(sample("a"), sample("b"));
    c.a.name = "before.h5";
    c.b.name = "after.h5";
    c.reason = {"the seeds differ (1 and 2)", "随机种子不同（1 与 2）"};
    for (const Language language : {Language::en, Language::zh}) {
        ComparisonOptions options;
        options.language = language;
        const std::string text = comparison_table(c, options);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find('\n', at);
            EXPECT_LE(width_of(text.substr(at, end - at)), 80U) << text.substr(at, end - at);
            at = end + 1;
        }
        EXPECT_NE(
            text.find(language == Language::en ? "Unpaired: the seeds differ (1 and 2)." : "未配对：随机种子不同（1 与 2）。"),
            std::string::npos)
            << text;
    }
    ComparisonOptions one;
    one.target = "prices";
    EXPECT_NE(comparison_table(c, one).find("storm"), std::string::npos);
    one.target = "price";
    EXPECT_THROW(comparison_table(c, one), Error);
}

TEST(Comparison, JsonNamesThePairingAndHidesWhatItLacks) {
    Comparison c = compared(sample("a"), sample("b"));
    c.reason.en = "why";
    const std::string unpaired = comparison_json(c);
    EXPECT_NE(unpaired.find("\"equal\": false, \"pairing\": \"unpaired\", \"reason\": \"why\""), std::string::npos);
    EXPECT_NE(unpaired.find("\"only_a\": null, \"only_b\": null"), std::string::npos);
    c.pairing = Pairing::paired;
    EXPECT_NE(comparison_json(c).find("\"pairing\": \"paired\", \"reason\": null"), std::string::npos);
}

}  // namespace
}  // namespace yuce::testing
