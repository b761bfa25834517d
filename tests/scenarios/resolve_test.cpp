// What a scenario does to the model's assumptions: values, lists, bounds, inheritance, order of application.

#include "tests/scenarios/small_batch.hpp"

namespace yuce::testing {
namespace {

using Values = std::vector<double>;

// The path of the exogenous over the horizon in the scenario "other".
Values tariff(const SmallBatch& at, const scenarios::Overrides& overrides = {}) {
    const auto plan = at.load(overrides);
    const auto& path = plan.scenarios.at(1).assumptions.exogenous.at("tariff");
    const auto begin = path.values.begin() + (plan.horizon.first - path.first);
    return {begin, begin + plan.horizon.count};
}
models::ShockAdjustment world(const SmallBatch& at, const scenarios::Overrides& overrides = {}) {
    return at.load(overrides).scenarios.at(1).assumptions.shocks.at("world");
}

TEST(Exogenous, ANumberStandsInEveryPeriod) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = 20\n");
    EXPECT_EQ(tariff(at), Values(8, 20.0));
}

TEST(Exogenous, AListBeginsAtTheFirstPeriodAndThenTheModelStands) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = [20, 30]\n");
    EXPECT_EQ(tariff(at), (Values{20, 30, 3, 4, 5, 6, 7, 8}));
}

TEST(Exogenous, ValueTimesScalePlusShiftFromTo) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = { value = 10, scale = 2, shift = 1, from = \"2025Q2\", to = \"2025Q4\" }\n");
    EXPECT_EQ(tariff(at), (Values{1, 21, 21, 21, 5, 6, 7, 8}));
}

TEST(Exogenous, ShiftAndScaleActOnTheModelsPath) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = { scale = [10, 100], shift = 0.5, from = \"2025Q3\" }\n");
    EXPECT_EQ(tariff(at), (Values{1, 2, 30.5, 400.5, 5.5, 6.5, 7.5, 8.5}));
}

TEST(Exogenous, OnlyThoseChangedAreListed) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = 20\n");
    const auto plan = at.load();
    EXPECT_TRUE(plan.scenarios[0].assumptions.exogenous.empty());
    EXPECT_EQ(plan.scenarios[1].assumptions.exogenous.count("rain"), 0U);
}

TEST(Shocks, ShiftAndScaleListsBeginAtFrom) {
    const SmallBatch at;
    at.scenario("[shocks]\nworld = { shift = [-0.5, -0.2], scale = 1.2, from = \"2025Q2\", to = \"2025Q4\" }\n");
    EXPECT_EQ(world(at).shift, (Values{0, -0.5, -0.2, 0, 0, 0, 0, 0}));
    EXPECT_EQ(world(at).scale, (Values{1, 1.2, 1.2, 1.2, 1, 1, 1, 1}));
}

TEST(Star, MeansAllOfAKindAndComesBeforeNames) {
    const SmallBatch at;
    at.scenario(
        "[events]\nheat = { severity = 2 }\n\"*\" = { probability = 0, severity = 1 }\n[shocks]\ncost = { scale = 3 }\n\"*\" = { "
        "scale = 2 }\n");
    const auto assumptions = at.load().scenarios.at(1).assumptions;
    EXPECT_EQ(std::get<double>(assumptions.events.at("heat").probability), 0);
    EXPECT_EQ(std::get<double>(assumptions.events.at("heat").severity), 2);
    EXPECT_EQ(std::get<double>(assumptions.events.at("storm").severity), 1);
    EXPECT_EQ(assumptions.shocks.at("world").scale.front(), 2);
    EXPECT_EQ(assumptions.shocks.at("cost").scale.front(), 3);
}

TEST(Events, KeysLeftOutKeepTheModels) {
    const SmallBatch at;
    at.scenario("events.heat = { probability = 1 }\n");
    const auto heat = at.load().scenarios.at(1).assumptions.events.at("heat");
    EXPECT_EQ(std::get<double>(heat.probability), 1);
    EXPECT_EQ(std::get<double>(heat.severity), 0.5);
    EXPECT_EQ(heat.lasts.periods, 2);
    ASSERT_TRUE(heat.periods.has_value());
    EXPECT_EQ(heat.periods->at(0).part, 3);
}

TEST(Parameters, TakeNumbersExpressionsAndDistributions) {
    const SmallBatch at;
    at.scenario("[parameters]\nrho = 0.4\ntrend = \"5.4 * rho\"\nslope = { distribution = \"uniform\", min = 0, max = 1 }\n");
    const auto assumptions = at.load().scenarios.at(1).assumptions;
    EXPECT_EQ(std::get<double>(assumptions.parameters.at("rho")), 0.4);
    EXPECT_EQ(std::get<models::ExpressionText>(assumptions.parameters.at("trend")).text, "5.4 * rho");
    EXPECT_EQ(std::get<engine::Law>(assumptions.parameters.at("slope")).kind, engine::LawKind::uniform);
}

class Inheritance : public ::testing::Test {
protected:
    void scenario(const std::string& id, const std::string& body) const {
        at.write(id + ".toml", "format = \"yuce-scenario/1\"\nid = \"" + id + "\"\n" + body);
    }
    SmallBatch at;
};

