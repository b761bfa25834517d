#include "scenarios/model_file.hpp"

#include <array>
#include <utility>

#include "scenarios/input_files.hpp"
#include "scenarios/key_table.hpp"
#include "scenarios/marked_assumptions.hpp"
#include "scenarios/model_reader.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

using models::Frequency;

// A stand-in for a `frequency` that cannot be read: what the file's periods look like.
Frequency likely_frequency(const std::string& text) {
    for (const char* quarter : {"Q1\"", "Q2\"", "Q3\"", "Q4\"", "Q1 =", "Q2 =", "Q3 =", "Q4 ="}) {
        if (text.find(quarter) != std::string::npos) return Frequency::quarterly;
    }
    return text.find("M0") != std::string::npos || text.find("M1") != std::string::npos ? Frequency::monthly : Frequency::annual;
}

engine::Law standard_normal() {
    engine::Law law;
    law.kind = engine::LawKind::normal;
    law.numbers = {0, 1};
    return law;
}

class ModelReader {
public:
    ModelReader(const Document& document, DataFiles files, Diagnostics& diagnostics)
        : document_(document), root_(document.root), files_(std::move(files)), diagnostics_(diagnostics) {}

    std::optional<ModelFile> read() {
        spec_.source = document_.source;
        check_keys(root_, {document_.source, 1, 1}, "model", "", diagnostics_);
        const bool usable = read_head();
        read_parameters();
        read_shocks();
        read_events();
        read_variables();
        ModelReading reading{root_, spec_, files_, diagnostics_};
        read_exogenous(reading);
        read_initial(reading);
        read_indicators(reading);
        read_dependence(reading);
        if (!usable) return std::nullopt;
        ModelFile file{std::move(spec_), marked_assumptions(root_), {document_.source}};
        file.files.insert(file.files.end(), files_.texts().begin(), files_.texts().end());
        return file;
    }

private:
    // False where what is missing would make every later message wrong.
    bool read_head() {
        if (const TomlValue* id = root_.get("id")) {
            if (const auto text = read_string(*id, "id", diagnostics_)) {
                spec_.id = *text;
                check_identifier(*text, id->place, diagnostics_, /*hyphen_allowed=*/true);
            }
        }
        if (const TomlValue* name = root_.get("name")) spec_.name = read_label(*name, diagnostics_).value_or(models::Label{});
        for (const char* key : {"source", "note"}) {
            if (const TomlValue* text = root_.get(key)) read_string(*text, key, diagnostics_);
        }
        const bool has_frequency = read_frequency();
        const auto equations = block("equations");
        if (equations) spec_.equations = *equations;
        spec_.annual = block("annual");
        return has_frequency && equations.has_value();
    }

    bool read_frequency() {
        const TomlValue* value = root_.get("frequency");
        const auto word = value ? read_word(*value, "frequency", {"annual", "quarterly", "monthly"}, diagnostics_) : std::nullopt;
        if (word) {
            constexpr std::array frequencies{Frequency::annual, Frequency::quarterly, Frequency::monthly};
            spec_.frequency = frequencies[*word];
        } else {
            spec_.frequency = likely_frequency(document_.source->text);
        }
        return word.has_value();
    }

    std::optional<models::ExpressionText> block(const char* key) {
        const TomlValue* value = root_.get(key);
        const auto text = value ? read_string(*value, key, diagnostics_) : std::nullopt;
        if (!text) return std::nullopt;
        return models::ExpressionText{*text, value->place};
    }

    // A text of the file's top level that a [table] above it has taken for its own entry.
    bool is_misplaced(const TomlEntry& entry) {
        if (!entry.value.is_string() || root_.get(entry.key) != nullptr) return false;
        if (entry.key == "annual" && entry.value.text.find('=') != std::string::npos) {
            diagnostics_.error(entry.place, "`annual` belongs to the file, not to a table",
                               "in TOML what follows a [table] belongs to it: move `annual` above the first [table]");
            return true;
        }
        return entry.key == "equations" || entry.key == "frequency" || entry.key == "format" || entry.key == "id";
    }

    template <class Read>
    void each(const char* table_name, Read read) {
        const TomlValue* table = find_model_table({root_, spec_, files_, diagnostics_}, table_name);
        if (table == nullptr) return;
        for (const TomlEntry& entry : table->entries) {
            if (!is_misplaced(entry) && check_identifier(entry.key, entry.place, diagnostics_)) read(entry);
        }
    }

