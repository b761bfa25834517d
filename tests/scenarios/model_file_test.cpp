#include "scenarios/model_file.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/model.hpp"
#include "tests/scenarios/model_files.hpp"

namespace yuce::scenarios {
namespace {

using testing::at;
using testing::head;
using testing::ReadModelFile;

TEST_F(ReadModelFile, ReadsTheModelOfTheFormatPage) {
    const ModelFile file = read(R"(format = "yuce-model/1"
id = "small"
name = { en = "A small quarterly model", zh = "季度小模型" }
frequency = "quarterly"
equations = '''
# One equation a variable.
demand  = rho * demand[-1] + (1 - rho) * trend - tariff_cost * tariff + world
prices  = 0.6 * prices[-1] + slope * demand + cost - 0.3 * heat
'''
annual = '''
growth    = mean(demand)
inflation = mean(prices)
level     = level[-1] * (1 + growth / 100) * (1 + inflation / 100)
'''
[parameters]
rho = 0.5
trend = { value = 5.4, assumption = true }
slope = { distribution = "normal", mean = 0.12, sd = 0.03 }
tariff_cost = { distribution = "triangular", min = 0.01, mode = 0.02, max = 0.05 }
[exogenous]
tariff = 0
[shocks]
world = { distribution = "student_t", df = 5, sd = 0.8 }
cost  = { distribution = "two_piece_normal", mode = 0, sd_low = 0.2, sd_high = 0.4 }
[[correlations]]
between = ["world", "cost"]
value = 0.3
[events]
heat = { probability = 0.3, periods = ["Q3"], severity = { distribution = "pert", min = 0.2, mode = 0.5, max = 2 } }
[initial]
demand = 5.7
prices = "base.cpi_change"
level = "base.gdp_level"
[variables.demand]
name = { en = "Demand", zh = "需求" }
unit = "percent"
[indicators.growth]
name = { en = "GDP growth", zh = "地区生产总值增速" }
unit = "percent"
)");
    const models::ModelSpec& spec = file.spec;
    EXPECT_EQ(spec.id, "small");
    EXPECT_EQ(spec.name.zh, "季度小模型");
    EXPECT_EQ(spec.frequency, models::Frequency::quarterly);
    EXPECT_EQ(at(spec.equations.place), "6:1");
    EXPECT_EQ(at(spec.annual->place), "11:1");
    ASSERT_EQ(spec.parameters.size(), 4U);
    EXPECT_EQ(spec.parameters[1].id, "trend");
    EXPECT_TRUE(spec.parameters[1].assumption);
    EXPECT_EQ(std::get<engine::Law>(spec.parameters[3].value).kind, engine::LawKind::triangular);
    ASSERT_EQ(spec.shocks.size(), 2U);
    EXPECT_EQ(spec.shocks[0].law.numbers, std::vector<double>({5, 0, 0.8}));
    ASSERT_EQ(spec.correlations.size(), 1U);
    EXPECT_EQ(spec.correlations[0].b, "cost");
    EXPECT_FALSE(spec.correlations[0].from_file);
    EXPECT_EQ(std::get<double>(spec.events.at(0).probability), 0.3);
    ASSERT_EQ(spec.initial.size(), 3U);
    EXPECT_TRUE(spec.initial[0].single);
    EXPECT_EQ(std::get<models::ExpressionText>(spec.initial[1].values[0]).text, "base.cpi_change");
    EXPECT_EQ(spec.variables.at(0).name.zh, "需求");
    EXPECT_EQ(spec.indicators.at(0).unit, "percent");
    EXPECT_EQ(file.files.size(), 1U);
    Diagnostics diagnostics;
    EXPECT_TRUE(models::Model::bind(spec, nullptr, diagnostics)) << diagnostics.render();
}

TEST_F(ReadModelFile, TakesDottedKeysAndInlineTablesAtTheTop) {
    const ModelFile file =
        read("exogenous.tariff = 0\nexogenous.oil = [70, 75]\nshocks.world = { distribution = \"normal\", sd = 1 }\n" + head);
    EXPECT_EQ(file.spec.exogenous.size(), 2U);
    EXPECT_EQ(file.spec.exogenous[1].values, std::vector<double>({70, 75}));
    EXPECT_EQ(file.spec.shocks.at(0).id, "world");
}

TEST_F(ReadModelFile, ReadsEntriesWithGroupsAndWords) {
    const auto spec = read(head + R"([shocks.world]
distribution = "normal"
sd = 1
per = "year"
group = "noise"
unit = "percent"
source = "yearbook"
note = "n"
[[mixtures]]
shocks = ["world"]
df = 9
per = "year"
[[mixtures]]
group = "noise"
df = 5
)")
                          .spec;
    EXPECT_EQ(spec.shocks[0].per, models::Per::year);
    EXPECT_EQ(spec.shocks[0].group, "noise");
    EXPECT_EQ(spec.shocks[0].source, "yearbook");
    ASSERT_EQ(spec.mixtures.size(), 2U);
    EXPECT_EQ(spec.mixtures[0].per, models::Per::year);
    EXPECT_EQ(spec.mixtures[1].per, models::Per::path);
    EXPECT_EQ(spec.mixtures[1].group, "noise");
}

TEST_F(ReadModelFile, ReadsExogenousFromListsAndFiles) {
    folder_.write("models/data/oil.csv", "\xEF\xBB\xBFperiod,oil,fx\r\n2024Q3,70,7.1\r\n2024Q4,,7.2\r\n2025Q1,75,7.3\r\n");
    const ModelFile file = read(head + R"([exogenous]
tariff = { value = [1, 2], from = "2025Q2", after = "repeat", min = 0, max = 50, cost = 2 }
oil = { file = "data/oil.csv", column = "oil", after = "refuse" }
fx = { file = "data/oil.csv", column = "fx" }
rate = { value = 3, after = "refuse", unit = "percent" }
)");
    const auto& exogenous = file.spec.exogenous;
    ASSERT_EQ(exogenous.size(), 4U);
    EXPECT_EQ(exogenous[0].first, 8101);
    EXPECT_EQ(exogenous[0].after, models::AfterEnd::repeat);
    EXPECT_EQ(exogenous[0].maximum, 50);
    EXPECT_EQ(exogenous[0].cost, 2);
    EXPECT_EQ(exogenous[1].first, 8098);
    EXPECT_EQ(exogenous[1].after, models::AfterEnd::refuse);
    ASSERT_EQ(exogenous[1].values.size(), 3U);
    EXPECT_TRUE(std::isnan(exogenous[1].values[1]));
    EXPECT_EQ(exogenous[2].values[2], 7.3);
    EXPECT_EQ(exogenous[3].after, models::AfterEnd::hold);
    EXPECT_FALSE(exogenous[3].first);
    ASSERT_EQ(file.files.size(), 2U) << "each file once";
    EXPECT_EQ(file.files[1]->name, folder_.path("models/data/oil.csv"));
}

TEST_F(ReadModelFile, ReadsInitialValuesInEveryForm) {
    folder_.write("models/past.csv", "period,demand\n2024Q3,1\n2024Q4,2\n");
    folder_.write("models/years.csv", "year,level\n2023,100\n2024,105\n");
    const ModelFile file = read(R"(annual = '''
level = level[-1] + mean(demand)
'''
)" + head + R"([initial]
demand = { file = "past.csv", column = "demand" }
tariff = [3, "base.tariff", { value = 1, source = "s" }]
level = { file = "years.csv", column = "level" }
x = { value = "base.x", note = "n" }
[indicators.level]
initial = [104, 100]
)");
    const auto& initial = file.spec.initial;
    ASSERT_EQ(initial.size(), 4U);
    EXPECT_EQ(initial[0].newest, 8099);
    ASSERT_EQ(initial[0].values.size(), 2U);
    EXPECT_EQ(std::get<double>(initial[0].values[0]), 2);
    EXPECT_FALSE(initial[1].single);
    EXPECT_FALSE(initial[1].newest);
    EXPECT_EQ(std::get<double>(initial[1].values[2]), 1);
    EXPECT_EQ(initial[2].newest, 2024) << "indicators are yearly";
    EXPECT_EQ(std::get<double>(initial[2].values[0]), 105);
    EXPECT_EQ(std::get<models::ExpressionText>(initial[3].values[0]).text, "base.x");
    EXPECT_EQ(file.spec.indicators.at(0).initial->values.size(), 2U);
    EXPECT_EQ(file.files.size(), 3U);
}

TEST_F(ReadModelFile, ReadsCorrelationsFromAFile) {
    folder_.write("models/c.csv", ",world,cost,oil\noil,0.1,0,1\nworld,1,0.3,0.1\ncost,0.3,1,0\n");
    const auto spec = read(head + R"([shocks]
world = { distribution = "normal", sd = 1 }
cost = { distribution = "normal", sd = 1 }
oil = { distribution = "normal", sd = 1 }
[correlation]
file = "c.csv"
repair = "nearest"
[[correlations]]
between = ["cost", "world"]
value = -0.2
)")
                          .spec;
    EXPECT_EQ(spec.repair, models::Repair::nearest);
    ASSERT_EQ(spec.correlations.size(), 4U);
    EXPECT_EQ(spec.correlations[0].a, "world");
    EXPECT_EQ(spec.correlations[0].b, "cost");
    EXPECT_EQ(spec.correlations[0].value, 0.3);
    EXPECT_TRUE(spec.correlations[0].from_file);
    EXPECT_EQ(spec.correlations[1].value, 0.1);
    EXPECT_FALSE(spec.correlations[3].from_file);
    EXPECT_EQ(spec.correlations[3].value, -0.2);
}

}  // namespace
}  // namespace yuce::scenarios
