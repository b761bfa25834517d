#include "scenarios/plan_from_results.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/error.hpp"
#include "results/file_image.hpp"
#include "scenarios/overrides_text.hpp"
#include "scenarios/run_batch.hpp"
#include "tests/scenarios/small_batch.hpp"
#include "tests/scenarios/written_files.hpp"

namespace yuce::testing {
namespace {

using scenarios::Overrides;
using scenarios::testing::Folder;

std::string digest_of(const results::ResultSet& results) { return results::digest_of(results::image_of(results)); }

results::ResultSet run_file(const std::string& path, Overrides overrides = {}, std::uint64_t paths = 3000) {
    overrides.paths = paths;
    Diagnostics diagnostics;
    const auto plan = scenarios::load_batch(path, overrides, diagnostics);
    if (!plan) throw std::runtime_error(diagnostics.render());
    return scenarios::run_batch(*plan, {});
}

// `first` was written to a file and read again before its inputs went.
void expect_same_again(const results::ResultSet& first) {
    const results::ResultSet read = results::result_set_of(results::image_of(first));
    const auto plan = scenarios::plan_from_results(read);
    EXPECT_EQ(plan.provenance.overrides, first.provenance.overrides);
    EXPECT_EQ(digest_of(scenarios::run_batch(plan, {})), digest_of(first));
}

TEST(PlanFromResults, TheShippedPlanGivesTheSameDigest) {
    expect_same_again(run_file(std::string(YUCE_SOURCE_DIR) + "/scenarios/chongqing-2025/batch.toml", {}, 1000));
}

TEST(PlanFromResults, WhatTheCommandLineChangedIsChangedAgain) {
    const SmallBatch at;
    at.write("other.toml", "format = \"yuce-scenario/1\"\nid = \"other\"\nextends = \"baseline\"\nexogenous.tariff = 20\n");
    at.write("third.toml", "format = \"yuce-scenario/1\"\nid = \"third\"\nfreeze = [\"noise\"]\n");
    at.batch("scenarios = [\"baseline.toml\", \"other.toml\", \"third.toml\"]\n");
    Overrides overrides;
    overrides.seed = 77;
    overrides.scenarios = {"third"};
    overrides.settings = {"exogenous.tariff=-5", "events.storm.probability=0.2"};
    overrides.freezes = {"judgement"};
    const auto first = run_file(at.path(), overrides);
    ASSERT_EQ(first.layout.scenarios.size(), 2U);
    expect_same_again(first);
}

TEST(PlanFromResults, SweepsAndGoalsAreThere) {
    const SmallBatch at;
    at.write("targets.csv", "id,indicator,comparator,value,year,class\na,growth,ge,5,2025,binding\nb,total,ge,20,2026,other\n");
    at.batch(
        "targets = \"targets.csv\"\nvariables = \"all\"\n[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [0, 10.50]\n"
        "[[goals]]\nid = \"binding\"\ntargets = \"class == binding\"\n");
    const auto first = run_file(at.path());
    ASSERT_EQ(first.layout.scenarios.size(), 3U);
    expect_same_again(first);
}

// Everything a batch can read, spread over folders, with scenarios by a pattern; then the files are gone.
class Spread {
public:
    explicit Spread(const std::string& model_name) {
        at.write("library/model.toml", R"(format = "yuce-model/1"
id = "spread"
frequency = "quarterly"
equations = "demand = rho * demand[-1] + trend + path + world + cost + heat"
[parameters]
rho = { distribution = "empirical", file = "data/draws.csv", column = "rho" }
trend = 2.7
[exogenous]
path = { file = "data/path.csv", column = "path" }
[shocks]
world = { distribution = "normal", sd = 0.8 }
cost = { distribution = "normal", sd = 0.3 }
[correlation]
file = "data/correlation.csv"
[events]
heat = { probability = 0.3, severity = 0.5 }
[initial]
demand = { file = "data/path.csv", column = "demand" }
)");
        at.write("library/data/draws.csv", "rho\n0.4\n0.5\n0.6\n");
        at.write("library/data/path.csv",
                 "\xEF\xBB\xBFperiod,path,demand\r\n2024Q4,0,5.5\r\n2025Q1,0.1,\r\n2025Q2,0.2,\r\n2025Q3,0.1,\r\n2025Q4,0,\r\n");
        at.write("library/data/correlation.csv", ",world,cost\nworld,1,0.4\ncost,0.4,1\n");
        at.write("plan/cases/baseline.toml", "format = \"yuce-scenario/1\"\nid = \"baseline\"\n");
        at.write("plan/cases/hot.toml",
                 "format = \"yuce-scenario/1\"\nid = \"hot\"\n[events]\nheat = { probability = 1, severity = { distribution = "
                 "\"empirical\", file = \"../heat.csv\", column = \"loss\" } }\n");
        at.write("plan/heat.csv", "loss\n-1\n-2\n");
        at.write("plan/history.csv", "series_id,period,value,indicator\na,2024,5,demand\n");
        at.write("plan/batch.toml",
                 "format = \"yuce-batch/1\"\nid = \"spread\"\nmodel = \"" + model_name +
                     "\"\nhistory = \"history.csv\"\nfirst = \"2025Q1\"\nlast = \"2025Q4\"\nscenarios = \"cases/*.toml\"\n");
    }
    Folder at;
};

TEST(PlanFromResults, EveryKindOfFileIsReadFromTheResultsAlone) {
    const Spread spread("../library/model.toml");
    const auto first = run_file(spread.at.path("plan/batch.toml"));
    ASSERT_EQ(first.layout.scenarios.size(), 2U);
    EXPECT_EQ(first.provenance.files.size(), 9U);
    std::filesystem::remove_all(spread.at.path("plan"));
    std::filesystem::remove_all(spread.at.path("library"));
    expect_same_again(first);
}

TEST(PlanFromResults, AnAbsoluteNameIsFoundByItsEnd) {
    const std::string folder = std::filesystem::absolute(::testing::TempDir()).string();
    const Spread named(folder + "/yuce_PlanFromResults_AnAbsoluteNameIsFoundByItsEnd/library/model.toml");
    const auto first = run_file(named.at.path("plan/batch.toml"));
    std::filesystem::remove_all(named.at.path("plan"));
    std::filesystem::remove_all(named.at.path("library"));
    expect_same_again(first);
}

TEST(PlanFromResults, WhatIsMissingIsSaid) {
    const SmallBatch at;
    auto first = run_file(at.path());
    first.provenance.files.pop_back();
    const std::string missing = "baseline.csv";
    try {
        scenarios::plan_from_results(first);
        FAIL() << "was built";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::input);
        EXPECT_STREQ(error.what(), "the plan of batch 'small' cannot be built again from its results");
        EXPECT_NE(error.why().find("the results keep no text of the file '" + missing + "'"), std::string::npos) << error.why();
        EXPECT_EQ(error.try_this(), "run the batch again from its files");
    }
}

TEST(OverridesText, ReadsBackAsItWasWritten) {
    Overrides overrides;
    overrides.scenarios = {"a+tariff=20", "b"};
    overrides.settings = {"exogenous.tariff=-5", "parameters.rho = 0.2"};
    overrides.freezes = {"noise"};
    const std::string text =
        "--scenario a+tariff=20 --scenario b --set exogenous.tariff=-5 --set parameters.rho = 0.2 --freeze noise";
    EXPECT_EQ(scenarios::overrides_text(overrides), text);
    const Overrides again = scenarios::overrides_of(text);
    EXPECT_EQ(again.scenarios, overrides.scenarios);
    EXPECT_EQ(again.settings, overrides.settings);
    EXPECT_EQ(again.freezes, overrides.freezes);
    EXPECT_EQ(scenarios::overrides_text(scenarios::overrides_of("")), "");
    EXPECT_THROW(scenarios::overrides_of("--from-the-future 3"), Error);
}

}  // namespace
}  // namespace yuce::testing
