// From a bound model and one scenario's assumptions to nodes of an engine graph.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "models/model.hpp"
#include "models/period.hpp"

namespace yuce::models {

// values[k] belongs to calendar index first + k and reaches to the end of the horizon; earlier ones serve lags.
struct SeriesPath {
    int first = 0;
    std::vector<double> values;
};

// What a scenario does to a shock: value = centre + scale * mix * (draw - centre) + shift, one number a period of the horizon.
struct ShockAdjustment {
    std::vector<double> shift, scale;
};

// One scenario's assumptions where they differ from the model's: resolved by the reader (extends, sweep, --set applied).
struct Assumptions {
    std::map<std::string, SeriesPath> exogenous;          // only those changed
    std::map<std::string, ShockAdjustment> shocks;
    std::map<std::string, ParameterValue> parameters;     // replaced whole
    std::map<std::string, EventSpec> events;              // already merged, replaced whole
    std::set<std::string> frozen;                         // groups or names of entries
};

// The model's path of an exogenous over the horizon (and what it has before it), `after` applied.
std::optional<SeriesPath> model_path(const ExogenousSpec& spec, const Horizon& horizon, Diagnostics& diagnostics);

// Nodes of one scenario.
struct CompiledScenario {
    // [year][indicator] in the order of Model::indicators, [period][variable] in the order of Model::variables
    std::vector<std::vector<engine::NodeId>> indicators;
    std::vector<std::vector<engine::NodeId>> variables;
    std::vector<engine::Check> checks;
    // Every parameter, and per period every shock, event and exogenous by id: for replay and analyses.
    std::map<std::string, engine::NodeId> parameters;
    std::map<std::string, std::vector<engine::NodeId>> series;
    // Per period and event: 1 where it begins, else 0.
    std::map<std::string, std::vector<engine::NodeId>> onsets;
};

// Mistakes that only the horizon or the scenario show (a lag without initial values, a path too short, an event's period outside)
// go to diagnostics. The same graph may take several scenarios: they then share what they have in common.
std::optional<CompiledScenario> compile(engine::Graph& graph, const Model& model, const Horizon& horizon,
                                        const Assumptions& assumptions, Diagnostics& diagnostics);

// What `[correlation] repair = "nearest"` changed, in words, one line a pair; empty where nothing was repaired.
std::vector<std::string> correlation_corrections(const Model& model);

}  // namespace yuce::models
