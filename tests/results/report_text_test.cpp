#include "results/report_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "engine/error.hpp"
#include "results/text_layout.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using namespace results;

const ResultSet& sample() {
    static const ResultSet results = sample_results(10000, Failing::some);
    return results;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

void expect_fits(const std::string& text, int width) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), static_cast<std::size_t>(width)) << line;
}

// 17 scenarios and 30 targets with long names, as a real plan has them.
ResultSet large() {
    ResultSet r = sample_results(300);
    Layout& l = r.layout;
    while (l.scenarios.size() < 17) {
        const std::string number = std::to_string(l.scenarios.size());
        l.scenarios.push_back(
            {"property_deterioration_and_more+tariff=" + number, {"Property", "房地产进一步恶化的情景"}, "", {}});
        r.scenarios.push_back(r.scenarios[1]);
    }
    while (l.targets.size() < 30) {
        Target t = l.targets[0];
        t.id = "accident_deaths_per_gdp_of_all_districts_" + std::to_string(l.targets.size());
        t.name = {"Work-safety accident deaths per 100 million yuan of regional product, all districts",
                  "亿元地区生产总值生产安全事故死亡人数全部区县"};
        l.targets.push_back(t);
        for (ScenarioResult& s : r.scenarios) {
            s.hits.push_back(s.hits[0]);
            s.hits_strict.push_back(s.hits_strict[0]);
            s.probability.push_back(s.probability[0]);
            s.strict.push_back(s.strict[0]);
            s.difference.push_back(s.difference[0]);
            s.targets_reached.push_back(0);
        }
    }
    l.batch_name = {
        "The plan of the municipality for national economic and social development in the year two thousand and twenty-five",
        "重庆市国民经济和社会发展计划主要目标情景模拟批次二〇二五年度完整版本附全部区县"};
    for (int k = 0; k < 20; ++k) l.not_assessed.push_back({"key_projects_count_" + std::to_string(k), "no value is given"});
    return r;
}

TEST(Table, FitsTheWidthInBothLanguages) {
    const ResultSet results = large();
    for (const Language language : {Language::en, Language::zh}) {
        for (const int width : {80, 100, 120, 160}) {
            TableOptions options;
            options.language = language;
            options.width = width;
            expect_fits(table(results, options), width);
            expect_fits(table(sample(), options), width);
            options.target = "growth";
            expect_fits(table(results, options), width);
            options.target.clear();
            options.indicator = "gdp_growth";
            expect_fits(table(results, options), width);
        }
    }
}

TEST(Table, FirstLineIsTheHeadline) {
    ResultSet results = sample();
    results.layout.targets[3].side = Side::at_least;
    results.layout.targets[3].tolerance = 0;
    results.layout.targets[3].value = 6;
    results.layout.targets[3].name.en = "Gross regional domestic product growth";
    results.scenarios[0].paths_used = 1000000;
    results.scenarios[0].probability[3] = {0.25, 0.2491, 0.2509};
    EXPECT_EQ(first_line(table(results, {})), "P(Gross regional domestic product growth >= 6 %) = 25.0 % [24.9, 25.1]: unlikely");
    TableOptions options;
    options.target = "deaths";
    EXPECT_EQ(first_line(table(results, options)).rfind("P(Target deaths <= 2 %) = ", 0), 0U);
}

TEST(Table, NamesEveryTargetScenarioAndGoal) {
    const std::string text = table(sample(), {});
    for (const Target& t : sample().layout.targets) EXPECT_TRUE(contains(text, t.id)) << t.id;
    for (const Item& s : sample().layout.scenarios) EXPECT_TRUE(contains(text, s.id)) << s.id;
    for (const Goal& g : sample().layout.goals) EXPECT_TRUE(contains(text, g.id)) << g.id;
    EXPECT_TRUE(contains(text, "3 of 4"));
    EXPECT_TRUE(contains(text, "no member can be assessed"));
}

