#include "scenarios/report_inputs.hpp"

#include <cmath>
#include <memory>

#include "scenarios/csv.hpp"

namespace yuce::scenarios {
namespace {

bool is_csv(const std::string& name) { return name.size() > 4 && name.compare(name.size() - 4, 4, ".csv") == 0; }

// Nothing when the table is no history file.
std::optional<std::vector<results::HistoryPoint>> points_of(const CsvTable& table) {
    const auto period = table.column("period"), value = table.column("value"), series = table.column("series_id");
    const auto variable = table.column("variable"), indicator = table.column("indicator");
    if (!period || !value || !series || (!variable && !indicator)) return std::nullopt;
    std::vector<results::HistoryPoint> points;
    for (const std::vector<CsvCell>& row : table.rows) {
        Diagnostics ignored;
        const std::optional<double> number = cell_number(row[*value], ignored);
        if (!number || !std::isfinite(*number)) continue;
        points.push_back(
            {variable ? row[*variable].text : "", indicator ? row[*indicator].text : "", row[*period].text, *number});
    }
    return points;
}

std::optional<CsvTable> table_of(const results::InputFile& file) {
    if (!is_csv(file.name)) return std::nullopt;
    Diagnostics ignored;
    return parse_csv(std::make_shared<const SourceText>(SourceText{file.name, file.text}), ignored);
}

}  // namespace

results::History history_of(const results::Provenance& provenance) {
    for (std::size_t k = 0; k < provenance.files.size(); ++k) {
        const auto table = table_of(provenance.files[k]);
        if (!table) continue;
        if (auto points = points_of(*table)) return {k, std::move(*points)};
    }
    return {};
}

std::map<std::string, results::Label> names_of(const results::Provenance& provenance) {
    std::map<std::string, results::Label> names;
    for (const results::InputFile& file : provenance.files) {
        const auto table = table_of(file);
        if (!table) continue;
        const auto id = table->column("id"), en = table->column("name_en"), zh = table->column("name_zh");
        if (!id || (!en && !zh)) continue;
        for (const auto& row : table->rows) names.insert({row[*id].text, {en ? row[*en].text : "", zh ? row[*zh].text : ""}});
    }
    return names;
}

}  // namespace yuce::scenarios
