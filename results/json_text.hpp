// Pieces of JSON text: numbers that read back to the same double, escaped strings, members of objects and arrays.
#pragma once

#include <cstdint>
#include <string>

namespace yuce::results {

std::string json_number(double value);  // null unless finite
inline std::string json_number(std::uint64_t value) { return std::to_string(value); }
inline std::string json_number(std::int64_t value) { return std::to_string(value); }
inline std::string json_number(int value) { return std::to_string(value); }
std::string json_quoted(const std::string& text);

// Members of an object or array, separated.
class JsonList {
public:
    JsonList(char open, char close) : text_(1, open), close_(close) {}
    JsonList& add(const std::string& value);
    JsonList& add(const std::string& key, const std::string& value);
    std::string text() const { return text_ + close_; }

private:
    std::string text_;
    char close_;
};
inline JsonList json_object() { return {'{', '}'}; }
inline JsonList json_array() { return {'[', ']'}; }

}  // namespace yuce::results
