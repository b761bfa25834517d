// The program as its users meet it: answers on standard output, messages on standard error, exit codes, the file it leaves.

#include <gtest/gtest.h>

#include "tests/cases/small_plan.hpp"

namespace yuce::testing {
namespace {

TEST_F(Small, RunAnswersOnStandardOutputAndLeavesTheFile) {
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("growth"), std::string::npos);
    EXPECT_EQ(run.out.find('\033'), std::string::npos) << "colour in a pipe";
    EXPECT_EQ(run.out.find('\r'), std::string::npos) << "progress in a pipe";
    EXPECT_EQ(run.err.find('\r'), std::string::npos) << "progress in a pipe";
    EXPECT_NE(run.err.find("To repeat: yuce run batch.toml --paths 20000 --seed 1"), std::string::npos) << run.err;
    EXPECT_TRUE(std::filesystem::exists(at.folder() / "small.h5"));
    const Outcome show = at.shell("yuce show small.h5");
    EXPECT_EQ(show.code, 0);
    EXPECT_EQ(show.out, run.out);
}

TEST_F(Small, TheScenarioAskedForIsTheOneShownInFull) {
    const Outcome run = at.shell("yuce run batch.toml --scenario tariff");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("\nTargets in scenario 'tariff'"), std::string::npos) << run.out;
    EXPECT_EQ(run.out.find("Targets in scenario 'baseline'"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("baseline"), std::string::npos) << "the reference stands beside it";
    const Outcome alone = at.shell("yuce show small.h5 --scenario tariff");
    EXPECT_EQ(run.out.substr(0, run.out.find('\n')), alone.out.substr(0, alone.out.find('\n'))) << "the headline is its own";
}

TEST_F(Small, AMistypedOptionIsAnsweredWithTheNearestOne) {
    const Outcome run = at.shell("yuce run batch.toml --pahts 1000");
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.err, "error: yuce run has no option '--pahts'\n    did you mean '--paths'?\n");
    const Outcome show = at.shell("yuce show small.h5 --everything");
    EXPECT_EQ(show.code, 2);
    EXPECT_EQ(show.err, "error: yuce show has no option '--everything'\n    see yuce show --help for those there are\n");
}

TEST_F(Small, WhatAnOptionDoesNotTakeIsNamedWithTheVerbsExample) {
    const Outcome number = at.shell("yuce run batch.toml --threads many");
    EXPECT_EQ(number.code, 2);
    EXPECT_NE(number.err.find("error: --threads many: not a number that this option takes\n    Example: yuce run "),
              std::string::npos)
        << number.err;
    EXPECT_NE(number.err.find("see yuce run --help"), std::string::npos) << number.err;
    const Outcome missing = at.shell("yuce describe");
    EXPECT_EQ(missing.code, 2);
    EXPECT_NE(missing.err.find("error: yuce describe: format is required\n    Example: yuce describe model"), std::string::npos)
        << missing.err;
    EXPECT_EQ(at.shell("yuce run --help").code, 0);
    const Outcome strip = at.shell("yuce run batch.toml --strip 7");
    EXPECT_NE(strip.err.find("--strip 7: expected a multiple of 8"), std::string::npos) << strip.err;
}

TEST_F(Small, ASeedIsAnyNumberOf64Bits) {
    const Outcome run = at.shell("yuce run batch.toml --paths 1000 --seed 18446744073709551615 --json");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("\"seed\": 18446744073709551615,"), std::string::npos) << run.out;
    EXPECT_NE(run.err.find(" --seed 18446744073709551615 "), std::string::npos) << run.err;
    EXPECT_EQ(at.shell("yuce replay small.h5 --path 7").code, 0);
    for (const char* seed : {"-1", "18446744073709551616", "0.5", "many"}) {
        for (const char* verb : {"run", "bench"}) {
            const Outcome refused = at.shell(std::string("yuce ") + verb + " batch.toml --seed " + seed);
            EXPECT_EQ(refused.code, 2) << seed;
            EXPECT_EQ(refused.err, std::string("error: --seed ") + seed +
                                       ": expected a whole number from 0 to 18446744073709551615, such as 20250311\n");
        }
    }
}

TEST_F(Small, WhatIsSetTwiceIsAMistake) {
    const Outcome run = at.shell("yuce run batch.toml --set exogenous.tariff=10 --set exogenous.tariff=20");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("this is set twice\n"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("leave one of them out"), std::string::npos) << run.err;
}

