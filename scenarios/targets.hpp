// The targets file: which rows are assessed, by which test, and why the others are not. FORMATS "Data".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/period.hpp"
#include "results/result_set.hpp"
#include "scenarios/csv.hpp"

namespace yuce::scenarios {

struct TargetTable {
    CsvTable csv;
    std::vector<results::Target> assessed;
    std::vector<results::NotAssessed> not_assessed;
    std::vector<std::optional<std::size_t>> place;  // [row]: index in `assessed`
};

// What the rows are held against.
struct TargetContext {
    std::vector<results::Item> indicators;
    models::Horizon horizon;
    double approx_tolerance = 0.3;
};

// context nullptr: the form only, nothing is assessed. Mistakes are reported; rows that have them are left out.
std::optional<TargetTable> read_targets(CsvTable csv, const TargetContext* context, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
