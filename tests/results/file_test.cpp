// Results files written and read back.

#include "results/file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "results/file_image.hpp"
#include "results/report_text.hpp"
#include "tests/results/sample_run.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

using namespace results;

bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b); }
bool same(const Estimate& a, const Estimate& b) { return same(a.value, b.value) && same(a.low, b.low) && same(a.high, b.high); }
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const T& x, const T& y) { return same(x, y); });
}

void expect_same_layout(const Layout& a, const Layout& b) {
    EXPECT_EQ(a.batch_id, b.batch_id);
    EXPECT_EQ(a.batch_name.zh, b.batch_name.zh);
    EXPECT_EQ(a.reference, b.reference);
    EXPECT_EQ(a.years, b.years);
    EXPECT_EQ(a.periods, b.periods);
    EXPECT_EQ(a.paths, b.paths);
    EXPECT_EQ(a.seed, b.seed);
    EXPECT_EQ(a.sampling, b.sampling);
    EXPECT_EQ(a.max_failed, b.max_failed);
    EXPECT_EQ(a.quantiles, b.quantiles);
    ASSERT_EQ(a.scenarios.size(), b.scenarios.size());
    EXPECT_EQ(a.scenarios[1].story.en, b.scenarios[1].story.en);
    EXPECT_EQ(a.scenarios[1].story.zh, b.scenarios[1].story.zh);
    EXPECT_EQ(a.scenarios[1].name.zh, b.scenarios[1].name.zh);
    EXPECT_EQ(a.variables[0].unit, b.variables[0].unit);
    ASSERT_EQ(a.targets.size(), b.targets.size());
    for (std::size_t t = 0; t < a.targets.size(); ++t) {
        const Target &x = a.targets[t], &y = b.targets[t];
        EXPECT_EQ(x.id, y.id);
        EXPECT_EQ(x.indicator_index, y.indicator_index);
        EXPECT_EQ(x.year_index, y.year_index);
        EXPECT_EQ(x.comparator, y.comparator);
        EXPECT_EQ(x.side, y.side);
        EXPECT_EQ(x.value, y.value);
        EXPECT_EQ(x.tolerance, y.tolerance);
        EXPECT_EQ(x.target_class, y.target_class);
        EXPECT_EQ(x.name.en, y.name.en);
    }
    ASSERT_EQ(a.not_assessed.size(), b.not_assessed.size());
    EXPECT_EQ(a.not_assessed[1].reason, b.not_assessed[1].reason);
    ASSERT_EQ(a.goals.size(), b.goals.size());
    for (std::size_t g = 0; g < a.goals.size(); ++g) {
        EXPECT_EQ(a.goals[g].targets, b.goals[g].targets);
        EXPECT_EQ(a.goals[g].members, b.goals[g].members);
    }
}

void expect_same_scenario(const ScenarioResult& a, const ScenarioResult& b) {
    EXPECT_EQ(a.paths_used, b.paths_used);
    EXPECT_EQ(a.paths_failed, b.paths_failed);
    EXPECT_EQ(a.hits, b.hits);
    EXPECT_EQ(a.hits_strict, b.hits_strict);
    EXPECT_TRUE(same(a.probability, b.probability));
    EXPECT_TRUE(same(a.strict, b.strict));
    EXPECT_TRUE(same(a.joint, b.joint));
    EXPECT_TRUE(same(a.targets_reached, b.targets_reached));
    EXPECT_TRUE(same(a.goals, b.goals));
    EXPECT_TRUE(same(a.difference, b.difference));
    EXPECT_TRUE(same(a.given_target, b.given_target));
    EXPECT_TRUE(same(a.convergence, b.convergence));
    ASSERT_EQ(a.failures.size(), b.failures.size());
    for (std::size_t k = 0; k < a.failures.size(); ++k) {
        EXPECT_EQ(a.failures[k].what, b.failures[k].what);
        EXPECT_EQ(a.failures[k].period, b.failures[k].period);
        EXPECT_EQ(a.failures[k].paths, b.failures[k].paths);
    }
    ASSERT_EQ(a.indicators.size(), b.indicators.size());
    for (std::size_t k = 0; k < a.indicators.size(); ++k) {
        const Distribution &x = a.indicators[k], &y = b.indicators[k];
        for (double Distribution::*m :
             {&Distribution::mean, &Distribution::mean_error, &Distribution::sd, &Distribution::skewness, &Distribution::kurtosis,
              &Distribution::minimum, &Distribution::maximum}) {
            EXPECT_TRUE(same(x.*m, y.*m)) << k;
        }
        EXPECT_TRUE(same(x.quantiles, y.quantiles));
        EXPECT_EQ(x.histogram, y.histogram);
        EXPECT_TRUE(same(x.histogram_edges, y.histogram_edges));
        EXPECT_TRUE(same(x.quantile_error, y.quantile_error));
        EXPECT_EQ(x.histogram_error, y.histogram_error);
    }
    ASSERT_EQ(a.variables.size(), b.variables.size());
    for (std::size_t k = 0; k < a.variables.size(); ++k) {
        EXPECT_TRUE(same(a.variables[k].mean, b.variables[k].mean));
        EXPECT_TRUE(same(a.variables[k].sd, b.variables[k].sd));
        EXPECT_TRUE(same(a.variables[k].quantiles, b.variables[k].quantiles));
        EXPECT_TRUE(same(a.variables[k].quantile_error, b.variables[k].quantile_error));
    }
}

