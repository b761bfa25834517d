// Reads scenario files (format yuce-scenario/1): form and types. Names are checked once a model is known (resolve_names.hpp).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/model_spec.hpp"
#include "scenarios/input_files.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

// One number for every period, or a list beginning at the entry's `from`.
struct ChangeNumbers {
    std::vector<double> values;
    bool list = false;
    Place place;
};

// What a scenario does to an exogenous or a shock, from `from` to `to` (calendar indices; absent: the ends of the horizon).
struct SeriesChange {
    Place place;
    std::optional<ChangeNumbers> value, shift, scale;  // shocks have no value
    std::optional<int> from, to;
    Place from_place, to_place;
};

// An entry of a table; name "*" stands for all of the kind and comes first.
template <class Change>
struct NamedChange {
    std::string name;
    Place place;
    Change change;
};

struct ScenarioFile {
    std::string folder;  // what relative names inside are seen from
    const TextSource* texts = &disk();
    std::string id;
    Place id_place;
    models::Label name;
    models::Label story;
    std::vector<CitedText> extends, freeze;
    std::vector<NamedChange<SeriesChange>> exogenous, shocks;
    std::vector<NamedChange<models::ParameterValue>> parameters;
    std::vector<NamedChange<TomlValue>> events;            // tables whose keys are laid over the model's
    std::vector<std::string> assumptions;                  // as marked_assumptions() lists them
    std::vector<std::shared_ptr<const SourceText>> files;  // the scenario first, then what it reads
};

// frequency absent: no model is known, and periods are taken in whichever frequency fits them best.
std::optional<ScenarioFile> read_scenario_file(const std::string& path, const Place& cited,
                                               std::optional<models::Frequency> frequency, Diagnostics& diagnostics,
                                               const TextSource& texts = disk());

}  // namespace yuce::scenarios
