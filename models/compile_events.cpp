// Events: whether one begins in a period, how severe it is, and how long it stands.
#include <algorithm>
#include <cmath>

#include "engine/law.hpp"
#include "engine/stream.hpp"
#include "models/compiler.hpp"

namespace yuce::models {
namespace {

using engine::Op;

std::uint16_t at(int calendar) { return static_cast<std::uint16_t>(calendar); }

}  // namespace

const EventSpec& Compiler::event_spec(std::uint32_t index) const {
    const EventSpec& spec = model_.spec.events[index];
    const auto own = assumptions_.events.find(spec.id);
    return own == assumptions_.events.end() ? spec : own->second;
}

bool Compiler::possible(const EventSpec& event, int t) const {
    if ((event.from && t < *event.from) || (event.to && t > *event.to)) return false;
    if (!event.periods) return true;
    return std::any_of(event.periods->begin(), event.periods->end(),
                       [&](const PeriodPattern& pattern) { return pattern.matches(horizon_.frequency, t); });
}

// 1 where `t` is the period drawn for its year, in which the weights are laid end to end over 0..1 in calendar order; nothing
// where it cannot be. Of a frozen event the likeliest period, the first of equals.
std::optional<Compiler::NodeId> Compiler::timed(const EventSpec& event, int t) {
    double below = 0, weight = 0, total = 0;
    int likeliest = 0;
    double most = 0;
    for (int s = year_begin(year(t)); s < year_begin(year(t)) + per_year(); ++s) {
        double w = 0;
        for (const auto& [pattern, share] : *event.timing) w += pattern.matches(horizon_.frequency, s) ? share : 0;
        if (s < t) below += w;
        if (s == t) weight = w;
        total += w;
        if (w > most) likeliest = s;
        most = std::max(most, w);
    }
    if (weight <= 0) return std::nullopt;
    if (frozen(event)) return likeliest == t ? std::optional(number(1)) : std::nullopt;
    const bool to_the_end = std::abs(below + weight - total) < 1e-9 && std::abs(total - 1) < 1e-9;
    if (below == 0 && to_the_end) return number(1);
    const NodeId u = graph_.uniform({engine::stream_of("event/" + event.id + "/timing"), at(year(t)), 0});
    const NodeId reached = graph_.apply(Op::less_equal, number(below), u);
    const NodeId not_past = graph_.apply(Op::less, u, number(below + weight));
    if (below == 0) return not_past;
    return to_the_end ? reached : graph_.apply(Op::logical_and, reached, not_past);
}

Compiler::NodeId Compiler::probability(std::uint32_t index, int t) {
    const EventSpec& spec = event_spec(index);
    if (const auto* fixed = std::get_if<double>(&spec.probability)) return number(*fixed);
    const bool own = assumptions_.events.count(spec.id) > 0;
    const auto& expression = own ? own_probabilities_[index] : model_.probabilities[index];
    return expression ? evaluate(*expression, t) : number(0);
}

// 1 in the period in which the event begins.
Compiler::NodeId Compiler::onset(std::uint32_t index, int t) {
    const auto place = static_cast<std::size_t>(horizon_index(t));
    Slot& slot = onsets_[index][place];
    if (slot.state == State::in_progress) {
        const EventSpec& spec = event_spec(index);
        const auto* text = std::get_if<ExpressionText>(&spec.probability);
        diagnostics_.error(text != nullptr ? text->place : spec.place,
                           "the probability of event '" + spec.id + "' depends on the event itself in the same period");
        return number(0);
    }
    if (slot.state == State::untouched) {
        slot.state = State::in_progress;
        const NodeId node = occurrence(index, t);
        slot = {State::done, node};
    }
    return slot.node;
}

Compiler::NodeId Compiler::occurrence(std::uint32_t index, int t) {
    const EventSpec& spec = event_spec(index);
    if (!possible(spec, t)) return number(0);
    NodeId drawn = number(1);
    if (spec.timing) {
        const std::optional<NodeId> chosen = timed(spec, t);
        if (!chosen) return number(0);
        drawn = *chosen;
    }
    const NodeId p = probability(index, t);
    const bool fixed = graph_.is_constant(p);
    const bool in_range = fixed && graph_.constant_value(p) >= 0 && graph_.constant_value(p) <= 1;
    check(in_range ? p : graph_.apply(Op::select, drawn, p, number(0)), t, "probability of " + spec.id, true);
    if (fixed && graph_.constant_value(p) >= 1) return drawn;
    if (frozen(spec) || (fixed && graph_.constant_value(p) <= 0)) return number(0);
    const NodeId u = graph_.uniform({engine::stream_of("event/" + spec.id + "/onset"), at(t), 0});
    return graph_.apply(Op::logical_and, drawn, graph_.apply(Op::less, u, p));
}

Compiler::NodeId Compiler::severity(std::uint32_t index, int t) {
    const EventSpec& spec = event_spec(index);
    if (const auto* fixed = std::get_if<double>(&spec.severity)) return number(*fixed);
    const engine::Law& law = std::get<engine::Law>(spec.severity);
    if (frozen(spec)) return number(engine::law_median(law));
    return graph_.law_of_uniform(law, graph_.uniform({engine::stream_of("event/" + spec.id + "/severity"), at(t), 0}));
}

// The severity while the event stands, 0 elsewhere.
Compiler::NodeId Compiler::event(std::uint32_t index, int t) {
    const auto place = static_cast<std::size_t>(horizon_index(t));
    if (events_[index][place].state != State::done) {
        const NodeId node = standing(index, t);
        events_[index][place] = {State::done, node};
    }
    return events_[index][place].node;
}

Compiler::NodeId Compiler::standing(std::uint32_t index, int t) {
    const Lasts lasts = event_spec(index).lasts;
    int earliest = horizon_.first;
    if (lasts.unit == Lasts::Unit::periods) earliest = std::max(earliest, t - lasts.periods + 1);
    if (lasts.unit == Lasts::Unit::year) earliest = std::max(earliest, year_begin(year(t)));
    NodeId value = number(0);
    if (lasts.unit == Lasts::Unit::end && t > horizon_.first) {
        value = event(index, t - 1);
        earliest = t;
    }
    for (int s = earliest; s <= t; ++s) value = graph_.apply(Op::select, onset(index, s), severity(index, s), value);
    return value;
}

}  // namespace yuce::models
