// [exogenous], [initial] and the CSV columns they may come from.

#include <algorithm>
#include <utility>

#include "models/syntax.hpp"
#include "scenarios/key_table.hpp"
#include "scenarios/model_reader.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

using models::Frequency;

std::set<std::string> left_sides(const models::ExpressionText& block) {
    Diagnostics unused;  // binding reports what is wrong with the equations
    std::set<std::string> names;
    for (const models::Equation& equation : models::parse_equations(block, unused)) names.insert(equation.name);
    return names;
}

// Which of the two a table holds its numbers in; reports tables with neither or both.
enum class From { value, file, nothing };
From value_or_file(const TomlValue& table, const TomlEntry& entry, Diagnostics& diagnostics) {
    const TomlEntry* value = table.find("value");
    const TomlEntry* file = table.find("file");
    const TomlEntry* column = table.find("column");
    if (value != nullptr && (file != nullptr || column != nullptr)) {
        diagnostics.error(value->place, "'" + entry.key + "' takes `value`, or `file` and `column`, not both");
        return From::nothing;
    }
    if (value != nullptr) return From::value;
    if (file != nullptr && column != nullptr) return From::file;
    if (file == nullptr && column == nullptr) {
        diagnostics.error(entry.place, "'" + entry.key + "' has no values: expected `value`, or `file` and `column`");
    } else {
        diagnostics.error((file ? file : column)->place,
                          std::string("`") + (file ? "file" : "column") + "` needs `" + (file ? "column" : "file") + "`, too");
    }
    return From::nothing;
}

class ExogenousReader {
public:
    ExogenousReader(const TomlEntry& entry, Frequency frequency, DataFiles& files, Diagnostics& diagnostics)
        : entry_(entry), frequency_(frequency), files_(files), diagnostics_(diagnostics) {}

    models::ExogenousSpec read() {
        spec_.id = entry_.key;
        spec_.place = entry_.place;
        if (entry_.value.is_table()) {
            read_table(entry_.value);
        } else {
            read_list(entry_.value);
        }
        if (spec_.values.empty()) spec_.values = {1};
        return std::move(spec_);
    }

private:
    void read_list(const TomlValue& value) {
        auto numbers = read_numbers(value, entry_.key, diagnostics_);
        if (!numbers) return;
        if (numbers->empty())
            diagnostics_.error(value.place, "'" + entry_.key + "' is an empty list: expected a number or a list of numbers");
        spec_.values = std::move(*numbers);
        single_ = !value.is_array();
    }

    void read_table(const TomlValue& table) {
        check_keys(table, entry_.place, "model", "exogenous.*", diagnostics_);
        read_entry(table, spec_, diagnostics_);
        const TomlEntry* from = table.find("from");
        switch (value_or_file(table, entry_, diagnostics_)) {
            case From::value:
                read_list(*table.get("value"));
                if (from != nullptr) spec_.first = read_period(from->value, frequency_, diagnostics_);
                break;
            case From::file:
                if (auto series = read_series_column(table, frequency_, files_, diagnostics_)) {
                    spec_.first = series->first;
                    spec_.values = std::move(series->values);
                }
                if (from != nullptr)
                    diagnostics_.error(from->place, "`from` goes with `value`; the rows of a file have their own periods");
                break;
            case From::nothing: break;
        }
        if (const TomlValue* after = table.get("after")) read_after(*after);
        read_range(table);
    }

    void read_after(const TomlValue& value) {
        const auto word = read_word(value, "after", {"hold", "repeat", "refuse"}, diagnostics_);
        // One number stands for every period: nothing comes after it.
        if (word && !single_) spec_.after = static_cast<models::AfterEnd>(*word);
    }

    void read_range(const TomlValue& table) {
        for (auto [key, number] :
             {std::pair("min", &spec_.minimum), std::pair("max", &spec_.maximum), std::pair("cost", &spec_.cost)}) {
            if (const TomlValue* value = table.get(key)) *number = read_number(*value, key, diagnostics_);
        }
        if (spec_.minimum && spec_.maximum && *spec_.minimum > *spec_.maximum) {
            diagnostics_.error(table.get("min")->place, "`min` of '" + entry_.key + "' is above its `max`");
        }
    }

    const TomlEntry& entry_;
    Frequency frequency_;
    DataFiles& files_;
    Diagnostics& diagnostics_;
    models::ExogenousSpec spec_;
    bool single_ = false;
};

models::InitialSpec stand_in(const TomlEntry& entry) {
    return {entry.key, entry.place, {models::Scalar(1.0)}, true, std::nullopt};
}