TEST(Table, GroupsWhatIsNotAssessedByReason) {
    const std::string text = table(sample(), {});
    EXPECT_TRUE(contains(text, "Not assessed: 3 of 12 targets"));
    EXPECT_TRUE(contains(text, "no value is given (2): pm25, co2"));
    EXPECT_TRUE(contains(table(large(), {}), "and 14 more"));
}

TEST(Table, ShowsFailedPathsWithEquationAndPeriod) {
    const std::string text = table(sample(), {});
    EXPECT_TRUE(contains(text, "prices"));
    EXPECT_TRUE(contains(text, "2025Q2"));
    EXPECT_TRUE(contains(text, "do not quote these results"));
    const std::string sound = table(sample_results(500), {});
    EXPECT_TRUE(contains(sound, "No path failed."));
    EXPECT_FALSE(contains(sound, "do not quote"));
}

TEST(Table, WeakestLinkIsTheMemberLeastLikelyToBeMet) {
    const std::string text = table(sample(), {}), line = text.substr(text.find("  binding "), 80);
    EXPECT_TRUE(contains(line, "growth")) << line;
}

TEST(Table, ManyScenariosShowTheirLargestDifferences) {
    ResultSet results = large();
    results.scenarios[2].difference[7] = {-0.4, -0.41, -0.39};
    const std::string text = table(results, {});
    EXPECT_TRUE(contains(text, "Largest differences to the reference"));
    EXPECT_TRUE(contains(text, "  storm: deaths_equal -40 +-1"));
    EXPECT_FALSE(contains(table(sample(), {}), "Largest differences"));
    EXPECT_TRUE(contains(table(sample(), {}), "Difference to the reference"));
}

TEST(Table, ManyScenariosAreARowEachWithWhatTheyMoveMost) {
    ResultSet results = large();
    for (ScenarioResult& s : results.scenarios) std::fill(s.probability.begin(), s.probability.end(), Estimate{0.5, 0.4, 0.6});
    results.scenarios[2].probability.back().value = 0.13;  // the one target that a scenario moves
    TableOptions options;
    options.width = 120;
    const std::string text = table(results, options);
    const std::size_t begin = text.find("Probability by scenario");
    ASSERT_NE(begin, std::string::npos);
    const std::string section = text.substr(begin, text.find("\n\n", begin) - begin);
    for (const Item& s : results.layout.scenarios) EXPECT_TRUE(contains(section, s.id)) << s.id;
    EXPECT_TRUE(contains(section, " 13 ")) << section;
    EXPECT_FALSE(contains(text, "Probability of each target"));
    EXPECT_TRUE(contains(table(sample(), {}), "Probability of each target"));
}

TEST(Table, FiltersByScenario) {
    TableOptions options;
    options.scenario = "storm";
    const std::string text = table(sample(), options);
    EXPECT_TRUE(contains(text, "'storm'"));
    EXPECT_FALSE(contains(text, "tariff"));
}

TEST(Table, ShowsAnIndicatorsDistribution) {
    TableOptions options;
    options.indicator = "deaths";
    const std::string text = table(sample(), options);
    EXPECT_TRUE(contains(text, "Work-safety deaths"));
    EXPECT_TRUE(contains(text, "2026"));
    EXPECT_TRUE(contains(text, "95 %"));
    EXPECT_FALSE(contains(text, "growth_next"));
}

TEST(Table, UnknownNamesAreRefusedWithTheNearest) {
    const auto refused = [](TableOptions options, const std::string& suggestion) {
        try {
            table(sample(), options);
            ADD_FAILURE() << "not refused";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::input);
            EXPECT_TRUE(contains(error.try_this(), suggestion)) << error.try_this();
        }
    };
    TableOptions options;
    options.target = "growht";
    refused(options, "growth");
    options = {};
    options.scenario = "tarif";
    refused(options, "tariff");
    options = {};
    options.indicator = "death";
    refused(options, "deaths");
    options = {};
    options.target = "pm25";
    refused(options, "");
}

