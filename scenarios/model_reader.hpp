// The parts of the model reader (model_file.hpp).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/model_spec.hpp"
#include "scenarios/data_files.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

// What the readers of single tables share. An entry with a mistake keeps its name and gets a stand-in value, so that it is not
// reported again wherever it is used.
struct ModelReading {
    const TomlValue& root;
    models::ModelSpec& spec;
    DataFiles& files;
    Diagnostics& diagnostics;
};

// The table `name` of the root, nullptr if absent or, with a report, no table.
const TomlValue* find_model_table(const ModelReading& reading, const std::string& name);
// The tables of [[name]]; reports other shapes.
std::vector<const TomlValue*> find_model_tables(const ModelReading& reading, const std::string& name);

void read_exogenous(ModelReading& reading);
void read_initial(ModelReading& reading);
void read_indicators(ModelReading& reading);
void read_dependence(ModelReading& reading);

// A CSV column over consecutive periods.
struct SeriesColumn {
    int first = 0;               // calendar index of the first row
    std::vector<double> values;  // NaN: empty cell
};
// `table` holds `file` and `column`; rows are matched by the file's column `period` or, for years, `year`.
std::optional<SeriesColumn> read_series_column(const TomlValue& table, models::Frequency frequency, DataFiles& files,
                                               Diagnostics& diagnostics);

}  // namespace yuce::scenarios
