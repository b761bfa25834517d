// What a name stands for in a period: values calculated, given from outside, or from before the first period.
#include <cmath>
#include <utility>

#include "engine/law.hpp"
#include "models/compiler.hpp"

namespace yuce::models {

std::string Compiler::when(int t) const { return period_name(horizon_.frequency, t); }

Compiler::NodeId Compiler::variable_at(const Expression& reference, int t) {
    const std::uint32_t v = reference.symbol.index;
    if (t >= horizon_.first) return variables_[v].at(static_cast<std::size_t>(horizon_index(t)));
    return from_initial(model_.variable_initial[v], t, horizon_.first - 1, reference);
}

Compiler::NodeId Compiler::exogenous_at(const Expression& reference, int t) {
    const std::uint32_t k = reference.symbol.index;
    const SeriesPath& path = *exogenous_[k];
    if (t < path.first) return from_initial(model_.exogenous_initial[k], t, horizon_.first - 1, reference);
    const double value = path.values.at(static_cast<std::size_t>(t - path.first));
    if (std::isnan(value)) {
        diagnostics_.error(reference.place,
                           "'" + reference.name + "' is used in " + when(t) + ", where its file has an empty cell");
    }
    return number(value);
}

Compiler::NodeId Compiler::indicator_at(const Expression& reference, int year) {
    const std::uint32_t i = reference.symbol.index;
    if (!years_.empty() && year >= years_.front()) return indicators_[i][static_cast<std::size_t>(year - years_.front())];
    const int before = years_.empty() ? year_of(horizon_.frequency, horizon_.first) - 1 : years_.front() - 1;
    const auto& initial = model_.indicator_initial[i];
    const int ago = initial && initial->newest ? *initial->newest - year : before - year;
    if (initial && (initial->single || (ago >= 0 && ago < static_cast<int>(initial->values.size())))) {
        return initial_value(initial->values[initial->single ? 0 : static_cast<std::size_t>(ago)], reference,
                             std::to_string(year));
    }
    diagnostics_.error(reference.place,
                       "indicator '" + reference.name + "' is needed for " + std::to_string(year) + ", before the first year",
                       "give its earlier years under [initial], or as `initial` in [indicators." + reference.name + "]");
    return number(0);
}

Compiler::NodeId Compiler::from_initial(const std::optional<BoundInitial>& initial, int t, int default_newest,
                                        const Expression& reference) {
    if (!initial) {
        diagnostics_.error(
            reference.place,
            "'" + reference.name + "' is needed in " + when(t) + ", before the first period, and has no initial value",
            "add it under [initial]: one number serves every lag, a list is newest first");
        return number(0);
    }
    if (initial->single) return evaluate(initial->values.front(), horizon_.first);
    const int ago = initial->newest.value_or(default_newest) - t;
    if (ago < 0 || ago >= static_cast<int>(initial->values.size())) {
        const int newest = initial->newest.value_or(default_newest);
        diagnostics_.error(reference.place,
                           "'" + reference.name + "' is needed in " + when(t) + ", but its initial values cover " +
                               when(newest - static_cast<int>(initial->values.size()) + 1) + " to " + when(newest));
        return number(0);
    }
    return initial_value(initial->values[static_cast<std::size_t>(ago)], reference, when(t));
}

Compiler::NodeId Compiler::initial_value(const Expression& value, const Expression& reference, const std::string& when) {
    if (value.kind == Expression::Kind::number && std::isnan(value.number)) {
        diagnostics_.error(reference.place,
                           "'" + reference.name + "' is needed in " + when + ", where its file has an empty cell");
        return number(0);
    }
    return evaluate(value, horizon_.first);
}

std::optional<Compiler::NodeId> Compiler::first_guess(std::size_t variable, int t) {
    if (t > horizon_.first) return variables_[variable][static_cast<std::size_t>(horizon_index(t) - 1)];
    const auto& initial = model_.variable_initial[variable];
    if (!initial) return std::nullopt;
    const int ago = initial->single ? 0 : initial->newest.value_or(horizon_.first - 1) - (t - 1);
    if (ago < 0 || ago >= static_cast<int>(initial->values.size())) return std::nullopt;
    const NodeId guess = evaluate(initial->values[static_cast<std::size_t>(ago)], horizon_.first);
    if (graph_.is_constant(guess) && !std::isfinite(graph_.constant_value(guess))) return std::nullopt;
    return guess;
}

Compiler::NodeId Compiler::parameter(std::uint32_t index) {
    Slot& slot = parameters_[index];
    if (slot.state == State::in_progress) {
        const ParameterSpec& spec = model_.spec.parameters[index];
        const Place place = own_parameters_[index] ? own_parameters_[index]->place : spec.place;
        diagnostics_.error(place, "parameter '" + spec.id + "' depends on itself");
        return number(0);
    }
    if (slot.state == State::untouched) {
        slot.state = State::in_progress;
        const NodeId node = parameter_value(index);
        parameters_[index] = {State::done, node};
    }
    return parameters_[index].node;
}

Compiler::NodeId Compiler::parameter_value(std::uint32_t index) {
    const ParameterSpec& spec = model_.spec.parameters[index];
    const auto own = assumptions_.parameters.find(spec.id);
    const bool changed = own != assumptions_.parameters.end();
    const ParameterValue& value = changed ? own->second : spec.value;
    if (const auto* fixed = std::get_if<double>(&value)) return number(*fixed);
    if (std::holds_alternative<ExpressionText>(value)) {
        const auto& expression = changed ? own_parameters_[index] : model_.parameters[index];
        return expression ? evaluate(*expression, horizon_.first) : number(0);
    }
    const engine::Law& law = std::get<engine::Law>(value);
    return frozen(spec) ? number(engine::law_median(law)) : draw(law, "parameter", spec.id, 0);
}

}  // namespace yuce::models
