#include "scenarios/read_values.hpp"

#include <algorithm>
#include <cmath>

#include "models/syntax.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {
namespace {

void expect(const TomlValue& value, std::string_view what, std::string_view expected, Diagnostics& diagnostics,
            std::string hint = {}) {
    diagnostics.error(value.place,
                      "`" + std::string(what) + "` must be " + std::string(expected) + ", it is " + kind_in_words(value),
                      std::move(hint));
}

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::string period_form(models::Frequency frequency) {
    switch (frequency) {
        case models::Frequency::annual: return "a year such as \"2025\"";
        case models::Frequency::quarterly: return "a quarter such as \"2025Q1\"";
        case models::Frequency::monthly: return "a month such as \"2025M01\"";
    }
    return {};
}

}  // namespace

std::string kind_in_words(const TomlValue& value) {
    switch (value.kind) {
        case TomlValue::Kind::table: return "a table";
        case TomlValue::Kind::array: return "a list";
        case TomlValue::Kind::string: return "a string";
        case TomlValue::Kind::integer:
        case TomlValue::Kind::real: return "a number";
        case TomlValue::Kind::boolean: return value.boolean ? "true" : "false";
        case TomlValue::Kind::other: return "a date or time";
    }
    return {};
}

const TomlValue& plain(const TomlValue& value, Diagnostics& diagnostics) {
    const TomlValue* inner = value.is_table() ? value.get("value") : nullptr;
    if (inner == nullptr) return value;
    check_keys(value, value.place, "model", "value", diagnostics);
    return *inner;
}

std::optional<double> read_number(const TomlValue& value, std::string_view what, Diagnostics& diagnostics) {
    const TomlValue& number = plain(value, diagnostics);
    if (!number.is_number()) {
        expect(number, what, "a number", diagnostics, number.is_string() ? "numbers stand without quotes" : "");
        return std::nullopt;
    }
    if (!std::isfinite(number.real)) {
        diagnostics.error(number.place, "`" + std::string(what) + "` must be a finite number, not nan or inf");
        return std::nullopt;
    }
    return number.real;
}

std::optional<std::vector<double>> read_numbers(const TomlValue& value, std::string_view what, Diagnostics& diagnostics) {
    const TomlValue& inner = plain(value, diagnostics);
    if (!inner.is_array()) {
        if (!inner.is_number()) {
            expect(inner, what, "a number or a list of numbers", diagnostics,
                   inner.is_string() ? "numbers stand without quotes" : "");
            return std::nullopt;
        }
        const std::optional<double> number = read_number(inner, what, diagnostics);
        if (!number) return std::nullopt;
        return std::vector<double>{*number};
    }
    std::vector<double> numbers;
    for (const TomlValue& item : inner.items) {
        if (const std::optional<double> number = read_number(item, what, diagnostics)) numbers.push_back(*number);
    }
    if (numbers.size() < inner.items.size()) return std::nullopt;
    return numbers;
}

std::optional<std::string> read_string(const TomlValue& value, std::string_view what, Diagnostics& diagnostics) {
    if (value.is_string()) return value.text;
    expect(value, what, "a string", diagnostics, value.is_number() ? "put it in quotes" : "");
    return std::nullopt;
}

std::optional<std::vector<std::string>> read_strings(const TomlValue& value, std::string_view what, Diagnostics& diagnostics) {
    if (value.is_string()) return std::vector<std::string>{value.text};
    if (!value.is_array()) {
        expect(value, what, "a string or a list of strings", diagnostics);
        return std::nullopt;
    }
    std::vector<std::string> strings;
    for (const TomlValue& item : value.items) {
        if (const std::optional<std::string> text = read_string(item, what, diagnostics)) strings.push_back(*text);
    }
    if (strings.size() < value.items.size()) return std::nullopt;
    return strings;
}

std::optional<bool> read_bool(const TomlValue& value, std::string_view what, Diagnostics& diagnostics) {
    if (value.kind == TomlValue::Kind::boolean) return value.boolean;
    expect(value, what, "true or false", diagnostics, value.is_string() ? "true and false stand without quotes" : "");
    return std::nullopt;
}

