// The same bytes whatever the threads, the strip length, the grouping and the order of scenarios; a path stays what it was.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/cases/case_run.hpp"

namespace yuce::testing {
namespace {

const char* const chongqing = "scenarios/chongqing-2025/batch.toml";

std::string digest_of(results::ResultSet r) {
    const std::string path = ::testing::TempDir() + "digest_" + std::to_string(::getpid()) + ".h5";
    results::write_file(r, path);
    std::filesystem::remove(path);
    return r.digest;
}

scenarios::Overrides small(std::uint64_t paths,
                           std::vector<std::string> ids = {"baseline", "tariff_escalation", "perfect_storm"}) {
    scenarios::Overrides overrides;
    overrides.paths = paths;
    overrides.scenarios = std::move(ids);
    return overrides;
}

std::string digest_with(const scenarios::RunPlan& plan, unsigned threads, std::size_t strip, std::size_t together = 0,
                        engine::Isa isa = engine::Isa::best) {
    scenarios::ExecutionOptions options;
    options.threads = threads;
    options.strip_paths = strip;
    options.scenarios_together = together;
    options.isa = isa;
    return digest_of(scenarios::run_batch(plan, options));
}

TEST(Invariance, DigestIsTheSameForAnyThreadsAndStripLength) {
    const auto plan = load(chongqing, small(20001));
    const std::string expected = digest_with(plan, 1, 256);
    EXPECT_EQ(digest_with(plan, 2, 256), expected);
    EXPECT_EQ(digest_with(plan, 7, 256), expected);
    EXPECT_EQ(digest_with(plan, 2, 8), expected);
    EXPECT_EQ(digest_with(plan, 2, 24), expected);
    EXPECT_EQ(digest_with(plan, 2, 4096), expected);
}

TEST(Invariance, DigestIsTheSameHoweverManyScenariosRunTogether) {
    const auto plan = load(chongqing, small(9000));
    const std::string expected = digest_with(plan, 2, 256, 1);
    EXPECT_EQ(digest_with(plan, 2, 256, 2), expected);
    EXPECT_EQ(digest_with(plan, 2, 256, 3), expected);
}

TEST(Invariance, DigestIsTheSameForAnyNumberOfTeams) {
    const std::vector<std::string> ids = {"baseline", "no_events", "tariff_escalation", "nev_boom", "perfect_storm"};
    for (const char* sampling : {"random", "antithetic"}) {
        for (const results::Quantiles quantiles : {results::Quantiles::exact, results::Quantiles::streaming}) {
            auto overrides = small(5000, ids);
            overrides.sampling = sampling;
            auto plan = load(chongqing, overrides);
            plan.layout.quantiles = quantiles;
            scenarios::ExecutionOptions options;
            options.threads = 3;
            options.teams = 1;
            const std::string expected = digest_of(scenarios::run_batch(plan, options));
            for (const std::size_t teams : {2U, 3U, 4U, 9U}) {
                options.teams = teams;
                EXPECT_EQ(digest_of(scenarios::run_batch(plan, options)), expected) << teams << " teams, " << sampling;
            }
        }
    }
}

TEST(Invariance, DigestIsTheSameOnAvx2AndAvx512) {
    const auto isas = engine::available_isas();
    const bool both =
        std::count(isas.begin(), isas.end(), engine::Isa::avx512) + std::count(isas.begin(), isas.end(), engine::Isa::avx2) == 2;
    if (!both) GTEST_SKIP() << "this processor does not run both AVX2 and AVX-512";
    const auto plan = load(chongqing, small(9000));
    EXPECT_EQ(digest_with(plan, 2, 256, 0, engine::Isa::avx512), digest_with(plan, 2, 256, 0, engine::Isa::avx2));
}

TEST(Invariance, StreamingQuantilesHaveTheSameDigestForAnyThreadsStripsGroupsAndInstructionSet) {
    auto plan = load(chongqing, small(20001));
    plan.layout.quantiles = results::Quantiles::streaming;
    const std::string expected = digest_with(plan, 1, 256);
    EXPECT_EQ(digest_with(plan, 2, 256), expected);
    EXPECT_EQ(digest_with(plan, 7, 24), expected);
    EXPECT_EQ(digest_with(plan, 2, 4096, 1), expected);
    EXPECT_EQ(digest_with(plan, 2, 256, 2), expected);
    for (const engine::Isa isa : engine::available_isas()) {
        if (isa != engine::Isa::portable) {
            EXPECT_EQ(digest_with(plan, 2, 256, 3, isa), expected);
        }
    }
}

TEST(Invariance, EveryDesignHasTheSameDigestForAnyThreadsStripsGroupsAndInstructionSet) {
    for (const char* sampling : {"antithetic", "latin_hypercube", "sobol"}) {
        auto overrides = small(65536);
        overrides.sampling = sampling;
        const auto plan = load(chongqing, overrides);
        const std::string expected = digest_with(plan, 1, 256);
        EXPECT_EQ(digest_with(plan, 7, 24, 1), expected) << sampling;
        EXPECT_EQ(digest_with(plan, 2, 4096, 2), expected) << sampling;
        for (const engine::Isa isa : engine::available_isas()) {
            if (isa != engine::Isa::portable) {
                EXPECT_EQ(digest_with(plan, 2, 256, 0, isa), expected) << sampling;
            }
        }
    }
}

void expect_same_scenario(const results::ResultSet& a, const results::ResultSet& b, const std::string& id) {
    const auto& one = a.scenarios[index_of(a.layout.scenarios, id)];
    const auto& two = b.scenarios[index_of(b.layout.scenarios, id)];
    EXPECT_EQ(one.hits, two.hits) << id;
    EXPECT_EQ(one.joint, two.joint) << id;
    ASSERT_EQ(one.indicators.size(), two.indicators.size());
    for (std::size_t k = 0; k < one.indicators.size(); ++k) {
        EXPECT_EQ(one.indicators[k].mean, two.indicators[k].mean) << id << " " << k;
        EXPECT_EQ(one.indicators[k].quantiles, two.indicators[k].quantiles) << id << " " << k;
    }
    for (std::size_t k = 0; k < one.difference.size(); ++k)
        EXPECT_EQ(one.difference[k].low, two.difference[k].low) << id << " " << k;
}

TEST(Invariance, SlicesAreEqualUnderReversedScenarioOrder) {
    auto plan = load(chongqing, small(9000));
    const auto forward = scenarios::run_batch(plan, {});
    std::reverse(plan.scenarios.begin(), plan.scenarios.end());
    std::reverse(plan.layout.scenarios.begin(), plan.layout.scenarios.end());
    plan.layout.reference = plan.scenarios.size() - 1 - plan.layout.reference;
    const auto backward = scenarios::run_batch(plan, {});
    for (const auto& scenario : plan.scenarios) expect_same_scenario(forward, backward, scenario.item.id);
}

TEST(Invariance, AScenarioAddedChangesNoOtherInAnyDesign) {
    for (const char* sampling : {"antithetic", "latin_hypercube", "sobol"}) {
        auto few = small(65536, {"baseline", "tariff_escalation"}), more = small(65536);
        few.sampling = more.sampling = sampling;
        const auto one = run_case(chongqing, few), two = run_case(chongqing, more);
        expect_same_scenario(one, two, "baseline");
        expect_same_scenario(one, two, "tariff_escalation");
    }
}

TEST(Invariance, AScenarioAddedChangesNoOther) {
    const auto few = run_case(chongqing, small(9000, {"baseline", "tariff_escalation"}));
    const auto more = run_case(chongqing, small(9000));
    expect_same_scenario(few, more, "baseline");
    expect_same_scenario(few, more, "tariff_escalation");
}

// Minimum and maximum over n paths bound those over more; with 4096 paths a block, the first block's moments are merged
// unchanged.
class OneBatch {
public:
    explicit OneBatch(const std::string& name) : folder_(std::filesystem::path(::testing::TempDir()) / name) {
        std::filesystem::create_directories(folder_);
    }
    ~OneBatch() { std::filesystem::remove_all(folder_); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
    results::ResultSet run(const std::string& batch) const {
        Diagnostics diagnostics;
        auto plan = scenarios::load_batch((folder_ / batch).string(), {}, diagnostics);
        if (!plan) throw std::runtime_error(diagnostics.render());
        return scenarios::run_batch(*plan, {});
    }

private:
    std::filesystem::path folder_;
};

std::string tiny_model(const std::string& extra_equation, const std::string& extra_shock) {
    return "format = \"yuce-model/1\"\nid = \"tiny\"\nfrequency = \"quarterly\"\nequations = '''\nx = 0.5 * x[-1] + a + b\n" +
           extra_equation + "'''\n[shocks]\na = { distribution = \"normal\", sd = 1 }\n" + extra_shock +
           "b = { distribution = \"student_t\", df = 5, sd = 1 }\n[[correlations]]\nbetween = [\"a\", \"b\"]\nvalue = "
           "0.4\n[initial]\nx = 0\n"
           "[[mixtures]]\nshocks = [\"*\"]\ndf = 7\n";
}

std::string tiny_batch(int paths) {
    return "format = \"yuce-batch/1\"\nid = \"tiny\"\nmodel = \"model.toml\"\nfirst = \"2025Q1\"\nlast = \"2025Q4\"\npaths = " +
           std::to_string(paths) + "\n";
}

TEST(Invariance, AnUnrelatedShockLeavesThePathsAlone) {
    const OneBatch plain("invariance_plain"), extra("invariance_extra");
    plain.write("model.toml", tiny_model("", ""));
    plain.write("batch.toml", tiny_batch(1000));
    extra.write("model.toml", tiny_model("w = unrelated\n", "unrelated = { distribution = \"normal\", sd = 3 }\n"));
    extra.write("batch.toml", tiny_batch(1000));
    const auto one = plain.run("batch.toml"), two = extra.run("batch.toml");
    EXPECT_EQ(indicator(one, "baseline", "x").quantiles, indicator(two, "baseline", "x").quantiles);
    EXPECT_EQ(indicator(one, "baseline", "x").minimum, indicator(two, "baseline", "x").minimum);
    EXPECT_EQ(indicator(one, "baseline", "x").mean, indicator(two, "baseline", "x").mean);
}

TEST(Invariance, APathStaysWhatItWasWhenMorePathsAreAskedFor) {
    // With one path more each time, the new minimum or maximum is the old one or the new path's value: all earlier paths stayed.
    const OneBatch batch("invariance_more");
    batch.write("model.toml", tiny_model("", ""));
    batch.write("one.toml", tiny_batch(1));
    const double first = [&] { return indicator(batch.run("one.toml"), "baseline", "x").mean; }();
    batch.write("two.toml", tiny_batch(2));
    const auto two = batch.run("two.toml");
    const auto& d = indicator(two, "baseline", "x");
    EXPECT_TRUE(d.minimum == first || d.maximum == first);
    const double second = d.minimum == first ? d.maximum : d.minimum;
    batch.write("three.toml", tiny_batch(3));
    const auto three = batch.run("three.toml");
    const auto& e = indicator(three, "baseline", "x");
    const double third = 3 * e.mean - first - second;
    EXPECT_NEAR(std::min({first, second, third}), e.minimum, 1e-12);
    EXPECT_NEAR(std::max({first, second, third}), e.maximum, 1e-12);
    EXPECT_TRUE(e.minimum <= std::min(first, second) && e.maximum >= std::max(first, second));
}

}  // namespace
}  // namespace yuce::testing
