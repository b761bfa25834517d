#include "results/json_text.hpp"

#include <charconv>
#include <cmath>

namespace yuce::results {

std::string json_number(double value) {
    if (!std::isfinite(value)) return "null";
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::string json_quoted(const std::string& text) {
    static const char* const hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (code < 0x20) {
            out += std::string("\\u00") + hex[code >> 4] + hex[code & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

JsonList& JsonList::add(const std::string& value) {
    if (text_.size() > 1) text_ += ", ";
    text_ += value;
    return *this;
}

JsonList& JsonList::add(const std::string& key, const std::string& value) { return add(json_quoted(key) + ": " + value); }

}  // namespace yuce::results
