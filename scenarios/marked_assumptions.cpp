#include "scenarios/marked_assumptions.hpp"

namespace yuce::scenarios {
namespace {

bool is_marked(const TomlValue& value) {
    const TomlValue* marked = value.get("assumption");
    return marked != nullptr && marked->kind == TomlValue::Kind::boolean && marked->boolean;
}

std::string text_of(const TomlValue* value, const std::string& separator) {
    if (value == nullptr) return {};
    if (value->is_string()) return value->text;
    std::string all;
    for (const TomlValue& item : value->items) {
        if (item.is_string()) all += (all.empty() ? "" : separator) + item.text;
    }
    return all;
}

// Entries of [[correlations]], [[mixtures]], [[sweep]] and [[goals]] have no key of their own.
std::string name_in_list(const TomlValue& item, const std::string& list) {
    for (const char* key : {"id", "of", "between", "shocks", "group"}) {
        const std::string text = text_of(item.get(key), " and ");
        if (!text.empty()) return list + " of " + text;
    }
    return list;
}

void collect(const TomlValue& value, const std::string& name, std::vector<std::string>& to) {
    if (value.is_array()) {
        for (const TomlValue& item : value.items) collect(item, item.is_table() ? name_in_list(item, name) : name, to);
    }
    if (!value.is_table()) return;
    if (is_marked(value)) {
        const std::string note = text_of(value.get("note"), " ");
        to.push_back(name + (note.empty() ? "" : ": " + note));
    }
    for (const TomlEntry& entry : value.entries) collect(entry.value, name + "." + entry.key, to);
}

}  // namespace

std::vector<std::string> marked_assumptions(const TomlValue& root) {
    std::vector<std::string> notes;
    for (const TomlEntry& table : root.entries) {
        if (!table.value.is_table() || is_marked(table.value)) {
            collect(table.value, table.key, notes);
            continue;
        }
        for (const TomlEntry& entry : table.value.entries) collect(entry.value, entry.key, notes);
    }
    return notes;
}

}  // namespace yuce::scenarios
