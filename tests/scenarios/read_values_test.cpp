#include "scenarios/read_values.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/written_files.hpp"

namespace yuce::scenarios {
namespace {

using models::Frequency;
using testing::Folder;
using testing::source_of;

// Reads the value of `x = ...` and keeps what was said about it.
template <class Read>
auto read_x(const std::string& text, std::string& messages, Read read) {
    Diagnostics diagnostics;
    const auto root = parse_toml(source_of("x = " + text + "\n"), diagnostics);
    auto result = read(*root->get("x"), diagnostics);
    messages = diagnostics.render();
    return result;
}

// The message (and the suggestion) of the single mistake.
template <class Read>
std::string refusal(const std::string& text, Read read) {
    Diagnostics diagnostics;
    const auto root = parse_toml(source_of("x = " + text + "\n"), diagnostics);
    read(*root->get("x"), diagnostics);
    std::string said;
    for (const Diagnostic& d : diagnostics.sorted()) {
        said += (said.empty() ? "" : " | ") + std::to_string(d.place.column) + ": " + d.message +
                (d.suggestion.empty() ? "" : "; " + d.suggestion);
    }
    return said;
}

const auto number = [](const TomlValue& v, Diagnostics& d) { return read_number(v, "sd", d); };
const auto numbers = [](const TomlValue& v, Diagnostics& d) { return read_numbers(v, "values", d); };
const auto label = [](const TomlValue& v, Diagnostics& d) { return read_label(v, d); };
const auto law = [](const TomlValue& v, Diagnostics& d) {
    DataFiles files("");
    return read_law(v, files, "value", d);
};
const auto parameter = [](const TomlValue& v, Diagnostics& d) {
    DataFiles files("");
    return read_parameter_value(v, files, d);
};

std::string event_refusal(const std::string& text, Frequency frequency = Frequency::quarterly) {
    return refusal(text, [&](const TomlValue& v, Diagnostics& d) {
        models::EventSpec event;
        return read_event_keys(v, frequency, "", event, d);
    });
}

models::EventSpec read_event(const std::string& text, models::EventSpec event = {}) {
    std::string messages;
    read_x(text, messages,
           [&](const TomlValue& v, Diagnostics& d) { return read_event_keys(v, Frequency::quarterly, "", event, d); });
    EXPECT_EQ(messages, "");
    return event;
}

std::string period_refusal(const std::string& text, Frequency frequency) {
    return refusal(text, [&](const TomlValue& v, Diagnostics& d) { return read_period(v, frequency, d); });
}

std::string identifier_refusal(const std::string& id, bool hyphen_allowed) {
    Diagnostics diagnostics;
    if (check_identifier(id, {}, diagnostics, hyphen_allowed)) return "";
    return diagnostics.sorted().at(0).message;
}

TEST(ReadNumber, TakesNumbersPlainOrWithTheirSource) {
    std::string messages;
    EXPECT_EQ(read_x("3", messages, number), 3.0);
    EXPECT_EQ(read_x("-2.5", messages, number), -2.5);
    EXPECT_EQ(read_x("{ value = 3920, source = 'yearbook', assumption = true }", messages, number), 3920.0);
    EXPECT_EQ(messages, "");
}

TEST(ReadNumber, RefusesEverythingElse) {
    EXPECT_EQ(refusal("nan", number), "5: `sd` must be a finite number, not nan or inf");
    EXPECT_EQ(refusal("-inf", number), "5: `sd` must be a finite number, not nan or inf");
    EXPECT_EQ(refusal("'3'", number), "6: `sd` must be a number, it is a string; numbers stand without quotes");
    EXPECT_EQ(refusal("[3]", number), "5: `sd` must be a number, it is a list");
    EXPECT_EQ(refusal("true", number), "5: `sd` must be a number, it is true");
    EXPECT_EQ(refusal("2025-01-01", number), "5: `sd` must be a number, it is a date or time");
    EXPECT_EQ(refusal("{ source = 'x' }", number), "5: `sd` must be a number, it is a table");
    EXPECT_EQ(refusal("{ value = 3, sourse = 'x' }", number), "18: unknown key 'sourse'; did you mean 'source'?");
}

TEST(ReadNumbers, TakesANumberOrAList) {
    std::string messages;
    EXPECT_EQ(read_x("3", messages, numbers), std::vector<double>({3}));
    EXPECT_EQ(read_x("[1, 2.5, { value = 3, note = 'n' }]", messages, numbers), std::vector<double>({1, 2.5, 3}));
    EXPECT_EQ(read_x("{ value = [1, 2], source = 's' }", messages, numbers), std::vector<double>({1, 2}));
    EXPECT_EQ(messages, "");
    EXPECT_EQ(refusal("[1, 'a', inf]", numbers),
              "10: `values` must be a number, it is a string; numbers stand without quotes | 14: `values` must be a finite "
              "number, not nan or inf");
}

TEST(ReadLabel, TakesOneOrTwoLanguages) {
    std::string messages;
    EXPECT_EQ(read_x("'Demand'", messages, label)->zh, "Demand");
    const auto both = read_x("{ en = 'Demand', zh = '需求' }", messages, label);
    EXPECT_EQ(both->en, "Demand");
    EXPECT_EQ(both->zh, "需求");
    EXPECT_EQ(read_x("{ zh = '需求' }", messages, label)->en, "需求");
    EXPECT_EQ(messages, "");
    EXPECT_EQ(refusal("{ en = 'x', de = 'y' }", label), "17: unknown key 'de'; the keys here are en and zh");
    EXPECT_EQ(refusal("5", label), "5: `name` must be a string or { en = \"...\", zh = \"...\" }, it is a number");
}

TEST(CheckIdentifier, TakesAsciiLettersDigitsAndUnderscores) {
    EXPECT_EQ(identifier_refusal("gdp_2", false), "");
    EXPECT_EQ(identifier_refusal("_x", false), "");
    EXPECT_EQ(identifier_refusal("2x", false),
              "'2x' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit");
    EXPECT_EQ(identifier_refusal("a-b", false),
              "'a-b' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit");
    EXPECT_EQ(identifier_refusal("增长", false),
              "'增长' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit");
    EXPECT_EQ(identifier_refusal("", false),
              "'' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit");
    for (const char* word : {"quarter", "month", "year", "period", "and", "or", "not", "base"}) {
        EXPECT_EQ(identifier_refusal(word, false), "'" + std::string(word) + "' is a word of the language and cannot be a name");
    }
}

TEST(CheckIdentifier, TakesHyphensInIdsOfFiles) {
    EXPECT_EQ(identifier_refusal("chongqing-2025", true), "");
    EXPECT_EQ(identifier_refusal("2025-plan", true), "");
    EXPECT_EQ(identifier_refusal("-x", true),
              "'-x' is no valid id: it takes ASCII letters, digits, _ and -, and does not begin with -");
    EXPECT_EQ(identifier_refusal("a b", true),
              "'a b' is no valid id: it takes ASCII letters, digits, _ and -, and does not begin with -");
}

TEST(ReadPeriod, TakesPeriodsOfTheFrequencyOnly) {
    EXPECT_EQ(period_refusal("'2025Q1'", Frequency::quarterly), "");
    EXPECT_EQ(period_refusal("'2025Q5'", Frequency::quarterly), "6: expected a quarter such as \"2025Q1\", found \"2025Q5\"");
    EXPECT_EQ(period_refusal("'2025'", Frequency::quarterly), "6: expected a quarter such as \"2025Q1\", found \"2025\"");
    EXPECT_EQ(period_refusal("'2025Q1'", Frequency::monthly), "6: expected a month such as \"2025M01\", found \"2025Q1\"");
    EXPECT_EQ(period_refusal("2025", Frequency::annual), "5: expected a year such as \"2025\", found a number; put it in quotes");
}

TEST(ReadLaw, FillsInDefaultsInTheOrderOfTheTable) {
    std::string messages;
    const auto pert = read_x("{ distribution = 'pert', max = 3, mode = 2, min = 1 }", messages, law);
    ASSERT_TRUE(pert) << messages;
    EXPECT_EQ(pert->kind, engine::LawKind::pert);
    EXPECT_EQ(pert->numbers, std::vector<double>({1, 2, 3, 4}));
    const auto cut = read_x("{ distribution = 'normal', sd = 2, low = -1, high = { value = 3, source = 's' } }", messages, law);
    ASSERT_TRUE(cut) << messages;
    EXPECT_EQ(cut->numbers, std::vector<double>({0, 2}));
    EXPECT_EQ(cut->low, -1.0);
    EXPECT_EQ(cut->high, 3.0);
    const auto discrete = read_x("{ distribution = 'discrete', values = [1, 2], weights = [3, 1] }", messages, law);
    ASSERT_TRUE(discrete) << messages;
    EXPECT_EQ(discrete->values, std::vector<double>({1, 2}));
    EXPECT_EQ(discrete->weights, std::vector<double>({3, 1}));
}

TEST(ReadLaw, NamesTheNearestDistribution) {
    EXPECT_EQ(refusal("{ distribution = 'studnet_t', df = 5, sd = 1 }", law),
              "23: there is no distribution 'studnet_t'; did you mean 'student_t'?");
    EXPECT_EQ(refusal("{ distribution = 5 }", law), "22: `distribution` must be a string, it is a number; put it in quotes");
    EXPECT_EQ(refusal("{ sd = 5 }", law), "5: the key 'distribution' is missing: the name of a distribution such as \"normal\"");
}

TEST(ReadLaw, PlacesProblemsAtTheirKeys) {
    EXPECT_EQ(refusal("{ distribution = 'normal', sd = -1 }", law), "32: sd must be positive, it is -1");
    EXPECT_EQ(refusal("{ distribution = 'normal' }", law), "7: normal needs sd (standard deviation, positive)");
    EXPECT_EQ(refusal("{ distribution = 'triangular', min = 1, mode = 5, max = 3 }", law),
              "45: mode must not be above max, they are 5 and 3");
    EXPECT_EQ(refusal("{ distribution = 'normal', sd = 1, low = 3, high = 2 }", law),
              "40: low must be below high, they are 3 and 2");
}

TEST(ReadLaw, NamesTheKeysOfTheLaw) {
    EXPECT_EQ(refusal("{ distribution = 'normal', sd = 1, mode = 2 }", law),
              "40: normal has no key 'mode'; its keys are mean and sd");
    EXPECT_EQ(refusal("{ distribution = 'normal', std = 1 }", law),
              "32: normal has no key 'std'; its keys are mean and sd; did you mean 'sd'?");
    EXPECT_EQ(refusal("{ distribution = 'normal', sd = 1, per = 'path' }", law),
              "40: normal has no key 'per'; its keys are mean and sd");
}

TEST(ReadLaw, ReadsObservedValuesFromAFile) {
    const Folder folder;
    folder.write("data/errors.csv", "year,error\n2020,1.5\n2021,\n2022,-2\n");
    const auto in_folder = [&](const TomlValue& v, Diagnostics& d) {
        DataFiles files(folder.path("data"));
        return read_law(v, files, "value", d);
    };
    std::string messages;
    const auto read = read_x("{ distribution = 'empirical', file = 'errors.csv', column = 'error' }", messages, in_folder);
    ASSERT_TRUE(read) << messages;
    EXPECT_EQ(read->values, std::vector<double>({1.5, -2}));
    EXPECT_EQ(refusal("{ distribution = 'empirical', file = 'errors.csv' }", in_folder), "35: `file` needs `column`, too");
    EXPECT_EQ(refusal("{ distribution = 'empirical', file = 'errors.csv', column = 'error', values = [1] }", in_folder),
              "35: empirical takes `values`, or `file` and `column`, not both");
    EXPECT_EQ(refusal("{ distribution = 'normal', sd = 1, file = 'errors.csv' }", in_folder),
              "40: normal has no key 'file'; its keys are mean and sd");
}

TEST(ReadParameterValue, TakesNumbersExpressionsAndDistributions) {
    std::string messages;
    EXPECT_EQ(std::get<double>(*read_x("0.5", messages, parameter)), 0.5);
    EXPECT_EQ(std::get<double>(*read_x("{ value = 0.5, group = 'g' }", messages, parameter)), 0.5);
    const auto expression = std::get<models::ExpressionText>(*read_x("'a + 2 * b'", messages, parameter));
    EXPECT_EQ(expression.text, "a + 2 * b");
    EXPECT_EQ(testing::at(expression.place), "1:6");
    EXPECT_EQ(std::get<models::ExpressionText>(*read_x("{ value = 'a', note = 'n' }", messages, parameter)).text, "a");
    EXPECT_EQ(std::get<engine::Law>(*read_x("{ distribution = 'normal', sd = 1 }", messages, parameter)).numbers,
              std::vector<double>({0, 1}));
    EXPECT_EQ(messages, "");
    EXPECT_EQ(refusal("true", parameter), "5: `value` must be a number or an expression in quotes, it is true");
    EXPECT_EQ(refusal("{ unit = 'x' }", parameter), "5: expected `value` or `distribution` in the table of a parameter");
}

TEST(ReadEventKeys, ReadsEveryKey) {
    const auto event = read_event(
        "{ probability = 'p', periods = ['Q3', '2025Q1'], from = '2025Q1', to = '2025Q4', severity = { distribution = 'pert', "
        "min = 0, "
        "mode = 1, max = 2 }, lasts = 4, group = 'weather', name = 'Heat', note = 'n' }");
    EXPECT_EQ(std::get<models::ExpressionText>(event.probability).text, "p");
    ASSERT_EQ(event.periods->size(), 2U);
    EXPECT_EQ(event.periods->at(0).part, 3);
    EXPECT_EQ(event.periods->at(1).index, 8100);
    EXPECT_EQ(event.from, 8100);
    EXPECT_EQ(event.to, 8103);
    EXPECT_EQ(std::get<engine::Law>(event.severity).kind, engine::LawKind::pert);
    EXPECT_EQ(event.lasts.periods, 4);
    EXPECT_EQ(event.group, "weather");
    EXPECT_EQ(event.name.zh, "Heat");
    EXPECT_EQ(read_event("{ lasts = 'end' }").lasts.unit, models::Lasts::Unit::end);
    EXPECT_EQ(std::get<double>(read_event("{ severity = { value = 2, source = 's' } }").severity), 2);
}

TEST(ReadEventKeys, KeepsWhatIsLeftOut) {
    const auto base = read_event("{ probability = 0.3, periods = ['Q3'], severity = 2, lasts = 'year', group = 'g' }");
    const auto event = read_event("{ probability = 1 }", base);
    EXPECT_EQ(std::get<double>(event.probability), 1);
    EXPECT_EQ(event.periods->size(), 1U);
    EXPECT_EQ(std::get<double>(event.severity), 2);
    EXPECT_EQ(event.lasts.unit, models::Lasts::Unit::year);
    EXPECT_EQ(event.group, "g");
}

TEST(ReadEventKeys, LetsPeriodsAndTimingReplaceEachOther) {
    const auto base = read_event("{ probability = 0.3, timing = { Q1 = 0.25, Q2 = 0.6, Q3 = 0.15 } }");
    EXPECT_EQ(base.timing->size(), 3U);
    const auto event = read_event("{ periods = ['2025Q2'] }", base);
    EXPECT_FALSE(event.timing);
    EXPECT_EQ(event.periods->size(), 1U);
}

TEST(ReadEventKeys, RefusesProbabilitiesOutsideTheUnitInterval) {
    EXPECT_EQ(event_refusal("{ probability = 30 }"), "21: `probability` must be between 0 and 1; 25 percent is 0.25");
    EXPECT_EQ(event_refusal("{ probability = -0.1 }"), "21: `probability` must be between 0 and 1");
    EXPECT_EQ(event_refusal("{ probability = [1] }"),
              "21: `probability` must be a number or an expression in quotes, it is a list");
}

TEST(ReadEventKeys, RefusesBadPeriods) {
    EXPECT_EQ(event_refusal("{ periods = ['Q5'] }"),
              "19: expected a quarter such as \"2025Q1\", or \"Q1\" for every year's, found \"Q5\"");
    EXPECT_EQ(event_refusal("{ periods = ['Q1'] }", Frequency::monthly),
              "19: expected a month such as \"2025M01\", or \"M01\" for every year's, found \"Q1\"");
    EXPECT_EQ(event_refusal("{ periods = ['Q1'] }", Frequency::annual), "19: expected a year such as \"2025\", found \"Q1\"");
    EXPECT_EQ(event_refusal("{ periods = [] }"),
              "17: `periods` is an empty list: the event could never happen; set `probability = 0` if that is meant");
    EXPECT_EQ(event_refusal("{ from = '2025Q3', to = '2025Q1' }"),
              "30: the event ends (`to` = 2025Q1) before it begins (`from` = 2025Q3)");
}

TEST(ReadEventKeys, RefusesWeightsThatDoNotSumToOne) {
    EXPECT_EQ(event_refusal("{ timing = { Q1 = 0.5, Q2 = 0.6 } }"), "16: the weights of `timing` must have sum 1, they have 1.1");
    EXPECT_EQ(event_refusal("{ timing = { Q1 = 1.5, Q2 = -0.5 } }"), "33: the weight of 'Q2' is negative");
    EXPECT_EQ(event_refusal("{ timing = { Q1 = 1e-10, Q2 = 1 } }"), "");
    EXPECT_EQ(event_refusal("{ timing = { 2025Q1 = 1, 2026Q1 = 0.5 } }"),
              "16: the weights of `timing` must have sum 1 in 2026, they have 0.5");
    EXPECT_EQ(event_refusal("{ timing = 'Q1' }"),
              "17: `timing` must be a table of weights such as { Q1 = 0.25, Q2 = 0.75 }, it is a string");
    EXPECT_EQ(event_refusal("{ timing = { Q1 = 1 }, periods = ['Q2'] }"),
              "16: `timing` gives weight to a period that `periods` excludes; `timing` alone says enough");
    EXPECT_EQ(event_refusal("{ timing = { Q1 = 1 }, periods = ['Q1', 'Q2'] }"), "");
}

TEST(ReadEventKeys, RefusesBadLastsAndSeverity) {
    const std::string expected = "`lasts` must be a whole number of periods from 1, \"year\" or \"end\"";
    EXPECT_EQ(event_refusal("{ lasts = 0 }"), "15: " + expected);
    EXPECT_EQ(event_refusal("{ lasts = 1.5 }"), "15: " + expected);
    EXPECT_EQ(event_refusal("{ lasts = 'yaer' }"), "16: " + expected + "; did you mean 'year'?");
    EXPECT_EQ(event_refusal("{ severity = '2' }"),
              "19: `severity` must be a number or a distribution, it is a string; "
              "write what depends on other things into the equations: x * event");
    EXPECT_EQ(event_refusal("{ severty = 2 }"), "7: unknown key 'severty'; did you mean 'severity'?");
}

}  // namespace
}  // namespace yuce::scenarios
