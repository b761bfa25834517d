// Readers of the shapes that recur in every file: numbers, names, lists, laws, entries.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/law.hpp"
#include "models/model_spec.hpp"
#include "scenarios/data_files.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

// Each reports what it expected and gives nothing on a mistake. Numbers are finite (NaN and inf are refused).
std::optional<double> read_number(const TomlValue& value, std::string_view what, Diagnostics& diagnostics);
std::optional<std::vector<double>> read_numbers(const TomlValue& value, std::string_view what,
                                                Diagnostics& diagnostics);  // number or list
std::optional<std::string> read_string(const TomlValue& value, std::string_view what, Diagnostics& diagnostics);
std::optional<std::vector<std::string>> read_strings(const TomlValue& value, std::string_view what,
                                                     Diagnostics& diagnostics);  // one or a list
std::optional<bool> read_bool(const TomlValue& value, std::string_view what, Diagnostics& diagnostics);
std::optional<models::Label> read_label(const TomlValue& value, Diagnostics& diagnostics);  // "x" or { en, zh }
// An identifier that is neither reserved nor malformed.
bool check_identifier(const std::string& id, const Place& place, Diagnostics& diagnostics, bool hyphen_allowed = false);
// name unit source note assumption group of a table into `entry`.
void read_entry(const TomlValue& table, models::Entry& entry, Diagnostics& diagnostics);
// A period string of the frequency as calendar index.
std::optional<int> read_period(const TomlValue& value, models::Frequency frequency, Diagnostics& diagnostics);
// A table with `distribution` and its keys (and low, high; file and column for empirical). `table_path` names the table of the
// model format whose keys may stand beside the law's.
std::optional<engine::Law> read_law(const TomlValue& table, DataFiles& files, std::string_view table_path,
                                    Diagnostics& diagnostics);
// Bodies shared by the model's and scenarios' [parameters] and [events].
std::optional<models::ParameterValue> read_parameter_value(const TomlValue& value, DataFiles& files, Diagnostics& diagnostics,
                                                           std::string_view what = "value");
// Keys left out keep what `event` holds. By folder: the files it reads are of no further interest.
bool read_event_keys(const TomlValue& table, models::Frequency frequency, DataFiles& files, models::EventSpec& event,
                     Diagnostics& diagnostics);
bool read_event_keys(const TomlValue& table, models::Frequency frequency, const std::string& folder, models::EventSpec& event,
                     Diagnostics& diagnostics, const TextSource& texts = disk());

// "a number", "a list", "a table", ...: what a value is, in words.
std::string kind_in_words(const TomlValue& value);
// What a table { value = 3920, source = "..." } holds, else the value itself; its keys are checked against table "value".
const TomlValue& plain(const TomlValue& value, Diagnostics& diagnostics);
// A number, or a string that is an expression.
std::optional<models::Scalar> read_scalar(const TomlValue& value, std::string_view what, Diagnostics& diagnostics);
// One of `words`, as its position.
std::optional<std::size_t> read_word(const TomlValue& value, std::string_view what, const std::vector<std::string>& words,
                                     Diagnostics& diagnostics);

}  // namespace yuce::scenarios
