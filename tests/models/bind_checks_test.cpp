// Definitions, tables, correlations, mixtures, and what nothing uses.

#include "tests/models/mistakes.hpp"

namespace yuce::models::testing {
namespace {

TEST(BindChecks, ReportsNamesDefinedTwiceWithBothPlaces) {
    EXPECT_EQ(mistakes_of(SpecBuilder("a = 1\nb = 2\na = 3")), "3:1: 'a' has two equations, the first in line 1\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("a = 1\nb = a").parameter("b", 2.0)),
              "1:1: 'b' is defined twice: as a parameter here and as a variable in line 2\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("a = p").parameter("p", 2.0).shock("p", normal_law())),
              "1:1: 'p' is defined twice: as a shock here and as a parameter in line 1\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("a = 1", "i = mean(a)\ni = last(a)")), "2:1: 'i' is defined twice, first in line 1\n");
}

TEST(BindChecks, ReportsATextWithoutEquations) {
    EXPECT_EQ(mistakes_of(SpecBuilder("# none\n")), "1:1: the model has no equations\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("a = 1", "# none")),
              "1:1: `annual` has no indicators: leave it out to report each variable's mean\n");
}

TEST(BindChecks, ReportsTablesOfWhatTheModelDoesNotHave) {
    SpecBuilder variables("demand = 1");
    VariableSpec variable;
    variable.id = "demnd";
    variables.spec.variables.push_back(variable);
    EXPECT_EQ(mistakes_of(variables),
              "0:0: [variables.demnd] describes a variable that has no equation (did you mean 'demand'?)\n");
    SpecBuilder indicators("demand = 1", "growth = mean(demand)");
    IndicatorSpec indicator;
    indicator.id = "grwth";
    indicators.spec.indicators.push_back(indicator);
    EXPECT_EQ(mistakes_of(indicators),
              "0:0: [indicators.grwth] describes an indicator that `annual` does not calculate (did you mean "
              "'growth'?)\n");
}

TEST(BindChecks, TakesInitialValuesOfVariablesExogenousAndIndicators) {
    SpecBuilder good("a = a[-1] + x[-1]", "i = i[-1] + mean(a)");
    good.exogenous("x", {1}).initial("a", {1, 2}).initial("x", {3}).initial("i", {4});
    const Model model = bind(good);
    EXPECT_EQ(model.bound().variable_initial[0]->values.size(), 2U);
    EXPECT_TRUE(model.bound().exogenous_initial[0]);
    EXPECT_TRUE(model.bound().indicator_initial[0]);
    EXPECT_EQ(mistakes_of(SpecBuilder("demand = 1").initial("demnd", {1})),
              "1:1: [initial] names 'demnd', which the model does not have (did you mean 'demand'?)\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("a = w").shock("w", normal_law()).initial("w", {1})),
              "1:1: [initial] takes variables, exogenous and indicators; 'w' is a shock (before the first period it is 0)\n");
    EXPECT_EQ(mistakes_of(SpecBuilder("a = 1").initial("a", {})), "1:1: the initial values of 'a' are an empty list\n");
}

TEST(BindChecks, GivesInitialToTheVariableWhereAnIndicatorBearsItsName) {
    SpecBuilder builder("a = a[-1]", "a = a[-1] + mean(a)");
    builder.initial("a", {1});
    IndicatorSpec indicator;
    indicator.id = "a";
    indicator.initial = InitialSpec{"a", {}, {Scalar(7.0)}, true, std::nullopt};
    builder.spec.indicators.push_back(indicator);
    const Model model = bind(builder);
    EXPECT_EQ(model.bound().variable_initial[0]->values[0].number, 1);
    EXPECT_EQ(model.bound().indicator_initial[0]->values[0].number, 7);
}

TEST(BindChecks, ReportsIndicatorsThatDependOnEachOtherWithinAYear) {
    EXPECT_EQ(mistakes_of(SpecBuilder("a = 1", "i = j\nj = k + 1\nk = i[-1] + i")),
              "1:5: indicators 'i', 'j', 'k' depend on each other in a circle (use the year before: i[-1])\n");
}

SpecBuilder with_shocks() {
    SpecBuilder builder("a = w + c + u + y + p * q");
    builder.shock("w", normal_law(), Per::period, "real").shock("c", law_of("student_t", {{"df", 5.0}, {"sd", 1.0}}));
    builder.shock("u", law_of("uniform", {{"min", 0.0}, {"max", 1.0}}), Per::period, "flat").shock("y", normal_law(), Per::year);
    builder.parameter("p", normal_law()).parameter("q", 2.0);
    return builder;
}

TEST(BindChecks, ReportsCorrelationsThatCannotBe) {
    const auto pair = [](const char* a, const char* b, double value) {
        return mistakes_of(with_shocks().correlate(a, b, value));
    };
    EXPECT_EQ(pair("w", "c", 0.3), "");
    EXPECT_EQ(pair("w", "u", -0.3), "");
    EXPECT_EQ(pair("w", "cc", 0.3), "1:1: a correlation names 'cc', which is no shock or parameter (did you mean 'c'?)\n");
    EXPECT_EQ(pair("w", "a", 0.3), "1:1: 'a' is a variable: only shocks and parameters are correlated\n");
    EXPECT_EQ(pair("w", "p", 0.3), "1:1: 'w' and 'p' cannot be correlated: one is a shock, the other a parameter\n");
    EXPECT_EQ(pair("p", "q", 0.3), "1:1: parameter 'q' has no distribution and cannot be correlated\n");
    EXPECT_EQ(pair("w", "y", 0.3), "1:1: 'w' and 'y' cannot be correlated: one is drawn every period, the other every year\n");
    EXPECT_EQ(pair("w", "w", 0.3), "1:1: a correlation of 'w' with itself\n");
    EXPECT_EQ(pair("w", "c", 1), "1:1: the correlation of 'w' and 'c' must lie between -1 and 1\n");
    EXPECT_EQ(pair("w", "c", std::nan("")), "1:1: the correlation of 'w' and 'c' must lie between -1 and 1\n");
    EXPECT_EQ(mistakes_of(with_shocks().correlate("w", "c", 0.1).correlate("c", "w", 0.2)),
              "1:1: the pair 'c' and 'w' is named twice\n");
    SpecBuilder over_file = with_shocks().correlate("w", "c", 0.1).correlate("c", "w", 0.2);
    over_file.spec.correlations[0].from_file = true;
    EXPECT_EQ(mistakes_of(over_file), "");
}

std::string mixed(const std::vector<MixtureSpec>& mixtures) {
    SpecBuilder builder = with_shocks();
    builder.spec.mixtures = mixtures;
    return mistakes_of(builder);
}

TEST(BindChecks, ReportsMixturesThatCannotBe) {
    EXPECT_EQ(mixed({{{"w", "c"}, "", 9, Per::path, {}}}), "");
    EXPECT_EQ(mixed({{{"*"}, "", 9, Per::year, {}}}), "");
    EXPECT_EQ(mixed({{{}, "real", 9, Per::period, {}}}), "");
    EXPECT_EQ(mixed({{{"w", "ww"}, "", 9, Per::path, {}}}), "0:0: a mixture names 'ww', which is no shock (did you mean 'w'?)\n");
    EXPECT_EQ(mixed({{{"p"}, "", 9, Per::path, {}}}), "0:0: a mixture names 'p', which is no shock (did you mean 'c'?)\n");
    EXPECT_EQ(mixed({{{"u"}, "", 9, Per::path, {}}}),
              "0:0: shock 'u' cannot be in a mixture: its distribution is neither normal nor student_t\n");
    EXPECT_EQ(mixed({{{}, "flat", 9, Per::path, {}}}),
              "0:0: shock 'u' cannot be in a mixture: its distribution is neither normal nor student_t\n");
    EXPECT_EQ(mixed({{{}, "reel", 9, Per::path, {}}}),
              "0:0: group 'reel' of the mixture holds no shocks (did you mean 'real'?)\n");
    EXPECT_EQ(mixed({{{"w"}, "", 2, Per::path, {}}}), "0:0: df of a mixture must be above 2\n");
    EXPECT_EQ(mixed({{{"w"}, "", 9, Per::path, {}}, {{"*"}, "", 5, Per::path, {}}}), "0:0: shock 'w' is in two mixtures\n");
    EXPECT_EQ(mixed({{{"w", "w"}, "", 9, Per::path, {}}}), "0:0: a mixture names 'w' twice\n");
    EXPECT_EQ(mixed({{{"y"}, "", 9, Per::period, {}}}),
              "0:0: shock 'y' is drawn once a year, its mixture once a period: a mixture cannot change while its shock stands\n");
}

TEST(BindChecks, WarnsOfWhatNothingUses) {
    SpecBuilder builder("a = b\nb = 1");
    builder.parameter("p", 1.0).exogenous("x", {1}).shock("w", normal_law());
    builder.event(EventSpec{}, "e").parameter("half", expression_of("2 * used")).parameter("used", 1.0);
    EXPECT_EQ(mistakes_of(builder),
              "1:1: warning: parameter 'p' is used by nothing\n"
              "1:1: warning: parameter 'half' is used by nothing\n"
              "1:1: warning: exogenous 'x' is used by nothing\n"
              "1:1: warning: shock 'w' is used by nothing\n"
              "1:1: warning: event 'e' is used by nothing\n");
}

TEST(BindChecks, SaysNothingOfUseWhileThereAreMistakes) {
    EXPECT_EQ(mistakes_of(SpecBuilder("a = p +\nb = a").parameter("p", 1.0)), "1:7: nothing follows '+'\n");
}

}  // namespace
}  // namespace yuce::models::testing
