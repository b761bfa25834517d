// The baseline and history files of a batch. FORMATS "Data".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "scenarios/csv.hpp"

namespace yuce::scenarios {

// Reports each of `wanted` that the header lacks; whether all are there.
bool require_columns(const CsvTable& table, const std::vector<std::string>& wanted, const std::string& what,
                     Diagnostics& diagnostics);

// Columns id, value, unit. An empty value is NaN: a mistake only where it is used.
std::optional<models::Baseline> read_baseline(const CsvTable& table, Diagnostics& diagnostics);

// Columns series_id, period, value and indicator or variable. Checked, and against the model's names where one is given.
void check_history(const CsvTable& table, const models::Model* model, Diagnostics& diagnostics);

// "2024", "2024Q1", "2024M01", or cumulative from January: "2024H1", "2024Q1-3", "2024M01-05".
bool is_history_period(const std::string& text);

}  // namespace yuce::scenarios
