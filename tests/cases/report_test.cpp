// `yuce report` as its users meet it, and the page of the shipped plan.

#include <gtest/gtest.h>

#include "results/file.hpp"
#include "results/report_page_html.hpp"
#include "tests/cases/program_run.hpp"
#include "tests/results/page_trace.hpp"

namespace yuce::testing {
namespace {

class Report : public ::testing::Test {
protected:
    Report() : at(::testing::UnitTest::GetInstance()->current_test_info()->name()) {
        const Outcome run =
            at.shell("yuce run '" YUCE_SOURCE_DIR "/scenarios/chongqing-2025/batch.toml' --paths 5000 -o plan.h5 --quiet");
        EXPECT_EQ(run.code, 0) << run.err;
    }
    Workplace at;
};

TEST_F(Report, OfTheShippedPlanIsSmallAndEveryFigureStandsInTheFile) {
    const Outcome report = at.shell("yuce report plan.h5 -o page.html --lang zh");
    EXPECT_EQ(report.code, 0) << report.err;
    EXPECT_EQ(report.out, "");
    EXPECT_EQ(report.err.rfind("Report: page.html (", 0), 0U) << report.err;
    const std::string html = slurp(at.folder() / "page.html");
    EXPECT_LE(html.size(), 1000000U);
    const results::ResultSet results = results::read_file((at.folder() / "plan.h5").string());
    const Trace trace = trace_page(html, results);
    for (const std::string& mistake : trace.mistakes) ADD_FAILURE() << mistake;
    EXPECT_EQ(trace.cells, results.layout.targets.size() * results.layout.scenarios.size());
    EXPECT_NE(html.find("<html lang=\"zh\""), std::string::npos);
    EXPECT_NE(html.find("\"history\":{\"source\":\"provenance/text[4]\",\"values\":[4.6,5.6,6.1,6.2,6.1,6,5.7]}"),
              std::string::npos);
    EXPECT_NE(html.find("variable_quantiles[0,*,"), std::string::npos) << "the fan is by quarter";
    for (const results::NotAssessed& n : results.layout.not_assessed)
        EXPECT_EQ(html.find("<li>" + results::page::escaped(n.reason)), std::string::npos) << "no Chinese for: " << n.reason;
    for (const results::Item& scenario : results.layout.scenarios) EXPECT_NE(scenario.story.zh, scenario.story.en) << scenario.id;
    EXPECT_NE(html.find("低空"), std::string::npos) << "a target that is not assessed is called by its name";
}

TEST_F(Report, NamesItselfAfterTheBatchAndReplacesNoResults) {
    EXPECT_EQ(at.shell("yuce report plan.h5").code, 0);
    EXPECT_TRUE(std::filesystem::exists(at.folder() / "chongqing-2025.html"));
    const std::string before = slurp(at.folder() / "plan.h5");
    const Outcome over = at.shell("yuce report plan.h5 -o plan.h5");
    EXPECT_EQ(over.code, 4);
    EXPECT_NE(over.err.find("is there already and no page"), std::string::npos) << over.err;
    EXPECT_EQ(slurp(at.folder() / "plan.h5"), before);
    EXPECT_EQ(at.shell("yuce report plan.h5 -o nowhere/page.html").code, 4);
    EXPECT_EQ(at.shell("yuce report missing.h5").code, 4);
    EXPECT_EQ(at.shell("yuce report plan.h5 --lang fr").code, 2);
}

}  // namespace
}  // namespace yuce::testing
