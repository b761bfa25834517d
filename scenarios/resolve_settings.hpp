// What `of` of a sweep and --set name: exogenous.X, parameters.X, shocks.X.shift, shocks.X.scale, events.X.probability,
// events.X.severity.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/resolve_names.hpp"

namespace yuce::scenarios {

enum class SettingKind { exogenous, parameter, shock_shift, shock_scale, event_probability, event_severity };

struct Setting {
    SettingKind kind = SettingKind::exogenous;
    std::string name;
    std::string short_name;  // as scenario ids write it: "tariff", "world.shift"
    Place place;
};
// The texts users may write, one a line of the table above, for messages and pages.
std::vector<std::string> setting_forms();
std::optional<Setting> read_setting(const CitedText& text, const ModelNames& names, Diagnostics& diagnostics);
// Whether the number may stand there (probabilities are 0..1); reported otherwise.
bool check_setting_value(const Setting& setting, double value, const Place& place, Diagnostics& diagnostics);

struct SettingValue {
    Setting setting;
    double value = 0;
};
// "exogenous.tariff=20" of the command line; messages call their source "--set".
std::optional<SettingValue> parse_set_option(const std::string& text, const ModelNames& names, Diagnostics& diagnostics);
// A second value of the same is reported.
void add_once(SettingValue value, std::vector<SettingValue>& to, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
