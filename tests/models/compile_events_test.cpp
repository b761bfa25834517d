// Events: timing, standing, severity, reaction, freezing, and the paths that fail.

#include <algorithm>
#include <numeric>

#include "tests/models/small_model.hpp"

namespace yuce::models::testing {
namespace {

constexpr std::size_t many = 40000;

PeriodPattern every(int quarter) { return {quarter, std::nullopt}; }

EventSpec happening(Scalar probability) {
    EventSpec event;
    event.probability = std::move(probability);
    return event;
}

double mean(const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size()); }

void expect_share(const std::vector<double>& indicator_paths, double p) {
    EXPECT_NEAR(mean(indicator_paths), p, 5 * std::sqrt(p * (1 - p) / static_cast<double>(indicator_paths.size())));  // false alarm 6e-7
}

TEST(CompileEvents, HappenIndependentlyInEveryListedPeriod) {
    EventSpec event = happening(0.3);
    event.periods = std::vector<PeriodPattern>{every(1), every(3)};
    const Simulated r = simulate(bind(SpecBuilder("x = occurs(e)").event(event, "e")), quarters(2025, 1), {}, many);
    const auto& x = r.series.at("x");
    expect_share(x[0], 0.3);
    EXPECT_EQ(mean(x[1]), 0);
    expect_share(x[2], 0.3);
    std::vector<double> both(many);
    for (std::size_t k = 0; k < many; ++k) both[k] = x[0][k] * x[2][k];
    expect_share(both, 0.09);
}

TEST(CompileEvents, WithTimingHappenAtMostOnceAYear) {
    EventSpec event = happening(0.6);
    event.timing = {{every(1), 0.25}, {every(2), 0.6}, {every(3), 0.15}};
    const Simulated r = simulate(bind(SpecBuilder("x = occurs(e)").event(event, "e")), quarters(2025, 1), {}, many);
    const auto& x = r.series.at("x");
    expect_share(x[0], 0.6 * 0.25);
    expect_share(x[1], 0.6 * 0.6);
    expect_share(x[2], 0.6 * 0.15);
    EXPECT_EQ(mean(x[3]), 0);
    for (std::size_t k = 0; k < many; ++k) ASSERT_LE(x[0][k] + x[1][k] + x[2][k], 1);
}

TEST(CompileEvents, StandAsLongAsTheySay) {
    EventSpec event = happening(1.0);
    event.periods = std::vector<PeriodPattern>{{0, period_index(Frequency::quarterly, 2025, 2)}};
    event.severity = 3.0;
    const auto course = [&](Lasts lasts) {
        event.lasts = lasts;
        const Simulated r = simulate(bind(SpecBuilder("x = e").event(event, "e")), quarters(2025, 2), {}, 1);
        std::vector<double> path;
        for (const auto& period : r.series.at("x")) path.push_back(period[0]);
        return path;
    };
    EXPECT_EQ(course({Lasts::Unit::periods, 1}), (std::vector<double>{0, 3, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(course({Lasts::Unit::periods, 4}), (std::vector<double>{0, 3, 3, 3, 3, 0, 0, 0}));
    EXPECT_EQ(course({Lasts::Unit::year, 0}), (std::vector<double>{0, 3, 3, 3, 0, 0, 0, 0}));
    EXPECT_EQ(course({Lasts::Unit::end, 0}), (std::vector<double>{0, 3, 3, 3, 3, 3, 3, 3}));
}

TEST(CompileEvents, AnOnsetReplacesOneThatStands) {
    EventSpec event = happening(1.0);
    event.severity = law_of("uniform", {{"min", 1}, {"max", 2}});
    event.lasts = {Lasts::Unit::periods, 3};
    const Simulated r = simulate(bind(SpecBuilder("x = e").event(event, "e")), quarters(2025, 1), {}, 100);
    const auto& x = r.series.at("x");
    for (std::size_t k = 0; k < 100; ++k) {
        ASSERT_NE(x[0][k], x[1][k]);  // drawn anew
        ASSERT_GE(x[1][k], 1);
        ASSERT_LE(x[1][k], 2);
    }
}

TEST(CompileEvents, ReactToOtherEventsAndToTheLaggedEconomy) {
    EventSpec drought = happening(0.4);
    drought.periods = std::vector<PeriodPattern>{every(3)};
    EventSpec rationing = happening(expression_of("if(occurs(drought), 0.5, 0.1)"));
    rationing.periods = std::vector<PeriodPattern>{every(3)};
    EventSpec rescue = happening(expression_of("if(x[-1] > 0, 0, 1)"));
    const Model model = bind(SpecBuilder("x = shock1 - 0.1 * rationing\nr = occurs(rescue)")
                                 .event(rationing, "rationing")
                                 .event(drought, "drought")
                                 .event(rescue, "rescue")
                                 .shock("shock1", law_of("normal", {{"mean", 0}, {"sd", 1}}))
                                 .initial("x", {1}));
    const Simulated r = simulate(model, quarters(2025, 1), {}, many);
    const auto& s = r.series;
    expect_share(s.at("rationing")[2], 0.4 * 0.5 + 0.6 * 0.1);
    for (std::size_t k = 0; k < many; ++k) {
        for (std::size_t t = 1; t < 4; ++t) ASSERT_EQ(s.at("r")[t][k], s.at("x")[t - 1][k] > 0 ? 0 : 1);
    }
}

TEST(CompileEvents, FrozenOnesDoNotHappenUnlessCertain) {
    Assumptions frozen;
    frozen.frozen = {"e"};
    EventSpec event = happening(0.9);
    EXPECT_EQ(mean(simulate(bind(SpecBuilder("x = e").event(event, "e")), quarters(2025, 1), frozen, 8).series.at("x")[0]), 0);
    event = happening(1.0);
    event.severity = law_of("uniform", {{"min", 1}, {"max", 2}});
    EXPECT_EQ(mean(simulate(bind(SpecBuilder("x = e").event(event, "e")), quarters(2025, 1), frozen, 8).series.at("x")[0]), 1.5);
}

TEST(CompileEvents, AScenarioReplacesTheEvent) {
    EventSpec event = happening(0.1);
    Assumptions forced;
    EventSpec certain = happening(1.0);
    certain.id = "e";
    certain.severity = 2.0;
    forced.events["e"] = certain;
    const Simulated r = simulate(bind(SpecBuilder("x = e").event(event, "e")), quarters(2025, 1), forced, 100);
    EXPECT_EQ(mean(r.series.at("x")[3]), 2);
}

TEST(CompileEvents, AComputedProbabilityOutside01FailsThePath) {
    EventSpec event = happening(expression_of("z"));
    const Model model = bind(SpecBuilder("x = occurs(e)").event(event, "e").shock("z", law_of("uniform", {{"min", -0.5}, {"max", 1.5}})));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1000);
    for (std::size_t k = 0; k < 1000; ++k) {
        std::size_t first = 4;
        for (std::size_t t = 4; t-- > 0;) {
            const double z = r.series.at("z")[t][k];
            if (z < 0 || z > 1) first = t;
        }
        ASSERT_EQ(r.failures[k] == 0, first == 4) << k;
        if (first < 4) {
            ASSERT_EQ(r.checks[r.failures[k] - 1].period, first);
            ASSERT_EQ(r.checks[r.failures[k] - 1].what, "probability of e");
        }
    }
}

TEST(CompileEvents, AnOverflowFailsThePathInTheEquationAndPeriod) {
    const Model model = bind(SpecBuilder("x = exp(700 * w)\ny = x * x").shock("w", law_of("uniform", {{"min", 0}, {"max", 1}})));
    const Simulated r = simulate(model, quarters(2025, 1), {}, 1000);
    for (std::size_t k = 0; k < 1000; ++k) {
        std::size_t first = 4;
        for (std::size_t t = 4; t-- > 0;) {
            if (!std::isfinite(r.series.at("y")[t][k])) first = t;
        }
        ASSERT_EQ(r.failures[k] == 0, first == 4);
        if (first == 4) continue;
        ASSERT_EQ(r.checks[r.failures[k] - 1].what, "y");
        ASSERT_EQ(r.checks[r.failures[k] - 1].period, first);
    }
}

}  // namespace
}  // namespace yuce::models::testing
