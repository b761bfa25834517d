#include "scenarios/scenario_file.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/key_table.hpp"
#include "scenarios/marked_assumptions.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

class Reader {
public:
    Reader(const Document& document, const std::string& path, models::Frequency frequency, const TextSource& texts,
           Diagnostics& diagnostics)
        : document_(document), frequency_(frequency), diagnostics_(diagnostics), data_(folder_of(path), texts) {
        file_.folder = folder_of(path);
        file_.texts = &texts;
        file_.files.push_back(document.source);
    }

    ScenarioFile read() {
        const TomlValue& root = document_.root;
        check_keys(root, {document_.source, 1, 1}, "scenario", "", diagnostics_);
        read_head(root);
        each("exogenous", [&](const TomlEntry& entry) { read_series(entry, "exogenous", file_.exogenous); });
        each("shocks", [&](const TomlEntry& entry) { read_series(entry, "shocks", file_.shocks); });
        each("parameters", [&](const TomlEntry& entry) { read_parameter(entry); });
        each("events", [&](const TomlEntry& entry) { read_event(entry); });
        file_.assumptions = marked_assumptions(root);
        stars_first(file_.exogenous);
        stars_first(file_.shocks);
        stars_first(file_.parameters);
        stars_first(file_.events);
        file_.files.insert(file_.files.end(), data_.texts().begin(), data_.texts().end());
        return std::move(file_);
    }

private:
    void read_head(const TomlValue& root) {
        if (const TomlValue* id = root.get("id")) {
            file_.id = read_string(*id, "id", diagnostics_).value_or("");
            file_.id_place = id->place;
            if (id->is_string()) check_identifier(file_.id, id->place, diagnostics_, /*hyphen_allowed=*/true);
        }
        if (const TomlValue* name = root.get("name")) file_.name = read_label(*name, diagnostics_).value_or(models::Label{});
        if (const TomlValue* story = root.get("story")) file_.story = read_label(*story, diagnostics_).value_or(models::Label{});
        file_.extends = cited("extends", "an id or a list of ids");
        file_.freeze = cited("freeze", "a list of groups or names");
    }

    // One string or a list of strings.
    std::vector<CitedText> cited(const char* key, const std::string& expected) {
        std::vector<CitedText> texts;
        const TomlValue* value = document_.root.get(key);
        if (value == nullptr) return texts;
        const auto take = [&](const TomlValue& item) {
            if (item.is_string()) {
                texts.push_back({item.text, item.place});
            } else {
                diagnostics_.error(item.place, "`" + std::string(key) + "` must be " + expected + ", as strings");
            }
        };
        if (value->is_array()) {
            std::for_each(value->items.begin(), value->items.end(), take);
        } else {
            take(*value);
        }
        return texts;
    }

    template <class Read>
    void each(const char* table, Read read) {
        const TomlEntry* found = document_.root.find(table);
        if (found == nullptr) return;
        if (!found->value.is_table()) {
            diagnostics_.error(found->place, "`" + std::string(table) + "` must be a table: write [" + table + "]");
            return;
        }
        for (const TomlEntry& entry : found->value.entries) {
            if (stands_too_low(entry, table)) continue;
            if (entry.key != "*" && !check_identifier(entry.key, entry.place, diagnostics_)) continue;
            read(entry);
        }
    }

    // `freeze` below [parameters] would be read as a parameter of that name.
    bool stands_too_low(const TomlEntry& entry, const std::string& table) {
        const bool key_of_file = entry.key == "extends" || entry.key == "freeze" || entry.key == "story" || entry.key == "format";
        const TomlValue& value = entry.value;
        const bool text = value.is_string() || (value.is_array() && !value.items.empty() && value.items.front().is_string());
        if (!key_of_file || !text) return false;
        diagnostics_.error(entry.place, "`" + entry.key + "` stands below [" + table + "] and is taken for one of its entries",
                           "in TOML what follows a [table] belongs to it: move `" + entry.key + "` above the first [table]");
        return true;
    }

    std::optional<ChangeNumbers> numbers(const TomlValue& value, const std::string& what) {
        auto values = read_numbers(value, what, diagnostics_);
        if (!values) return std::nullopt;
        if (values->empty()) {
            diagnostics_.error(value.place, what + " is an empty list: expected a number or a list of numbers");
            return std::nullopt;
        }
        return ChangeNumbers{std::move(*values), value.is_array(), value.place};
    }