TEST(Table, IsInTheLanguageAskedFor) {
    TableOptions options;
    options.language = Language::zh;
    const std::string text = table(sample(), options);
    EXPECT_TRUE(contains(text, "目标prices"));
    EXPECT_TRUE(contains(text, "最弱环节"));
    for (const char* english : {"wanted", "likely", "Not assessed", "Failed paths", "strict", "of 12"})
        EXPECT_FALSE(contains(text, english)) << english;
}

TEST(Table, ColourChangesNoWords) {
    TableOptions coloured;
    coloured.colour = true;
    std::string text = table(sample(), coloured);
    EXPECT_TRUE(contains(text, "\033[1m"));
    for (const std::string code : {"\033[1m", "\033[0m"}) {
        for (std::size_t place; (place = text.find(code)) != std::string::npos;) text.erase(place, code.size());
    }
    EXPECT_EQ(text, table(sample(), {}));
}

TEST(Table, AllPathsFailedIsSaidWithoutNumbers) {
    const std::string text = table(sample_results(100, Failing::all), {});
    EXPECT_FALSE(contains(text, "nan"));
    EXPECT_TRUE(contains(text, "do not quote these results"));
}

TEST(Table, WithoutTargetsSaysSo) {
    SampleRun run = sample_run(100);
    run.layout.targets.clear();
    run.layout.goals.clear();
    EXPECT_EQ(first_line(table(collect(run), {})), "No target is assessed.");
}

TEST(Table, WithoutTargetsAnswersWithTheDistributionOfEveryIndicator) {
    SampleRun run = sample_run(100);
    run.layout.targets.clear();
    run.layout.goals.clear();
    const ResultSet results = collect(run);
    const std::string text = table(results, {});
    EXPECT_TRUE(contains(text, "Indicators in scenario '" + results.layout.scenarios[results.layout.reference].id + "'")) << text;
    for (const Item& indicator : results.layout.indicators) EXPECT_TRUE(contains(text, "\n  " + indicator.id + " ")) << text;
    EXPECT_FALSE(contains(table(sample(), {}), "Indicators in scenario"));
}

TEST(Table, OneTargetShowsTheWholeIdOfEveryScenario) {
    SampleRun run = sample_run(100);
    run.layout.scenarios.back().id = "baseline+dial_external=-1+dial_property=-1";
    const std::string target = run.layout.targets.front().id;
    TableOptions options;
    options.target = target;
    const std::string narrow = table(collect(run), options);
    EXPECT_TRUE(contains(narrow, "\n  baseline+\n    dial_external=-1+\n    dial_property=-1")) << narrow;
    EXPECT_FALSE(contains(narrow, "..")) << narrow;
    options.width = 160;
    EXPECT_TRUE(contains(table(collect(run), options), run.layout.scenarios.back().id));
}

TEST(Table, SaysThatQuantilesAreStreamingAndHowFarOffTheyMayBe) {
    TableOptions options;
    options.indicator = "cpi_change";
    EXPECT_EQ(table(sample_results(5000), options).find("streaming"), std::string::npos);
    ResultSet results = sample_results(5000, Failing::none, Quantiles::streaming);
    for (ScenarioResult& s : results.scenarios) {
        for (Distribution& d : s.indicators) {
            d.quantile_error.assign(quantile_levels.size(), 0);
            d.sd = 1;
        }
    }
    results.scenarios[2].indicators[1].quantile_error[5] = 0.00341;
    const std::string text = table(results, options);
    EXPECT_NE(text.find("each within 0.35 %"), std::string::npos) << text;
    options.language = Language::zh;
    EXPECT_NE(table(results, options).find("0.35 %"), std::string::npos) << table(results, options);
    options.indicator = "gdp_growth";
    EXPECT_NE(table(results, options).find(" 0 %"), std::string::npos) << table(results, options);
}

}  // namespace
}  // namespace yuce::testing
