#include "scenarios/data_files.hpp"

#include <filesystem>

#include "scenarios/read_values.hpp"

namespace yuce::scenarios {

namespace fs = std::filesystem;

std::string path_in(const std::string& folder, const std::string& name) {
    return (fs::path(folder) / name).lexically_normal().string();
}

std::string folder_of(const std::string& path) { return fs::path(path).parent_path().string(); }

const CsvTable* DataFiles::open(const TomlValue& name, Diagnostics& diagnostics) {
    const std::optional<std::string> text = read_string(name, "file", diagnostics);
    if (!text) return nullptr;
    if (text->empty()) {
        diagnostics.error(name.place, "`file` is empty: expected the name of a CSV file");
        return nullptr;
    }
    const std::string path = path_in(folder_, *text);
    auto known = tables_.find(path);
    if (known == tables_.end()) {
        known = tables_.emplace(path, std::nullopt).first;
        if (const auto source = source_.read(path, name.place, diagnostics)) {
            texts_.push_back(source);
            known->second = parse_csv(source, diagnostics);
        }
    }
    return known->second ? &*known->second : nullptr;
}

std::optional<std::size_t> DataFiles::find_column(const CsvTable& table, const TomlValue& column,
                                                  Diagnostics& diagnostics) const {
    const std::optional<std::string> name = read_string(column, "column", diagnostics);
    if (!name) return std::nullopt;
    const std::optional<std::size_t> found = table.column(*name);
    if (!found) {
        std::vector<std::string> names;
        for (const CsvCell& cell : table.header) names.push_back(cell.text);
        diagnostics.error(column.place, "the file '" + table.source->name + "' has no column '" + *name + "'",
                          nearest_name(*name, names));
    }
    return found;
}

std::optional<std::vector<double>> DataFiles::column(const TomlValue& file, const TomlValue& column, Diagnostics& diagnostics) {
    const CsvTable* table = open(file, diagnostics);
    if (table == nullptr) return std::nullopt;
    const std::optional<std::size_t> at = find_column(*table, column, diagnostics);
    if (!at) return std::nullopt;
    std::vector<double> numbers;
    constexpr int most_reports = 20;
    int bad = 0;
    for (const std::vector<CsvCell>& row : table->rows) {
        const std::optional<double> number = cell_number(row[*at], diagnostics);
        if (!number && ++bad == most_reports) return std::nullopt;
        numbers.push_back(number.value_or(0));
    }
    if (bad > 0) return std::nullopt;
    return numbers;
}

}  // namespace yuce::scenarios