TEST_F(Small, ShowIgnoresNoOption) {
    ASSERT_EQ(at.shell("yuce run batch.toml --paths 1000 --quiet").code, 0);
    for (const char* options : {"--json --target growth", "--digest --scenario tariff", "--target growth --indicator growth"}) {
        const Outcome show = at.shell(std::string("yuce show small.h5 ") + options);
        EXPECT_EQ(show.code, 2) << options;
        EXPECT_EQ(show.out, "") << options;
    }
}

TEST_F(Small, ThePagesRepeatLineKeepsWhatWasKept) {
    ASSERT_EQ(at.shell("yuce run batch.toml --paths 1000 --keep-paths 5 --keep-as f4 --keep-scenario tariff --quiet").code, 0);
    ASSERT_EQ(at.shell("yuce report small.h5 -o page.html").code, 0);
    const std::string page = at.shell("cat page.html").out, begin = "<pre><code>yuce run batch.toml ";
    const std::size_t from = page.find(begin);
    ASSERT_NE(from, std::string::npos);
    const std::string line = page.substr(from + 11, page.find("</code>", from) - from - 11);
    const std::string digest = at.shell("yuce show small.h5 --digest").out;
    ASSERT_EQ(at.shell(line + " -o again.h5 --quiet").code, 0) << line;
    EXPECT_EQ(at.shell("yuce show again.h5 --digest").out, digest) << line;
}

TEST_F(Small, CheckSendsAResultsFileToShow) {
    ASSERT_EQ(at.shell("yuce run batch.toml --paths 1000").code, 0);
    const Outcome check = at.shell("yuce check small.h5");
    EXPECT_EQ(check.code, 2);
    EXPECT_EQ(check.err, "small.h5: error: results are not checked, but shown\n    yuce show small.h5\n1 mistake\n");
}

TEST_F(Small, WithoutAVerbTheHelpIsPrinted) {
    const Outcome alone = at.shell("yuce");
    EXPECT_EQ(alone.code, 2);
    EXPECT_EQ(alone.err, at.shell("yuce --help").out);
    EXPECT_NE(alone.err.find("Exit codes"), std::string::npos);
}

TEST_F(Small, OnePathIsNoReasonForWords) {
    const Outcome run = at.shell("yuce run batch.toml --paths 1");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.out.find("P(growth >= 5.5) = 0 % [0, 79]: too few paths\n"), 0U) << run.out;
    EXPECT_EQ(at.shell("yuce show small.h5 --lang zh").out.find("P(growth >= 5.5) = 0 % [0, 79]：路径过少\n"), 0U);
    ASSERT_EQ(at.shell("yuce report small.h5 -o page.html").code, 0);
    EXPECT_NE(at.shell("cat page.html").out.find(": too few paths to say how likely"), std::string::npos);
}

TEST_F(Small, AMistypedIndicatorOfATargetIsNamedWithTheNearestOne) {
    at.write("targets.csv", "id,comparator,value,year\ngrowht,ge,5.5,2025\n");
    at.write("batch.toml",
             "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\ntargets = \"targets.csv\"\n"
             "first = \"2025Q1\"\nlast = \"2025Q4\"\npaths = 1000\n");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("the model has no indicator 'growht': did you mean 'growth'?"), std::string::npos) << run.out;
    EXPECT_NE(run.err.find("targets.csv:2:1: warning: the model has no indicator 'growht'"), std::string::npos) << run.err;
}

TEST_F(Small, CheckSaysWhenNoTargetCanBeAssessed) {
    at.write("targets.csv", "id,comparator,value,year\ngrowth,ge,5.5,2024\ngrowth_later,ge,5.5,2026\n");
    at.write("batch.toml",
             "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\ntargets = \"targets.csv\"\n"
             "first = \"2025Q1\"\nlast = \"2025Q4\"\npaths = 1000\n");
    for (const char* verb : {"check", "run"}) {
        const Outcome answer = at.shell(std::string("yuce ") + verb + " batch.toml");
        EXPECT_EQ(answer.code, 0) << answer.err;
        EXPECT_NE(answer.err.find("targets.csv:2:1: warning: none of the 2 targets can be assessed: year 2024 is outside the "
                                  "horizon 2025Q1 to 2025Q4\n"),
                  std::string::npos)
            << answer.err;
    }
}