// The entry of a name in [initial], or the key `initial` of an indicator.
std::optional<models::InitialSpec> read_initial_values(const TomlEntry& entry, Frequency frequency, ModelReading& reading) {
    models::InitialSpec initial{entry.key, entry.place, {}, false, std::nullopt};
    const TomlValue* value = &entry.value;
    if (value->is_table()) {
        check_keys(*value, entry.place, "model", "initial.*", reading.diagnostics);
        switch (value_or_file(*value, entry, reading.diagnostics)) {
            case From::value: value = value->get("value"); break;
            case From::nothing: return std::nullopt;
            case From::file: {
                const auto series = read_series_column(*value, frequency, reading.files, reading.diagnostics);
                if (!series) return std::nullopt;
                initial.newest = series->first + static_cast<int>(series->values.size()) - 1;
                initial.values.assign(series->values.rbegin(), series->values.rend());
                return initial;
            }
        }
    }
    initial.single = !value->is_array();
    if (initial.single) {
        const auto scalar = read_scalar(*value, entry.key, reading.diagnostics);
        if (!scalar) return std::nullopt;
        initial.values.push_back(*scalar);
        return initial;
    }
    for (const TomlValue& item : value->items) {
        if (const auto scalar = read_scalar(item, entry.key, reading.diagnostics)) initial.values.push_back(*scalar);
    }
    if (value->items.empty())
        reading.diagnostics.error(value->place, "the initial values of '" + entry.key + "' are an empty list");
    if (value->items.empty() || initial.values.size() < value->items.size()) return std::nullopt;
    return initial;
}

}  // namespace

std::optional<SeriesColumn> read_series_column(const TomlValue& table, Frequency frequency, DataFiles& files,
                                               Diagnostics& diagnostics) {
    const TomlValue& file = *table.get("file");
    const CsvTable* csv = files.open(file, diagnostics);
    if (csv == nullptr) return std::nullopt;
    const auto values = files.column(file, *table.get("column"), diagnostics);
    auto periods = csv->column("period");
    if (!periods && frequency == Frequency::annual) periods = csv->column("year");
    if (!periods) {
        diagnostics.error(file.place, "the file '" + csv->source->name + "' has no column `period`" +
                                          (frequency == Frequency::annual ? " or `year`" : "") + " to match its rows by");
        return std::nullopt;
    }
    if (csv->rows.empty()) diagnostics.error(file.place, "the file '" + csv->source->name + "' has no rows");
    std::optional<int> first, previous;
    bool good = values.has_value() && !csv->rows.empty();
    for (const std::vector<CsvCell>& row : csv->rows) {
        const CsvCell& cell = row[*periods];
        TomlValue text;
        text.kind = TomlValue::Kind::string;
        text.text = cell.text;
        text.place = cell.place;
        const auto index = read_period(text, frequency, diagnostics);
        if (index && previous && *index != *previous + 1) {
            diagnostics.error(cell.place, "the rows must be consecutive periods: " + cell.text + " follows " +
                                              models::period_name(frequency, *previous));
            good = false;
        }
        good = good && index.has_value();
        if (!first) first = index;
        previous = index ? index : previous;
    }
    if (!good) return std::nullopt;
    return SeriesColumn{*first, *values};
}

void read_exogenous(ModelReading& reading) {
    const TomlValue* table = find_model_table(reading, "exogenous");
    if (table == nullptr) return;
    for (const TomlEntry& entry : table->entries) {
        if (!check_identifier(entry.key, entry.place, reading.diagnostics)) continue;
        reading.spec.exogenous.push_back(
            ExogenousReader(entry, reading.spec.frequency, reading.files, reading.diagnostics).read());
    }
}

void read_initial(ModelReading& reading) {
    const TomlValue* table = find_model_table(reading, "initial");
    if (table == nullptr) return;
    // Indicators are yearly, whatever the model's frequency; a name that is both is the variable here.
    std::set<std::string> yearly;
    if (reading.spec.annual) yearly = left_sides(*reading.spec.annual);
    for (const std::string& variable : left_sides(reading.spec.equations)) yearly.erase(variable);
    for (const TomlEntry& entry : table->entries) {
        if (!check_identifier(entry.key, entry.place, reading.diagnostics)) continue;
        const Frequency frequency = yearly.count(entry.key) > 0 ? Frequency::annual : reading.spec.frequency;
        auto initial = read_initial_values(entry, frequency, reading);
        reading.spec.initial.push_back(initial ? std::move(*initial) : stand_in(entry));
    }
}

void read_indicators(ModelReading& reading) {
    const TomlValue* table = find_model_table(reading, "indicators");
    if (table == nullptr) return;
    for (const TomlEntry& entry : table->entries) {
        if (!check_identifier(entry.key, entry.place, reading.diagnostics)) continue;
        if (!entry.value.is_table()) {
            reading.diagnostics.error(entry.value.place, "[indicators] takes tables of words, such as [indicators." + entry.key +
                                                             "] with name and unit");
            continue;
        }
        check_keys(entry.value, entry.place, "model", "indicators.*", reading.diagnostics);
        models::IndicatorSpec indicator;
        indicator.id = entry.key;
        indicator.place = entry.place;
        read_entry(entry.value, indicator, reading.diagnostics);
        if (const TomlEntry* given = entry.value.find("initial")) {
            TomlEntry named = *given;
            named.key = entry.key;
            auto initial = read_initial_values(named, Frequency::annual, reading);
            indicator.initial = initial ? std::move(*initial) : stand_in(named);
        }
        reading.spec.indicators.push_back(std::move(indicator));
    }
}

}  // namespace yuce::scenarios
