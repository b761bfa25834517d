// `yuce compare` as its users meet it.

#include "tests/cases/small_plan.hpp"

namespace yuce::testing {
namespace {

class Compare : public Small {
protected:
    Compare() {
        const Outcome runs =
            at.shell("yuce run batch.toml --quiet -o a.h5 && yuce run batch.toml --set exogenous.tariff=10 --quiet -o b.h5");
        if (runs.code != 0) throw std::runtime_error("the runs failed: " + runs.err);
    }
};

TEST_F(Compare, PairsTwoFilesOfOneSeedWithoutTheirInputs) {
    ASSERT_EQ(at.shell("rm *.toml *.csv").code, 0);
    const Outcome table = at.shell("yuce compare a.h5 b.h5");
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_EQ(table.err, "") << "progress in a pipe";
    EXPECT_NE(table.out.find("\nPaired: both were simulated again on the same paths"), std::string::npos) << table.out;
    EXPECT_NE(table.out.find("seed 1, random, --set exogenous.tariff=10\n"), std::string::npos) << table.out;
    EXPECT_NE(table.out.find("\nScenario 'baseline'\n"), std::string::npos);
    const Outcome chinese = at.shell("yuce compare a.h5 b.h5 --lang zh");
    EXPECT_NE(chinese.out.find("配对"), std::string::npos);
    const Outcome json = at.shell("yuce compare a.h5 b.h5 --json > c.json && python3 -m json.tool c.json");
    EXPECT_EQ(json.code, 0) << json.err;
    EXPECT_NE(json.out.find("\"pairing\": \"paired\""), std::string::npos);
}

TEST_F(Compare, TwoScenariosOfAFileDifferAsItsTableSays) {
    const Outcome pair = at.shell("yuce compare a.h5 --scenario baseline --scenario tariff --json");
    EXPECT_EQ(pair.code, 0) << pair.err;
    const Outcome run = at.shell("yuce show a.h5 --json");
    const std::size_t from = run.out.rfind("\"difference\": "), end = run.out.find('}', from);
    ASSERT_NE(from, std::string::npos);
    EXPECT_NE(pair.out.find(run.out.substr(from, end - from)), std::string::npos) << run.out.substr(from, end - from);
}

TEST_F(Compare, SaysWhenFilesAreEqualOrCannotBePaired) {
    const Outcome same = at.shell("cp a.h5 copy.h5 && yuce compare a.h5 copy.h5");
    EXPECT_EQ(same.code, 0);
    EXPECT_NE(same.out.find("The two files hold the same results."), std::string::npos);
    const Outcome seeds = at.shell("yuce run batch.toml --seed 2 --quiet -o c.h5 && yuce compare a.h5 c.h5");
    EXPECT_EQ(seeds.code, 0);
    EXPECT_NE(seeds.out.find("\nUnpaired: the seeds differ (1 and 2)"), std::string::npos) << seeds.out;
}

TEST_F(Compare, RefusesWhatItCannotCompare) {
    const auto refusal = [&](const std::string& rest, int code = 2) {
        const Outcome outcome = at.shell("yuce compare " + rest);
        EXPECT_EQ(outcome.code, code) << rest << outcome.err;
        EXPECT_EQ(outcome.out, "") << rest;
        return outcome.err;
    };
    EXPECT_EQ(refusal("a.h5"),
              "error: one results file is compared with itself between two scenarios\n"
              "    give a second file, or --scenario A --scenario B\n");
    EXPECT_EQ(refusal("a.h5 --scenario baseline --scenario tarif"),
              "error: the results have no scenario 'tarif'\n    did you mean 'tariff'?\n");
    EXPECT_EQ(refusal("a.h5 --scenario tariff --scenario tariff").find("error: one results file"), 0U);
    EXPECT_EQ(refusal("a.h5 b.h5 --scenario tariff --scenario baseline").find("error: two results files"), 0U);
    EXPECT_EQ(refusal("a.h5 b.h5 --target growht"), "error: the results have no target 'growht'\n    did you mean 'growth'?\n");
    EXPECT_NE(refusal("a.h5 batch.toml", 4), "");
    EXPECT_NE(refusal("a.h5 nothing.h5", 4), "");
    at.write("other.toml", "format = \"yuce-scenario/1\"\nid = \"other\"\n");
    ASSERT_EQ(at.shell("sed -i 's/\\[\"baseline.toml\", \"tariff.toml\"\\]/[\"other.toml\"]/' batch.toml && yuce run batch.toml "
                       "--quiet -o o.h5")
                  .code,
              0);
    EXPECT_EQ(refusal("a.h5 o.h5"), "error: the two files have no scenario in common\n    yuce show FILE lists those of each\n");
}

TEST_F(Compare, RefusesFilesWithNothingInCommonButTheScenario) {
    at.write("other_model.toml",
             "format = \"yuce-model/1\"\nid = \"other\"\nfrequency = \"quarterly\"\nequations = \"rain = sun\"\n"
             "shocks.sun = { distribution = \"normal\", sd = 1 }\n");
    at.write("other.toml",
             "format = \"yuce-batch/1\"\nid = \"other\"\nmodel = \"other_model.toml\"\nfirst = \"2025Q1\"\nlast = \"2025Q4\"\n"
             "paths = 1000\n");
    ASSERT_EQ(at.shell("yuce run other.toml --quiet -o o.h5").code, 0);
    for (const char* options : {"", " --json", " --unpaired", " --scenario baseline"}) {
        const Outcome refused = at.shell(std::string("yuce compare a.h5 o.h5") + options);
        EXPECT_EQ(refused.code, 2) << options;
        EXPECT_EQ(refused.out, "") << options;
        EXPECT_EQ(refused.err,
                  "error: the two files have no target, goal or yearly figure in common\n"
                  "    a scenario of the same id alone leaves nothing to compare\n    yuce show FILE lists what each has\n")
            << options;
    }
    const Outcome same = at.shell("yuce run other.toml --quiet --set shocks.sun.scale=1 -o o2.h5 && yuce compare o.h5 o2.h5");
    EXPECT_EQ(same.code, 0) << same.err;
    EXPECT_NE(same.out.find("\nScenario 'baseline'\n  No mean that both have differs.\n"), std::string::npos) << same.out;
}

}  // namespace
}  // namespace yuce::testing