void expect_reads_back(ResultSet written, const std::string& path) {
    write_file(written, path);
    const ResultSet read = read_file(path);
    EXPECT_EQ(read.digest, written.digest);
    EXPECT_EQ(read.digest.size(), 64U);
    EXPECT_EQ(read.checkpoints, written.checkpoints);
    expect_same_layout(written.layout, read.layout);
    for (std::size_t s = 0; s < written.scenarios.size(); ++s) expect_same_scenario(written.scenarios[s], read.scenarios.at(s));
    ASSERT_EQ(read.provenance.files.size(), written.provenance.files.size());
    for (std::size_t k = 0; k < read.provenance.files.size(); ++k) {
        EXPECT_EQ(read.provenance.files[k].name, written.provenance.files[k].name);
        EXPECT_EQ(read.provenance.files[k].text, written.provenance.files[k].text);
    }
    EXPECT_EQ(read.provenance.engine_version, written.provenance.engine_version);
    EXPECT_EQ(read.provenance.corrections, written.provenance.corrections);
    EXPECT_EQ(read.provenance.assumptions, written.provenance.assumptions);
    EXPECT_EQ(read.provenance.overrides, written.provenance.overrides);
    EXPECT_EQ(read.provenance.run, written.provenance.run);
    EXPECT_EQ(json(read), json(written));
}

TEST(ResultsFile, ReadsBackEverything) {
    const ScratchFolder folder;
    expect_reads_back(sample_results(9000), folder.file("a.h5"));
    expect_reads_back(sample_results(9000, Failing::some), folder.file("b.h5"));
    expect_reads_back(sample_results(100, Failing::all), folder.file("c.h5"));
}

TEST(ResultsFile, ReadsBackTheErrorsOfStreamingQuantiles) {
    const ScratchFolder folder;
    const ResultSet results = sample_results(9000, Failing::some, Quantiles::streaming);
    EXPECT_GT(results.scenarios[0].indicators[0].quantile_error[5], 0);
    expect_reads_back(results, folder.file("a.h5"));
    const FileImage exact = image_of(sample_results(9000));
    EXPECT_EQ(exact.find("quantile_error"), nullptr);
    EXPECT_EQ(exact.find("histogram_error"), nullptr);
    EXPECT_EQ(exact.find("variable_quantile_error"), nullptr);
}

TEST(ResultsFile, ReadsBackWhatHasEmptyDimensions) {
    const ScratchFolder folder;
    SampleRun run = sample_run(100);
    run.layout.targets.clear();
    run.layout.goals.clear();
    run.layout.not_assessed.clear();
    run.layout.years.clear();
    run.layout.indicators.clear();
    run.layout.variables.resize(1);
    for (auto& scenario : run.values) scenario.resize(3);
    ResultSet results = collect(run);
    write_file(results, folder.file("a.h5"));
    const ResultSet read = read_file(folder.file("a.h5"));
    EXPECT_TRUE(read.layout.targets.empty());
    EXPECT_EQ(read.scenarios[2].variables[1].mean, results.scenarios[2].variables[1].mean);
    EXPECT_TRUE(read.provenance.files.empty());
}

TEST(ResultsFile, EqualResultsGiveEqualBytes) {
    EXPECT_EQ(hdf5_bytes(image_of(sample_results(500))), hdf5_bytes(image_of(sample_results(500))));
}

TEST(ResultsFile, DigestLeavesOutOnlyWhatMayDiffer) {
    const ResultSet results = sample_results(500);
    const std::string digest = digest_of(image_of(results));
    ResultSet other = results;
    other.provenance.run["threads"] = "64";
    EXPECT_EQ(digest_of(image_of(other)), digest);
    const auto differs = [&](auto change) {
        ResultSet changed = results;
        change(changed);
        return digest_of(image_of(changed)) != digest;
    };
    EXPECT_TRUE(differs([](ResultSet& r) { r.scenarios[2].indicators[1].quantiles[10] += 1e-15; }));
    EXPECT_TRUE(differs([](ResultSet& r) { ++r.scenarios[0].hits[0]; }));
    EXPECT_TRUE(differs([](ResultSet& r) { r.layout.seed = 2; }));
    EXPECT_TRUE(differs([](ResultSet& r) { r.layout.scenarios[0].name.zh = "x"; }));
    EXPECT_TRUE(differs([](ResultSet& r) { r.provenance.files[0].text += " "; }));
    EXPECT_TRUE(differs([](ResultSet& r) { r.provenance.overrides = ""; }));
    EXPECT_TRUE(differs([](ResultSet& r) { r.provenance.engine_version = "9"; }));
}

}  // namespace
}  // namespace yuce::testing
