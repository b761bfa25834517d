// Sweeps: which scenarios they make and what they are called.

#include "tests/scenarios/small_batch.hpp"

namespace yuce::testing {
namespace {

using Ids = std::vector<std::string>;

double tariff_of(const scenarios::RunPlan& plan, std::size_t s) {
    return plan.scenarios.at(s).assumptions.exogenous.at("tariff").values.back();
}

TEST(Sweep, FollowsTheScenarioItVariesAndNamesNumbersAsWritten) {
    const SmallBatch at;
    at.scenario("");
    at.batch(
        "scenarios = [\"baseline.toml\", \"other.toml\"]\n[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [0, 10.0, 2e1, "
        "1_000]\non = [\"baseline\"]\n");
    const auto plan = at.load();
    EXPECT_EQ(scenario_ids(plan), (Ids{"baseline", "baseline+tariff=0", "baseline+tariff=10.0", "baseline+tariff=2e1",
                                       "baseline+tariff=1_000", "other"}));
    EXPECT_EQ(tariff_of(plan, 1), 0);
    EXPECT_EQ(tariff_of(plan, 2), 10);
    EXPECT_EQ(tariff_of(plan, 3), 20);
    EXPECT_EQ(tariff_of(plan, 4), 1000);
    EXPECT_EQ(plan.scenarios[2].item.name.en, "baseline, Tariff = 10.0");
    EXPECT_EQ(plan.scenarios[2].item.name.zh, "baseline，关税 = 10.0");
}

TEST(Sweep, VariesEveryScenarioByDefault) {
    const SmallBatch at;
    at.batch("[[sweep]]\nof = \"shocks.world.shift\"\nvalues = [-0.5]\n");
    EXPECT_EQ(scenario_ids(at.load()), (Ids{"baseline", "baseline+world.shift=-0.5"}));
    at.scenario("");
    at.batch("scenarios = [\"baseline.toml\", \"other.toml\"]\n[[sweep]]\nof = \"events.heat.probability\"\nvalues = [0.5]\n");
    EXPECT_EQ(scenario_ids(at.load()), (Ids{"baseline", "baseline+heat.probability=0.5", "other", "other+heat.probability=0.5"}));
}

TEST(Sweep, SeveralTablesGiveEveryCombination) {
    const SmallBatch at;
    at.batch(
        "[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [1, 2]\n[[sweep]]\nof = \"parameters.rho\"\nvalues = [0.1, 0.2, 0.3]\n");
    const auto plan = at.load();
    EXPECT_EQ(scenario_ids(plan),
              (Ids{"baseline", "baseline+tariff=1+rho=0.1", "baseline+tariff=1+rho=0.2", "baseline+tariff=1+rho=0.3",
                   "baseline+tariff=2+rho=0.1", "baseline+tariff=2+rho=0.2", "baseline+tariff=2+rho=0.3"}));
    EXPECT_EQ(tariff_of(plan, 5), 2);
    EXPECT_EQ(std::get<double>(plan.scenarios[5].assumptions.parameters.at("rho")), 0.2);
}

TEST(Sweep, ComesAfterTheScenarioAndBeforeSet) {
    const SmallBatch at;
    at.scenario("exogenous.tariff = { shift = 3 }\nparameters.rho = 0.9\n");
    at.batch(
        "scenarios = [\"other.toml\"]\n[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [11]\n[[sweep]]\nof = "
        "\"parameters.rho\"\nvalues = [0.1]\n");
    scenarios::Overrides overrides;
    overrides.settings = {"parameters.rho=0.7"};
    const auto plan = at.load(overrides);
    EXPECT_EQ(tariff_of(plan, 1), 11);
    EXPECT_EQ(std::get<double>(plan.scenarios[1].assumptions.parameters.at("rho")), 0.7);
}

TEST(ScenarioOption, KeepsThoseNamedAndTheReference) {
    const SmallBatch at;
    at.scenario("");
    at.batch("scenarios = [\"other.toml\", \"baseline.toml\"]\n[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [1, 2]\n");
    scenarios::Overrides overrides;
    overrides.scenarios = {"other+tariff=2"};
    const auto plan = at.load(overrides);
    EXPECT_EQ(scenario_ids(plan), (Ids{"other+tariff=2", "baseline"}));
    EXPECT_EQ(plan.layout.reference, 1U);
}

TEST(Reference, IsTheNamedOneElseBaselineElseTheFirst) {
    const SmallBatch at;
    at.scenario("");
    at.batch("scenarios = [\"other.toml\", \"baseline.toml\"]\n");
    EXPECT_EQ(at.load().layout.reference, 1U);
    at.batch("reference = \"other\"\nscenarios = [\"baseline.toml\", \"other.toml\"]\n");
    EXPECT_EQ(at.load().layout.reference, 1U);
    at.batch("scenarios = [\"other.toml\"]\n");
    EXPECT_EQ(at.load().layout.reference, 0U);
}

TEST(Sweep, OfAThousandScenariosIsLoaded) {
    const SmallBatch at;
    std::string values;
    for (int k = 0; k < 1000; ++k) values += (k > 0 ? ", " : "") + std::to_string(k);
    at.batch("[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [" + values + "]\n");
    const auto plan = at.load();
    ASSERT_EQ(plan.scenarios.size(), 1001U);
    EXPECT_EQ(plan.scenarios.back().item.id, "baseline+tariff=999");
    EXPECT_EQ(plan.layout.scenarios.size(), 1001U);
}

}  // namespace
}  // namespace yuce::testing