    template <class Spec>
    Spec named(const TomlEntry& entry) {
        Spec spec;
        spec.id = entry.key;
        spec.place = entry.place;
        read_entry(entry.value, spec, diagnostics_);
        return spec;
    }

    void read_parameters() {
        each("parameters", [&](const TomlEntry& entry) {
            auto parameter = named<models::ParameterSpec>(entry);
            const bool drawn = entry.value.is_table() && entry.value.get("distribution") != nullptr;
            parameter.value = drawn ? models::ParameterValue(standard_normal()) : models::ParameterValue(1.0);
            if (auto value = read_parameter_value(entry.value, files_, diagnostics_, entry.key))
                parameter.value = std::move(*value);
            spec_.parameters.push_back(std::move(parameter));
        });
    }

    void read_shocks() {
        each("shocks", [&](const TomlEntry& entry) {
            auto shock = named<models::ShockSpec>(entry);
            shock.law = standard_normal();
            if (!entry.value.is_table()) {
                diagnostics_.error(entry.value.place,
                                   "a shock must be a table with a distribution, such as { distribution = \"normal\", sd = 1 }");
            } else if (auto law = read_law(entry.value, files_, "shocks.*", diagnostics_)) {
                shock.law = std::move(*law);
            }
            const TomlValue* per = entry.value.get("per");
            if (const auto word = per ? read_word(*per, "per", {"period", "year", "path"}, diagnostics_) : std::nullopt) {
                shock.per = static_cast<models::Per>(*word);
            }
            spec_.shocks.push_back(std::move(shock));
        });
    }

    void read_events() {
        each("events", [&](const TomlEntry& entry) {
            auto event = named<models::EventSpec>(entry);
            if (!entry.value.is_table()) {
                diagnostics_.error(entry.value.place, "an event must be a table, such as { probability = 0.3 }");
            } else {
                check_keys(entry.value, entry.place, "model", "events.*", diagnostics_);
                read_event_keys(entry.value, spec_.frequency, files_, event, diagnostics_);
            }
            spec_.events.push_back(std::move(event));
        });
    }

    void read_variables() {
        each("variables", [&](const TomlEntry& entry) {
            if (entry.value.is_table()) {
                check_keys(entry.value, entry.place, "model", "variables.*", diagnostics_);
                spec_.variables.push_back(named<models::VariableSpec>(entry));
            } else {
                diagnostics_.error(entry.value.place,
                                   "[variables] takes tables of words, such as [variables." + entry.key + "] with name and unit",
                                   "values before the first period stand in [initial]");
            }
        });
    }

    const Document& document_;
    const TomlValue& root_;
    models::ModelSpec spec_;
    DataFiles files_;
    Diagnostics& diagnostics_;
};

}  // namespace

const TomlValue* find_model_table(const ModelReading& reading, const std::string& name) {
    const TomlEntry* entry = reading.root.find(name);
    if (entry == nullptr) return nullptr;
    if (entry->value.is_table()) return &entry->value;
    reading.diagnostics.error(entry->place, "`" + name + "` must be a table, it is " + kind_in_words(entry->value),
                              "write [" + name + "]");
    return nullptr;
}

std::vector<const TomlValue*> find_model_tables(const ModelReading& reading, const std::string& name) {
    std::vector<const TomlValue*> tables;
    const TomlEntry* entry = reading.root.find(name);
    if (entry == nullptr) return tables;
    bool good = entry->value.is_array();
    for (const TomlValue& item : entry->value.items) {
        good = good && item.is_table();
        if (item.is_table()) tables.push_back(&item);
    }
    if (!good) {
        reading.diagnostics.error(entry->place, "`" + name + "` must be a list of tables", "write [[" + name + "]] above each");
    }
    return tables;
}

std::optional<ModelFile> read_model_file(const std::string& path, Place cited, Diagnostics& diagnostics,
                                         const TextSource& texts) {
    const std::optional<Document> document = read_document(path, cited, "yuce-model/1", diagnostics, texts);
    if (!document) return std::nullopt;
    return ModelReader(*document, DataFiles(folder_of(path), texts), diagnostics).read();
}

}  // namespace yuce::scenarios
