// CSV as FORMATS.md takes it: UTF-8, byte order mark and CRLF accepted, RFC 4180 quotes, one header row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"

namespace yuce::scenarios {

struct CsvCell {
    std::string text;
    Place place;
};
struct CsvTable {
    std::shared_ptr<const SourceText> source;
    std::vector<CsvCell> header;
    std::vector<std::vector<CsvCell>> rows;   // each as long as the header
    std::optional<std::size_t> column(std::string_view name) const;
};
// Empty or ragged files, repeated column names and broken quotes are reported.
std::optional<CsvTable> parse_csv(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics);
// A finite number, reported otherwise; an empty cell is NaN without a report.
std::optional<double> cell_number(const CsvCell& cell, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
