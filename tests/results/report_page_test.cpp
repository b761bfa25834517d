#include "results/report_page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_html.hpp"
#include "results/report_page_parts.hpp"
#include "tests/results/page_trace.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using namespace results;

const std::string attack = "<script>alert(1)</script>\"'&{{data}}";

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The variable demand ends the year as the indicator gdp_growth, so that the fan can be told from the data.
ResultSet with_cumulative_variable(std::uint64_t paths = 4000) {
    ResultSet r = sample_results(paths, Failing::some);
    r.layout.periods = {"2025Q2", "2025Q3", "2025Q4"};
    for (ScenarioResult& s : r.scenarios) s.variables[2 * r.layout.variables.size()] = s.indicators[0];
    r.layout.targets[0].comparator = Comparator::approx;
    r.layout.targets[0].side = Side::at_least;
    r.provenance.files.push_back({"history.csv", "2024,5.7 2024Q1-3,6.0 2024H1,6.1 2023,4.2 2023,2019,9.9"});
    return r;
}

ReportOptions with_history() {
    ReportOptions options;
    options.history.file = 3;
    options.history.points = {{"demand", "", "2024H1", 6.1},   {"", "gdp_growth", "2024", 5.7}, {"demand", "", "2024Q1-3", 6.0},
                              {"", "cpi_change", "2024", 0.2}, {"", "gdp_growth", "2023", 4.2}, {"", "gdp_growth", "2019", 9.9}};
    return options;
}

void expect_traced(const std::string& html, const ResultSet& results) {
    const Trace trace = trace_page(html, results);
    for (const std::string& mistake : trace.mistakes) ADD_FAILURE() << mistake;
    EXPECT_GT(trace.figures, 60U);
    EXPECT_GE(trace.series, 15U);
    EXPECT_EQ(trace.cells, results.layout.targets.size() * results.layout.scenarios.size());
}

TEST(ReportPage, HasItsPartsInOrder) {
    const std::string html = report_page(with_cumulative_variable(), with_history());
    std::size_t last = html.find("class=\"large\"");
    ASSERT_NE(last, std::string::npos);
    for (const char* part : {"growth", "targets", "moves", "together", "needs", "assumed"}) {
        const std::size_t at = html.find("<section id=\"" + std::string(part) + "\">");
        ASSERT_NE(at, std::string::npos) << part;
        EXPECT_GT(at, last) << part;
        last = at;
    }
    for (const char* chart : {"fan", "exceedance", "differences", "reached", "needs", "convergence"})
        EXPECT_EQ(count(html, "data-chart=\"" + std::string(chart) + "\""), 1U) << chart;
}

TEST(ReportPage, EveryFigureIsThatOfTheFile) {
    const ResultSet results = with_cumulative_variable();
    expect_traced(report_page(results, with_history()), results);
    for (const Failing failing : {Failing::none, Failing::some}) {
        const ResultSet plain = sample_results(300, failing);
        expect_traced(report_page(plain, {}), plain);
    }
}

TEST(ReportPage, TraceSeesAWrongFigure) {
    ResultSet results = with_cumulative_variable();
    const std::string html = report_page(results, with_history());
    results.scenarios[1].probability[4].value += 0.02;
    results.scenarios[0].convergence[0][0].high += 1e-12;
    results.scenarios[2].probability[5].low -= 0.1;
    EXPECT_GE(trace_page(html, results).mistakes.size(), 3U);
}

TEST(ReportPage, HoldsBothLanguages) {
    const ResultSet results = with_cumulative_variable();
    const std::string en = report_page(results, with_history());
    ReportOptions options = with_history();
    options.language = Language::zh;
    const std::string zh = report_page(results, options);
    EXPECT_TRUE(contains(en, "<html lang=\"en\" data-default=\"en\">"));
    EXPECT_TRUE(contains(zh, "<html lang=\"zh\" data-default=\"zh\">"));
    for (const std::string& html : {en, zh}) {
        for (const char* words : {"What moves it", "哪些情景影响这一概率", "Tariff escalation", "关税升级",
                                  "very likely &gt; 90 %", "很可能 &gt; 90 %", "Tariffs rise.", "关税上升。"})
            EXPECT_TRUE(contains(html, words)) << words;
        EXPECT_EQ(count(html, "class=\"t\" lang=\"en\">"), count(html, "class=\"t\" lang=\"zh\">"));
    }
}