std::optional<std::size_t> read_word(const TomlValue& value, std::string_view what, const std::vector<std::string>& words,
                                     Diagnostics& diagnostics) {
    std::string list;
    for (std::size_t k = 0; k < words.size(); ++k) {
        if (value.is_string() && value.text == words[k]) return k;
        list += (k == 0 ? "\"" : k + 1 < words.size() ? ", \"" : " or \"") + words[k] + "\"";
    }
    const std::string found = value.is_string() ? "\"" + value.text + "\"" : kind_in_words(value);
    diagnostics.error(value.place, "`" + std::string(what) + "` must be " + list + ", it is " + found,
                      value.is_string() ? nearest_name(value.text, words) : "");
    return std::nullopt;
}

std::optional<models::Label> read_label(const TomlValue& value, Diagnostics& diagnostics) {
    if (value.is_string()) return models::Label{value.text, value.text};
    if (!value.is_table()) {
        expect(value, "name", "a string or { en = \"...\", zh = \"...\" }", diagnostics);
        return std::nullopt;
    }
    check_keys(value, value.place, "model", "name", diagnostics);
    models::Label label;
    for (auto [key, text] : {std::pair("en", &label.en), std::pair("zh", &label.zh)}) {
        const TomlValue* given = value.get(key);
        const std::optional<std::string> read = given ? read_string(*given, key, diagnostics) : std::nullopt;
        if (read) *text = *read;
    }
    if (label.en.empty()) label.en = label.zh;
    if (label.zh.empty()) label.zh = label.en;
    return label;
}

bool check_identifier(const std::string& id, const Place& place, Diagnostics& diagnostics, bool hyphen_allowed) {
    const auto allowed = [&](char c) { return ascii_letter(c) || digit(c) || c == '_' || (hyphen_allowed && c == '-'); };
    const bool begins_well = !id.empty() && id[0] != '-' && (hyphen_allowed || !digit(id[0]));
    if (!begins_well || !std::all_of(id.begin(), id.end(), allowed)) {
        diagnostics.error(
            place,
            hyphen_allowed
                ? "'" + id + "' is no valid id: it takes ASCII letters, digits, _ and -, and does not begin with -"
                : "'" + id + "' is no valid name: names take ASCII letters, digits and _, and do not begin with a digit",
            "the printed name, in any script, is given by the key `name`");
        return false;
    }
    if (!hyphen_allowed && models::is_reserved(id)) {
        diagnostics.error(place, "'" + id + "' is a word of the language and cannot be a name");
        return false;
    }
    return true;
}

void read_entry(const TomlValue& table, models::Entry& entry, Diagnostics& diagnostics) {
    if (!table.is_table()) return;
    if (const TomlValue* name = table.get("name")) {
        if (const auto label = read_label(*name, diagnostics)) entry.name = *label;
    }
    for (auto [key, text] : {std::pair("unit", &entry.unit), std::pair("source", &entry.source), std::pair("note", &entry.note),
                             std::pair("group", &entry.group)}) {
        const TomlValue* given = table.get(key);
        const std::optional<std::string> read = given ? read_string(*given, key, diagnostics) : std::nullopt;
        if (read) *text = *read;
    }
    if (const TomlValue* assumption = table.get("assumption")) {
        if (const auto marked = read_bool(*assumption, "assumption", diagnostics)) entry.assumption = *marked;
    }
}

std::optional<int> read_period(const TomlValue& value, models::Frequency frequency, Diagnostics& diagnostics) {
    const std::string expected = "expected " + period_form(frequency);
    if (!value.is_string()) {
        diagnostics.error(value.place, expected + ", found " + kind_in_words(value), value.is_number() ? "put it in quotes" : "");
        return std::nullopt;
    }
    const std::optional<int> index = models::parse_period(frequency, value.text);
    if (!index) diagnostics.error(value.place, expected + ", found \"" + value.text + "\"");
    return index;
}

std::optional<models::Scalar> read_scalar(const TomlValue& value, std::string_view what, Diagnostics& diagnostics) {
    const TomlValue& inner = plain(value, diagnostics);
    if (inner.is_string()) return models::Scalar(models::ExpressionText{inner.text, inner.place});
    if (!inner.is_number()) {
        expect(inner, what, "a number or an expression in quotes", diagnostics);
        return std::nullopt;
    }
    const std::optional<double> number = read_number(inner, what, diagnostics);
    if (!number) return std::nullopt;
    return models::Scalar(*number);
}

}  // namespace yuce::scenarios
