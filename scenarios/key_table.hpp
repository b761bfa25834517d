// The keys of every file format, each declared once: readers check against this table, `yuce describe` and FORMAT.md print it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/diagnostics.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

struct KeyEntry {
    std::string_view name;  // "*" stands for any identifier
    std::string_view type;  // in words: "number", "string", "list of periods", "number or list", ...
    bool required;
    std::string_view fallback;  // the default as written, "" where there is none
    std::string_view meaning;
};
// One table of a format: its path ("", "parameters.*", "events.*", "[[mixtures]]"), and its keys.
struct TableEntry {
    std::string_view path;
    std::span<const KeyEntry> keys;
    std::string_view meaning;
    bool common;  // also takes name unit source note assumption
};
struct FormatEntry {
    std::string_view name;     // "model", "scenario", "batch", "targets", "baseline", "history"
    std::string_view version;  // "yuce-model/1"; "" for CSV
    std::span<const TableEntry> tables;
    std::string_view meaning;
};
std::span<const FormatEntry> format_table();
const FormatEntry* find_format(std::string_view name);
const TableEntry& find_table(std::string_view format, std::string_view path);
// What every entry of every table takes besides its own keys: name, unit, source, note, assumption.
std::span<const KeyEntry> common_keys();
// Names of all keys of a table, common ones included; of a file (path "") also its tables.
std::vector<std::string_view> keys_of(const TableEntry& table);

// Reports unknown keys (with the nearest valid one; at the end of a file also the hint that what follows a [table] belongs to it,
// when the key is one of the file's own) and missing required ones.
void check_keys(const TomlValue& table, const Place& place, std::string_view format, std::string_view path,
                Diagnostics& diagnostics);

// The reference of one format, as Markdown, from the tables (and the engine's and models' tables of laws and functions).
std::string describe(std::string_view format);
// Likewise the datasets and attributes of yuce-result/1.
std::string describe_result();
// The tables and columns of `yuce export`.
std::string describe_export();

}  // namespace yuce::scenarios
