// Which names may stand where, and what is said of the others.

#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

EventSpec event_of(Scalar probability) {
    EventSpec event;
    event.probability = std::move(probability);
    return event;
}

// Every kind of entry once, all used; what is added to the equations, annual or probability is what a test is about.
SpecBuilder every_kind(const std::string& equations = {}, const std::string& annual = {},
                       const std::string& probability = "0.1") {
    SpecBuilder builder("demand = rho * demand[-1] + tariff + world + flood + climate + fixed\n" + equations,
                        "growth = mean(demand)\n" + annual);
    builder.parameter("rho", 0.5).exogenous("tariff", {0}).shock("world", normal_law());
    builder.shock("climate", normal_law(), Per::year).shock("fixed", normal_law(), Per::path);
    builder.event(event_of(expression_of(probability)), "flood").initial("demand", {1}, true);
    return builder;
}

std::string in_equations(const std::string& expression) { return mistakes_of(every_kind("x = " + expression)); }
std::string in_annual(const std::string& expression) { return mistakes_of(every_kind({}, "i = " + expression)); }
std::string in_probability(const std::string& expression) { return mistakes_of(every_kind({}, {}, expression)); }
std::string in_parameter(const std::string& expression) {
    return mistakes_of(every_kind("y = share").parameter("share", expression_of(expression)));
}
std::string in_initial(const std::string& expression) {
    SpecBuilder builder = every_kind("y = y[-1]");
    InitialSpec initial;
    initial.id = "y";
    initial.values.emplace_back(expression_of(expression));
    builder.spec.initial.push_back(initial);
    return mistakes_of(builder);
}

TEST(Bind, TakesEveryNameWhereItBelongs) {
    EXPECT_EQ(in_equations("demand + tariff[-1] + world[-4] + flood[-1] + quarter + month + year + period + occurs(flood[-1])"),
              "");
    EXPECT_EQ(in_equations("ytd(demand) + ytd_growth(tariff[-1])"), "");
    EXPECT_EQ(in_annual("growth[-1] + rho + base.gdp + year + climate + fixed"), "");
    EXPECT_EQ(in_annual("mean(rho * demand[-1] * quarter + world + flood + base.gdp) + sum(occurs(flood)) + last(ytd(demand))"),
              "");
    EXPECT_EQ(
        in_annual("wmean(demand, 1, rho, 2, year) + min(demand) + max(growth, min(tariff)) + growth(demand) + compound(demand)"),
        "");
    EXPECT_EQ(in_probability("if(demand[-1] < tariff + world, rho, 0.1) * normal_cdf(quarter) * (1 - occurs(flood[-1]))"), "");
    EXPECT_EQ(in_parameter("2 * rho"), "");
    EXPECT_EQ(in_initial("base.gdp * (1 + rho)"), "");
}

TEST(Bind, ReportsNamesThatDoNotExistWithTheNearest) {
    EXPECT_EQ(in_equations("tarif"), "2:5: unknown name 'tarif' (did you mean 'tariff'?)\n");
    EXPECT_EQ(in_equations("Demand"), "2:5: unknown name 'Demand' (did you mean 'demand'?)\n");
    EXPECT_EQ(in_equations("something_else"),
              "2:5: unknown name 'something_else' (give it an equation, or an entry under [parameters], [exogenous], [shocks] or "
              "[events])\n");
    EXPECT_EQ(in_equations("max"), "2:5: unknown name 'max' (as a function it is written max(a, b, ...))\n");
    EXPECT_EQ(in_annual("growht"), "2:5: unknown name 'growht' (did you mean 'growth'?)\n");
    EXPECT_EQ(in_equations("occurs(flod)"), "2:12: 'occurs' takes the name of an event (did you mean 'flood'?)\n");
    EXPECT_EQ(in_equations("occurs(demand)"), "2:12: 'occurs' takes the name of an event\n");
    EXPECT_EQ(in_equations("occurs(1)"), "2:12: 'occurs' takes the name of an event\n");
}

TEST(Bind, KeepsEquationsToValuesOfThePeriod) {
    EXPECT_EQ(in_equations("growth"),
              "2:5: 'growth' is an indicator, one value a year: it is calculated after the periods and stands only in annual\n");
    EXPECT_EQ(in_equations("base.gdp"), "2:5: figures of the baseline stand only in annual and under [initial]\n");
    EXPECT_EQ(in_equations("mean(demand)"), "2:5: 'mean' runs over the periods of a year and stands only in annual\n");
    EXPECT_EQ(
        in_equations("growth(demand)"),
        "2:5: 'growth' runs over the periods of a year and stands only in annual (in equations the sum of the year so far is "
        "ytd(x))\n");
    EXPECT_EQ(in_equations("rho[-1]"), "2:5: 'rho' is a parameter and has no lags\n");
    EXPECT_EQ(in_equations("quarter[-1]"), "2:5: 'quarter' is a calendar name and has no lags\n");
}