TEST_F(Small, TheRepeatLineGivesTheSameDigest) {
    const Outcome run = at.shell("yuce run batch.toml --set exogenous.tariff=3 --freeze world --scenario tariff -o one.h5");
    ASSERT_EQ(run.code, 0) << run.err;
    const std::string mark = "To repeat: ";
    const std::size_t begin = run.err.find(mark) + mark.size();
    const std::string line = run.err.substr(begin, run.err.find('\n', begin) - begin);
    const std::string first = at.shell("yuce show --digest one.h5").out;
    EXPECT_EQ(first.size(), 65U) << first;
    ASSERT_EQ(at.shell("rm one.h5; " + line).code, 0) << line;
    EXPECT_EQ(at.shell("yuce show --digest one.h5").out, first);
    at.shell("yuce run batch.toml --scenario tariff --freeze world -o two.h5");
    EXPECT_NE(at.shell("yuce show --digest two.h5").out, first);
}

TEST_F(Small, JsonHoldsWhatTheContractNames) {
    at.write("check.py", R"text(import json, sys
a = json.load(sys.stdin)
assert list(a) == ["batch", "paths", "seed", "digest", "scenarios"], list(a)
assert (a["batch"], a["paths"], a["seed"]) == ("small", 20000, 1)
assert [s["id"] for s in a["scenarios"]] == ["baseline", "tariff"]
for s in a["scenarios"]:
    assert set(s) == {"id", "targets", "not_assessed", "goals", "indicators", "differences", "paths_used", "paths_failed"}, set(s)
    t, = s["targets"]
    assert set(t) == {"id", "indicator", "year", "probability", "low", "high", "strict", "hits"}, set(t)
    assert t["low"] < t["probability"] < t["high"] and t["probability"] == t["hits"] / 20000
    assert [n["id"] for n in s["not_assessed"]] == ["prices"] and s["not_assessed"][0]["reason"]
    g, = s["goals"]
    assert g["members"] == 2 and g["assessed"] == 1 and g["probability"] == t["probability"]
    i, = s["indicators"]
    assert set(i) == {"id", "year", "mean", "sd", "quantiles"} and "0.05" in i["quantiles"] and "0.50" in i["quantiles"]
d = a["scenarios"][1]["differences"][0]
assert set(d) == {"id", "difference", "low", "high"} and d["high"] < 0
assert a["scenarios"][0]["differences"][0]["difference"] == 0
)text");
    const Outcome run = at.shell("yuce run batch.toml --json | /usr/bin/python3 check.py");
    EXPECT_EQ(run.code, 0) << run.err;
}

TEST_F(Small, QuietIsQuiet) {
    for (const char* threads : {"1", "2", "4000"}) {  // more than any machine of today
        const Outcome run = at.shell(std::string("yuce run batch.toml --quiet --threads ") + threads);
        EXPECT_EQ(run.code, 0);
        EXPECT_EQ(run.out + run.err, "");
        EXPECT_TRUE(std::filesystem::remove(at.folder() / "small.h5"));
    }
}

TEST_F(Small, AnInterruptedRunLeavesNoFileAndExitsWith5) {
    const std::string before = at.shell("ls -A").out;
    const Outcome run = at.shell(
        "timeout --preserve-status -s INT 1 yuce run batch.toml --paths 1000000000 --memory 1000G; code=$?; ls -A; exit $code");
    EXPECT_EQ(run.code, 5) << run.err;
    EXPECT_EQ(run.out, before);
}

TEST_F(Small, ResultsReplaceOnlyResults) {
    ASSERT_EQ(at.shell("yuce run batch.toml -o r.h5 --quiet && yuce run batch.toml -o r.h5 --quiet").code, 0);
    ASSERT_EQ(at.shell(": > empty.h5; yuce run batch.toml -o empty.h5 --quiet").code, 0);
    at.shell("mkfifo pipe; cp model.toml before");
    for (const char* output : {"model.toml", "pipe"}) {
        const Outcome run = at.shell(std::string("yuce run batch.toml --quiet -o ") + output);
        EXPECT_EQ(run.code, 4) << output << run.err;
        EXPECT_NE(run.err.find("no results file"), std::string::npos) << run.err;
        EXPECT_EQ(at.shell("cmp before model.toml && test -p pipe").code, 0) << output;
    }
}

TEST_F(Small, TheRepeatLineQuotesWhatAShellWouldTake) {
    const Outcome run = at.shell("cp batch.toml 'b`id`#{x}.toml'; yuce run 'b`id`#{x}.toml' -o 'a b.h5'");
    EXPECT_NE(run.err.find("To repeat: yuce run 'b`id`#{x}.toml' --paths 20000 --seed 1 -o 'a b.h5'"), std::string::npos)
        << run.err;
}