    void read_series(const TomlEntry& entry, const std::string& kind, std::vector<NamedChange<SeriesChange>>& to) {
        SeriesChange change;
        change.place = entry.place;
        const bool shock = kind == "shocks";
        if (!entry.value.is_table()) {
            if (shock) {
                diagnostics_.error(
                    entry.value.place,
                    "a shock of a scenario must be a table with shift, scale, from and to, such as { shift = -0.5 }");
                return;
            }
            change.value = numbers(entry.value, entry.key);
            if (change.value) to.push_back({entry.key, entry.place, std::move(change)});
            return;
        }
        const TomlValue& table = entry.value;
        const std::size_t mistakes = diagnostics_.error_count();
        check_keys(table, entry.place, "scenario", kind + ".*", diagnostics_);
        if (const TomlValue* v = shock ? nullptr : table.get("value")) change.value = numbers(*v, "value");
        if (const TomlValue* v = table.get("shift")) change.shift = numbers(*v, "shift");
        if (const TomlValue* v = table.get("scale")) change.scale = numbers(*v, "scale");
        if (const TomlValue* v = table.get("from")) change.from = period(*v, change.from_place);
        if (const TomlValue* v = table.get("to")) change.to = period(*v, change.to_place);
        if (change.from && change.to && *change.to < *change.from) {
            diagnostics_.error(change.to_place, "`to` = " + models::period_name(frequency_, *change.to) +
                                                    " lies before `from` = " + models::period_name(frequency_, *change.from));
        }
        const bool says_something =
            table.get("value") != nullptr || table.get("shift") != nullptr || table.get("scale") != nullptr;
        if (!says_something && diagnostics_.error_count() == mistakes) {
            diagnostics_.error(entry.place, "'" + entry.key + "' changes nothing: expected " +
                                                (shock ? "shift or scale" : "value, shift or scale"));
        }
        to.push_back({entry.key, entry.place, std::move(change)});
    }

    std::optional<int> period(const TomlValue& value, Place& place) {
        place = value.place;
        return read_period(value, frequency_, diagnostics_);
    }

    void read_parameter(const TomlEntry& entry) {
        auto value = read_parameter_value(entry.value, data_, diagnostics_);
        if (value) file_.parameters.push_back({entry.key, entry.place, std::move(*value)});
    }

    void read_event(const TomlEntry& entry) {
        if (!entry.value.is_table()) {
            diagnostics_.error(entry.value.place, "an event must be a table, such as { probability = 1 }");
            return;
        }
        models::EventSpec trial;
        trial.id = entry.key;
        trial.place = entry.place;
        read_event_keys(entry.value, frequency_, data_, trial, diagnostics_);
        file_.events.push_back({entry.key, entry.place, entry.value});
    }

    template <class Change>
    static void stars_first(std::vector<NamedChange<Change>>& changes) {
        std::stable_partition(changes.begin(), changes.end(),
                              [](const NamedChange<Change>& change) { return change.name == "*"; });
    }

    const Document& document_;
    models::Frequency frequency_;
    Diagnostics& diagnostics_;
    DataFiles data_;
    ScenarioFile file_;
};

models::Frequency best_frequency(const Document& document, const std::string& path, const TextSource& texts) {
    models::Frequency best = models::Frequency::quarterly;
    std::size_t fewest = static_cast<std::size_t>(-1);
    for (const auto frequency : {models::Frequency::quarterly, models::Frequency::annual, models::Frequency::monthly}) {
        Diagnostics trial;
        Reader(document, path, frequency, texts, trial).read();
        if (trial.error_count() < fewest) {
            fewest = trial.error_count();
            best = frequency;
        }
    }
    return best;
}

}  // namespace

std::optional<ScenarioFile> read_scenario_file(const std::string& path, const Place& cited,
                                               std::optional<models::Frequency> frequency, Diagnostics& diagnostics,
                                               const TextSource& texts) {
    const auto document = read_document(path, cited, "yuce-scenario/1", diagnostics, texts);
    if (!document) return std::nullopt;
    return Reader(*document, path, frequency ? *frequency : best_frequency(*document, path, texts), texts, diagnostics).read();
}

}  // namespace yuce::scenarios
