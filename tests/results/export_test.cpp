#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>

#include "engine/error.hpp"
#include "results/export_text.hpp"
#include "results/file.hpp"
#include "results/json_text.hpp"
#include "results/save_folder.hpp"
#include "tests/results/sample_run.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

using namespace results;

std::size_t lines(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

std::string table_text(const ResultSet& results, const std::string& name, const Selection& selection = {}) {
    return csv_table(results, find_export_table(name), select(results.layout, selection));
}

TEST(ExportText, NothingThatIsTextBecomesAFormula) {
    for (const std::string begin : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
        const std::string cell = csv_text(begin + "cmd|' /C calc'!A0");
        EXPECT_TRUE(cell.rfind("'", 0) == 0 || cell.rfind("\"'", 0) == 0) << cell;
    }
    EXPECT_EQ(csv_text("=SUM(A1,B1)"), "\"'=SUM(A1,B1)\"");
    EXPECT_EQ(csv_text("a=b"), "a=b");
    EXPECT_EQ(csv_text("地区生产总值"), "地区生产总值");
    EXPECT_EQ(csv_text(""), "");
}

TEST(ExportText, QuotesAsRfc4180Asks) {
    EXPECT_EQ(csv_text("plain text"), "plain text");
    EXPECT_EQ(csv_text("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_text("say \"so\""), "\"say \"\"so\"\"\"");
    EXPECT_EQ(csv_text("two\nlines"), "\"two\nlines\"");
}

TEST(ExportText, NumbersReadBackToTheSameBits) {
    std::mt19937_64 bits(7);
    for (int k = 0; k < 100000; ++k) {
        const std::uint64_t word = bits();
        double value = 0;
        std::memcpy(&value, &word, sizeof value);
        if (!std::isfinite(value)) continue;
        const double again = std::strtod(csv_number(value).c_str(), nullptr);
        ASSERT_EQ(std::memcmp(&again, &value, sizeof value), 0) << csv_number(value);
        ASSERT_EQ(std::strtod(json_number(value).c_str(), nullptr), value);
    }
    EXPECT_EQ(csv_number(-3.5), "-3.5") << "a number is no formula";
    EXPECT_EQ(csv_number(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(ExportTable, ARowForEveryObservation) {
    const ResultSet results = sample_results(3000, Failing::some);
    const Layout& l = results.layout;
    const std::size_t s = l.scenarios.size(), t = l.targets.size(), i = l.indicators.size(), y = l.years.size();
    EXPECT_EQ(lines(table_text(results, "run")), 2U);
    EXPECT_EQ(lines(table_text(results, "probabilities")), 1 + s * t);
    EXPECT_EQ(lines(table_text(results, "quantiles")), 1 + s * y * i * quantile_levels.size());
    EXPECT_EQ(lines(table_text(results, "histogram")), 1 + s * y * i * histogram_bins);
    EXPECT_EQ(lines(table_text(results, "joint")), 1 + s * t * (t - 1) / 2);
    EXPECT_EQ(lines(table_text(results, "not_assessed")), 1 + l.not_assessed.size());
    std::size_t failures = 0;
    for (const ScenarioResult& r : results.scenarios) failures += r.failures.size();
    ASSERT_GT(failures, 0U);
    EXPECT_EQ(lines(table_text(results, "failures")), 1 + failures);
}

TEST(ExportTable, ATargetBringsItsIndicatorAndAnIndicatorItsTargets) {
    const ResultSet results = sample_results(3000);
    Selection by_target;
    by_target.targets = {"prices", "growth"};
    by_target.scenarios = {"storm", "storm"};
    const Selected first = select(results.layout, by_target);
    EXPECT_EQ(first.targets, (std::vector<std::size_t>{0, 3}));
    EXPECT_EQ(first.indicators, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(first.scenarios, (std::vector<std::size_t>{2}));
    Selection by_indicator;
    by_indicator.indicators = {"deaths"};
    const Selected second = select(results.layout, by_indicator);
    EXPECT_EQ(second.indicators, (std::vector<std::size_t>{2}));
    EXPECT_EQ(second.targets, (std::vector<std::size_t>{6, 7}));
    EXPECT_EQ(second.scenarios.size(), results.layout.scenarios.size());
    Selection both = by_indicator;
    both.targets = {"growth"};
    EXPECT_EQ(select(results.layout, both).targets, (std::vector<std::size_t>{0}));
    EXPECT_EQ(select(results.layout, both).indicators, (std::vector<std::size_t>{2}));
}

TEST(ExportTable, UnknownNamesAreAnsweredWithTheNearest) {
    const ResultSet results = sample_results(3000);
    const auto answer = [&](const Selection& selection) {
        try {
            select(results.layout, selection);
        } catch (const Error& error) {
            return std::string(error.what()) + " | " + error.try_this();
        }
        return std::string("none");
    };
    EXPECT_EQ(answer({{"tarif"}, {}, {}}), "the results have no scenario 'tarif' | did you mean 'tariff'?");
    EXPECT_EQ(answer({{}, {"pm25"}, {}}), "the target 'pm25' is not assessed: no value is given | ");
    EXPECT_EQ(answer({{}, {}, {"death"}}), "the results have no indicator 'death' | did you mean 'deaths'?");
    EXPECT_THROW(find_export_table("quantile"), Error);
}

TEST(ExportWide, StandsTargetsAndGoalsDownAndScenariosAcross) {
    const ResultSet results = sample_results(3000);
    const Selected all = select(results.layout, {});
    const std::string english = wide_table(results, all, WideOf::targets, Language::en);
    EXPECT_EQ(english.rfind(std::string(byte_order_mark) +
                                "kind,id,name,year,asks,unit,class,Baseline,Baseline: low,Baseline: high,Tariff escalation,",
                            0),
              0U)
        << english.substr(0, 200);
    EXPECT_EQ(lines(english), 1 + results.layout.targets.size() + results.layout.goals.size());
    const Estimate& p = results.scenarios[0].probability[0];
    EXPECT_NE(english.find("\ntarget,growth,Target growth,2025,>= 0.25 %,percent,binding," + csv_number(p.value) + "," +
                           csv_number(p.low) + "," + csv_number(p.high) + ","),
              std::string::npos);
    EXPECT_NE(english.find(",equal to 3 %,"), std::string::npos) << "= would begin a formula";
    const std::string chinese = wide_table(results, all, WideOf::targets, Language::zh);
    EXPECT_EQ(chinese.rfind(std::string(byte_order_mark) + "类别,编号,名称,年份,要求,单位,分类,基准情景,基准情景：下限,", 0), 0U);
    EXPECT_NE(chinese.find("目标,growth,目标growth,2025,"), std::string::npos);
    const std::string spread = wide_table(results, all, WideOf::indicators, Language::en);
    EXPECT_EQ(lines(spread), 1 + results.layout.years.size() * results.layout.indicators.size() * (4 + quantile_levels.size()));
    EXPECT_NE(spread.find("gdp_growth,GDP growth,2025,percent,5 % quantile," +
                          csv_number(results.scenarios[0].indicators[0].quantiles[1]) + ","),
              std::string::npos);
}

TEST(ExportWide, ScenariosOfOneNameAreToldApartByTheirIds) {
    ResultSet results = sample_results(3000);
    results.layout.scenarios[1].name = results.layout.scenarios[2].name;
    const std::string text = wide_table(results, select(results.layout, {}), WideOf::targets, Language::en);
    EXPECT_NE(text.find(",Perfect storm (tariff),"), std::string::npos);
    EXPECT_NE(text.find(",Perfect storm (storm),"), std::string::npos);
}

TEST(SaveFolder, ReplacesWhatWasThereAndLeavesNothingElse) {
    const ScratchFolder scratch;
    const std::string folder = scratch.file("tables");
    save_folder({{"a.csv", "one\n"}, {"b.csv", "two\n"}}, folder);
    save_folder({{"a.csv", "three\n"}}, folder + "/");
    EXPECT_EQ(bytes_of(folder + "/a.csv"), "three\n");
    EXPECT_FALSE(std::filesystem::exists(folder + "/b.csv"));
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(scratch.file(""))) ++entries;
    EXPECT_EQ(entries, 1U) << "temporary folders are left";
}

TEST(SaveFolder, KeepsWhatWasThereWhenItFails) {
    const ScratchFolder scratch;
    const std::string folder = scratch.file("tables");
    save_folder({{"a.csv", "one\n"}}, folder);
    EXPECT_THROW(save_folder({{"a.csv", "two\n"}, {"no/such/folder.csv", "three\n"}}, folder), Error);
    EXPECT_EQ(bytes_of(folder + "/a.csv"), "one\n");
    EXPECT_THROW(save_folder({{"a.csv", "two\n"}}, scratch.file("missing/tables")), Error);
}

const std::string python = "/usr/bin/python3";

bool has_pandas() { return std::system((python + " -c 'import pandas, h5py' 2>/dev/null").c_str()) == 0; }

// The sample with names that a spreadsheet would run.
void expect_pandas_reads(Quantiles quantiles) {
    const ScratchFolder scratch;
    ResultSet results = sample_results(9000, Failing::some, quantiles);
    results.layout.scenarios[1].name.en = "=HYPERLINK(\"http://x\"),\nnext";
    results.layout.targets[2].name.zh = "＋目标, \"引号\"";
    results.layout.indicators[3].unit = "-unit";
    results.provenance.assumptions.push_back("@x: a\tnote");
    write_file(results, scratch.file("a.h5"));
    const Selected all = select(results.layout, {});
    std::vector<TextFile> files = {{"columns.csv", csv_columns()}};
    for (const ExportTable& table : export_tables()) {
        files.push_back({std::string(table.name) + ".csv", csv_table(results, table, all)});
    }
    save_folder(files, scratch.file("tables"));
    std::ofstream(scratch.file("a.json")) << json_export(results, all);
    const std::string report = scratch.file("report.txt");
    const int status =
        std::system((python + " " YUCE_SOURCE_DIR "/tests/results/readers/read_exported.py " + scratch.file("a.h5") + " " +
                     scratch.file("tables") + " " + scratch.file("a.json") + " > " + report + " 2>&1")
                        .c_str());
    EXPECT_EQ(status, 0) << bytes_of(report);
}

TEST(Readers, PandasReadsEveryExportedTableAsTheFileHasIt) {
    if (!has_pandas()) GTEST_SKIP() << "python3-pandas and python3-h5py are not installed";
    expect_pandas_reads(Quantiles::exact);
}

TEST(Readers, PandasReadsTheErrorsOfStreamingQuantilesFromExportedTables) {
    if (!has_pandas()) GTEST_SKIP() << "python3-pandas and python3-h5py are not installed";
    expect_pandas_reads(Quantiles::streaming);
}

}  // namespace
}  // namespace yuce::testing
