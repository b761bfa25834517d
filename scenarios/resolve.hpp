// From scenario files to one scenario's assumptions: model, extends, the scenario, sweep, --set, in this order.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/compile.hpp"
#include "models/model.hpp"
#include "scenarios/resolve_names.hpp"
#include "scenarios/resolve_settings.hpp"
#include "scenarios/scenario_file.hpp"

namespace yuce::scenarios {

// What stands so far; later layers replace entries of exogenous, shocks and parameters whole, those of events key by key.
struct ScenarioState {
    std::map<std::string, SeriesChange> exogenous, shocks;
    std::map<std::string, models::ParameterValue> parameters;
    std::map<std::string, models::EventSpec> events;
    std::set<std::string> frozen;
};

// For each file the files that apply, in order: what it extends (depth first, each file once), then itself.
// Unknown ids and circles are reported; such links are left out.
std::vector<std::vector<std::size_t>> application_orders(const std::vector<ScenarioFile>& files, Diagnostics& diagnostics);

class Resolver {
public:
    Resolver(const models::Model& model, const ModelNames& names, const models::Horizon& horizon)
        : model_(model), names_(names), horizon_(horizon) {}

    void apply(const ScenarioFile& file, ScenarioState& state, Diagnostics& diagnostics) const;
    void apply(const Setting& setting, double value, ScenarioState& state) const;
    // Periods before the horizon are errors, after it warnings; here those of events, in assumptions() the others.
    void check_event_periods(const ScenarioFile& file, Diagnostics& diagnostics) const;
    models::Assumptions assumptions(const ScenarioState& state, Diagnostics& diagnostics) const;

private:
    // First and last index in the horizon that the entry touches (none: first > last).
    std::pair<int, int> span(const std::string& name, const SeriesChange& change, Diagnostics& diagnostics) const;
    void check_event_period(const std::string& text, const Place& place, Diagnostics& diagnostics) const;
    models::EventSpec& event(const std::string& name, ScenarioState& state) const;

    const models::Model& model_;
    const ModelNames& names_;
    models::Horizon horizon_;
};

}  // namespace yuce::scenarios
