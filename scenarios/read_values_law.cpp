#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "scenarios/key_table.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t k = 0; k < words.size(); ++k) text += (k == 0 ? "" : k + 1 < words.size() ? ", " : " and ") + words[k];
    return text;
}

class LawReader {
public:
    LawReader(const TomlValue& table, DataFiles& files, std::string_view table_path, Diagnostics& diagnostics)
        : table_(table), files_(files), table_path_(table_path), diagnostics_(diagnostics) {}

    std::optional<engine::Law> read() {
        const std::size_t before = diagnostics_.error_count();
        entry_ = find();
        if (entry_ == nullptr) return std::nullopt;
        check_unknown_keys();
        engine::Law law;
        law.kind = entry_->kind;
        for (const engine::LawKey& key : entry_->keys) read_key(key, law);
        law.low = bound("low");
        law.high = bound("high");
        if (entry_->kind == engine::LawKind::empirical) read_file(law);
        // What is no number is already reported; that the law then lacks it would be said twice.
        if (diagnostics_.error_count() > before && has_broken_value_) return std::nullopt;
        for (const engine::LawProblem& problem : engine::check_law(law)) {
            const TomlEntry* at = table_.find(problem.key);
            diagnostics_.error(at ? at->place : table_.find("distribution")->place, problem.message);
        }
        if (diagnostics_.error_count() > before) return std::nullopt;
        return law;
    }

private:
    const engine::LawEntry* find() {
        const TomlValue* name = table_.get("distribution");
        if (name == nullptr) {
            diagnostics_.error(table_.place, "the key 'distribution' is missing: the name of a distribution such as \"normal\"");
            return nullptr;
        }
        const std::optional<std::string> text = read_string(*name, "distribution", diagnostics_);
        if (!text) return nullptr;
        const engine::LawEntry* entry = engine::find_law(*text);
        if (entry == nullptr) {
            std::vector<std::string> names;
            for (const engine::LawEntry& law : engine::law_table()) names.emplace_back(law.name);
            const std::string nearest = nearest_name(*text, names);
            diagnostics_.error(name->place, "there is no distribution '" + *text + "'",
                               nearest.empty() ? "there are " + joined(names) : nearest);
        }
        return entry;
    }

    std::vector<std::string> own_keys() const {
        std::vector<std::string> keys;
        for (const engine::LawKey& key : entry_->keys) keys.emplace_back(key.name);
        if (entry_->kind == engine::LawKind::empirical) keys.insert(keys.end(), {"file", "column"});
        return keys;
    }

    void check_unknown_keys() {
        const std::vector<std::string> own = own_keys();
        std::vector<std::string> known = own;
        for (const KeyEntry& key : find_table("model", "distribution").keys) {
            if (key.name != "file" && key.name != "column") known.emplace_back(key.name);
        }
        for (const std::string_view key : keys_of(find_table("model", table_path_))) {
            if (key != "value") known.emplace_back(key);
        }
        for (const TomlEntry& entry : table_.entries) {
            if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
            const std::string nearest = nearest_name(entry.key, known);
            diagnostics_.error(
                entry.place, std::string(entry_->name) + " has no key '" + entry.key + "'; its keys are " + joined(own), nearest);
            // A misspelt key is missing under its right name as well.
            has_broken_value_ = has_broken_value_ || !nearest.empty();
        }
    }

    void read_key(const engine::LawKey& key, engine::Law& law) {
        const TomlValue* value = table_.get(key.name);
        if (key.list) {
            if (value == nullptr) return;
            if (auto numbers = read_numbers(*value, key.name, diagnostics_)) {
                (key.name == "weights" ? law.weights : law.values) = std::move(*numbers);
            } else {
                has_broken_value_ = true;
            }
            return;
        }
        const std::optional<double> number = value ? read_number(*value, key.name, diagnostics_) : std::nullopt;
        if (value && !number) has_broken_value_ = true;
        law.numbers.push_back(number.value_or(value ? std::numeric_limits<double>::quiet_NaN() : key.fallback));
    }

    std::optional<double> bound(std::string_view key) {
        const TomlValue* value = table_.get(key);
        if (value == nullptr) return std::nullopt;
        const std::optional<double> number = read_number(*value, key, diagnostics_);
        if (!number) has_broken_value_ = true;
        return number;
    }

    // Empty cells are no observations.
    void read_file(engine::Law& law) {
        const TomlValue* file = table_.get("file");
        const TomlValue* column = table_.get("column");
        if (file == nullptr && column == nullptr) return;
        if (table_.get("values") != nullptr) {
            diagnostics_.error(table_.find(file ? "file" : "column")->place,
                               "empirical takes `values`, or `file` and `column`, not both");
        } else if (file == nullptr || column == nullptr) {
            has_broken_value_ = true;
            diagnostics_.error(
                table_.find(file ? "file" : "column")->place,
                std::string("`") + (file ? "file" : "column") + "` needs `" + (file ? "column" : "file") + "`, too");
        } else if (const auto numbers = files_.column(*file, *column, diagnostics_)) {
            std::copy_if(numbers->begin(), numbers->end(), std::back_inserter(law.values),
                         [](double x) { return !std::isnan(x); });
        } else {
            has_broken_value_ = true;
        }
    }

    const TomlValue& table_;
    DataFiles& files_;
    std::string_view table_path_;
    Diagnostics& diagnostics_;
    const engine::LawEntry* entry_ = nullptr;
    bool has_broken_value_ = false;
};

}  // namespace

std::optional<engine::Law> read_law(const TomlValue& table, DataFiles& files, std::string_view table_path,
                                    Diagnostics& diagnostics) {
    return LawReader(table, files, table_path, diagnostics).read();
}

std::optional<models::ParameterValue> read_parameter_value(const TomlValue& value, DataFiles& files, Diagnostics& diagnostics,
                                                           std::string_view what) {
    if (value.is_table() && value.get("distribution") != nullptr) {
        auto law = read_law(value, files, "parameters.*", diagnostics);
        if (!law) return std::nullopt;
        return models::ParameterValue(std::move(*law));
    }
    const TomlValue* inner = &value;
    if (value.is_table()) {
        check_keys(value, value.place, "model", "parameters.*", diagnostics);
        inner = value.get("value");
        if (inner == nullptr) {
            diagnostics.error(value.place, "expected `value` or `distribution` in the table of a parameter");
            return std::nullopt;
        }
    }
    const auto scalar = read_scalar(*inner, what, diagnostics);
    if (!scalar) return std::nullopt;
    if (const double* number = std::get_if<double>(&*scalar)) return models::ParameterValue(*number);
    return models::ParameterValue(std::get<models::ExpressionText>(*scalar));
}

}  // namespace yuce::scenarios