TEST(Bind, KeepsSeriesInsideAggregatorsOfAnnual) {
    const std::string series =
        " changes every quarter; in annual it stands only inside an aggregator: mean sum first last min max wmean "
        "compound growth (write for instance mean(";
    EXPECT_EQ(in_annual("demand"), "2:5: 'demand'" + series + "demand))\n");
    EXPECT_EQ(in_annual("max(1, tariff)"), "2:12: 'tariff'" + series + "tariff))\n");
    EXPECT_EQ(in_annual("world"), "2:5: 'world'" + series + "world))\n");
    EXPECT_EQ(in_annual("quarter"), "2:5: 'quarter'" + series + "quarter))\n");
    EXPECT_EQ(in_annual("wmean(demand, 1, 2, 3, tariff)"), "2:28: 'tariff'" + series + "tariff))\n");
    EXPECT_EQ(in_annual("climate[-1]"), "2:5: 'climate' is a shock: in annual, outside aggregators, only indicators have lags\n");
    EXPECT_EQ(in_annual("mean(growth)"),
              "2:10: 'growth' is an indicator, one value a year: inside an aggregator stands a series of the equations\n");
    EXPECT_EQ(
        in_annual("mean(max(demand, last(tariff)))"),
        "2:22: 'last' stands inside another aggregator: aggregators do not nest (give the inner one an indicator of its own)\n");
    EXPECT_EQ(in_annual("wmean(demand, 1, 2)"),
              "2:5: 'wmean' takes a series and 4 weights, one for each period of the year, not 2\n");
    EXPECT_EQ(in_annual("ytd(demand)"),
              "2:5: 'ytd' changes every quarter; in annual it stands only inside an aggregator (write last(ytd(...)))\n");
}

TEST(Bind, TakesAPlainNameAsTheIndicatorAndOneInAnAggregatorAsTheVariable) {
    const Model model = bind(every_kind("growth = demand", "level = growth + mean(growth)"));
    const Expression& level = model.bound().annual[1];
    EXPECT_EQ(level.arguments[0].symbol.kind, SymbolKind::indicator);
    EXPECT_EQ(level.arguments[1].function, Function::year_mean);
    EXPECT_EQ(level.arguments[1].arguments[0].symbol.kind, SymbolKind::variable);
}

TEST(Bind, TakesMinOfOneArgumentOverTheYearAndOfSeveralElementByElement) {
    const Model model = bind(every_kind({}, "i = min(demand)\nj = min(mean(demand), 2)\nk = mean(max(demand))"));
    EXPECT_EQ(model.bound().annual[1].function, Function::year_min);
    EXPECT_EQ(model.bound().annual[2].function, Function::min);
    EXPECT_EQ(model.bound().annual[3].arguments[0].function, Function::max);
}

TEST(Bind, KeepsProbabilitiesFromVariablesOfThePeriod) {
    EXPECT_EQ(
        in_probability("demand / 10"),
        "1:1: 'demand' is a variable of the same period, calculated only after the events: a probability takes its value of an "
        "earlier period (write demand[-1])\n");
    EXPECT_EQ(in_probability("0.5 * flood"),
              "1:5: the probability of event 'flood' depends on itself (use the period before: flood[-1])\n");
    EXPECT_EQ(in_probability("base.risk"), "1:1: figures of the baseline stand only in annual and under [initial]\n");
    EXPECT_EQ(in_probability("sum(tariff)"), "1:1: 'sum' runs over the periods of a year and stands only in annual\n");
    SpecBuilder two("y = a + b");
    two.event(event_of(expression_of("0.1 + occurs(b)")), "a").event(event_of(expression_of("if(a, 0.5, 0)")), "b");
    EXPECT_EQ(mistakes_of(two),
              "1:5: the probabilities of events 'a', 'b' depend on each other in a circle (use the period before: a[-1])\n");
}

