// `yuce replay` as a user meets it: the path is that of the run, by number or at a quantile, in every design.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

const char* const model = R"text(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = """
demand = rho * demand[-1] + 2.7 - 0.02 * tariff + world
prices = 0.6 * prices[-1] + 0.1 * demand + cost + heat + 0.1 * occurs(heat)
burst = log(10 - demand)
"""
annual = """
growth = mean(demand)
inflation = mean(prices)
"""
exogenous.tariff = 0
parameters.rho = { distribution = "uniform", min = 0.4, max = 0.6 }
shocks.world = { distribution = "student_t", df = 5, sd = 1.2 }
shocks.cost = { distribution = "normal", sd = 0.2 }
correlations = [{ between = ["world", "cost"], value = 0.5 }]
events.heat = { probability = 0.3, periods = ["Q3"], severity = { distribution = "uniform", min = 0.2, max = 0.5 }, lasts = 2 }
initial.demand = 5.7
initial.prices = 1
)text";
const char* const batch = R"text(format = "yuce-batch/1"
id = "small"
model = "model.toml"
targets = "targets.csv"
first = "2025Q1"
last = "2026Q4"
paths = 20480
max_failed = 0.2
variables = "all"
scenarios = ["baseline.toml", "tariff.toml"]
)text";

// Every equation of the model, from the values of `yuce replay --json`.
const char* const reader = R"text(
import h5py, json, math, subprocess, sys
file = h5py.File("small.h5")
paths = file["paths"]
scenarios = [s.decode() for s in paths["scenario"]]
def replay(*options):
    done = subprocess.run(["yuce", "replay", "small.h5", "--json", *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
def kept(dataset, ids, s, path):
    return {i.decode(): list(paths[dataset][scenarios.index(s), :, k, path]) for k, i in enumerate(paths[ids])}
def check(p):
    s, n = p["scenario"], p["path"]
    ok = paths["ok"][scenarios.index(s), n] == 1
    assert ok == (p["failure"] is None) and p["equals_kept"] is True
    if ok:
        assert p["variable"] == kept("variable", "variable_id", s, n)
        assert p["indicator"] == kept("indicator", "indicator_id", s, n)
    demand, prices, rho = 5.7, 1, p["parameter"]["rho"]
    for t in range(len(p["periods"])):
        x = {name: p[kind][name][t] for kind in ("exogenous", "shock", "event", "onset", "variable") for name in p[kind]
             if kind != "onset"}
        begins = p["onset"]["heat"][t]
        assert begins in (0, 1) and (not begins or p["periods"][t].endswith("Q3"))
        if x["demand"] is None:
            break
        demand = rho * demand + 2.7 - 0.02 * x["tariff"] + x["world"]
        prices = 0.6 * prices + 0.1 * demand + x["cost"] + x["heat"] + 0.1 * begins
        assert abs(demand - x["demand"]) < 1e-12 and abs(prices - x["prices"]) < 1e-12
        if demand >= 10:
            assert p["failure"] == {"in": "burst", "period": p["periods"][t]}
            break
    else:
        assert ok
    targets = {t["id"]: t for t in p["targets"]}
    assert targets["growth"]["met"] == (bool(p["indicator"]["growth"][0] >= 5.5) if ok else None)
    assert targets["calm"]["met"] == (bool(p["indicator"]["inflation"][1] <= 2) if ok else None)
)text";

class Replay : public ::testing::Test {
protected:
    Replay() : at(std::string("replay_") + ::testing::UnitTest::GetInstance()->current_test_info()->name()) {
        at.write("model.toml", model);
        at.write("batch.toml", batch);
        at.write("targets.csv", "id,comparator,value,year,indicator\ngrowth,ge,5.5,2025,\ncalm,le,2,2026,inflation\n");
        at.write("baseline.toml", "format = \"yuce-scenario/1\"\nid = \"baseline\"\n");
        at.write("tariff.toml",
                 "format = \"yuce-scenario/1\"\nid = \"tariff\"\nextends = \"baseline\"\nexogenous.tariff = 20\n"
                 "shocks.world = { shift = -0.2, scale = 1.5, from = \"2025Q3\" }\n");
    }
    Outcome python(const std::string& lines) const {
        at.write("read.py", reader + lines);
        return at.shell("/usr/bin/python3 read.py");
    }
    bool has_h5py() const { return at.shell("/usr/bin/python3 -c 'import h5py'").code == 0; }
    Workplace at;
};

TEST_F(Replay, APathIsTheKeptOneToTheBitAndSolvesTheEquationsInEveryDesign) {
    if (!has_h5py()) GTEST_SKIP() << "python3-h5py is not installed";
    for (const char* sampling : {"random", "antithetic", "latin_hypercube", "sobol"}) {
        const Outcome run = at.shell(std::string("yuce run batch.toml --quiet --keep-paths all --sampling ") + sampling);
        ASSERT_EQ(run.code, 0) << run.err;
        const Outcome read = python(R"text(
failed = [int(n) for n in (paths["ok"][1] == 0).nonzero()[0][:3]]
assert failed
for n in (0, 1, 8, 4095, 4096, 11111, 20479, *failed):
    for s in scenarios:
        check(replay("--path", str(n), "--scenario", s))
broken = replay("--path", str(failed[0]), "--scenario", "tariff")
assert broken["failure"]["in"] == "burst"
assert broken["targets"] and all(t["met"] is None and t["strict"] is None for t in broken["targets"])
assert all(t["met"] in (True, False) for t in replay("--path", "0", "--scenario", "tariff")["targets"])
)text");
        EXPECT_EQ(read.code, 0) << sampling << read.err;
    }
}

TEST_F(Replay, AtAQuantileItIsTheNearestPathOfTheLowestNumber) {
    if (!has_h5py()) GTEST_SKIP() << "python3-h5py is not installed";
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet --keep-paths all").code, 0);
    const Outcome read = python(R"text(
import numpy
for s in scenarios:
    for indicator, year, level in (("growth", 2025, 5), ("growth", 2026, 50), ("inflation", 2026, 97.5), ("inflation", 2025, 0)):
        p = replay("--at", f"{indicator}@{year}:p{level}", "--scenario", s)
        check(p)
        k = [i.decode() for i in paths["indicator_id"]].index(indicator)
        values = paths["indicator"][scenarios.index(s), year - 2025, k]
        quantile = numpy.nanquantile(values, level / 100)
        assert abs(p["at"]["quantile"] - quantile) <= 1e-14 * abs(quantile)
        assert p["path"] == numpy.nanargmin(abs(values - p["at"]["quantile"]))
        assert p["at"]["value"] == values[p["path"]]
)text");
    EXPECT_EQ(read.code, 0) << read.err;
}

TEST_F(Replay, TheTableSaysWhatThePathIsInEightyColumnsAndBothLanguages) {
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet").code, 0);
    const Outcome english = at.shell("yuce replay small.h5 --at growth@2025:p05 --scenario tariff");
    ASSERT_EQ(english.code, 0) << english.err;
    EXPECT_EQ(english.out.rfind("Path ", 0), 0U) << english.out;
    for (const char* text :
         {"of scenario 'tariff'", "is nearest to its 5 % quantile", "Targets", "missed", "Shocks", "world", "2026Q4"})
        EXPECT_NE(english.out.find(text), std::string::npos) << text << "\n" << english.out;
    std::istringstream lines(english.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
    const Outcome chinese = at.shell("yuce replay small.h5 --path 7 --lang zh");
    EXPECT_NE(chinese.out.find("路径 7"), std::string::npos) << chinese.out;
    const Outcome csv = at.shell("yuce replay small.h5 --path 7 --csv");
    EXPECT_EQ(csv.out.rfind("kind,id,period,value\nparameter,rho,,", 0), 0U) << csv.out;
    EXPECT_NE(csv.out.find("\nshock,world,2025Q1,"), std::string::npos) << csv.out;
}

TEST_F(Replay, WhatIsNotThereIsRefusedInWords) {
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet").code, 0);
    const std::pair<const char*, const char*> refused[] = {
        {"", "error: which path?\n    give --path N, or --at INDICATOR:pLEVEL such as growth:p05\n"},
        {"--path 1 --at growth:p05",
         "error: --path and --at name two paths\n    give --path N, or --at INDICATOR:pLEVEL such as growth:p05\n"},
        {"--path 20480", "error: --path 20480: the results are of paths 0 to 20479\n"},
        {"--path 1 --scenario tarif",
         "error: --scenario tarif: the results have no scenario 'tarif'\n    did you mean 'tariff'?\n"},
        {"--at grwth@2025:p05", "error: --at grwth@2025:p05: there is no indicator 'grwth'\n    did you mean 'growth'?\n"},
        {"--at growth:p05", "error: --at growth:p05: there are several years\n    name one of 2025, 2026: growth@2026:p05\n"},
        {"--at growth@2030:p05",
         "error: --at growth@2030:p05: there is no year 2030\n    name one of 2025, 2026: growth@2026:p05\n"},
        {"--at growth@2025:5",
         "error: --at growth@2025:5: expected a quantile after the colon, in percent\n"
         "    for example growth:p05, or growth@2025:p97.5\n"},
        {"--at growth", "error: --at growth: expected INDICATOR:pLEVEL\n    for example growth:p05, or growth@2025:p97.5\n"},
    };
    for (const auto& [options, message] : refused) {
        const Outcome run = at.shell(std::string("yuce replay small.h5 ") + options);
        EXPECT_EQ(run.code, 2) << options;
        EXPECT_EQ(run.out, "") << options;
        EXPECT_EQ(run.err, message) << options;
    }
    EXPECT_EQ(at.shell("yuce replay batch.toml --path 1").code, 4);
}

}  // namespace
}  // namespace yuce::testing