TEST(ReportPage, TextOfTheInputStaysText) {
    ResultSet r = with_cumulative_variable(300);
    const std::string clean = report_page(r, with_history());
    const auto poison = [](Item& item) { item = {attack, {attack, attack}, attack, {attack, attack}}; };
    std::for_each(r.layout.scenarios.begin(), r.layout.scenarios.end(), poison);
    std::for_each(r.layout.indicators.begin(), r.layout.indicators.end(), poison);
    for (Target& t : r.layout.targets) t.name = {attack, attack}, t.unit = attack, t.target_class = attack, t.id = attack;
    for (Goal& g : r.layout.goals) g.name = {attack, attack};
    r.layout.batch_name = {attack, attack};
    r.layout.not_assessed = {{attack, attack}};
    r.provenance.assumptions = {attack + ": " + attack};
    r.provenance.corrections = {attack};
    r.provenance.overrides = attack;
    r.provenance.files.front().name = attack;
    r.scenarios.front().failures.front().what = attack;
    ReportOptions options = with_history();
    options.names[attack] = {attack, attack};
    const std::string html = report_page(r, options);
    EXPECT_FALSE(contains(html, "<script>alert"));
    EXPECT_EQ(count(html, "<script"), count(clean, "<script"));
    EXPECT_EQ(count(html, "</script"), count(clean, "</script"));
    EXPECT_TRUE(contains(html, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{{data}}"));
    EXPECT_TRUE(contains(html, "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\\"'\\u0026{{data}}"));
}

TEST(ReportPage, FetchesNothingAndRunsOnlyItsOwnScripts) {
    const std::string html = report_page(sample_results(300), {});
    EXPECT_TRUE(contains(html, "default-src 'none'; style-src 'sha256-"));
    EXPECT_FALSE(contains(html, "unsafe-inline"));
    EXPECT_FALSE(contains(html, "unsafe-eval"));
    for (const char* load : {" src=", "@import", "url(", "sourceMappingURL", "style=\"", " onclick"})
        EXPECT_FALSE(contains(html, load)) << load;
    EXPECT_EQ(count(html, "<link "), 1U);
    EXPECT_TRUE(contains(html, "<link rel=\"icon\" href=\"data:,\">"));
    EXPECT_LT(html.size(), 400U * 1024);
}

TEST(ReportPage, StandsWithoutTargetsGoalsOrOtherScenarios) {
    ResultSet bare = sample_results(300);
    bare.layout.targets.clear();
    bare.layout.goals.clear();
    bare.layout.scenarios.resize(1);
    bare.scenarios.resize(1);
    const std::string html = report_page(bare, {});
    EXPECT_TRUE(contains(html, "No target is assessed."));
    EXPECT_TRUE(contains(html, "data-source=\"quantiles[0,1,3,9]\"")) << "the indicators stand in their place";
    EXPECT_FALSE(contains(html, "data-chart=\""));
    EXPECT_TRUE(contains(html, "id=\"assumed\""));
    ResultSet failed = sample_results(300, Failing::all);
    EXPECT_TRUE(contains(report_page(failed, {}), "do not quote these results"));
}

// As a sweep over a thousand values makes them.
ResultSet with_many_scenarios(std::size_t scenarios) {
    ResultSet results = with_cumulative_variable(300);
    for (std::size_t s = results.scenarios.size(); s < scenarios; ++s) {
        const std::string id = "tariff+rate=" + std::to_string(s);
        results.layout.scenarios.push_back({id, {id, id}, "", results.layout.scenarios[1].story});
        results.scenarios.push_back(results.scenarios[1 + s % 2]);
        Estimate& difference = results.scenarios.back().difference[0];
        difference = {static_cast<double>(s) / 2000, difference.low, difference.high};
    }
    return results;
}

TEST(ReportPage, OfAThousandScenariosListsThoseThatDifferMostAndSaysSo) {
    const ResultSet results = with_many_scenarios(1000);
    const std::string html = report_page(results, with_history());
    EXPECT_LT(html.size(), 1000000U);
    const Trace trace = trace_page(html, results);
    for (const std::string& mistake : trace.mistakes) ADD_FAILURE() << mistake;
    EXPECT_EQ(trace.cells, 60 * results.layout.targets.size());
    EXPECT_EQ(count(html, "<tr class=\"first\"><th scope=\"row\" class=\"name\"><span class=\"t\" lang=\"en\">Baseline"), 1U);
    EXPECT_TRUE(contains(html, "tariff+rate=999"));
    EXPECT_FALSE(contains(html, "tariff+rate=998"));
    EXPECT_TRUE(contains(html, "the reference and 59 others are listed, spread from the lowest probability to the highest"));
    EXPECT_FALSE(contains(report_page(with_many_scenarios(60), {}), "others are listed, spread"));
}

TEST(ReportPage, ChineseReasonsStandInForEnglishOnes) {
    const ResultSet results = with_cumulative_variable(300);
    ReportOptions options;
    options.reasons["no value is given"] = "未给出目标值";
    const std::string html = report_page(results, options);
    EXPECT_TRUE(contains(
        html, "<span class=\"t\" lang=\"en\">no value is given</span><span class=\"t\" lang=\"zh\">未给出目标值</span>"));
    EXPECT_TRUE(contains(html, "<li>the model has no indicator &#39;arable_land&#39; <span")) << "without one it stands as it is";
}

TEST(ReportPage, MarksWhatMustNotBeQuoted) {
    EXPECT_FALSE(contains(report_page(sample_results(300), {}), "class=\"warning\""));
    EXPECT_TRUE(contains(report_page(sample_results(300, Failing::some), {}), "class=\"warning\""));
}

TEST(ReportPage, FanFollowsTheVariableThatEndsAsTheIndicator) {
    const ResultSet results = with_cumulative_variable();
    const std::string html = report_page(results, with_history());
    EXPECT_TRUE(contains(html, "\"q50\":{\"source\":\"variable_quantiles[0,*,0,5]\""));
    EXPECT_TRUE(contains(html, "\"history\":{\"source\":\"provenance/text[3]\",\"values\":[4.2,6.1,6,5.7]}"));
    EXPECT_TRUE(contains(report_page(results, {}), "\"q50\":{\"source\":\"quantiles[0,*,0,5]\"")) << "without a history: by year";
}

TEST(ReportPage, ReferenceRowComesFirstAndTheHardestTargetFirst) {
    ResultSet results = with_cumulative_variable();
    results.layout.reference = 1;
    const std::string html = report_page(results, {});
    const std::size_t row = html.find("<tr class=\"first\">", html.find("<table class=\"heat"));
    EXPECT_EQ(html.find("probability[1,8]", row), html.find("probability[", row)) << "the target that is never met";
    EXPECT_LT(html.find("probability[1,0]", row), html.find("probability[0,0]", row));
}

TEST(ReportPageHtml, EscapesAndHashes) {
    EXPECT_EQ(page::escaped("a<b>\"c\"&'d'\x01\n"), "a&lt;b&gt;&quot;c&quot;&amp;&#39;d&#39;\n");
    EXPECT_EQ(page::json_text("</script>\n\"\\"), "\"\\u003c/script\\u003e\\u000a\\\"\\\\\"");
    // RFC 6234's "abc".
    EXPECT_EQ(page::policy_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
}

TEST(ReportPageHtml, DigitsFollowTheError) {
    EXPECT_EQ(page::digits(5.4351, 0.006), "5.44");
    EXPECT_EQ(page::digits(5.4351, 0.06), "5.4");
    EXPECT_EQ(page::digits(9713.4, 0.001), "9713");
    EXPECT_EQ(page::digits(0.01934, 0.00001), "0.0193");
    EXPECT_EQ(page::digits(-0.0001, 0.01), "0.00");
    EXPECT_EQ(page::digits(7, 0), "7.00");
    EXPECT_EQ(page::digits(106159.3, 4), "106,159");
    EXPECT_EQ(page::digits(-33971.2, 4), "-33,971");
    EXPECT_EQ(page::fixed(9999.4, 0), "9999") << "groups begin at 10,000";
    EXPECT_EQ(page::fixed(12345.678, 2), "12,345.68");
    EXPECT_EQ(page::fixed(std::nan(""), 2), "–");
}

TEST(ReportPage, SaysHowFarStreamingQuantilesMayBeOff) {
    EXPECT_FALSE(contains(report_page(sample_results(300), {}), "quantile_error"));
    const ResultSet results = sample_results(9000, Failing::none, Quantiles::streaming);
    const std::string html = report_page(results, {});
    EXPECT_TRUE(contains(html, "data-source=\"quantile_error["));
    EXPECT_TRUE(contains(html, "流式统计"));
    for (const std::string& mistake : trace_page(html, results).mistakes) ADD_FAILURE() << mistake;
}

}  // namespace
}  // namespace yuce::testing
