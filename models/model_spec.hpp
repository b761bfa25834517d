// A model as it was read: plain data, places kept for messages, nothing bound yet. FORMATS "Model" key by key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/diagnostics.hpp"
#include "engine/law.hpp"
#include "models/period.hpp"

namespace yuce::models {

// A text in bilingual form; where only one language was given both hold it.
struct Label {
    std::string en, zh;
};

// What every entry of every table takes.
struct Entry {
    std::string id;
    Place place;
    Label name;  // empty: none given
    std::string unit, source, note;
    bool assumption = false;
    std::string group;
};

// An expression as text; `place` is that of its first character in the file (escapes do not occur in identifiers and operators).
struct ExpressionText {
    std::string text;
    Place place;
};
using Scalar = std::variant<double, ExpressionText>;
using ParameterValue = std::variant<double, ExpressionText, engine::Law>;
using Severity = std::variant<double, engine::Law>;

struct ParameterSpec : Entry {
    ParameterValue value;
};

enum class AfterEnd { hold, repeat, refuse };
// Values from `first` (calendar index) or, if absent, from the batch's first period. NaN: an empty cell, an error only if used.
struct ExogenousSpec : Entry {
    std::vector<double> values;
    std::optional<int> first;
    AfterEnd after = AfterEnd::hold;
    std::optional<double> minimum, maximum, cost;  // goal seeking
};

enum class Per { period, year, path };
struct ShockSpec : Entry {
    engine::Law law;
    Per per = Per::period;
};

struct CorrelationSpec {
    std::string a, b;
    double value = 0;
    Place place;
    bool from_file = false;  // [correlation] file: pairs are applied over it
};
enum class Repair { none, nearest };

// shocks: names, or {"*"}; or a group's name.
struct MixtureSpec {
    std::vector<std::string> shocks;
    std::string group;
    double df = 0;
    Per per = Per::path;
    Place place;
};

struct Lasts {
    enum class Unit { periods, year, end } unit = Unit::periods;
    int periods = 1;
};
struct EventSpec : Entry {
    Scalar probability = 1.0;
    std::optional<std::vector<PeriodPattern>> periods;
    std::optional<std::vector<std::pair<PeriodPattern, double>>> timing;
    std::optional<int> from, to;  // calendar indices
    Severity severity = 1.0;
    Lasts lasts;
};

// Values before the first period, newest first. single: one number serves every lag.
struct InitialSpec {
    std::string id;
    Place place;
    std::vector<Scalar> values;
    bool single = false;
    // From { file, column }: values[0] belongs to calendar index `newest`; else to the period before the batch's first.
    std::optional<int> newest;
};

struct VariableSpec : Entry {};
struct IndicatorSpec : Entry {
    std::optional<InitialSpec> initial;  // years before the first
};

struct ModelSpec {
    std::string id;
    Label name;
    std::shared_ptr<const SourceText> source;
    Frequency frequency = Frequency::annual;
    ExpressionText equations;
    std::optional<ExpressionText> annual;
    // In the order of the file.
    std::vector<ParameterSpec> parameters;
    std::vector<ExogenousSpec> exogenous;
    std::vector<ShockSpec> shocks;
    std::vector<CorrelationSpec> correlations;
    Repair repair = Repair::none;
    std::vector<MixtureSpec> mixtures;
    std::vector<EventSpec> events;
    std::vector<InitialSpec> initial;
    std::vector<VariableSpec> variables;
    std::vector<IndicatorSpec> indicators;
};

}  // namespace yuce::models
