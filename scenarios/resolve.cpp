#include "scenarios/resolve.hpp"

#include <algorithm>

#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

// Calls use(name) for the entry's name, or for every name of the kind where it is "*"; unknown names are left out.
template <class Use>
void for_names(const std::string& name, NameKind kind, const ModelNames& names, Use use) {
    if (name == "*") {
        for (const std::string& each : names.all(kind)) use(each);
    } else if (names.has(name, kind)) {
        use(name);
    }
}

// The number of the k-th period after the entry's first; nothing after a list has ended.
std::optional<double> number_at(const std::optional<ChangeNumbers>& numbers, std::size_t k) {
    if (!numbers) return std::nullopt;
    if (!numbers->list) return numbers->values.front();
    return k < numbers->values.size() ? std::optional(numbers->values[k]) : std::nullopt;
}

}  // namespace

void Resolver::apply(const ScenarioFile& file, ScenarioState& state, Diagnostics& diagnostics) const {
    for (const auto& change : file.exogenous) {
        for_names(change.name, NameKind::exogenous, names_,
                  [&](const std::string& name) { state.exogenous[name] = change.change; });
    }
    for (const auto& change : file.shocks) {
        for_names(change.name, NameKind::shock, names_, [&](const std::string& name) { state.shocks[name] = change.change; });
    }
    for (const auto& change : file.parameters) {
        for_names(change.name, NameKind::parameter, names_,
                  [&](const std::string& name) { state.parameters[name] = change.change; });
    }
    for (const auto& change : file.events) {
        for_names(change.name, NameKind::event, names_, [&](const std::string& name) {
            models::EventSpec& merged = event(name, state);
            read_event_keys(change.change, horizon_.frequency, file.folder, merged, diagnostics, *file.texts);
        });
    }
    for (const CitedText& name : file.freeze) state.frozen.insert(name.text);
}

models::EventSpec& Resolver::event(const std::string& name, ScenarioState& state) const {
    return state.events.emplace(name, model_.spec().events[names_.index(name)]).first->second;
}

void Resolver::apply(const Setting& setting, double value, ScenarioState& state) const {
    const ChangeNumbers number{{value}, /*list=*/false, setting.place};
    switch (setting.kind) {
        case SettingKind::exogenous: {
            SeriesChange change;
            change.place = setting.place;
            change.value = number;
            state.exogenous[setting.name] = std::move(change);
            break;
        }
        case SettingKind::parameter: state.parameters[setting.name] = value; break;
        case SettingKind::shock_shift: state.shocks[setting.name].shift = number; break;
        case SettingKind::shock_scale: state.shocks[setting.name].scale = number; break;
        case SettingKind::event_probability: event(setting.name, state).probability = value; break;
        case SettingKind::event_severity: event(setting.name, state).severity = value; break;
    }
}

models::Assumptions Resolver::assumptions(const ScenarioState& state, Diagnostics& diagnostics) const {
    models::Assumptions result;
    result.parameters = state.parameters;
    result.events = state.events;
    result.frozen = state.frozen;
    for (const auto& [name, change] : state.exogenous) {
        auto path = models::model_path(model_.spec().exogenous[names_.index(name)], horizon_, diagnostics);
        if (!path) continue;
        const auto [from, to] = span(name, change, diagnostics);
        for (int t = from; t <= to; ++t) {
            const auto k = static_cast<std::size_t>(t - change.from.value_or(horizon_.first));
            double& x = path->values.at(static_cast<std::size_t>(t - path->first));
            x = number_at(change.value, k).value_or(x);
            if (const auto scale = number_at(change.scale, k)) x *= *scale;
            if (const auto shift = number_at(change.shift, k)) x += *shift;
        }
        result.exogenous.emplace(name, std::move(*path));
    }
    for (const auto& [name, change] : state.shocks) {
        const auto count = static_cast<std::size_t>(horizon_.count);
        models::ShockAdjustment adjustment{std::vector<double>(count, 0.0), std::vector<double>(count, 1.0)};
        const auto [from, to] = span(name, change, diagnostics);
        for (int t = from; t <= to; ++t) {
            const auto k = static_cast<std::size_t>(t - change.from.value_or(horizon_.first));
            const auto place = static_cast<std::size_t>(t - horizon_.first);
            adjustment.shift[place] = number_at(change.shift, k).value_or(0.0);
            adjustment.scale[place] = number_at(change.scale, k).value_or(1.0);
        }
        result.shocks.emplace(name, std::move(adjustment));
    }
    return result;
}

}  // namespace yuce::scenarios