TEST_F(Inheritance, ReplacesEntriesWholeAndMergesEventsKeyByKey) {
    scenario("parent",
             "exogenous.tariff = { value = 50, from = \"2025Q2\" }\nshocks.world = { shift = 1, scale = 2 }\nevents.heat = { "
             "probability = 1, severity = 3 }\n");
    at.scenario(
        "extends = \"parent\"\nexogenous.tariff = { shift = 1 }\nshocks.world = { scale = 5 }\nevents.heat = { severity = 4 }\n");
    at.batch("scenarios = [\"parent.toml\", \"other.toml\"]\n");
    EXPECT_EQ(tariff(at), (Values{2, 3, 4, 5, 6, 7, 8, 9}));
    EXPECT_EQ(world(at).shift, Values(8, 0.0));
    EXPECT_EQ(world(at).scale, Values(8, 5.0));
    const auto heat = at.load().scenarios.at(1).assumptions.events.at("heat");
    EXPECT_EQ(std::get<double>(heat.probability), 1);
    EXPECT_EQ(std::get<double>(heat.severity), 4);
}

TEST_F(Inheritance, AppliesSeveralInOrder) {
    scenario("a", "exogenous.tariff = 10\nparameters.rho = 0.1\nfreeze = [\"noise\"]\n");
    scenario("b", "exogenous.tariff = 20\n");
    at.scenario("extends = [\"a\", \"b\"]\nfreeze = [\"cost\"]\n");
    at.batch("scenarios = [\"a.toml\", \"other.toml\", \"b.toml\"]\n");
    const auto assumptions = at.load().scenarios.at(1).assumptions;
    EXPECT_EQ(assumptions.exogenous.at("tariff").values.back(), 20);
    EXPECT_EQ(std::get<double>(assumptions.parameters.at("rho")), 0.1);
    EXPECT_EQ(assumptions.frozen, (std::set<std::string>{"noise", "cost"}));
}

TEST_F(Inheritance, AppliesACommonAncestorOnce) {
    scenario("root", "[events]\n\"*\" = { probability = 0 }\n");
    scenario("a", "extends = \"root\"\nevents.heat = { probability = 1 }\n");
    scenario("b", "extends = \"root\"\nexogenous.tariff = 20\n");
    at.scenario("extends = [\"a\", \"b\"]\n");
    at.batch("scenarios = [\"root.toml\", \"other.toml\", \"a.toml\", \"b.toml\"]\n");
    const auto assumptions = at.load().scenarios.at(1).assumptions;
    EXPECT_EQ(std::get<double>(assumptions.events.at("heat").probability), 1);
    EXPECT_EQ(std::get<double>(assumptions.events.at("storm").probability), 0);
    EXPECT_EQ(assumptions.exogenous.at("tariff").values.back(), 20);
}

TEST(Settings, ComeLastAndChangeOneKey) {
    const SmallBatch at;
    at.scenario(
        "exogenous.tariff = { shift = 5 }\nshocks.world = { shift = 1, scale = 2, from = \"2026Q1\" }\nevents.heat = { severity "
        "= 3 }\n");
    scenarios::Overrides overrides;
    overrides.settings = {"exogenous.tariff=20", "shocks.world.shift=+0.5", "events.heat.probability=1", "parameters.rho=-1e-1"};
    overrides.freezes = {"judgement"};
    EXPECT_EQ(tariff(at, overrides), Values(8, 20.0));
    EXPECT_EQ(world(at, overrides).shift, (Values{0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5}));
    EXPECT_EQ(world(at, overrides).scale, (Values{1, 1, 1, 1, 2, 2, 2, 2}));
    const auto plan = at.load(overrides);
    for (const auto& scenario : plan.scenarios) {
        EXPECT_EQ(std::get<double>(scenario.assumptions.parameters.at("rho")), -0.1);
        EXPECT_EQ(scenario.assumptions.frozen.count("judgement"), 1U);
    }
    const auto heat = plan.scenarios.at(1).assumptions.events.at("heat");
    EXPECT_EQ(std::get<double>(heat.probability), 1);
    EXPECT_EQ(std::get<double>(heat.severity), 3);
    EXPECT_EQ(plan.provenance.overrides,
              "--set exogenous.tariff=20 --set shocks.world.shift=+0.5 --set events.heat.probability=1 --set "
              "parameters.rho=-1e-1 --freeze judgement");
}

TEST(Periods, AfterTheLastAreWarningsAndEndThere) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = { value = 20, from = \"2025Q3\", to = \"2026Q4\" }\n", "2025Q4");
    EXPECT_EQ(tariff(at), (Values{1, 2, 20, 20}));
    EXPECT_TRUE(contains(at.load().warnings, "2026Q4 lies after the batch's last period, 2025Q4")) << at.load().warnings;
}

TEST(Periods, BeforeTheFirstAreErrors) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = { value = 20, from = \"2024Q4\" }\n");
    EXPECT_TRUE(contains(at.mistakes(), "2024Q4 lies before the batch's first period, 2025Q1")) << at.mistakes();
}

}  // namespace
}  // namespace yuce::testing