TEST(Bind, KeepsParametersToParameters) {
    EXPECT_EQ(in_parameter("world"), "1:1: 'world' is a shock: a parameter is an expression of other parameters only\n");
    EXPECT_EQ(in_parameter("base.gdp"), "1:1: figures of the baseline stand only in annual and under [initial]\n");
    EXPECT_EQ(in_parameter("ytd(rho)"), "1:1: 'ytd' runs over periods and stands only in equations\n");
    EXPECT_EQ(in_parameter("share / 2"),
              "1:7: parameter 'share' depends on itself (give one of them a number or a distribution)\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("y = a + b").parameter("a", expression_of("b")).parameter("b", expression_of("1 + a"))),
              "1:1: parameters 'a', 'b' depend on each other in a circle (give one of them a number or a distribution)\n");
}

TEST(Bind, KeepsInitialValuesToFiguresAndParameters) {
    EXPECT_EQ(in_initial("demand"),
              "1:1: 'demand' is a variable: an initial value is an expression of base figures and parameters only\n");
}

TEST(Bind, LooksFiguresUpInTheBaselineWhereThereIsOne) {
    const Baseline baseline = {{"gdp", 3219.3}, {"cpi", 0.2}};
    const auto annual = [&](const char* text) { return mistakes_of(every_kind({}, std::string("i = ") + text), &baseline); };
    EXPECT_EQ(annual("base.gdp"), "");
    EXPECT_EQ(annual("base.gdpp"), "2:5: the baseline has no figure 'gdpp' (did you mean 'gdp'?)\n");
    EXPECT_EQ(annual("cpi"), "2:5: unknown name 'cpi' (a figure of the baseline is written base.cpi)\n");
    Diagnostics diagnostics;
    const auto model = Model::bind(every_kind({}, "i = base.gdp").spec, &baseline, diagnostics);
    EXPECT_EQ(model->bound().annual[1].number, 3219.3);
    EXPECT_EQ(bind(every_kind({}, "i = base.gdp")).bound().annual[1].number, 1);
    const Baseline none;
    EXPECT_EQ(mistakes_of(every_kind({}, "i = base.gdp"), &none),
              "2:5: the baseline has no figure 'gdp' (name the file of the baseline in the batch: baseline = \"...\")\n");
}

TEST(Bind, BindsWhatAScenarioBrings) {
    const Model model = bind(every_kind());
    Diagnostics diagnostics;
    const auto tree = bind_expression(model.bound(), expression_of("0.1 * demand[-1]"), Context::probability, diagnostics);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->arguments[1].symbol.kind, SymbolKind::variable);
    EXPECT_FALSE(bind_expression(model.bound(), expression_of("world"), Context::parameter, diagnostics));
    EXPECT_EQ(lines_of(diagnostics), "1:1: 'world' is a shock: a parameter is an expression of other parameters only\n");
}

TEST(Bind, MakesTheMeanOfEachVariableAnIndicatorWithoutAnnual) {
    const Model model = bind(SpecBuilder("a = 1\nb = a"));
    EXPECT_EQ(model.indicators(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(model.bound().annual[1].function, Function::year_mean);
    EXPECT_EQ(model.bound().annual[1].arguments[0].symbol.index, 1U);
    EXPECT_EQ(model.bound().annual_order, (std::vector<std::size_t>{0, 1}));
}

TEST(Bind, GivesAModelOrMistakesForAnyText) {
    const char* const words[] = {"demand", "growth", "world",  "rho",    "flood", "tariff",  "x",       "y",
                                 "=",      "(",      ")",      "[-1]",   "+",     "*",       "/",       "max(",
                                 "mean(",  "ytd(",   "1",      "\n",     ",",     "occurs(", "if(",     "<",
                                 "-",      "year",   "base.a", "wmean(", "not",   "x = y",   "\ny = x", "\nz ="};
    std::uint64_t state = 99;
    int models = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string text[3];
        for (std::string& part : text) {
            for (int k = 0; k <= round % 5; ++k) {
                state = state * 6364136223846793005ULL + 1442695040888963407ULL;
                part += std::string(words[(state >> 33U) % std::size(words)]) + " ";
            }
        }
        const SpecBuilder builder = every_kind("x = " + text[0], "y = " + text[1], round % 2 == 0 ? "0.1" : text[2]);
        Diagnostics diagnostics;
        const auto model = Model::bind(builder.spec, nullptr, diagnostics);
        EXPECT_EQ(model.has_value(), !diagnostics.has_errors()) << text[0] << text[1] << text[2];
        if (model) models += explain(*model).empty() ? 0 : 1;
    }
    EXPECT_GT(models, 0);
}

}  // namespace
}  // namespace yuce::models::testing
