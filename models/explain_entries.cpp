// One sentence for each entry of a model.

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/explain_text.hpp"

namespace yuce::models {
namespace {

const engine::LawEntry* entry_of(engine::LawKind kind) {
    for (const engine::LawEntry& entry : engine::law_table()) {
        if (entry.kind == kind) return &entry;
    }
    return nullptr;
}

// Few numbers are listed, many summed up.
std::string numbers_text(const std::vector<double>& numbers) {
    if (numbers.size() > 8) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const double number : numbers) {  // NaN, an empty cell, changes neither
            low = std::min(low, number);
            high = std::max(high, number);
        }
        return std::to_string(numbers.size()) + " numbers within " + number_text(low) + " and " + number_text(high);
    }
    std::string out;
    for (const double number : numbers) out += (out.empty() ? "" : " ") + number_text(number);
    return out;
}

std::string group_text(const Entry& entry) { return entry.group.empty() ? "" : "; group " + entry.group; }

std::string per_text(Per per) {
    if (per == Per::period) return "every period";
    return per == Per::year ? "once a year" : "once a path";
}

std::string pattern_text(Frequency frequency, const PeriodPattern& pattern) {
    if (pattern.index) return period_name(frequency, *pattern.index);
    if (frequency == Frequency::quarterly) return "Q" + std::to_string(pattern.part);
    return (pattern.part < 10 ? "M0" : "M") + std::to_string(pattern.part);
}

std::string lasts_text(const Lasts& lasts) {
    if (lasts.unit == Lasts::Unit::year) return "lasts to the end of the year";
    if (lasts.unit == Lasts::Unit::end) return "lasts to the end";
    return "lasts " + count_text(static_cast<std::size_t>(lasts.periods), "period", "periods");
}

std::string possible_text(Frequency frequency, const EventSpec& event) {
    std::vector<std::string> names;
    if (event.timing) {
        for (const auto& [pattern, weight] : *event.timing) {
            names.push_back(pattern_text(frequency, pattern) + " " + number_text(weight));
        }
    } else if (event.periods) {
        for (const PeriodPattern& pattern : *event.periods) names.push_back(pattern_text(frequency, pattern));
    }
    std::string out = event.timing ? "; at most once a year, in " : event.periods ? "; in " : "; in every period";
    out += list_text(names);
    if (event.from) out += ", from " + period_name(frequency, *event.from);
    if (event.to) out += ", to " + period_name(frequency, *event.to);
    return out;
}

}  // namespace

std::string law_text(const engine::Law& law) {
    const engine::LawEntry* entry = entry_of(law.kind);
    if (entry == nullptr) return "unknown distribution";
    std::string out(entry->name);
    std::size_t k = 0;
    for (const engine::LawKey& key : entry->keys) {
        if (key.list) continue;
        if (k >= law.numbers.size()) break;
        const double number = law.numbers[k++];
        if (!std::isnan(number)) out += ", " + std::string(key.name) + " " + number_text(number);
    }
    if (!law.values.empty()) out += ", values " + numbers_text(law.values);
    if (!law.weights.empty()) out += ", weights " + numbers_text(law.weights);
    if (law.low) out += ", cut below " + number_text(*law.low);
    if (law.high) out += ", cut above " + number_text(*law.high);
    return out;
}

std::string parameter_text(const Model::Bound& model, std::size_t index) {
    const ParameterSpec& spec = model.spec.parameters[index];
    std::string out;
    if (const auto* number = std::get_if<double>(&spec.value)) out = number_text(*number);
    if (const auto* law = std::get_if<engine::Law>(&spec.value)) out = law_text(*law);
    if (model.parameters[index]) out = expression_text(*model.parameters[index]);
    return out + group_text(spec) + (spec.assumption ? "; assumption" : "");
}

std::string exogenous_text(const Model::Bound& model, std::size_t index) {
    const ExogenousSpec& spec = model.spec.exogenous[index];
    std::string out = numbers_text(spec.values);
    if (spec.first) out += " from " + period_name(model.spec.frequency, *spec.first);
    if (spec.after == AfterEnd::repeat) out += ", then the last year again";
    if (spec.after == AfterEnd::refuse) out += ", not beyond";
    if (spec.after == AfterEnd::hold && spec.values.size() > 1) out += ", then held";
    if (spec.minimum || spec.maximum) {
        out += "; instrument";
        if (spec.minimum) out += " from " + number_text(*spec.minimum);
        if (spec.maximum) out += " to " + number_text(*spec.maximum);
        if (spec.cost) out += ", cost " + number_text(*spec.cost);
    }
    return out + (spec.assumption ? "; assumption" : "");
}

std::string shock_text(const Model::Bound& model, std::size_t index) {
    const ShockSpec& spec = model.spec.shocks[index];
    return law_text(spec.law) + "; " + per_text(spec.per) + group_text(spec);
}

std::string event_text(const Model::Bound& model, std::size_t index) {
    const EventSpec& spec = model.spec.events[index];
    std::string out = "probability ";
    if (const auto* number = std::get_if<double>(&spec.probability)) out += number_text(*number);
    if (model.probabilities[index]) out += expression_text(*model.probabilities[index]);
    out += possible_text(model.spec.frequency, spec) + "; severity ";
    if (const auto* number = std::get_if<double>(&spec.severity)) out += number_text(*number);
    if (const auto* law = std::get_if<engine::Law>(&spec.severity)) out += law_text(*law);
    return out + "; " + lasts_text(spec.lasts) + group_text(spec);
}

std::string mixture_text(const MixtureSpec& mixture) {
    const bool all = mixture.shocks == std::vector<std::string>{"*"};
    std::string who = all ? "all normal and Student t shocks" : list_text(mixture.shocks);
    if (!mixture.group.empty()) who = "the shocks of group " + mixture.group;
    return who + ": one chi-square with df " + number_text(mixture.df) + ", " + per_text(mixture.per);
}

std::string initial_text(const BoundInitial& initial) {
    if (initial.values.size() > 8)
        return count_text(initial.values.size(), "value", "values") + ", newest " + expression_text(initial.values.front());
    std::vector<std::string> values;
    for (const Expression& value : initial.values) values.push_back(expression_text(value));
    return list_text(values);
}

}  // namespace yuce::models
