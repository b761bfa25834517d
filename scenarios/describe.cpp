// The reference of a format, printed from the tables that its reader checks against.

#include <charconv>
#include <cmath>

#include "engine/law.hpp"
#include "models/model.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {
namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

// A cell of a Markdown table.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '|') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string shortest(double number) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return {buffer, end};
}

std::string fallback_of(const KeyEntry& key) {
    if (key.required) return "required";
    return key.fallback.empty() ? "none" : cell(key.fallback);
}

std::string key_rows(std::span<const KeyEntry> keys) {
    std::string text = "| key | type | default | meaning |\n|---|---|---|---|\n";
    for (const KeyEntry& key : keys) {
        text += "| " + code(key.name) + " | " + cell(key.type) + " | " + fallback_of(key) + " | " + cell(key.meaning) + " |\n";
    }
    return text;
}

// "parameters.*" is written [parameters], "events.*.timing" stands in [events].
std::string heading(const FormatEntry& format, std::string_view path) {
    if (path.empty()) return format.version.empty() ? "Columns" : "The file";
    if (path[0] == '[') return code(path);
    const std::size_t star = path.find(".*");
    if (star == std::string_view::npos) return "Shape: " + std::string(path);
    const std::string table = code("[" + std::string(path.substr(0, star)) + "]");
    return path.size() == star + 2 ? table : code(path.substr(star + 3)) + " in " + table;
}

std::string table_section(const FormatEntry& format, const TableEntry& table) {
    std::string text = "### " + heading(format, table.path) + "\n\n" + std::string(table.meaning) + "\n\n";
    if (!table.keys.empty()) text += key_rows(table.keys) + "\n";
    if (table.common) text += table.keys.empty() ? "Takes the keys of every entry.\n\n" : "And the keys of every entry.\n\n";
    return text;
}

bool any_common(const FormatEntry& format) {
    for (const TableEntry& table : format.tables) {
        if (table.common) return true;
    }
    return false;
}

std::string law_keys(const engine::LawEntry& law) {
    std::string text;
    for (const engine::LawKey& key : law.keys) {
        text += (text.empty() ? "" : "; ") + code(key.name);
        if (!key.required && !std::isnan(key.fallback)) text += " = " + shortest(key.fallback);
        if (key.list) text += " (list)";
        text += ": " + cell(key.meaning);
    }
    if (!law.forms.empty()) text += "; either " + cell(law.forms);
    if (law.kind == engine::LawKind::empirical) text += "; or " + code("file") + " and " + code("column");
    return text;
}

std::string distributions() {
    std::string text = "### Distributions\n\n| `distribution` | keys, with their defaults | meaning |\n|---|---|---|\n";
    for (const engine::LawEntry& law : engine::law_table()) {
        text += "| " + code(law.name) + " | " + law_keys(law) + " | " + cell(law.meaning) + " |\n";
    }
    return text + "\n";
}

std::string functions() {
    std::string text = "### Functions\n\n| function | where | meaning |\n|---|---|---|\n";
    for (const models::FunctionEntry& function : models::function_table()) {
        text += "| " + code(function.signature) + " | " + (function.annual_only ? "`annual`" : "everywhere") + " | " +
                cell(function.meaning) + " |\n";
    }
    return text + "\n";
}

}  // namespace

std::string describe(std::string_view name) {
    const FormatEntry* format = find_format(name);
    if (format == nullptr) return {};
    std::string text = "## " + std::string(format->name);
    if (!format->version.empty()) text += ": `format = \"" + std::string(format->version) + "\"`";
    text += "\n\n" + std::string(format->meaning) + "\n\n";
    for (const TableEntry& table : format->tables) text += table_section(*format, table);
    if (any_common(*format)) text += "### Keys of every entry\n\n" + key_rows(common_keys()) + "\n";
    if (name == "model") text += distributions() + functions();
    text.pop_back();
    return text;
}

}  // namespace yuce::scenarios
