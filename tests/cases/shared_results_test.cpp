// Results that scenarios share are those each would have found for itself, also where paths fail.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>

#include "engine/run.hpp"
#include "results/file.hpp"
#include "scenarios/run_groups.hpp"
#include "scenarios/teams.hpp"
#include "tests/cases/case_run.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

using scenarios::ExecutionOptions;
using scenarios::RunPlan;

std::string digest_of(const RunPlan& plan, const ExecutionOptions& options) {
    results::ResultSet r = scenarios::run_batch(plan, options);
    const std::string path = ::testing::TempDir() + "shared_" + std::to_string(::getpid()) + ".h5";
    results::write_file(r, path);
    std::filesystem::remove(path);
    return r.digest;
}

ExecutionOptions apart() {
    ExecutionOptions options;
    options.share_results = false;
    return options;
}

// By default no path fails; a level of 3 lets some in ten thousand fail, one of 1 some in ten.
constexpr double never = 100, rarely = 2.9, often = 1;

// A batch of a random model of six variables in two quarters of a year that depend on each other in a random way, each with an
// input that a scenario may change, and one more, `root`, in which paths fail.
class RandomBatch {
public:
    RandomBatch(unsigned seed, double of_reference, const std::vector<double>& of_scenarios)
        : at_("shared_" + std::to_string(seed)), random_(seed) {
        at_.write("model.toml", model(of_reference));
        std::string names = "\"baseline.toml\"";
        at_.write("baseline.toml", "format = \"yuce-scenario/1\"\nid = \"baseline\"\n");
        for (std::size_t s = 0; s < of_scenarios.size(); ++s) {
            const std::string id = "s" + std::to_string(s);
            std::ostringstream text;
            text << "format = \"yuce-scenario/1\"\nid = \"" << id
                 << "\"\nextends = \"baseline\"\nexogenous.level = " << of_scenarios[s] << "\nexogenous.x"
                 << random_() % variables << " = " << 1 + random_() % 3 << "\n";
            at_.write(id + ".toml", text.str());
            names += ", \"" + id + ".toml\"";
        }
        at_.write("targets.csv", "id,comparator,value,year\nv0,ge,0.1,2025\nv3,ge,0,2025\nv5,le,0.2,2025\nroot,ge,2,2025\n");
        at_.write("batch.toml",
                  "format = \"yuce-batch/1\"\nid = \"random\"\nmodel = \"model.toml\"\ntargets = \"targets.csv\"\nfirst = "
                  "\"2025Q1\"\nlast = \"2025Q4\"\npaths = 13000\nmax_failed = 1\nvariables = \"all\"\nscenarios = [" +
                      names + "]\n");
    }
    RunPlan plan() const {
        Diagnostics diagnostics;
        auto plan = scenarios::load_batch((at_.folder() / "batch.toml").string(), {}, diagnostics);
        if (!plan || diagnostics.has_errors()) throw std::runtime_error(diagnostics.render());
        return std::move(*plan);
    }

private:
    static constexpr unsigned variables = 6;

    std::string model(double level) {
        std::ostringstream text;
        text << "format = \"yuce-model/1\"\nid = \"random\"\nfrequency = \"quarterly\"\nequations = '''\n";
        for (unsigned k = 0; k < variables; ++k) {
            text << "v" << k << " = 0.4 * v" << k << "[-1] + x" << k << " + a" << k;
            if (k > 0 && random_() % 2 == 0) text << " - 0.3 * v" << random_() % k;
            if (k > 0 && random_() % 2 == 0) text << " + 0.1 * v" << random_() % k << " * x" << k;
            text << "\n";
        }
        text << "root = sqrt(level + b)\n'''\n[shocks]\nb = { distribution = \"normal\", sd = 1 }\n";
        for (unsigned k = 0; k < variables; ++k) text << "a" << k << " = { distribution = \"normal\", sd = 0." << k + 1 << " }\n";
        text << "[exogenous]\nlevel = " << level << "\n";
        for (unsigned k = 0; k < variables; ++k) text << "x" << k << " = 0." << k << "\n";
        text << "[initial]\n";
        for (unsigned k = 0; k < variables; ++k) text << "v" << k << " = 0.1\n";
        return text.str();
    }

    Workplace at_;
    std::mt19937 random_;
};

struct Counted {
    std::string digest;
    std::size_t runs = 0;
};

Counted counted(const RunPlan& plan, ExecutionOptions options) {
    Counted counted;
    options.simulate = [&](const engine::Program& program, const engine::RunOptions& run, engine::BlockObserver& observer) {
        ++counted.runs;
        engine::run(program, run, observer);
    };
    counted.digest = digest_of(plan, options);
    return counted;
}

scenarios::Share share_of_one_team(const RunPlan& plan) {
    ExecutionOptions options;
    options.teams = 1;
    return scenarios::shares_of(plan, options).front();
}

// The same digest however many run together and on however many threads; of one group, the number of its runs.
std::size_t runs_of_one_group(const RunPlan& plan) {
    const std::string expected = digest_of(plan, apart());
    for (const std::size_t together : {1U, 2U, 3U}) {
        for (const unsigned threads : {1U, 2U, 7U}) {
            ExecutionOptions options;
            options.scenarios_together = together;
            options.threads = threads;
            EXPECT_EQ(digest_of(plan, options), expected) << together << " together, threads " << threads;
        }
        ExecutionOptions options;
        options.scenarios_together = together;
        options.most_nodes = 1;
        EXPECT_EQ(digest_of(plan, options), expected) << together << " together, each group with a graph of its own";
    }
    for (const std::size_t teams : {1U, 2U, 3U}) {
        ExecutionOptions options;
        options.teams = teams;
        options.threads = 2;
        EXPECT_EQ(digest_of(plan, options), expected) << teams << " teams";
    }
    const Counted one = counted(plan, {});
    EXPECT_EQ(one.digest, expected);
    return one.runs;
}

