#include "scenarios/compare_results.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "results/file_image.hpp"
#include "tests/scenarios/small_batch.hpp"

namespace yuce::testing {
namespace {

using results::Comparison;
using results::Pairing;
using results::ResultSet;
using scenarios::Rerun;

constexpr const char* targets =
    "id,indicator,comparator,value,year\na,growth,ge,5,2025\nb,total,ge,20,2026\nnever,growth,ge,1000,2025\n";

// As a file of it would be read again.
ResultSet stored(const scenarios::RunPlan& plan) {
    const results::FileImage image = results::image_of(scenarios::run_batch(plan, {}));
    ResultSet read = results::result_set_of(image);
    read.digest = results::digest_of(image);
    return read;
}

ResultSet run(const SmallBatch& at, const std::vector<std::string>& settings = {}, std::uint64_t seed = 5,
              std::uint64_t paths = 9000) {
    scenarios::Overrides overrides;
    overrides.paths = paths;
    overrides.seed = seed;
    overrides.settings = settings;
    return stored(at.load(overrides));
}

Comparison compare(const ResultSet& a, const ResultSet& b, Rerun rerun = Rerun::where_possible) {
    return scenarios::compare_results(a, b, results::common_scenarios(a.layout, b.layout), rerun, {});
}

void write_plan(const SmallBatch& at, const std::string& other) {
    at.write("targets.csv", targets);
    at.write("other.toml", "format = \"yuce-scenario/1\"\nid = \"other\"\n" + other);
    at.batch(
        "targets = \"targets.csv\"\nscenarios = [\"baseline.toml\", \"other.toml\"]\n[[goals]]\nid = \"both\"\ntargets = "
        "[\"a\", \"b\"]\n");
}

void expect_same(const results::Estimate& found, const results::Estimate& expected) {
    EXPECT_EQ(found.value, expected.value);
    EXPECT_EQ(found.low, expected.low);
    EXPECT_EQ(found.high, expected.high);
}

TEST(CompareResults, TwoScenariosOfAFileDifferAsTheRunSaid) {
    const SmallBatch at;
    write_plan(at, "exogenous.tariff = 20\n");
    const ResultSet results = run(at);
    const Comparison c = scenarios::compare_results(results, results, {{0, 1}}, Rerun::where_possible, {});
    ASSERT_EQ(c.pairing, Pairing::paired) << c.reason.en;
    ASSERT_EQ(c.scenarios.size(), 1U);
    EXPECT_EQ(c.scenarios[0].b.id, "other");
    for (std::size_t t = 0; t < 3; ++t) expect_same(c.scenarios[0].targets[t].difference, results.scenarios[1].difference[t]);
    EXPECT_GT(c.scenarios[0].targets[0].only_a, 100U);
    EXPECT_EQ(c.scenarios[0].targets[2].only_a, 0U);
}

TEST(CompareResults, TwoFilesDifferAsTwoScenariosOfOneFileWould) {
    const SmallBatch at;
    write_plan(at, "exogenous.tariff = 20\n");
    const ResultSet a = run(at), b = run(at, {"exogenous.tariff=20"});
    const Comparison c = compare(a, b);
    ASSERT_EQ(c.pairing, Pairing::paired) << c.reason.en;
    EXPECT_EQ(c.scenarios[0].paths_both, 9000U);
    for (std::size_t t = 0; t < 3; ++t) expect_same(c.scenarios[0].targets[t].difference, a.scenarios[1].difference[t]);
    const results::ComparedRow& goal = c.scenarios[0].goals[0];
    EXPECT_NEAR(goal.difference.value, b.scenarios[0].goals[0].value - a.scenarios[0].goals[0].value, 1e-15);
    EXPECT_EQ(static_cast<double>(goal.only_b) - static_cast<double>(goal.only_a), std::round(9000 * goal.difference.value));
    for (const auto& row : c.scenarios[1].targets) EXPECT_EQ(row.difference.value, 0) << "the scenario sets it itself";
}

TEST(CompareResults, MeansAreComparedPathByPath) {
    const SmallBatch at;
    write_plan(at, "exogenous.tariff = 20\n");
    const ResultSet a = run(at), b = run(at, {"exogenous.tariff=20"});
    const Comparison paired = compare(a, b), apart = compare(a, b, Rerun::never);
    EXPECT_EQ(apart.pairing, Pairing::unpaired);
    EXPECT_EQ(apart.reason.en, "no simulation was wanted (--unpaired)");
    for (std::size_t k = 0; k < paired.scenarios[0].indicators.size(); ++k) {
        const results::Estimate &close = paired.scenarios[0].indicators[k].difference,
                                &wide = apart.scenarios[0].indicators[k].difference;
        EXPECT_NEAR(close.value, wide.value, 1e-12);
        EXPECT_LT(close.high - close.low, 0.01 * (wide.high - wide.low)) << "the tariff moves every path alike";
    }
}

// demand grows where the logarithm exists; a tariff makes more paths fail.
TEST(CompareResults, PathsThatFailInEitherAreLeftOut) {
    const SmallBatch at;
    at.write("model.toml", R"text(format = "yuce-model/1"
id = "small"
frequency = "quarterly"
equations = "demand = 0.5 * demand[-1] + 2.7 + 0.1 * log(3 - 0.05 * tariff + world)"
annual = "growth = mean(demand)"
exogenous.tariff = 0
shocks.world = { distribution = "normal", sd = 0.8 }
initial.demand = 5.7
)text");
    at.write("targets.csv", "id,indicator,comparator,value,year\na,growth,ge,5.6,2025\n");
    at.write("other.toml", "format = \"yuce-scenario/1\"\nid = \"other\"\nexogenous.tariff = 20\n");
    at.batch("targets = \"targets.csv\"\nscenarios = [\"baseline.toml\", \"other.toml\"]\n", "2025Q4");
    const ResultSet a = run(at), b = run(at, {"exogenous.tariff=20"});
    ASSERT_GT(b.scenarios[0].paths_failed, 100U);
    const Comparison c = compare(a, b);
    ASSERT_EQ(c.pairing, Pairing::paired) << c.reason.en;
    EXPECT_LE(c.scenarios[0].paths_both, b.scenarios[0].paths_used);
    expect_same(c.scenarios[0].targets[0].difference, a.scenarios[1].difference[0]);
}

TEST(CompareResults, DoesNotDependOnThreadsAndStrips) {
    const SmallBatch at;
    write_plan(at, "");
    const ResultSet a = run(at), b = run(at, {"events.storm.probability=0.2"});
    scenarios::ExecutionOptions one, other;
    one.threads = 1;
    other.threads = 3;
    other.strip_paths = 64;
    const auto pairs = results::common_scenarios(a.layout, b.layout);
    std::string texts[2];
    std::size_t k = 0;
    for (const auto& options : {one, other}) {
        texts[k++] = results::comparison_json(scenarios::compare_results(a, b, pairs, Rerun::where_possible, options));
    }
    EXPECT_EQ(texts[0], texts[1]);
    EXPECT_NE(texts[0].find("\"pairing\": \"paired\""), std::string::npos);
}

TEST(CompareResults, AnotherTestOfATargetIsAppliedToItsOwnSide) {
    const SmallBatch at;
    write_plan(at, "");
    const ResultSet a = run(at);
    at.write("targets.csv",
             "id,indicator,comparator,value,year\na,growth,ge,5.5,2025\nb,total,ge,20,2026\nnever,growth,ge,1000,2025\n");
    const ResultSet b = run(at);
    const Comparison c = compare(a, b);
    ASSERT_EQ(c.pairing, Pairing::paired) << c.reason.en;
    const results::ComparedRow& row = c.scenarios[0].targets[0];
    EXPECT_FALSE(row.same_question);
    EXPECT_NEAR(row.difference.value, row.b.value - row.a.value, 1e-15);
    EXPECT_EQ(row.only_b, 0U) << "who reaches 5.5 reaches 5";
    EXPECT_EQ(c.changed_inputs, std::vector<std::string>{"targets.csv"});
}

TEST(CompareResults, SaysWhyItCannotPair) {
    const SmallBatch at;
    write_plan(at, "");
    const ResultSet a = run(at);
    const auto reason = [&](const ResultSet& b) {
        const Comparison c = compare(a, b);
        EXPECT_EQ(c.pairing, Pairing::unpaired);
        EXPECT_FALSE(c.reason.zh.empty());
        return c.reason.en;
    };
    EXPECT_EQ(reason(run(at, {}, 6)), "the seeds differ (5 and 6): no path of one is a path of the other");
    EXPECT_EQ(reason(run(at, {}, 5, 8000)), "the numbers of paths differ (9000 and 8000)");
    ResultSet without_texts = run(at, {"exogenous.tariff=20"});
    without_texts.provenance.files.clear();
    EXPECT_EQ(reason(without_texts),
              "B cannot be simulated again: the plan of batch 'small' cannot be built again from its results");
    ResultSet other_engine = run(at, {"exogenous.tariff=20"});
    other_engine.scenarios[0].hits[0] += 1;
    other_engine.provenance.engine_version = "0.0.9";
    EXPECT_NE(reason(other_engine).find("does not simulate the figures of B (0.0.9) again"), std::string::npos);
}

TEST(CompareResults, EqualFilesAreNotSimulated) {
    const SmallBatch at;
    write_plan(at, "");
    ResultSet a = run(at);
    a.provenance.files.clear();  // it could not be
    const Comparison c = compare(a, a);
    EXPECT_TRUE(c.equal);
    EXPECT_EQ(c.pairing, Pairing::paired);
}

}  // namespace
}  // namespace yuce::testing
