// `--keep-paths` as a user meets it: what stands in the file agrees with the tables, and what cannot be kept is refused in words.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

namespace fs = std::filesystem;

const char* const model = R"text(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = """
demand = 0.5 * demand[-1] + 2.7 - 0.02 * tariff + world
prices = 0.6 * prices[-1] + 0.1 * demand + heat
burst = log(12 - demand)
"""
annual = """
growth = mean(demand)
inflation = mean(prices)
"""
exogenous.tariff = 0
shocks.world = { distribution = "student_t", df = 5, sd = 1.6 }
events.heat = { probability = 0.3, periods = ["Q3"], severity = { distribution = "uniform", min = 0.2, max = 0.5 } }
initial.demand = 5.7
initial.prices = 1
variables.demand.unit = "percent"
)text";
const char* const batch = R"text(format = "yuce-batch/1"
id = "small"
model = "model.toml"
targets = "targets.csv"
first = "2025Q1"
last = "2026Q4"
paths = 20000
max_failed = 0.1
scenarios = ["baseline.toml", "tariff.toml"]
)text";

class KeepPaths : public ::testing::Test {
protected:
    KeepPaths() : at(std::string("keep_paths_") + ::testing::UnitTest::GetInstance()->current_test_info()->name()) {
        at.write("model.toml", model);
        at.write("batch.toml", batch);
        at.write("targets.csv",
                 "id,comparator,value,year,indicator\ngrowth,ge,5.5,2025,\nlater,ge,5.2,2026,growth\ncalm,le,2,2026,inflation\n");
        at.write("baseline.toml", "format = \"yuce-scenario/1\"\nid = \"baseline\"\n");
        at.write("tariff.toml", "format = \"yuce-scenario/1\"\nid = \"tariff\"\nextends = \"baseline\"\nexogenous.tariff = 20\n");
    }
    // The lines of a program in Python, which has `root` and `paths` opened with xarray.
    Outcome python(const std::string& lines) const {
        at.write("read.py",
                 "import h5py, numpy, xarray\nroot = xarray.open_dataset('small.h5')\n"
                 "paths = xarray.open_dataset('small.h5', group='paths')\n" +
                     lines);
        return at.shell("/usr/bin/python3 read.py");
    }
    bool has_xarray() const { return at.shell("/usr/bin/python3 -c 'import xarray, netCDF4, h5py'").code == 0; }
    Workplace at;
};

TEST_F(KeepPaths, AllPathsGiveTheHitsAndMeansOfTheTables) {
    if (!has_xarray()) GTEST_SKIP() << "python3-xarray, python3-netcdf4 and python3-h5py are not installed";
    const Outcome run = at.shell("yuce run batch.toml --keep-paths all");
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.err.find("--keep-paths all"), std::string::npos) << "in the line that repeats the run: " << run.err;
    const Outcome read = python(R"text(
assert paths.sizes == {"scenario": 2, "year": 2, "indicator_id": 2, "period": 8, "variable_id": 1, "path": 20000}, paths.sizes
for s in ("baseline", "tariff"):
    one, summary = paths.sel(scenario=s), root.sel(scenario=s)
    assert 0 < int(summary.paths_failed) == 20000 - int(one.ok.sum())
    assert bool(numpy.isnan(one.indicator.where(one.ok == 0)).all())
    for target, test in (("growth", lambda x: x >= 5.5), ("later", lambda x: x >= 5.2), ("calm", lambda x: x <= 2)):
        t = summary.sel(target=target)
        values = one.indicator.sel(indicator_id=str(t.target_indicator.values), year=int(t.target_year))
        assert int(test(values).sum()) == int(t.hits), target
    for y in (2025, 2026):
        for i in ("growth", "inflation"):
            values = one.indicator.sel(indicator_id=i, year=y).dropna("path").values
            assert len(values) == int(summary.paths_used)
            same = summary.sel(indicator=i, year=y)
            assert abs(values.mean() - float(same["mean"])) < 1e-12
            assert (numpy.quantile(values, same["quantile"]) == same.quantiles).all()
    quarters = one.variable.sel(variable_id="demand", period=["2026Q1", "2026Q2", "2026Q3", "2026Q4"]).mean("period")
    assert abs(quarters - one.indicator.sel(indicator_id="growth", year=2026)).max() < 1e-12
file = h5py.File("small.h5")
assert file["paths/indicator"].chunks == (1, 1, 1, 20000) and file["paths/indicator"].compression is None
)text");
    EXPECT_EQ(read.code, 0) << read.err;
}

TEST_F(KeepPaths, ASelectionHasItsOwnShorterDimensionsAndTheSameNumbers) {
    if (!has_xarray()) GTEST_SKIP() << "python3-xarray, python3-netcdf4 and python3-h5py are not installed";
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet --keep-paths all -o all.h5").code, 0);
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet --keep-paths 5000 --keep-scenario tariff --keep-indicator inflation "
                       "--keep-variable burst --keep-variable demand")
                  .code,
              0);
    const Outcome read = python(R"text(
whole = xarray.open_dataset("all.h5", group="paths")
assert paths.sizes == {"scenario": 1, "year": 2, "indicator_id": 1, "period": 8, "variable_id": 2, "path": 5000}, paths.sizes
assert list(paths.scenario.values) == ["tariff"] and list(paths.variable_id.values) == ["demand", "burst"]
there = whole.isel(path=slice(5000))
assert paths.indicator.equals(there.indicator.sel(scenario=["tariff"], indicator_id=["inflation"]))
assert paths.variable.sel(variable_id=["demand"]).equals(there.variable.sel(scenario=["tariff"]))
assert abs(paths.variable.sel(variable_id="burst") - numpy.log(12 - paths.variable.sel(variable_id="demand"))).max() < 1e-12
)text");
    EXPECT_EQ(read.code, 0) << read.err;
}

TEST_F(KeepPaths, AsF4AreTheNumbersInSinglePrecision) {
    if (!has_xarray()) GTEST_SKIP() << "python3-xarray, python3-netcdf4 and python3-h5py are not installed";
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet --keep-paths all -o all.h5").code, 0);
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet --keep-paths all --keep-as f4").code, 0);
    const Outcome read = python(R"text(
whole = xarray.open_dataset("all.h5", group="paths")
for name in ("indicator", "variable"):
    assert paths[name].dtype == "float32" and paths[name].equals(whole[name].astype("float32"))
)text");
    EXPECT_EQ(read.code, 0) << read.err;
    const auto f8 = fs::file_size(at.folder() / "all.h5"), f4 = fs::file_size(at.folder() / "small.h5");
    EXPECT_NEAR(static_cast<double>(f8 - f4), 20000.0 * 2 * 4 * (2 * 2 + 8), 4096);
}

TEST_F(KeepPaths, OtherNumbersAndTheDigestDependOnNeitherThreadsNorStripsNorWhatIsKept) {
    ASSERT_EQ(at.shell("yuce run batch.toml --quiet -o none.h5").code, 0);
    std::string digest;
    for (const char* how : {"--threads 1", "--threads 3 --strip 40", "--isa portable --strip 8"}) {
        const std::string run = std::string("yuce run batch.toml --quiet --keep-paths 9000 ") + how + " -o some.h5";
        ASSERT_EQ(at.shell(run).code, 0);
        const Outcome show = at.shell("yuce show some.h5 --digest");
        EXPECT_EQ(show.code, 0) << show.err;
        EXPECT_TRUE(digest.empty() || show.out == digest) << how;
        digest = show.out;
    }
    const std::string some = at.shell("yuce show some.h5 --json").out, none = at.shell("yuce show none.h5 --json").out;
    const auto without_digest = [](const std::string& text) { return text.substr(text.find("\"scenarios\"")); };
    EXPECT_EQ(without_digest(some), without_digest(none));
    EXPECT_EQ(at.shell("yuce report some.h5 -o some.html").code, 0);
}

TEST_F(KeepPaths, WhatCannotBeKeptIsRefusedBeforeTheRun) {
    const std::pair<const char*, const char*> refused[] = {
        {"--keep-paths 20001",
         "error: --keep-paths 20001: only 20000 paths are run\n    use --keep-paths all, or more --paths\n"},
        {"--keep-paths 0", "error: --keep-paths 0: expected at least 1, or all\n    leave it out to keep none\n"},
        {"--keep-paths some", "error: --keep-paths some: expected a whole number, such as 100000 or 1e6, or all\n"},
        {"--keep-paths 5 --keep-scenario tarif",
         "error: --keep-scenario tarif: the batch has no scenario 'tarif'\n    did you mean 'tariff'?\n"},
        {"--keep-paths 5 --keep-indicator grwth",
         "error: --keep-indicator grwth: the model has no indicator 'grwth'\n    did you mean 'growth'?\n"},
        {"--keep-paths 5 --keep-variable demnd",
         "error: --keep-variable demnd: the model has no variable 'demnd'\n    did you mean 'demand'?\n"},
        {"--keep-as f4",
         "error: --keep-as, --keep-scenario, --keep-indicator and --keep-variable say what --keep-paths keeps\n"
         "    add --keep-paths all, or a number\n"},
    };
    for (const auto& [options, message] : refused) {
        const Outcome run = at.shell(std::string("yuce run batch.toml ") + options);
        EXPECT_EQ(run.code, 2) << options;
        EXPECT_EQ(run.out, "") << options;
        EXPECT_EQ(run.err, message) << options;
        EXPECT_FALSE(fs::exists(at.folder() / "small.h5")) << options;
    }
    EXPECT_EQ(at.shell("yuce run batch.toml --keep-paths 5 --keep-as f2").code, 2);
}

TEST_F(KeepPaths, AFullDiskLeavesNothingAndPrintsTheAnswer) {
    // A file size limit of 2 MB stands for the full disk: the write fails among the kept paths.
    const Outcome run = at.shell("trap '' XFSZ; ulimit -f 2000; yuce run batch.toml --keep-paths all");
    EXPECT_EQ(run.code, 4) << run.err;
    EXPECT_NE(run.err.find("error: cannot write 'small.h5'"), std::string::npos) << run.err;
    EXPECT_NE(run.out.find("growth"), std::string::npos) << run.out;
    for (const auto& entry : fs::directory_iterator(at.folder())) {
        EXPECT_EQ(entry.path().filename().string().find(".h5"), std::string::npos) << entry.path();
    }
}

TEST_F(KeepPaths, MoreThanTheDiskHoldsIsRefusedBeforeTheRun) {
    const Outcome run = at.shell("yuce run batch.toml --paths 1e10 --keep-paths all");
    EXPECT_EQ(run.code, 4) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find("'small.h5' will need 1926423 MB"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("keep fewer paths, scenarios or indicators"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace yuce::testing
