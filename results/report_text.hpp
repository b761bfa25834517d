// The answer as text: the terminal's table and JSON.
#pragma once

#include <string>

#include "results/result_set.hpp"

namespace yuce::results {

enum class Language { en, zh };
struct TableOptions {
    Language language = Language::en;
    int width = 80;  // columns; at least 80 is assumed
    bool colour = false;
    std::string target, scenario, indicator;  // non-empty: only that one
    std::string main;                         // the scenario shown in full among all; empty: the reference
};

// Targets by scenario with intervals, goals, weakest links, not assessed, failed paths. UTF-8; Chinese counts as two columns.
std::string table(const ResultSet& results, const TableOptions& options);
// PRODUCT.md's `run --json`, NaN as null, numbers that read back to the same double, one line.
std::string json(const ResultSet& results);

}  // namespace yuce::results
