#include "scenarios/toml_value.hpp"

// The assertions of toml++ 3.3 fail on headers such as `[=`, and without assertions it tells the compiler that they hold.
// Where they do not it goes on to report the mistake, so they are switched off.
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/text_positions.hpp"

namespace yuce::scenarios {
namespace {

Place place_of(const toml::source_position& at, const TextPositions& positions) {
    return {positions.source(), at.line, at.column};
}

TomlValue convert(const toml::node& node, const Place& fallback, const TextPositions& positions);

TomlValue convert_table(const toml::table& table, const TextPositions& positions) {
    TomlValue value;
    for (const auto& [key, node] : table) {
        const Place place = place_of(key.source().begin, positions);
        value.entries.push_back({std::string(key.str()), place, convert(node, place, positions)});
    }
    std::stable_sort(value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
        return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    return value;
}

void convert_scalar(const toml::node& node, TomlValue& value, const TextPositions& positions) {
    if (const auto* text = node.as_string()) {
        value.kind = TomlValue::Kind::string;
        value.text = text->get();
        value.place = positions.inside_quotes(value.place);
    } else if (const auto* integer = node.as_integer()) {
        value.kind = TomlValue::Kind::integer;
        value.integer = integer->get();
        value.real = static_cast<double>(value.integer);
    } else if (const auto* real = node.as_floating_point()) {
        value.kind = TomlValue::Kind::real;
        value.real = real->get();
    } else if (const auto* boolean = node.as_boolean()) {
        value.kind = TomlValue::Kind::boolean;
        value.boolean = boolean->get();
    } else {
        value.kind = TomlValue::Kind::other;
    }
}

// `fallback` stands for nodes without a position of their own (the array behind [[tables]]).
TomlValue convert(const toml::node& node, const Place& fallback, const TextPositions& positions) {
    const toml::source_position begin = node.source().begin;
    const Place place = begin ? place_of(begin, positions) : fallback;
    TomlValue value;
    if (const auto* table = node.as_table()) {
        value = convert_table(*table, positions);
        value.place = place;
    } else if (const auto* array = node.as_array()) {
        value.kind = TomlValue::Kind::array;
        value.place = place;
        for (const toml::node& item : *array) value.items.push_back(convert(item, place, positions));
    } else {
        value.place = place;
        convert_scalar(node, value, positions);
    }
    return value;
}

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

// Parses a copy of the text in which a key or table written a second time bears another name of equal length, so that parsing can
// go on and further mistakes are found.
class Parser {
public:
    Parser(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics)
        : source_(std::move(source)), text_(source_->text), positions_(source_), diagnostics_(diagnostics) {}

    std::optional<TomlValue> parse() {
        // Each round either ends or takes one mistake out of the way.
        for (int round = 0; round < 100; ++round) {
            try {
                const toml::table table = toml::parse(text_);
                if (broken_) return std::nullopt;
                TomlValue root = convert_table(table, positions_);
                root.place = {source_, 1, 1};
                if (!renamed_.empty()) join_renamed(root);
                return root;
            } catch (const toml::parse_error& error) {
                if (!repair(error)) return std::nullopt;
            }
        }
        return std::nullopt;
    }

private:
    bool repair(const toml::parse_error& error) {
        const std::string reason(error.description());
        const Place place = place_of(error.source().begin, positions_);
        const std::size_t quote = reason.find('\'');
        if (reason.find("cannot redefine existing") != std::string::npos && quote != std::string::npos) {
            return repair_duplicate(trimmed(reason.substr(quote + 1, reason.find('\'', quote + 1) - quote - 1)), place);
        }
        broken_ = true;
        report(reason, place);
        return skip_line(place);
    }

    void report(const std::string& reason, const Place& place) {
        const std::size_t opening_quotes = std::max(last_of("'''"), last_of("\"\"\""));
        if (reason.find("string: encountered end-of-file") != std::string::npos && opening_quotes > 0) {
            diagnostics_.error(place_at(source_, opening_quotes - 1),
                               "not valid TOML: the string that opens here is never closed");
            return;
        }
        std::string words = reason;
        std::string where;
        constexpr std::string_view opening = "Error while parsing ";
        if (words.rfind(opening, 0) == 0) {
            const std::size_t colon = words.find(": ");
            where = words.substr(opening.size(), colon - opening.size());
            words = words.substr(colon + 2);
        }
        if (words == "encountered end-of-file") words = "the file ends inside it";
        std::string hint;
        if (words.find("value-terminator") != std::string::npos ||
            words.find("expected a comment or whitespace") != std::string::npos) {
            hint = "decimal point, not comma; text stands in quotes; one `key = value` a line";
        } else if (words.find("saw '%'") != std::string::npos) {
            hint = "write the number without a percent sign";
        } else if (words.find("could not determine value type") != std::string::npos) {
            hint = "text stands in quotes";
        } else if (words.find("unknown escape sequence") != std::string::npos) {
            hint = "between single quotes backslashes stand for themselves";
        } else if (words.find("saw '\\u") != std::string::npos || words.find("\\U") != std::string::npos) {
            hint = "keys other than letters, digits, - and _ stand in quotes";
        }
        diagnostics_.error(place, "not valid TOML" + (where.empty() ? "" : " (" + where + ")") + ": " + words, hint);
    }

    // One past the byte offset of the last occurrence; 0: none.
    std::size_t last_of(const char* quotes) const {
        const std::size_t at = text_.rfind(quotes);
        return at == std::string::npos ? 0 : at + 1;
    }

    // Comments out the line of the mistake where it is a whole statement, so that later mistakes are found as well.
    bool skip_line(const Place& place) {
        if (place.line < 1 || place.line > positions_.lines()) return false;
        const std::string line = trimmed(positions_.line(place.line));
        const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
        const bool whole = line.find('=') != std::string::npos && line.find("'''") == std::string::npos &&
                           line.find("\"\"\"") == std::string::npos && count('[') == count(']') && count('{') == count('}');
        const std::size_t at = positions_.line_start(place.line);
        if (!whole || at >= text_.size() || text_[at] == '#') return false;
        text_[at] = '#';
        return true;
    }

    // toml++ points at the value of a key given twice, and at the bracket of a table given twice.
    bool repair_duplicate(const std::string& key, const Place& found) {
        const std::size_t pointed = positions_.offset(found);
        const std::size_t begin = positions_.line_start(found.line);
        const bool table = text_.compare(pointed, 1, "[") == 0 && trimmed(text_.substr(begin, pointed - begin)).empty();
        const std::size_t at = table ? text_.find(key, pointed) : text_.rfind(key, pointed);
        if (key.empty() || at == std::string::npos || at < begin) {
            broken_ = true;
            diagnostics_.error(found, "the key is given twice");
            return false;
        }
        const std::size_t dot = key.rfind('.');
        const std::size_t segment = at + (dot == std::string::npos ? 0 : dot + 1);
        if (tries_.emplace(segment, 0).second) {
            const std::string written = source_->text.substr(at, key.size());
            renamed_[segment] = source_->text.substr(segment, at + key.size() - segment);
            diagnostics_.error(place_at(source_, at),
                               (table ? "the table [" + written + "]" : "the key '" + written + "'") + " stands a second time",
                               first_line(written, table, found.line));
        }
        return rename(segment);
    }

    // Other first characters are tried until the name is free.
    bool rename(std::size_t at) {
        constexpr std::string_view characters = "0123456789_-ZYXWVUTSRQPONMLKJIHGFEDCBA";
        std::size_t& tried = tries_[at];
        if (tried >= characters.size() || text_[at] == '"' || text_[at] == '\'') {
            broken_ = true;
            return false;
        }
        text_[at] = characters[tried++];
        return true;
    }

    std::string first_line(const std::string& key, bool table, std::uint32_t line) const {
        for (std::uint32_t k = line; k-- > 1;) {
            const std::string text = trimmed(positions_.line(k));
            if (table) {
                if (text.rfind("[[" + key + "]]", 0) == 0)
                    return "line " + std::to_string(k) + " writes [[" + key + "]]: write each of them so";
                if (text.rfind("[" + key + "]", 0) == 0)
                    return "the first is in line " + std::to_string(k) + ": write the entries of both below it";
            } else {
                if (!text.empty() && text[0] == '[') break;
                if (text.rfind(key, 0) == 0 && trimmed(text.substr(key.size())).rfind('=', 0) == 0)
                    return "the first is in line " + std::to_string(k);
            }
        }
        return {};
    }

    // Takes renamed entries out again; a repeated table's entries go to the first.
    void join_renamed(TomlValue& table) {
        for (std::size_t k = 0; k < table.entries.size(); ++k) {
            const auto found = renamed_.find(positions_.offset(table.entries[k].place));
            if (found == renamed_.end()) continue;
            TomlValue repeated = std::move(table.entries[k].value);
            table.entries.erase(table.entries.begin() + static_cast<std::ptrdiff_t>(k--));
            for (TomlEntry& entry : table.entries) {
                if (entry.key == found->second && entry.value.is_table() && repeated.is_table())
                    join(entry.value, std::move(repeated));
            }
        }
        for (TomlEntry& entry : table.entries) {
            if (entry.value.is_table()) join_renamed(entry.value);
            for (TomlValue& item : entry.value.items) {
                if (item.is_table()) join_renamed(item);
            }
        }
    }

    void join(TomlValue& first, TomlValue second) {
        for (TomlEntry& entry : second.entries) {
            if (const TomlEntry* known = first.find(entry.key)) {
                diagnostics_.error(entry.place, "the key '" + entry.key + "' stands a second time",
                                   "the first is in line " + std::to_string(known->place.line));
            } else {
                first.entries.push_back(std::move(entry));
            }
        }
    }

    std::shared_ptr<const SourceText> source_;
    std::string text_;
    TextPositions positions_;
    Diagnostics& diagnostics_;
    bool broken_ = false;
    std::map<std::size_t, std::size_t> tries_;    // by byte offset of the name
    std::map<std::size_t, std::string> renamed_;  // the name as written
};

}  // namespace

const TomlEntry* TomlValue::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const TomlEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

const TomlValue* TomlValue::get(std::string_view key) const {
    const TomlEntry* entry = find(key);
    return entry ? &entry->value : nullptr;
}

std::optional<TomlValue> parse_toml(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics) {
    return Parser(std::move(source), diagnostics).parse();
}

}  // namespace yuce::scenarios
