// Sentences of the pages on files, each as a tiny batch: what a reader of the page alone expects, worked out by hand.

#include <gtest/gtest.h>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

class Contract : public ::testing::Test {
protected:
    Contract() : at(::testing::UnitTest::GetInstance()->current_test_info()->name()) {}

    void model(const std::string& equations, const std::string& rest = "") const {
        at.write("model.toml", "format = \"yuce-model/1\"\nid = \"m\"\nfrequency = \"quarterly\"\nequations = '''\n" + equations +
                                   "\n'''\n" + rest);
    }
    void batch(const std::string& top = "", const std::string& rest = "") const {
        at.write("batch.toml",
                 "format = \"yuce-batch/1\"\nid = \"b\"\nmodel = \"model.toml\"\nfirst = \"2025Q1\"\nlast = \"2025Q4\"\n"
                 "paths = 4000\n" +
                     top + rest);
    }
    // The Python lines with the results file as `h` hold.
    ::testing::AssertionResult holds(const std::string& lines) const {
        at.write("check.py", "import h5py\nh = h5py.File('b.h5')\n" + lines + "\n");
        const Outcome python = at.shell("/usr/bin/python3 check.py");
        if (python.code == 0) return ::testing::AssertionSuccess();
        return ::testing::AssertionFailure() << python.err;
    }
    Workplace at;
};

const char* const broken_correlations = R"([shocks]
a = { distribution = "normal", sd = 1 }
b = { distribution = "normal", sd = 1 }
c = { distribution = "normal", sd = 1 }
[correlation]
repair = "nearest"
[[correlations]]
between = ["a", "b"]
value = 0.9
[[correlations]]
between = ["b", "c"]
value = 0.9
[[correlations]]
between = ["a", "c"]
value = -0.9
)";

// By symmetry the nearest valid matrix has r, r, -r with its smallest eigenvalue 1 - 2 r at 0.
TEST_F(Contract, ARepairedCorrelationIsPrintedAndStored) {
    model("x = a + b + c", broken_correlations);
    batch();
    for (const char* command : {"yuce run batch.toml", "yuce check batch.toml", "yuce check model.toml"}) {
        const Outcome outcome = at.shell(command);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        EXPECT_NE(outcome.err.find("a with b 0.9 repaired to 0.5, a with c -0.9 repaired to -0.5, b with c 0.9 repaired to 0.5"),
                  std::string::npos)
            << command << "\n"
            << outcome.err;
    }
    EXPECT_TRUE(holds("assert h['provenance/correction'][0] == b'correlation of a and b: 0.9 repaired to 0.5'"));
}

// In the first quarter 2 is no probability, but only the paths whose event is drawn there evaluate it: one in ten.
TEST_F(Contract, TheProbabilityOfATimedEventIsEvaluatedOnlyInTheDrawnPeriod) {
    model("x = storm", R"([exogenous]
e = [2, 0.5]
[events]
storm = { probability = "e", timing = { Q1 = 0.1, Q2 = 0.9 } }
)");
    batch("max_failed = 0.2\n");
    EXPECT_EQ(at.shell("yuce run batch.toml").code, 0);
    // 4.5 standard errors of 4000 draws with probability 0.1: false alarm 7e-6
    EXPECT_TRUE(holds("failed = int(h['paths_failed'][0])\nassert abs(failed - 400) < 4.5 * (4000 * 0.1 * 0.9) ** 0.5, failed"));
}

TEST_F(Contract, TargetsWithoutANameAreLabelledByTheirId) {
    model("x = 1\ny = 2", "[indicators.x]\nname = { en = \"Ex\", zh = \"某\" }\n");
    batch("targets = \"targets.csv\"\n");
    at.write("targets.csv",
             "id,indicator,comparator,value,year,name_en\nx,,ge,1,2025,\nother,x,ge,1,2025,\nnamed,y,ge,1,2025,N\n");
    EXPECT_EQ(at.shell("yuce run batch.toml").code, 0);
    EXPECT_TRUE(
        holds("assert [t.decode() for t in h['target_name_en']] == ['Ex', 'other', 'N']\n"
              "assert [t.decode() for t in h['target_name_zh']] == ['某', 'other', 'N']"));
}

TEST_F(Contract, ThreadsOfTheRunAreThoseUsed) {
    model("x = 1");
    batch();
    EXPECT_EQ(at.shell("yuce run batch.toml").code, 0);
    EXPECT_TRUE(holds("assert int(h['provenance/run'].attrs['threads']) >= 1"));
    EXPECT_EQ(at.shell("yuce run batch.toml --threads 3").code, 0);
    EXPECT_TRUE(holds("assert int(h['provenance/run'].attrs['threads']) == 3"));
}

TEST_F(Contract, EveryEntryMarkedAsAnAssumptionIsStored) {
    model("x = 0 * x[-1] + p + a + b + h", R"([parameters]
p = { value = 1, assumption = true, note = "guess" }
[shocks]
a = { distribution = "normal", sd = { value = 1, assumption = true } }
b = { distribution = "normal", sd = 1 }
[[correlations]]
between = ["a", "b"]
value = 0.3
assumption = true
[[mixtures]]
shocks = ["a", "b"]
df = 9
assumption = true
[events]
h = { probability = 0.1, severity = { distribution = "normal", sd = 1, assumption = true, note = "wide" } }
[initial]
x = { value = 1, assumption = true }
)");
    batch("scenarios = [\"s.toml\"]\n");
    at.write("s.toml",
             "format = \"yuce-scenario/1\"\nid = \"s\"\nparameters.p = { value = 2, assumption = true, note = \"higher\" }\n");
    EXPECT_EQ(at.shell("yuce run batch.toml").code, 0);
    EXPECT_TRUE(
        holds("got = [t.decode() for t in h['provenance/assumption']]\n"
              "assert got == ['p: guess', 'a.sd', 'correlations of a and b', 'mixtures of a and b', 'h.severity: wide', 'x',\n"
              "               's/p: higher'], got"));
}

TEST_F(Contract, BothMistakesOfASweepAreListed) {
    model("x = e", "[exogenous]\ne = 1\n");
    batch("", "[[sweep]]\nof = \"exogenous.ee\"\nvalues = [1]\non = [\"baselin\"]\n");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("the model has no exogenous 'ee'"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("did you mean 'baseline'?"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace yuce::testing
