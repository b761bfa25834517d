// The CSV files a TOML file names: each read once, found relative to the file that names it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/csv.hpp"
#include "scenarios/text_source.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

// `name` as seen from `folder`; absolute names stay.
std::string path_in(const std::string& folder, const std::string& name);
// The folder a file stands in ("" for the current one).
std::string folder_of(const std::string& path);

class DataFiles {
public:
    // Names are relative to `folder` ("" for the current one); absolute names stay.
    explicit DataFiles(std::string folder, const TextSource& texts = disk()) : folder_(std::move(folder)), source_(texts) {}

    // nullptr if the file cannot be used; that is reported once, at the first place that names it.
    const CsvTable* open(const TomlValue& name, Diagnostics& diagnostics);
    // The numbers of one column from the top, NaN for empty cells.
    std::optional<std::vector<double>> column(const TomlValue& file, const TomlValue& column, Diagnostics& diagnostics);
    // The column that `column` names, reported if there is none.
    std::optional<std::size_t> find_column(const CsvTable& table, const TomlValue& column, Diagnostics& diagnostics) const;
    // Texts in the order in which they were read.
    const std::vector<std::shared_ptr<const SourceText>>& texts() const { return texts_; }

private:
    std::string folder_;
    const TextSource& source_;
    std::map<std::string, std::optional<CsvTable>> tables_;
    std::vector<std::shared_ptr<const SourceText>> texts_;
};

}  // namespace yuce::scenarios
