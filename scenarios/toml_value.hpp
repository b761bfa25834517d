// A TOML document as a light tree with places: what every reader works on, so that only toml_value.cpp knows the TOML library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostics.hpp"

namespace yuce::scenarios {

struct TomlEntry;

// Date and time values are kept as `other`.
struct TomlValue {
    enum class Kind { table, array, string, integer, real, boolean, other };
    Kind kind = Kind::table;
    Place place;                      // of the value; for strings of the first character of the text (after the opening quotes
                                      // and, for multi-line strings, the newline that TOML drops)
    std::string text;                 // string
    std::int64_t integer = 0;
    double real = 0;                  // real, and integer converted
    bool boolean = false;
    std::vector<TomlValue> items;     // array
    std::vector<TomlEntry> entries;   // table, in the order of the file

    bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
    bool is_string() const { return kind == Kind::string; }
    bool is_table() const { return kind == Kind::table; }
    bool is_array() const { return kind == Kind::array; }
    const TomlEntry* find(std::string_view key) const;
    const TomlValue* get(std::string_view key) const;  // nullptr if absent
};
struct TomlEntry {
    std::string key;
    Place place;  // of the key
    TomlValue value;
};

// Reads a file whole: refuses (as diagnostics) what is missing, a directory, over 1 GiB, not UTF-8; strips a byte order mark.
// The place of such an error is `cited` (where the name stands), or the file itself.
std::shared_ptr<const SourceText> read_text(const std::string& path, Place cited, Diagnostics& diagnostics);
// Nothing if the text is no TOML (the mistake is in diagnostics).
std::optional<TomlValue> parse_toml(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics);

}  // namespace yuce::scenarios
