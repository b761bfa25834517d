// A batch as a whole: what it reports, what it stores, what it remembers of its input.

#include <fstream>

#include "tests/scenarios/small_batch.hpp"

namespace yuce::testing {
namespace {

std::vector<std::string> ids(const std::vector<results::Item>& items) {
    std::vector<std::string> list;
    for (const auto& item : items) list.push_back(item.id);
    return list;
}
using Ids = std::vector<std::string>;

TEST(RunPlan, FillsInTheDefaults) {
    const SmallBatch at;
    const auto plan = at.load();
    EXPECT_EQ(scenario_ids(plan), Ids{"baseline"});
    EXPECT_EQ(plan.layout.paths, 100000U);
    EXPECT_EQ(plan.layout.seed, 1U);
    EXPECT_EQ(plan.layout.sampling, "random");
    EXPECT_EQ(plan.layout.max_failed, 0.001);
    EXPECT_EQ(plan.layout.years, (std::vector<int>{2025, 2026}));
    EXPECT_EQ(plan.layout.periods.front(), "2025Q1");
    EXPECT_EQ(plan.layout.periods.back(), "2026Q4");
    EXPECT_EQ(ids(plan.layout.variables), Ids{"demand"});
    EXPECT_EQ(ids(plan.layout.indicators), (Ids{"growth", "total"}));
    EXPECT_EQ(plan.layout.variables[0].name.zh, "Demand");
    EXPECT_EQ(plan.layout.indicators[0].unit, "percent");
    EXPECT_EQ(plan.layout.indicators[1].name.en, "total");
    EXPECT_EQ(plan.warnings, "");
}

TEST(RunPlan, TakesNumbersFromTheCommandLineBeforeTheFile) {
    const SmallBatch at;
    at.batch("paths = 500\nseed = 9223372036854775807\n");
    EXPECT_EQ(at.load().layout.paths, 500U);
    EXPECT_EQ(at.load().layout.seed, 9223372036854775807U);
    scenarios::Overrides overrides;
    overrides.paths = 10000000000U;
    overrides.seed = 0;
    EXPECT_EQ(at.load(overrides).layout.paths, 10000000000U);
    EXPECT_EQ(at.load(overrides).layout.seed, 0U);
}

TEST(RunPlan, StoresTheVariablesAskedFor) {
    const SmallBatch at;
    at.batch("variables = \"all\"\n");
    EXPECT_EQ(ids(at.load().layout.variables), Ids{"demand"});
    at.batch("variables = \"none\"\n");
    EXPECT_TRUE(at.load().layout.variables.empty());
    at.batch("variables = [\"demand\"]\n");
    EXPECT_EQ(ids(at.load().layout.variables), Ids{"demand"});
}

TEST(RunPlan, ReadsScenariosOfAPatternInByteOrder) {
    const SmallBatch at;
    for (const char* name : {"b", "a", "Z", "a10", "a2"}) {
        at.write(std::string("case_") + name + ".toml", std::string("format = \"yuce-scenario/1\"\nid = \"") + name + "\"\n");
    }
    at.batch("scenarios = \"case_*.toml\"\n");
    EXPECT_EQ(scenario_ids(at.load()), (Ids{"Z", "a", "a10", "a2", "b"}));
    at.batch("scenarios = \"*.toml\"\n");
    EXPECT_EQ(scenario_ids(at.load()), (Ids{"baseline", "Z", "a", "a10", "a2", "b"}))
        << "the model and the batch itself are no scenarios";
}

TEST(RunPlan, KeepsTheExactTextOfEveryInputFile) {
    const SmallBatch at;
    at.scenario("");
    at.write("targets.csv", "\xEF\xBB\xBFid,comparator,value,year\r\ngrowth,ge,5,2025\r\n");
    at.write("history.csv", "series_id,period,value,indicator\ng,2024,5.7,growth\n");
    at.batch("targets = \"targets.csv\"\nhistory = \"history.csv\"\nscenarios = [\"baseline.toml\", \"other.toml\"]\n");
    const auto plan = at.load();
    Ids names;
    for (const auto& file : plan.provenance.files) names.push_back(file.name);
    EXPECT_EQ(names,
              (Ids{"batch.toml", "model.toml", "baseline.csv", "targets.csv", "history.csv", "baseline.toml", "other.toml"}));
    EXPECT_EQ(plan.provenance.files[2].text, "id,value,unit\ngrowth,5.7,percent\nempty,,percent\n");
    EXPECT_EQ(plan.provenance.engine_version.empty(), false);
}

TEST(RunPlan, NamesItsFilesTheSameWhereverItIsStarted) {
    const SmallBatch at;
    const auto names = [](const scenarios::RunPlan& plan) {
        Ids all;
        for (const auto& file : plan.provenance.files) all.push_back(file.name);
        return all;
    };
    const Ids absolute = names(at.load());
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(std::filesystem::path(at.path()).parent_path());
    Diagnostics diagnostics;
    const auto plan = scenarios::load_batch("batch.toml", {}, diagnostics);
    std::filesystem::current_path(before);
    ASSERT_TRUE(plan.has_value()) << diagnostics.render();
    EXPECT_EQ(names(*plan), absolute);
}

TEST(RunPlan, ListsAssumptionsWithTheirNotes) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = { value = 20, assumption = true, note = \"as announced\" }\nstory = \"Tariffs rise.\"\n");
    at.write("other.toml",
             "format = \"yuce-scenario/1\"\nid = \"other\"\nstory = \"Tariffs rise.\"\nexogenous.tariff = { value = 20, "
             "assumption = true, note = \"as announced\" }\n");
    const auto plan = at.load();
    EXPECT_EQ(plan.provenance.assumptions, (Ids{"trend: half of 5.4", "other/tariff: as announced"}));
    EXPECT_EQ(plan.scenarios[1].item.story.en, "Tariffs rise.");
}

TEST(RunPlan, ListsCorrectionsOfARepairedCorrelation) {
    const SmallBatch at;
    std::ifstream in(at.path("model.toml"));
    const std::string model{std::istreambuf_iterator<char>(in), {}};
    at.write("model.toml", model + R"(
[shocks.third]
distribution = "normal"
sd = 1
[correlation]
repair = "nearest"
[[correlations]]
between = ["world", "cost"]
value = 0.9
[[correlations]]
between = ["cost", "third"]
value = 0.9
[[correlations]]
between = ["world", "third"]
value = -0.9
)");
    EXPECT_EQ(at.load().provenance.corrections.size(), 3U);
}

TEST(RunPlan, ReportsTheSameMistakeOfSeveralScenariosOnce) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = 3\n");
    at.write("model.toml", R"(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "demand = demand[-1] + tariff"
exogenous.tariff = 1
)");
    const std::string messages = at.mistakes();
    const std::size_t first = messages.find("error:");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(messages.find("error:", first + 1), std::string::npos) << messages;
}

