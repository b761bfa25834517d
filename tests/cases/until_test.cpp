// `yuce run --until` as its users meet it: the number of paths is chosen, everything else is a plain run.

#include <gtest/gtest.h>

#include "results/file.hpp"
#include "tests/cases/small_plan.hpp"

namespace yuce::testing {
namespace {

std::string paths_of_repeat_line(const std::string& err) {
    const std::size_t begin = err.find("--paths ") + 8;
    return err.substr(begin, err.find(' ', begin) - begin);
}

results::ResultSet read(const Workplace& at, const std::string& name) {
    return results::read_file((at.folder() / name).string());
}

TEST_F(Small, UntilAWidthEveryIntervalIsThatNarrowAndTheFileIsThatOfAPlainRun) {
    const Outcome until = at.shell("yuce run batch.toml --until 0.006 -o until.h5");
    ASSERT_EQ(until.code, 0) << until.err;
    EXPECT_NE(until.err.find("16,384 paths: "), std::string::npos) << until.err;
    EXPECT_NE(until.err.find("no interval wider than 0.006\n"), std::string::npos) << until.err;
    const results::ResultSet r = read(at, "until.h5");
    for (const results::ScenarioResult& s : r.scenarios) {
        for (const auto* list : {&s.probability, &s.goals, &s.difference}) {
            for (const results::Estimate& e : *list) EXPECT_LE(e.high - e.low, 0.006);
        }
    }
    EXPECT_EQ(r.provenance.run.at("until"), "0.006");
    const std::string paths = paths_of_repeat_line(until.err);
    ASSERT_EQ(at.shell("yuce run batch.toml --paths " + paths + " -o plain.h5").code, 0);
    EXPECT_EQ(read(at, "plain.h5").digest, r.digest);
}

TEST_F(Small, UntilChoosesTheSamePathsOnAnyThreadsAndStrips) {
    for (const char* condition : {"0.008", "decided=0.47"}) {
        std::string digest;
        for (const char* how : {"--threads 1", "--threads 2", "--threads 7 --strip 24"}) {
            const Outcome run =
                at.shell(std::string("yuce run batch.toml --quiet --paths 200000 --until ") + condition + " " + how);
            ASSERT_EQ(run.code, 0) << run.err;
            const results::ResultSet r = read(at, "small.h5");
            EXPECT_GT(r.layout.paths, 16384U) << condition;
            EXPECT_TRUE(digest.empty() || digest == r.digest) << condition << " " << how;
            digest = r.digest;
        }
    }
}

TEST_F(Small, UntilDecidedEveryTargetExcludesTheLevel) {
    const Outcome run = at.shell("yuce run batch.toml --until decided=0.46");
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.err.find("every target decided at 0.46\n"), std::string::npos) << run.err;
    for (const results::ScenarioResult& s : read(at, "small.h5").scenarios) {
        EXPECT_TRUE(s.probability[0].low > 0.46 || s.probability[0].high < 0.46);
    }
}

TEST_F(Small, UntilWarnsOfRoundedPathsOnlyWhereTheyAreRun) {
    const auto warns = [&](const std::string& options) {
        const Outcome run = at.shell("yuce run batch.toml --until 0.02 " + options);
        EXPECT_EQ(run.code, 0) << run.err;
        return run.err.find("rounded up") != std::string::npos;
    };
    EXPECT_FALSE(warns("--sampling sobol")) << "the batch's 20,000 paths are no limit";
    EXPECT_FALSE(warns("--sampling sobol --paths 70000")) << "65,536 are enough";
    EXPECT_FALSE(warns("--sampling antithetic --paths 50001"));
    EXPECT_TRUE(warns("--sampling sobol --paths 1000")) << "65,536 are run";
    EXPECT_EQ(read(at, "small.h5").layout.paths, 65536U);
    const Outcome plain = at.shell("yuce run batch.toml --sampling sobol");
    EXPECT_NE(plain.err.find("20000 paths are rounded up to 65536"), std::string::npos) << plain.err;
}

TEST_F(Small, UntilSaysWhichTargetsStayUndecidedAtTheMostPaths) {
    // The law is symmetric: this is its median.
    at.write("targets.csv", "id,comparator,value,year\ngrowth,ge,5.4703125,2025\n");
    const Outcome run = at.shell("yuce run batch.toml --until decided=0.5 --paths 20000 --quiet");
    EXPECT_EQ(run.code, 0) << "reaching the most paths is no failure";
    EXPECT_EQ(read(at, "small.h5").layout.paths, 20000U);
    EXPECT_EQ(run.err.rfind("warning: stopped at the most paths there may be, 20,000, with 1 target undecided at 0.5\n"
                            "    P(growth) in baseline = 0.",
                            0),
              0U)
        << run.err;
    EXPECT_NE(run.err.find("    a larger --paths allows more\n"), std::string::npos) << run.err;
}

TEST_F(Small, UntilRefusesNonsenseBeforeAnythingRuns) {
    for (const char* text : {"0", "banana", "decided=1.5", "''"}) {
        const Outcome run = at.shell(std::string("yuce run batch.toml --until ") + text);
        EXPECT_EQ(run.code, 2) << text;
        EXPECT_NE(
            run.err.find("is not understood\n    give a width such as --until 0.001 or a level such as --until decided=0.5"),
            std::string::npos)
            << run.err;
    }
    EXPECT_FALSE(std::filesystem::exists(at.folder() / "small.h5"));
}

TEST_F(Small, UntilStaysWithinTheMemoryLimit) {
    const Outcome run = at.shell("yuce run batch.toml --until 0.0002 --paths 1e8 --memory 64M");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("more than the limit of 64 MB given with --memory"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("quantiles = \"streaming\""), std::string::npos) << run.err;
}

TEST_F(Small, AMemoryLimitWithoutAUnitIsNamedInBytes) {
    const Outcome run = at.shell("yuce run batch.toml --memory 100");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("more than the limit of 100 bytes given with --memory"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace yuce::testing
