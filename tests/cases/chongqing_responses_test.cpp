// What one shock, instrument or event does to the year: sign and size of every response, events off otherwise, paired paths.

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>

#include "tests/cases/chongqing_experiments.hpp"

namespace yuce::testing {
namespace {

constexpr std::size_t paths = 4000;

const std::array<const char*, 10> columns{
    "gdp_growth",          "industry_va_above_scale_growth", "construction_va_growth", "services_va_growth",       "retail_sales_growth",
    "fai_growth",          "trade_total_growth",             "cpi_change",             "unemployment_rate_survey", "energy_intensity_change"};

using Row = std::array<std::optional<double>, 10>;
struct Response {
    const char* name;
    Experiment experiment;
    Row expected;  // in the order of `columns`; empty: not stated
};

Experiment quiet() { return Experiment().no_events(); }
Experiment happens(const char* event) { return quiet().probability(event, 1); }

// The published table of responses. Where one printed cell stands for two or three experiments (energy under tariffs of 50
// with exemption and of 100, services and retail in an extreme drought), each has its own figure of the same calculation.
std::vector<Response> responses() {
    const std::optional<double> none;
    return {
        {"world demand -2", quiet().shift("world_shock", 0, -2), {-0.16, -0.36, -0.06, -0.16, -0.24, -0.23, -1.09, -0.01, 0.01, 0.02}},
        {"national demand -1", quiet().shift("national_shock", 0, -1), {-0.29, -0.41, -0.12, -0.34, -0.59, -0.42, -0.13, -0.02, 0.03, 0.10}},
        {"yuan -5 percent", quiet().shift("yuan_shock", 0, 5), {0.05, 0.20, 0.0, 0.02, 0.04, 0.06, 1.10, 0.08, 0.0, 0.0}},
        {"PPI +3", quiet().shift("ppi_shock", 0, 3), {0.0, 0.0, 0.0, 0.0, 0.07, 0.0, 0.23, 0.07, 0.0, 0.0}},
        {"food +10", quiet().shift("food_shock", 0, 10), {0.0, 0.0, 0.0, 0.0, 0.39, 0.0, 0.0, 0.91, 0.0, 0.0}},
        {"house sales -10", quiet().shift("house_sales_shock", 0, -10), {-0.15, -0.03, -0.33, -0.19, -0.27, -0.33, 0.0, 0.0, 0.02, 0.10}},
        {"infrastructure +10 all year", quiet().set("infrastructure", {4.5, 4.5, 4.5, 4.5}),
         {0.29, 0.16, 2.40, 0.05, 0.02, 2.17, 0.0, 0.01, -0.02, -0.21}},
        {"trade-in +50", quiet().set("trade_in", {140, 140, 140, 140}), {0.08, 0.19, 0.0, 0.08, 0.55, 0.0, 0.0, 0.0, -0.01, 0.0}},
        {"tariff 20 from Q2", quiet().set("tariff", {0, 20, 20, 20}), {-0.13, -0.35, none, none, -0.12, none, -2.0, 0.0, 0.01, 0.0}},
        {"tariff 50 from Q2", quiet().set("tariff", {0, 50, 50, 50}), {-0.29, -0.72, none, none, -0.31, none, -3.8, 0.0, 0.02, 0.0}},
        {"tariff 100 from Q2", quiet().set("tariff", {0, 100, 100, 100}), {-0.49, -1.12, none, none, -0.61, none, -5.2, 0.0, 0.03, 0.06}},
        {"tariff 50, laptops exempt", happens("exemption").set("tariff", {0, 50, 50, 50}),
         {-0.23, -0.52, -0.07, -0.22, -0.31, -0.32, -2.1, 0.0, 0.02, 0.03}},
        {"rationing of 5", happens("rationing").severity("rationing", 5), {-0.30, -1.24, 0.0, -0.11, -0.02, 0.0, 0.0, 0.0, 0.02, -0.30}},
        {"drought", happens("drought"), {-0.07, 0.0, -0.06, 0.0, 0.10, 0.0, 0.0, 0.36, 0.0, 0.2}},
        {"extreme drought", happens("extreme_drought"), {-0.33, 0.0, -0.06, -0.02, 0.17, 0.0, 0.0, 0.58, 0.0, 0.4}},
        {"property second leg", happens("property_downturn"), {-0.28, -0.10, -1.49, -0.20, -0.26, -1.57, 0.0, 0.0, 0.02, 0.20}},
        {"stimulus from Q3", happens("stimulus").only_in_quarter("stimulus", 3), {0.20, 0.17, 0.68, 0.17, 0.37, 0.73, 0.05, 0.0, -0.01, -0.11}},
        {"car model fails", happens("car_bust"), {-0.39, -1.73, 0.0, -0.09, -0.02, 0.0, 0.0, 0.0, 0.03, -0.19}},
        {"local-debt stress", happens("debt_stress"), {-0.38, -0.20, -3.26, -0.06, 0.0, -3.07, 0.0, 0.0, 0.02, 0.28}},
        {"epidemic quarter", happens("epidemic"), {-1.65, -1.21, -0.1, -2.46, -3.60, -0.38, -0.13, -0.05, 0.15, 0.87}},
    };
}

// Sign equal and size within a factor 1.5; below 0.05 the sign only; a printed 0 within 0.02.
bool agrees(double found, double expected) {
    if (expected == 0) return std::abs(found) <= 0.02;
    if (found * expected <= 0) return false;
    return std::abs(expected) < 0.05 || (found / expected >= 1 / 1.5 && found / expected <= 1.5);
}

TEST(ChongqingResponses, HaveTheirPublishedSignsAndSizes) {
    const PathValues reference = quiet().run(paths);
    for (const Response& response : responses()) {
        const PathValues changed = response.experiment.run(paths);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (!response.expected[c]) continue;
            const double found = mean_difference(changed, reference, columns[c]);
            EXPECT_TRUE(agrees(found, *response.expected[c]))
                << response.name << ": " << columns[c] << " moves by " << found << ", published " << *response.expected[c];
        }
    }
}

TEST(ChongqingResponses, DroughtsCostGrain) {
    const PathValues reference = quiet().run(paths);
    EXPECT_TRUE(agrees(mean_difference(happens("drought").run(paths), reference, "grain_output"), -38));
    EXPECT_TRUE(agrees(mean_difference(happens("extreme_drought").run(paths), reference, "grain_output"), -221));
}

TEST(ChongqingResponses, RationingFallsInTheThirdQuarter) {
    const PathValues reference = quiet().run(paths), rationed = happens("rationing").severity("rationing", 5).run(paths);
    const auto& before = reference.variables.at("growth_quarter");
    const auto& after = rationed.variables.at("growth_quarter");
    for (std::size_t t = 0; t < 2; ++t) EXPECT_EQ(mean_of(after[t]), mean_of(before[t]));
    EXPECT_TRUE(agrees(mean_of(after[2]) - mean_of(before[2]), -1.19));
}

// Twice a small push moves each figure twice as far, within 2 percent.
void expect_doubles(const std::string& what, const PathValues& reference, const PathValues& once, const PathValues& twice) {
    for (const char* id : {"gdp_growth", "retail_sales_growth", "fai_growth", "trade_total_growth", "cpi_change", "energy_intensity_change"}) {
        const double one = mean_difference(once, reference, id), two = mean_difference(twice, reference, id);
        EXPECT_NEAR(two, 2 * one, 0.02 * std::abs(2 * one) + 1e-9) << what << " on " << id;
    }
}

TEST(ChongqingResponses, AreLinearInSmallShocks) {
    const PathValues reference = quiet().run(paths);
    for (const std::string& shock : structural_shocks()) {
        expect_doubles(shock, reference, quiet().shift(shock, 0, -0.2).run(paths), quiet().shift(shock, 0, -0.4).run(paths));
    }
}

TEST(ChongqingResponses, AreLinearInSmallInstruments) {
    const PathValues reference = quiet().run(paths);
    for (const char* id : {"infrastructure", "technology", "property", "tourism", "clean"}) {
        const auto by = [&](double size) { return quiet().set(id, std::vector<double>(4, size)).run(paths); };
        expect_doubles(id, reference, by(0.25), by(0.5));
    }
    const auto trade_in = [&](double quota) { return quiet().set("trade_in", std::vector<double>(4, quota)).run(paths); };
    expect_doubles("trade_in", reference, trade_in(95), trade_in(100));
}

TEST(ChongqingResponses, TariffsBiteLessTheHigherTheyAre) {
    const PathValues reference = quiet().run(paths);
    const auto growth = [&](double tariff) {
        return mean_difference(quiet().set("tariff", {0, tariff, tariff, tariff}).run(paths), reference, "trade_total_growth");
    };
    EXPECT_LT(growth(50), growth(25));
    EXPECT_GT(growth(50), 2 * growth(25));
}

}  // namespace
}  // namespace yuce::testing