TEST(RunPlan, ListsMistakesOfEveryFileTogether) {
    const SmallBatch at;
    at.scenario("exogenous.tarif = 3\n");
    at.write("targets.csv", "id,comparator,value,year\ngrowth,gee,5,2025\n");
    at.batch("paths = 0\ntargets = \"targets.csv\"\nscenarios = [\"baseline.toml\", \"other.toml\"]\n");
    const std::string messages = at.mistakes();
    for (const char* place : {"batch.toml:7:", "targets.csv:2:", "other.toml:3:"})
        EXPECT_TRUE(contains(messages, place)) << place << messages;
}

TEST(CheckFile, TellsByTheFormatWhatItIs) {
    const SmallBatch at;
    at.scenario("exogenous.anything = { value = 3, from = \"2025M07\" }\n");
    for (const char* name : {"batch.toml", "model.toml", "baseline.csv", "baseline.toml"}) {
        if (std::string(name) == "batch.toml") at.batch("");
        Diagnostics diagnostics;
        scenarios::check_file(at.path(name), diagnostics);
        EXPECT_EQ(diagnostics.render(), "") << name;
    }
    Diagnostics alone;
    scenarios::check_file(at.path("other.toml"), alone);
    EXPECT_EQ(alone.render(), "") << "without a model only the form counts, and the months decide the frequency";
    at.write("notes.toml", "format = \"notes/3\"\n");
    Diagnostics unknown;
    scenarios::check_file(at.path("notes.toml"), unknown);
    EXPECT_EQ(unknown.error_count(), 1U);
}

}  // namespace
}  // namespace yuce::testing