TEST(SharedResults, AreEachScenariosOwnWhereNoPathFails) {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        EXPECT_EQ(runs_of_one_group(RandomBatch(seed, never, {never, never, never, never}).plan()), 1U) << seed;
    }
}

TEST(SharedResults, AreNotTakenFromAReferenceWithFailedPaths) {
    for (const double level : {rarely, often}) {
        EXPECT_EQ(runs_of_one_group(RandomBatch(11, level, {never, never, never}).plan()), 2U) << level;
    }
}

TEST(SharedResults, AreNotGivenToAScenarioWithFailedPaths) {
    for (const double level : {rarely, often}) {
        EXPECT_EQ(runs_of_one_group(RandomBatch(12, never, {never, level, never, level}).plan()), 2U) << level;
    }
}

TEST(SharedResults, AreNotSharedWherePathsFailInBoth) {
    EXPECT_EQ(runs_of_one_group(RandomBatch(13, rarely, {rarely, rarely, rarely}).plan()), 2U);
    EXPECT_EQ(runs_of_one_group(RandomBatch(14, rarely, {often, rarely, never}).plan()), 2U);
}

TEST(SharedResults, AFailedPathCostsOneMoreRunOfItsGroupOnly) {
    ExecutionOptions pairs;
    pairs.scenarios_together = 2;
    // The reference and s0, then s1 and s2, then s3: a path fails in s1.
    EXPECT_EQ(counted(RandomBatch(21, never, {never, rarely, never, never}).plan(), pairs).runs, 4U);
    // Of the reference: the first group runs again, later ones take nothing from it.
    std::size_t begun = 0;
    pairs.begun = [&] { ++begun; };
    EXPECT_EQ(counted(RandomBatch(22, rarely, {never, never, never, never}).plan(), pairs).runs, 4U);
    EXPECT_EQ(begun, 1U);
}

TEST(SharedResults, ProgressNeverFallsWhereAGroupRunsAgain) {
    std::size_t begun = 0;  // runs that had shown more than a block when a path failed
    for (unsigned seed = 31; seed < 40; ++seed) {
        RunPlan plan = RandomBatch(seed, 4.2, {4.2, never}).plan();
        plan.layout.seed = seed;
        plan.layout.paths = 60000;
        ExecutionOptions options;
        options.threads = 1;
        std::vector<std::uint64_t> shown;
        options.progress = [&](std::uint64_t done, std::uint64_t) { shown.push_back(done); };
        const std::size_t runs = counted(plan, options).runs;
        const std::uint64_t blocks = (plan.layout.paths + engine::block_paths - 1) / engine::block_paths;
        begun += runs == 2 && shown.size() > blocks + 1 ? 1 : 0;
        EXPECT_TRUE(std::is_sorted(shown.begin(), shown.end())) << seed;
        EXPECT_EQ(shown.back(), plan.layout.paths * plan.scenarios.size()) << seed;
    }
    EXPECT_GT(begun, 0U);
}

TEST(SharedResults, OfTheShippedBatchHaveTheDigestOfUnsharedOnes) {
    scenarios::Overrides overrides;
    overrides.paths = 5000;
    const RunPlan plan = load("scenarios/chongqing-2025/batch.toml", overrides);
    const std::string expected = digest_of(plan, apart());
    EXPECT_EQ(digest_of(plan, {}), expected);
    ExecutionOptions few;
    few.scenarios_together = 3;
    EXPECT_EQ(digest_of(plan, few), expected);
}

TEST(SharedResults, OfTheReferenceAreFoundAgainInAnotherGraph) {
    const RunPlan plan = load("scenarios/chongqing-2025/batch.toml");
    const auto kept_by_second = [&](std::size_t most_nodes, bool share) {
        ExecutionOptions options;
        options.scenarios_together = 1;
        options.most_nodes = most_nodes;
        options.share_results = share;
        scenarios::RunGroups groups(plan, options, share_of_one_team(plan));
        const scenarios::RunGroup reference = groups.next();
        groups.finish(reference, results::Collector(plan.layout));
        return groups.next().kept;
    };
    EXPECT_EQ(kept_by_second(1, true), kept_by_second(1000000, true));
    EXPECT_LT(kept_by_second(1, true), kept_by_second(1, false));
}

TEST(SharedResults, OfTheShippedBatchSpareAFifthOfItsOutputs) {
    const RunPlan plan = load("scenarios/chongqing-2025/batch.toml");
    ExecutionOptions options;
    options.scenarios_together = plan.scenarios.size();
    const std::size_t all = plan.scenarios.size() * plan.layout.outputs();
    EXPECT_LT(scenarios::RunGroups(plan, options, share_of_one_team(plan)).next().kept, 0.8 * static_cast<double>(all));
    options.share_results = false;
    EXPECT_EQ(scenarios::RunGroups(plan, options, share_of_one_team(plan)).next().kept, all);
}

}  // namespace
}  // namespace yuce::testing
