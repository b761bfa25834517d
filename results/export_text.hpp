// The tables of export_table.hpp as text: CSV, one wide table for spreadsheets, JSON.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/export_table.hpp"
#include "results/report_text.hpp"

namespace yuce::results {

inline constexpr const char* export_format = "yuce-export/1";
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // by which Excel knows UTF-8

// A text cell as it stands in a file: quoted as RFC 4180 asks, and with a ' before what a spreadsheet would take for a formula.
std::string csv_text(const std::string& text);
// The shortest digits that read back to the same double; "" where there is none.
std::string csv_number(double value);

// The column names, separated, with the end of the line.
std::string csv_header(const ExportTable& table);
std::string csv_table(const ResultSet& results, const ExportTable& table, const Selected& selected);
// table, column, type, meaning of every table: the key to a folder of them.
std::string csv_columns();

// Every table as an array of objects, its columns as their members; missing numbers are null. One line.
std::string json_export(const ResultSet& results, const Selected& selected);

// Targets and goals down, scenarios across with their intervals; where indicators are asked for (or there are no targets) their
// statistics down. Begins with a byte order mark.
enum class WideOf { targets, indicators };
std::string wide_table(const ResultSet& results, const Selected& selected, WideOf what, Language language);
// How every wide table begins.
std::vector<std::string> wide_beginnings();

}  // namespace yuce::results
