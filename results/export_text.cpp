#include "results/export_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "results/json_text.hpp"

namespace yuce::results {
namespace {

// OWASP "CSV Injection": what begins a formula, in Chinese and Japanese input also in its full width, and what may stand before.
constexpr std::array<std::string_view, 11> formula_signs = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

bool is_formula(const std::string& text) {
    return std::any_of(formula_signs.begin(), formula_signs.end(),
                       [&](std::string_view sign) { return text.compare(0, sign.size(), sign) == 0; });
}

struct CsvWriter {
    std::string operator()(const std::string& text) const { return csv_text(text); }
    std::string operator()(double value) const { return csv_number(value); }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(std::uint64_t value) const { return std::to_string(value); }
};
struct JsonWriter {
    std::string operator()(const std::string& text) const { return json_quoted(text); }
    std::string operator()(double value) const { return json_number(value); }
    std::string operator()(std::int64_t value) const { return json_number(value); }
    std::string operator()(std::uint64_t value) const { return json_number(value); }
};

}  // namespace

std::string csv_text(const std::string& text) {
    const std::string safe = is_formula(text) ? "'" + text : text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string csv_number(double value) {
    if (std::isnan(value)) return "";
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::string csv_header(const ExportTable& table) {
    std::string line;
    for (const ExportColumn& column : table.columns) line += (line.empty() ? "" : ",") + std::string(column.name);
    return line + "\n";
}

std::string csv_table(const ResultSet& results, const ExportTable& table, const Selected& selected) {
    std::string text = csv_header(table);
    for_rows(results, table, selected, [&](const ExportRow& row) {
        bool first = true;
        for (const ExportColumn& column : table.columns) {
            if (!first) text += ',';
            first = false;
            text += std::visit(CsvWriter{}, column.get(results, row));
        }
        text += '\n';
    });
    return text;
}

std::string csv_columns() {
    std::string text = "table,column,type,meaning\n";
    for (const ExportTable& table : export_tables()) {
        for (const ExportColumn& column : table.columns) {
            text += std::string(table.name) + "," + std::string(column.name) + "," + std::string(column.type) + "," +
                    csv_text(std::string(column.meaning)) + "\n";
        }
    }
    return text;
}

std::string json_export(const ResultSet& results, const Selected& selected) {
    JsonList document = json_object();
    document.add("format", json_quoted(export_format));
    for (const ExportTable& table : export_tables()) {
        JsonList rows = json_array();
        for_rows(results, table, selected, [&](const ExportRow& row) {
            JsonList object = json_object();
            for (const ExportColumn& column : table.columns) {
                object.add(std::string(column.name), std::visit(JsonWriter{}, column.get(results, row)));
            }
            rows.add(object.text());
        });
        document.add(std::string(table.name), rows.text());
    }
    return document.text();
}

}  // namespace yuce::results
