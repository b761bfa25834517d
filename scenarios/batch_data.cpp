#include "scenarios/batch_data.hpp"

#include "models/period.hpp"

namespace yuce::scenarios {
namespace {

std::vector<std::string> header_names(const CsvTable& table) {
    std::vector<std::string> names;
    for (const CsvCell& cell : table.header) names.push_back(cell.text);
    return names;
}

// Every row of an `id` column, refused when empty or repeated.
class UniqueIds {
public:
    explicit UniqueIds(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
    bool take(const CsvCell& cell) {
        if (cell.text.empty()) {
            diagnostics_.error(cell.place, "the row has no id");
            return false;
        }
        const auto [found, is_new] = lines_.emplace(cell.text, cell.place.line);
        if (!is_new) {
            diagnostics_.error(cell.place, "there are two rows with the id '" + cell.text + "'",
                               "the first is in line " + std::to_string(found->second));
        }
        return is_new;
    }

private:
    Diagnostics& diagnostics_;
    std::map<std::string, std::uint32_t> lines_;
};

void check_name(const CsvCell& cell, const std::string& kind, const std::vector<std::string>& names, Diagnostics& diagnostics) {
    if (cell.text.empty()) return;
    for (const std::string& name : names) {
        if (name == cell.text) return;
    }
    diagnostics.error(cell.place, "the model has no " + kind + " '" + cell.text + "'", nearest_name(cell.text, names));
}

}  // namespace

bool require_columns(const CsvTable& table, const std::vector<std::string>& wanted, const std::string& what,
                     Diagnostics& diagnostics) {
    bool complete = true;
    for (const std::string& name : wanted) {
        if (table.column(name)) continue;
        complete = false;
        const std::string near = nearest_name(name, header_names(table));
        const std::size_t quote = near.find('\'');
        diagnostics.error({table.source, 1, 1}, what + " needs a column '" + name + "'",
                          near.empty() ? "" : "its header has " + near.substr(quote, near.rfind('\'') + 1 - quote));
    }
    return complete;
}

std::optional<models::Baseline> read_baseline(const CsvTable& table, Diagnostics& diagnostics) {
    if (!require_columns(table, {"id", "value", "unit"}, "a baseline file", diagnostics)) return std::nullopt;
    const std::size_t id = *table.column("id"), value = *table.column("value");
    if (table.rows.empty()) {
        diagnostics.error({table.source, 1, 1}, "the baseline file has a header and no rows");
        return std::nullopt;
    }
    models::Baseline baseline;
    UniqueIds ids(diagnostics);
    for (const auto& row : table.rows) {
        const auto number = cell_number(row[value], diagnostics);
        // A cell that is no number is reported; what uses it need not be reported again.
        if (ids.take(row[id])) baseline.emplace(row[id].text, number.value_or(1));
    }
    return baseline;
}

bool is_history_period(const std::string& text) {
    using models::Frequency;
    for (const auto frequency : {Frequency::annual, Frequency::quarterly, Frequency::monthly}) {
        if (models::parse_period(frequency, text)) return true;
    }
    if (text.size() < 6 || !models::parse_period(Frequency::annual, text.substr(0, 4))) return false;
    const std::string part = text.substr(4);
    if (part == "H1" || part == "H2") return true;
    const std::size_t dash = part.find('-');
    if (dash == std::string::npos) return false;
    const std::string first = part.substr(0, dash), last = part.substr(0, 1) + part.substr(dash + 1);
    if (first == "Q1") return models::parse_pattern(Frequency::quarterly, last).has_value();
    return first == "M01" && models::parse_pattern(Frequency::monthly, last).has_value();
}

void check_history(const CsvTable& table, const models::Model* model, Diagnostics& diagnostics) {
    const bool complete = require_columns(table, {"series_id", "period", "value"}, "a history file", diagnostics);
    const auto indicator = table.column("indicator"), variable = table.column("variable");
    if (!indicator && !variable) {
        diagnostics.error({table.source, 1, 1},
                          "a history file needs a column 'indicator' or 'variable', naming what each series is a record of");
    }
    if (!complete) return;
    const std::size_t series = *table.column("series_id"), period = *table.column("period"), value = *table.column("value");
    std::map<std::pair<std::string, std::string>, std::uint32_t> seen;
    for (const auto& row : table.rows) {
        if (row[series].text.empty()) diagnostics.error(row[series].place, "the row has no series_id");
        if (!is_history_period(row[period].text)) {
            diagnostics.error(row[period].place,
                              "'" + row[period].text + "' is no period: expected 2024, 2024Q1, 2024M01, 2024H1 or 2024Q1-3");
        }
        cell_number(row[value], diagnostics);
        const auto [found, is_new] = seen.emplace(std::pair(row[series].text, row[period].text), row[series].place.line);
        if (!is_new) {
            diagnostics.error(row[period].place, "'" + row[series].text + "' has two values for " + row[period].text,
                              "the first is in line " + std::to_string(found->second));
        }
        if (model != nullptr && indicator) check_name(row[*indicator], "indicator", model->indicators(), diagnostics);
        if (model != nullptr && variable) check_name(row[*variable], "variable", model->variables(), diagnostics);
    }
}

}  // namespace yuce::scenarios