TEST_F(Small, TooManyFailedPathsAreReportedWithEquationAndPeriodAndExit3) {
    at.write("model.toml", R"text(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "demand = exp(400 * world)"
annual = "growth = mean(demand)"
exogenous.tariff = 0
shocks.world = { distribution = "normal", sd = 1 }
)text");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 3) << run.err;
    EXPECT_NE(run.out.find("demand"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("2025Q1"), std::string::npos) << run.out;
    EXPECT_TRUE(std::filesystem::exists(at.folder() / "small.h5"));
}

TEST_F(Small, MistakesAreListedAllAtOnceAndNothingRuns) {
    at.write("tariff.toml", "format = \"yuce-scenario/1\"\nid = \"tariff\"\nextends = \"base\"\nexogenous.tarif = 20\n");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find("tariff.toml:3:"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("tariff.toml:4:"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("did you mean 'tariff'?"), std::string::npos) << run.err;
    EXPECT_FALSE(std::filesystem::exists(at.folder() / "small.h5"));
    EXPECT_EQ(at.shell("yuce check batch.toml").code, 2);
}

TEST_F(Small, CheckExplainAndDescribeAnswer) {
    EXPECT_EQ(at.shell("yuce check batch.toml model.toml tariff.toml").code, 0);
    const Outcome explain = at.shell("yuce explain model.toml");
    EXPECT_EQ(explain.code, 0);
    for (const char* word : {"demand", "tariff", "world", "growth"}) EXPECT_NE(explain.out.find(word), std::string::npos) << word;
    for (const char* format : {"model", "scenario", "batch", "result"}) {
        const Outcome describe = at.shell(std::string("yuce describe ") + format);
        EXPECT_EQ(describe.code, 0);
        EXPECT_GT(describe.out.size(), 1000U) << format;
    }
    EXPECT_EQ(at.shell("yuce describe nothing").code, 2);
    EXPECT_EQ(at.shell("yuce explain model.toml --indicator nothing").code, 2);
    EXPECT_EQ(at.shell("yuce").code, 2);
    EXPECT_EQ(at.shell("yuce --help").code, 0);
}

TEST_F(Small, AnIdThatIsNotThereIsAnsweredWithThoseThatAre) {
    ASSERT_EQ(at.shell("yuce run batch.toml --paths 1000 --quiet").code, 0);
    const auto refusal = [&](const std::string& line) {
        const Outcome outcome = at.shell("yuce " + line);
        EXPECT_EQ(outcome.code, 2) << line;
        EXPECT_EQ(outcome.out, "") << line;
        return outcome.err;
    };
    for (const char* verb : {"show small.h5", "export small.h5"}) {
        const std::string begin = std::string(verb) + " --";
        EXPECT_EQ(refusal(begin + "target xx"), "error: the results have no target 'xx'\n    there is only growth\n");
        EXPECT_EQ(refusal(begin + "scenario xx"), "error: the results have no scenario 'xx'\n    there are baseline, tariff\n");
        EXPECT_EQ(refusal(begin + "indicator xx"), "error: the results have no indicator 'xx'\n    there is only growth\n");
        EXPECT_EQ(refusal(begin + "scenario tarif"), "error: the results have no scenario 'tarif'\n    did you mean 'tariff'?\n");
    }
    EXPECT_NE(refusal("compare small.h5 small.h5 --scenario xx").find("    there are baseline, tariff\n"), std::string::npos);
    EXPECT_NE(refusal("replay small.h5 --path 1 --scenario xx").find("    there are baseline, tariff\n"), std::string::npos);
    EXPECT_EQ(refusal("replay small.h5 --at xx:p05"),
              "error: --at xx:p05: there is no indicator 'xx'\n    there is only growth\n");
    EXPECT_NE(refusal("run batch.toml --scenario xx").find("    there are baseline, tariff\n"), std::string::npos);
    EXPECT_NE(refusal("run batch.toml --keep-paths 5 --keep-indicator xx").find("    there is only growth\n"), std::string::npos);
    EXPECT_EQ(refusal("explain model.toml --indicator xx"),
              "error: the model has no indicator or variable 'xx'\n    there are growth, demand\n");
}

TEST_F(Small, FilesThatAreNoResultsAreRefused) {
    EXPECT_EQ(at.shell("yuce show model.toml").code, 4);
    EXPECT_EQ(at.shell("yuce show missing.h5").code, 4);
}

}  // namespace
}  // namespace yuce::testing
