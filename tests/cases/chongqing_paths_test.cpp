// Statements about the Chongqing model that hold path by path or on average over events.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/cases/chongqing_experiments.hpp"

namespace yuce::testing {
namespace {

// Shocks and noise at scale 0, errors that stand all year at 0, parameters at their medians, no event.
Experiment calm() {
    Experiment experiment = Experiment().no_events().freeze("parameters");
    const models::ModelSpec& spec = chongqing().model.spec();
    for (const models::ShockSpec& shock : spec.shocks) experiment.scale(shock.id, 0);
    for (const models::ParameterSpec& parameter : spec.parameters) {
        if (parameter.group == "persistent") experiment.parameter(parameter.id, 0);
    }
    return experiment;
}

const std::vector<std::pair<const char*, const char*>>& series_with_baselines() {
    static const std::vector<std::pair<const char*, const char*>> series{
        {"primary", "base_primary"}, {"industry", "base_industry"}, {"construction", "base_construction"}, {"services", "base_services"},
        {"above_scale_industry", "base_above_scale"}, {"autos", "base_autos"}, {"electronics", "base_electronics"},
        {"other_industry", "base_other_industry"}, {"commerce", "base_commerce"}, {"transport", "base_transport"},
        {"finance", "base_finance"}, {"real_estate", "base_real_estate"}, {"producer_services", "base_producer_services"},
        {"public_services", "base_public_services"}, {"industrial_fai", "base_industrial_fai"},
        {"infrastructure_fai", "base_infrastructure_fai"}, {"real_estate_fai", "base_real_estate_fai"}, {"other_fai", "base_other_fai"},
        {"exports_electronics", "base_exports_electronics"}, {"exports_vehicles", "base_exports_vehicles"},
        {"exports_other", "base_exports_other"}, {"imports", "base_imports"}, {"retail", "base_retail"},
        {"tourism_spending", "base_tourism"}, {"income", "base_income"}, {"unemployment", "base_unemployment"},
        {"food_cpi", "base_food"}, {"core_cpi", "base_core"}, {"ppi", "base_ppi"}, {"revenue", "base_revenue"}, {"energy", "base_energy"}};
    return series;
}

TEST(ChongqingPaths, WithoutSurprisesEverySeriesIsItsBaselineExactly) {
    const PathValues values = calm().run(64);
    for (const auto& [series, baseline] : series_with_baselines()) {
        for (std::size_t t = 0; t < 4; ++t) {
            for (std::size_t k = 0; k < values.paths; ++k) {
                ASSERT_EQ(values.variables.at(series)[t][k], values.variables.at(baseline)[t][k]) << series << " quarter " << t << " path " << k;
            }
        }
    }
    for (const auto& gaps : values.variables.at("gdp_gap")) {
        for (const double gap : gaps) ASSERT_EQ(gap, 0);
    }
}

// The largest and smallest difference in growth that an assumption makes on any path; authorities do not respond in either run.
struct Range {
    double least, most;
};
Experiment passive() { return Experiment().probability("stimulus", 0).probability("tradein_topup", 0); }

Range growth_difference(const Experiment& changed, const Experiment& reference) {
    constexpr std::size_t paths = 20000;
    const PathValues with = changed.run(paths), without = reference.run(paths);
    const auto& a = with.indicators.at("gdp_growth")[0];
    const auto& b = without.indicators.at("gdp_growth")[0];
    Range range{1e300, -1e300};
    for (std::size_t k = 0; k < paths; ++k) {
        range.least = std::min(range.least, a[k] - b[k]);
        range.most = std::max(range.most, a[k] - b[k]);
    }
    return range;
}

TEST(ChongqingPaths, BadEventsRaiseGrowthOnNoPath) {
    for (const char* event : {"us_tariff", "drought", "extreme_drought", "rationing", "property_downturn", "debt_stress", "epidemic", "crisis"}) {
        const Range range = growth_difference(passive().probability(event, 1), passive().probability(event, 0));
        EXPECT_LE(range.most, 0) << event;
        EXPECT_LT(range.least, 0) << event;
    }
}

TEST(ChongqingPaths, NoTariffAtAnyRateRaisesGrowthOnAnyPath) {
    for (const double rate : {5.0, 20.0, 50.0, 100.0, 150.0}) {
        EXPECT_LT(growth_difference(passive().set("tariff", {0, rate, rate, rate}), passive()).most, 0) << rate;
    }
}

TEST(ChongqingPaths, APropertyShockRaisesGrowthOnNoPath) {
    EXPECT_LT(growth_difference(passive().shift("house_sales_shock", 0, -10), passive()).most, 0);
}

TEST(ChongqingPaths, StimulusLowersGrowthOnNoPath) {
    const Range range = growth_difference(passive().probability("stimulus", 1), passive());
    EXPECT_GT(range.least, 0);
}

// Mean over paths of (share x forced + (1 - share) x suppressed - random), in its own standard errors.
double decomposition_error(const std::vector<std::pair<double, const PathValues*>>& parts, const PathValues& random, const std::string& id) {
    const auto& base = random.indicators.at(id)[0];
    double sum = 0, squares = 0;
    for (std::size_t k = 0; k < base.size(); ++k) {
        double difference = -base[k];
        for (const auto& [weight, values] : parts) difference += weight * values->indicators.at(id)[0][k];
        sum += difference;
        squares += difference * difference;
    }
    const auto n = static_cast<double>(base.size());
    const double mean = sum / n, variance = squares / n - mean * mean;
    if (std::abs(mean) < 1e-12 * std::abs(mean_of(base))) return 0;  // the event does not touch the figure: rounding only
    return mean / std::sqrt(variance / n);
}

double share_with(const PathValues& values, const std::string& event, std::size_t first, std::size_t last) {
    double count = 0;
    for (std::size_t k = 0; k < values.paths; ++k) {
        bool stands = false;
        for (std::size_t t = first; t <= last; ++t) stands = stands || values.variables.at(event)[t][k] != 0;
        count += stands ? 1 : 0;
    }
    return count / static_cast<double>(values.paths);
}

constexpr std::size_t many_paths = 50000;

const PathValues& random_run() {
    static const PathValues values = Experiment().run(many_paths);
    return values;
}

TEST(ChongqingEvents, ForcedAndSuppressedMeansMakeUpTheMean) {
    for (const models::EventSpec& event : chongqing().model.spec().events) {
        const double* probability = std::get_if<double>(&event.probability);
        if (probability == nullptr) continue;
        const PathValues forced = Experiment().probability(event.id, 1).run(many_paths);
        const PathValues suppressed = Experiment().probability(event.id, 0).run(many_paths);
        for (const char* id : {"gdp_growth", "cpi_change", "grain_output", "trade_total_growth"}) {
            const double error = decomposition_error({{*probability, &forced}, {1 - *probability, &suppressed}}, random_run(), id);
            EXPECT_LT(std::abs(error), 4) << event.id << " on " << id;
        }
    }
}

// Rationing and a top-up answer to what came before: their share is that of the paths, and their effect does not depend on it.
TEST(ChongqingEvents, EventsThatAnswerMakeUpTheMeanWithTheirShareOfPaths) {
    for (const char* event : {"rationing", "tradein_topup"}) {
        const PathValues forced = Experiment().probability(event, 1).run(many_paths);
        const PathValues suppressed = Experiment().probability(event, 0).run(many_paths);
        const double share = share_with(random_run(), event, 2, 2);
        EXPECT_LT(std::abs(decomposition_error({{share, &forced}, {1 - share, &suppressed}}, random_run(), "gdp_growth")), 4) << event;
    }
}

// Stimulus answers in the third quarter only, so each start has its own share.
TEST(ChongqingEvents, StimulusMakesUpTheMeanByItsStart) {
    const PathValues second = Experiment().probability("stimulus", 1).only_in_quarter("stimulus", 2).run(many_paths);
    const PathValues third = Experiment().probability("stimulus", 1).only_in_quarter("stimulus", 3).run(many_paths);
    const PathValues suppressed = Experiment().probability("stimulus", 0).run(many_paths);
    const double early = share_with(random_run(), "stimulus", 1, 1), any = share_with(random_run(), "stimulus", 1, 3);
    const double error = decomposition_error({{early, &second}, {any - early, &third}, {1 - any, &suppressed}}, random_run(), "gdp_growth");
    EXPECT_LT(std::abs(error), 4);
}

}  // namespace
}  // namespace yuce::testing
