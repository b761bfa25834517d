#include "scenarios/key_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "scenarios/key_table_formats.hpp"

namespace yuce::scenarios {
namespace {

constexpr std::array common_array{
    KeyEntry{"name", "string or { en, zh }", false, "the id", "printed name"},
    KeyEntry{"unit", "string", false, "", "unit, printed as written"},
    KeyEntry{"source", "string", false, "", "where the figure comes from"},
    KeyEntry{"note", "string", false, "", "remark for the reader"},
    KeyEntry{"assumption", "true or false", false, "false",
             "marks a figure without a source; such entries are listed with the results"},
};

// "parameters" of "parameters.*", "goals" of "[[goals]]"; "" for the shapes that recur ("distribution").
std::string_view table_name(std::string_view path) {
    if (path.rfind("[[", 0) == 0) return path.substr(2, path.size() - 4);
    if (path.rfind('[', 0) == 0) return path.substr(1, path.size() - 2);
    const std::size_t star = path.find(".*");
    return star == std::string_view::npos ? std::string_view{} : path.substr(0, star);
}

const KeyEntry* find_key(const TableEntry& table, std::string_view name) {
    const auto found = std::find_if(table.keys.begin(), table.keys.end(), [&](const KeyEntry& key) { return key.name == name; });
    return found == table.keys.end() ? nullptr : &*found;
}

std::string belongs_above(std::string_view key) {
    return "in TOML what follows a [table] belongs to it: move `" + std::string(key) + "` above the first [table]";
}

// Where a key of the file stands inside one of its tables by mistake.
const TomlEntry* find_misplaced(const TomlValue& table, std::string_view key) {
    for (const TomlEntry& entry : table.entries) {
        if (!entry.value.is_table()) continue;
        if (const TomlEntry* inside = entry.value.find(key)) return inside;
        if (const TomlEntry* deeper = find_misplaced(entry.value, key)) return deeper;
    }
    return nullptr;
}

std::string advice_on_unknown(const std::string& key, std::string_view format, std::string_view path,
                              const std::vector<std::string_view>& known) {
    if (!path.empty() && find_key(find_table(format, ""), key) != nullptr) return belongs_above(key);
    const std::string nearest = nearest_name(key, {known.begin(), known.end()});
    if (!nearest.empty()) return nearest;
    std::string list = "the keys here are ";
    for (std::size_t k = 0; k < known.size(); ++k) {
        list += (k == 0 ? "" : k + 1 < known.size() ? ", " : " and ") + std::string(known[k]);
    }
    return list;
}

}  // namespace

std::span<const FormatEntry> format_table() {
    static const std::array formats{model_format(),   scenario_format(), batch_format(),
                                    targets_format(), baseline_format(), history_format()};
    return formats;
}

const FormatEntry* find_format(std::string_view name) {
    for (const FormatEntry& format : format_table()) {
        if (format.name == name) return &format;
    }
    return nullptr;
}

const TableEntry& find_table(std::string_view format, std::string_view path) {
    const FormatEntry* entry = find_format(format);
    assert(entry != nullptr && "no such format");
    const auto found =
        std::find_if(entry->tables.begin(), entry->tables.end(), [&](const TableEntry& table) { return table.path == path; });
    assert(found != entry->tables.end() && "no such table");
    return *found;
}

std::span<const KeyEntry> common_keys() { return common_array; }

std::vector<std::string_view> keys_of(const TableEntry& table) {
    std::vector<std::string_view> names;
    for (const KeyEntry& key : table.keys) names.push_back(key.name);
    if (table.common) {
        for (const KeyEntry& key : common_array) {
            if (find_key(table, key.name) == nullptr) names.push_back(key.name);
        }
    }
    if (!table.path.empty()) return names;
    for (const FormatEntry& format : format_table()) {
        if (format.tables.data() == nullptr || &format.tables.front() != &table) continue;
        for (const TableEntry& other : format.tables) {
            const std::string_view name = table_name(other.path);
            if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    }
    return names;
}

void check_keys(const TomlValue& table, const Place& place, std::string_view format, std::string_view path,
                Diagnostics& diagnostics) {
    const TableEntry& entry = find_table(format, path);
    const std::vector<std::string_view> known = keys_of(entry);
    for (const TomlEntry& given : table.entries) {
        const bool found = std::find(known.begin(), known.end(), given.key) != known.end() || find_key(entry, "*") != nullptr;
        if (!found)
            diagnostics.error(given.place, "unknown key '" + given.key + "'", advice_on_unknown(given.key, format, path, known));
    }
    for (const KeyEntry& key : entry.keys) {
        if (!key.required || table.find(key.name) != nullptr) continue;
        const TomlEntry* misplaced = path.empty() ? find_misplaced(table, key.name) : nullptr;
        const std::string advice =
            misplaced ? belongs_above(key.name) + ", it stands in line " + std::to_string(misplaced->place.line) : "";
        const Place at = path.empty() ? Place{place.source, 0, 0} : place;
        diagnostics.error(at,
                          "the key '" + std::string(key.name) + "' is missing: " + std::string(key.meaning) + " (" +
                              std::string(key.type) + ")",
                          advice);
    }
}

}  // namespace yuce::scenarios
