#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "results/report_text.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {
namespace {

using namespace results;

// One scenario, one target, one indicator: the whole answer fits a test.
ResultSet tiny() {
    SampleRun run = sample_run(4);
    Layout& l = run.layout;
    l.batch_id = "tiny";
    l.seed = 7;
    l.scenarios.resize(1);
    l.indicators.resize(1);
    l.years.resize(1);
    l.variables.clear();
    l.targets.resize(1);
    l.targets[0].value = 2;
    l.goals = {{"binding", {}, {0}, 2}};
    l.not_assessed = {{"pm25", "no \"value\"\tis\ngiven \\ \x01"}};
    run.values = {{{1, 2, 3, 4}}};
    run.failures.resize(1);
    ResultSet results = collect(run);
    results.digest = "abc";
    return results;
}

TEST(Json, FollowsItsSchema) {
    const std::string expected =
        R"({"batch": "tiny", "paths": 4, "seed": 7, "digest": "abc", "scenarios": [{"id": "baseline", )"
        R"("targets": [{"id": "growth", "indicator": "gdp_growth", "year": 2025, "probability": 0.75, "low": LOW, "high": HIGH, )"
        R"("strict": 0.75, "hits": 3}], "not_assessed": [{"id": "pm25", "reason": "no \"value\"\tis\ngiven \\ \u0001"}], )"
        R"("goals": [{"id": "binding", "probability": 0.75, "low": LOW, "high": HIGH, "members": 2, "assessed": 1}], )"
        R"("indicators": [{"id": "gdp_growth", "year": 2025, "mean": 2.5, "sd": 1.2909944487358056, "quantiles": {"0.01": 1.03, )"
        R"("0.05": 1.15, "0.10": 1.3, "0.15": 1.45, "0.25": 1.75, "0.50": 2.5, "0.75": 3.25, "0.85": 3.55, "0.90": 3.7, "0.95": 3.8499999999999996, )"
        R"("0.99": 3.9699999999999998}}], "differences": [{"id": "growth", "difference": 0, "low": 0, "high": 0}], "paths_used": 4, "paths_failed": 0}]})";
    const ResultSet results = tiny();
    std::string text = json(results);
    // The ends of the interval are checked as numbers below.
    const auto take = [&text](const std::string& key, const std::string& name) {
        double value = 0;
        for (std::size_t place = text.find(key); place != std::string::npos; place = text.find(key, place + 1)) {
            const std::size_t begin = place + key.size(), end = text.find_first_of(",}", begin);
            if (text.substr(begin, end - begin) == "0") continue;
            value = std::strtod(text.c_str() + begin, nullptr);
            text.replace(begin, end - begin, name);
        }
        return value;
    };
    EXPECT_EQ(take("\"low\": ", "LOW"), results.scenarios[0].probability[0].low);
    EXPECT_EQ(take("\"high\": ", "HIGH"), results.scenarios[0].probability[0].high);
    EXPECT_EQ(text, expected);
}

TEST(Json, IsOneLineAndHasNoBareNaN) {
    const std::string text = json(collect(sample_run(50, Failing::all)));
    EXPECT_EQ(text.find('\n'), std::string::npos);
    EXPECT_EQ(text.find("nan"), std::string::npos);
    EXPECT_EQ(text.find("inf"), std::string::npos);
    EXPECT_NE(text.find("\"probability\": null"), std::string::npos);
    EXPECT_NE(text.find("\"seed\": 18446744073709551615"), std::string::npos);
}

TEST(Json, NumbersReadBackToTheSameDouble) {
    ResultSet results = tiny();
    for (const double value : {0.1, 1.0 / 3, 1e-300, 123456789.123456789, -2.5e17, 5e-324}) {
        results.scenarios[0].indicators[0].mean = value;
        const std::string text = json(results), key = "\"mean\": ";
        EXPECT_EQ(std::strtod(text.c_str() + text.find(key) + key.size(), nullptr), value);
    }
}

TEST(Json, StatesTheErrorOfStreamingQuantilesAndOfThoseOnly) {
    EXPECT_EQ(json(tiny()).find("quantile_error"), std::string::npos);
    ResultSet streaming = tiny();
    streaming.scenarios[0].indicators[0].quantile_error.assign(quantile_levels.size(), 0.25);
    EXPECT_NE(json(streaming).find(R"("0.99": 3.9699999999999998}, "quantile_error": {"0.01": 0.25, "0.05": 0.25, )"),
              std::string::npos);
}

}  // namespace
}  // namespace yuce::testing
