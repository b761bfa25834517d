// [correlation], [[correlations]] and [[mixtures]].

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "scenarios/key_table.hpp"
#include "scenarios/model_reader.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

// A square table of correlations; its pairs above the diagonal go to the model.
class MatrixReader {
public:
    MatrixReader(const CsvTable& table, ModelReading& reading) : table_(table), reading_(reading) {}

    void read() {
        const std::size_t n = table_.header.size() - 1;
        if (n == 0 || table_.rows.size() != n) {
            return error({table_.source, 0, 0}, "a correlation file is square: it has " + std::to_string(n) +
                                                    " columns of numbers and " + std::to_string(table_.rows.size()) + " rows");
        }
        if (!match_rows()) return;
        read_numbers();
        const std::vector<bool> known = known_names();
        for (std::size_t i = 0; i < n; ++i) {
            check_diagonal(i);
            for (std::size_t j = i + 1; j < n; ++j) {
                if (check_pair(i, j) && known[i] && known[j]) {
                    reading_.spec.correlations.push_back({name(i), name(j), at(i, j), cell(i, j).place, true});
                }
            }
        }
    }

private:
    void error(const Place& place, std::string message, std::string suggestion = {}) {
        reading_.diagnostics.error(place, std::move(message), std::move(suggestion));
    }

    const std::string& name(std::size_t k) const { return table_.header[k + 1].text; }
    const CsvCell& cell(std::size_t i, std::size_t j) const { return table_.rows[row_[i]][j + 1]; }
    double at(std::size_t i, std::size_t j) const { return numbers_[i * row_.size() + j]; }

    // Rows may stand in another order than the columns.
    bool match_rows() {
        const std::size_t n = table_.rows.size();
        row_.assign(n, n);
        bool good = true;
        for (std::size_t k = 0; k < n; ++k) {
            const CsvCell& first = table_.rows[k][0];
            const auto column = table_.column(first.text);
            if (!column || *column == 0) {
                error(first.place, "row '" + first.text + "' has no column of that name");
                good = false;
            } else if (row_[*column - 1] != n) {
                error(first.place, "two rows are named '" + first.text + "'");
                good = false;
            } else {
                row_[*column - 1] = k;
            }
        }
        return good;
    }

    // NaN where a cell holds none, which is reported.
    void read_numbers() {
        for (std::size_t i = 0; i < row_.size(); ++i) {
            for (std::size_t j = 0; j < row_.size(); ++j) {
                const auto number = cell_number(cell(i, j), reading_.diagnostics);
                if (number && std::isnan(*number))
                    error(cell(i, j).place, "the correlation of '" + name(i) + "' and '" + name(j) + "' is empty");
                numbers_.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
            }
        }
    }

    std::vector<bool> known_names() {
        std::vector<std::string> candidates;
        for (const auto& shock : reading_.spec.shocks) candidates.push_back(shock.id);
        for (const auto& parameter : reading_.spec.parameters) {
            if (std::holds_alternative<engine::Law>(parameter.value)) candidates.push_back(parameter.id);
        }
        std::vector<bool> known;
        for (std::size_t k = 0; k < row_.size(); ++k) {
            known.push_back(std::find(candidates.begin(), candidates.end(), name(k)) != candidates.end());
            if (!known.back()) {
                error(table_.header[k + 1].place, "'" + name(k) + "' is no shock and no parameter with a distribution",
                      nearest_name(name(k), candidates));
            }
        }
        return known;
    }

    void check_diagonal(std::size_t i) {
        if (std::abs(at(i, i) - 1) > 1e-12)
            error(cell(i, i).place, "the correlation of '" + name(i) + "' with itself must be 1, it is " + cell(i, i).text);
    }

    bool check_pair(std::size_t i, std::size_t j) {
        if (std::isnan(at(i, j)) || std::isnan(at(j, i))) return false;
        const std::string both = "'" + name(i) + "' and '" + name(j) + "'";
        if (std::abs(at(i, j) - at(j, i)) > 1e-12) {
            error(cell(j, i).place, "the file is not symmetric: " + both + " have " + cell(i, j).text + " in one order and " +
                                        cell(j, i).text + " in the other");
            return false;
        }
        if (std::abs(at(i, j)) < 1) return true;
        error(cell(i, j).place, "the correlation of " + both + " must lie between -1 and 1");
        return false;
    }

    const CsvTable& table_;
    ModelReading& reading_;
    std::vector<std::size_t> row_;  // by column: the row of the same name
    std::vector<double> numbers_;   // row-major, both in the order of the columns
};

void read_correlation(ModelReading& reading) {
    const TomlValue* table = find_model_table(reading, "correlation");
    if (table == nullptr) return;
    check_keys(*table, table->place, "model", "[correlation]", reading.diagnostics);
    const TomlValue* repair = table->get("repair");
    if (const auto word = repair ? read_word(*repair, "repair", {"none", "nearest"}, reading.diagnostics) : std::nullopt) {
        reading.spec.repair = static_cast<models::Repair>(*word);
    }
    const TomlValue* file = table->get("file");
    const CsvTable* matrix = file ? reading.files.open(*file, reading.diagnostics) : nullptr;
    if (matrix != nullptr) MatrixReader(*matrix, reading).read();
}

void read_pair(const TomlValue& table, ModelReading& reading) {
    check_keys(table, table.place, "model", "[[correlations]]", reading.diagnostics);
    models::CorrelationSpec pair;
    const TomlValue* between = table.get("between");
    const TomlValue* value = table.get("value");
    std::optional<std::vector<std::string>> names;
    if (between != nullptr) {
        pair.place = between->place;
        names = read_strings(*between, "between", reading.diagnostics);
        if (names && names->size() != 2) {
            reading.diagnostics.error(between->place, "`between` must name two, it names " + std::to_string(names->size()));
            names.reset();
        }
    }
    const auto number = value ? read_number(*value, "value", reading.diagnostics) : std::nullopt;
    if (!names || !number) return;
    pair.a = (*names)[0];
    pair.b = (*names)[1];
    pair.value = *number;
    reading.spec.correlations.push_back(std::move(pair));
}

void read_mixture(const TomlValue& table, ModelReading& reading) {
    check_keys(table, table.place, "model", "[[mixtures]]", reading.diagnostics);
    models::MixtureSpec mixture;
    mixture.place = table.place;
    const TomlValue* shocks = table.get("shocks");
    const TomlValue* group = table.get("group");
    const TomlValue* df = table.get("df");
    const TomlValue* per = table.get("per");
    const auto names = shocks ? read_strings(*shocks, "shocks", reading.diagnostics) : std::nullopt;
    const auto group_name = group ? read_string(*group, "group", reading.diagnostics) : std::nullopt;
    const auto number = df ? read_number(*df, "df", reading.diagnostics) : std::nullopt;
    if (const auto word = per ? read_word(*per, "per", {"period", "year", "path"}, reading.diagnostics) : std::nullopt) {
        mixture.per = static_cast<models::Per>(*word);
    }
    // A mixture that could not be read would be refused again by what it lacks.
    if (!number || (shocks != nullptr && !names) || (group != nullptr && !group_name)) return;
    if (names) mixture.shocks = *names;
    if (group_name) mixture.group = *group_name;
    mixture.df = *number;
    reading.spec.mixtures.push_back(std::move(mixture));
}

}  // namespace

void read_dependence(ModelReading& reading) {
    read_correlation(reading);
    for (const TomlValue* table : find_model_tables(reading, "correlations")) read_pair(*table, reading);
    for (const TomlValue* table : find_model_tables(reading, "mixtures")) read_mixture(*table, reading);
}

}  // namespace yuce::scenarios
