#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

Model small_model() {
    SpecBuilder builder(
        "# the order of the file is not that of solving\n"
        "prices = 0.6 * prices[-1] + slope * demand + cost\n"
        "demand = rho * demand[-1] - tariff_cost * tariff + world - 0.3 * heat\n"
        "wages = 0.5 * costs + 1\n"
        "costs = 0.3 * wages + prices\n",
        "growth = mean(demand)\nlevel = level[-1] * (1 + growth / 100)\n");
    builder.parameter("rho", 0.5).parameter("slope", law_of("normal", {{"mean", 0.12}, {"sd", 0.03}}));
    builder.parameter("tariff_cost", expression_of("0.1 * slope")).exogenous("tariff", {0, 10, 20});
    builder.shock("world", law_of("student_t", {{"df", 5.0}, {"sd", 0.8}}), Per::period, "noise");
    builder.shock("cost", law_of("two_piece_normal", {{"mode", 0.0}, {"sd_low", 0.2}, {"sd_high", 0.4}}), Per::year);
    builder.correlate("rho", "rho", 0)
        .initial("demand", {5.7}, true)
        .initial("prices", {0.2}, true)
        .initial("level", {100}, true);
    builder.spec.correlations.clear();
    builder.spec.exogenous[0].minimum = 0;
    builder.spec.exogenous[0].maximum = 60;
    EventSpec heat;
    heat.probability = expression_of("if(demand[-1] > 5, 0.3, 0.1)");
    heat.periods = {{PeriodPattern{3, std::nullopt}}};
    heat.severity = law_of("pert", {{"min", 0.2}, {"mode", 0.5}, {"max", 2.0}});
    heat.lasts.periods = 2;
    heat.unit = "points";
    builder.event(heat, "heat");
    builder.spec.mixtures.push_back({{"world"}, "", 9, Per::path, {}});
    VariableSpec demand;
    demand.id = "demand";
    demand.name = {"Demand", "需求"};
    demand.unit = "percent";
    builder.spec.variables.push_back(demand);
    builder.spec.name = {"A small model", "小模型"};
    return bind(builder);
}

TEST(Explain, PrintsTheWholeModel) {
    EXPECT_EQ(explain(small_model()),
              "small: A small model, 小模型\n"
              "quarterly; 4 variables in 3 blocks (1 solved together), 2 indicators\n"
              "2 shocks, 1 event, 1 exogenous, 3 parameters\n"
              "\n"
              "Equations in solving order\n"
              "  demand = rho * demand[-1] - tariff_cost * tariff + world - 0.3 * heat\n"
              "      Demand, 需求 [percent]\n"
              "  prices = 0.6 * prices[-1] + slope * demand + cost\n"
              "  solved together (linear):\n"
              "    wages = 0.5 * costs + 1\n"
              "    costs = 0.3 * wages + prices\n"
              "\n"
              "Shocks\n"
              "  world: student_t, df 5, mean 0, sd 0.8; every period; group noise\n"
              "  cost: two_piece_normal, mode 0, sd_low 0.2, sd_high 0.4; once a year\n"
              "\n"
              "Mixtures\n"
              "  world: one chi-square with df 9, once a path\n"
              "\n"
              "Events\n"
              "  heat: probability if(demand[-1] > 5, 0.3, 0.1); in Q3; severity pert, min 0.2, mode 0.5, max 2,\n"
              "      shape 4; lasts 2 periods\n"
              "      [points]\n"
              "\n"
              "Exogenous\n"
              "  tariff: 0 10 20, then held; instrument from 0 to 60\n"
              "\n"
              "Parameters\n"
              "  rho: 0.5\n"
              "  slope: normal, mean 0.12, sd 0.03\n"
              "  tariff_cost: 0.1 * slope\n"
              "\n"
              "Before the first period, newest first\n"
              "  prices: 0.2\n"
              "  demand: 5.7\n"
              "  level: 100\n"
              "\n"
              "Groups\n"
              "  noise: world\n"
              "\n"
              "Indicators and what drives them, nearest first\n"
              "  growth = mean(demand)\n"
              "      driven by demand, rho, tariff_cost, tariff, world, heat, slope\n"
              "  level = level[-1] * (1 + growth / 100)\n"
              "      driven by growth, demand, rho, tariff_cost, tariff, world, heat, slope\n");
}

TEST(Explain, PrintsOneIndicatorAndWhatReachesItStepByStep) {
    EXPECT_EQ(explain(small_model(), "growth"),
              "growth = mean(demand)\n"
              "\n"
              "Used directly\n"
              "  demand = rho * demand[-1] - tariff_cost * tariff + world - 0.3 * heat\n"
              "      Demand, 需求 [percent]\n"
              "\n"
              "2 steps away\n"
              "  rho, parameter: 0.5\n"
              "  tariff_cost, parameter: 0.1 * slope\n"
              "  tariff, exogenous: 0 10 20, then held; instrument from 0 to 60\n"
              "  world, shock: student_t, df 5, mean 0, sd 0.8; every period; group noise\n"
              "  heat, event: probability if(demand[-1] > 5, 0.3, 0.1); in Q3; severity pert, min 0.2, mode 0.5,\n"
              "      max 2, shape 4; lasts 2 periods\n"
              "      [points]\n"
              "\n"
              "3 steps away\n"
              "  slope, parameter: normal, mean 0.12, sd 0.03\n");
}

TEST(Explain, PrintsAVariableWhereNoIndicatorBearsTheName) {
    EXPECT_EQ(explain(small_model(), "wages").substr(0, 23), "wages = 0.5 * costs + 1");
    EXPECT_EQ(explain(small_model(), "nothing"), "");
}

TEST(Explain, KeepsLinesWithinAHundredColumns) {
    std::string sum = "0";
    SpecBuilder builder("total = 0");
    for (int k = 0; k < 60; ++k) {
        builder.parameter("parameter_" + std::to_string(k), 1.0);
        sum += " + parameter_" + std::to_string(k);
    }
    builder.spec.equations = expression_of("total = " + sum);
    const std::string text = explain(bind(builder));
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
        end = text.find('\n', begin);
        EXPECT_LE(end - begin, 100U) << text.substr(begin, end - begin);
    }
    EXPECT_NE(text.find("21 more\n"), std::string::npos) << text;
}

TEST(Model, NamesWhatAVariableOrIndicatorUses) {
    const Model model = small_model();
    EXPECT_EQ(model.inputs_of("growth"), (std::vector<std::string>{"demand"}));
    EXPECT_EQ(model.inputs_of("prices"), (std::vector<std::string>{"prices", "slope", "demand", "cost"}));
    EXPECT_EQ(model.inputs_of("tariff_cost"), (std::vector<std::string>{"slope"}));
    EXPECT_EQ(model.inputs_of("heat"), (std::vector<std::string>{"demand"}));
    EXPECT_TRUE(model.inputs_of("nothing").empty());
}

TEST(Model, NamesDriversNearestFirst) {
    EXPECT_EQ(small_model().drivers_of("level"),
              (std::vector<std::string>{"growth", "demand", "rho", "tariff_cost", "tariff", "world", "heat", "slope"}));
}

}  // namespace
}  // namespace yuce::models::testing
