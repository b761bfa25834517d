#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 30U;  // bytes

bool continues(const std::string& text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Bytes of the character at `at`; 0 if it is no UTF-8 (overlong forms, surrogates and values above U+10FFFF included).
std::size_t utf8_length(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned char first = byte(at);
    if (first < 0x80U) return 1;
    const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
    if (first < 0xC2U || first > 0xF4U) return 0;
    for (std::size_t k = 1; k < length; ++k) {
        if (!continues(text, at + k)) return 0;
    }
    const unsigned char second = byte(at + 1);
    const bool outside = (first == 0xE0U && second < 0xA0U) || (first == 0xEDU && second > 0x9FU) ||
                         (first == 0xF0U && second < 0x90U) || (first == 0xF4U && second > 0x8FU);
    return outside ? 0 : length;
}

// The first byte that is no text, or npos.
std::size_t find_bad_byte(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = text[at] == '\0' ? 0 : utf8_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string::npos;
}

// What keeps the file from being opened, or "".
std::string obstacle(const std::filesystem::path& path) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) return "there is no such file";
    if (error) return error.message();
    if (std::filesystem::is_directory(status)) return "it is a folder";
    if (!std::filesystem::is_regular_file(status)) return "it is no regular file";
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (!error && size > largest_file) return "it is larger than 1 GiB";
    return {};
}

std::string nearest_file(const std::filesystem::path& path) {
    std::error_code error;
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end && names.size() < 1000;
         entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    if (error) return "there is no folder '" + folder.string() + "' either";
    std::sort(names.begin(), names.end());
    return nearest_name(path.filename().string(), names);
}

}  // namespace

std::shared_ptr<const SourceText> read_text(const std::string& path, Place cited, Diagnostics& diagnostics) {
    auto source = std::make_shared<SourceText>();
    source->name = path;
    if (!cited.source) cited = {source, 0, 0};
    const auto refuse = [&](const std::string& reason, const std::string& hint = {}) {
        diagnostics.error(cited, "cannot read '" + path + "': " + reason, hint);
        return nullptr;
    };
    if (path.empty()) return refuse("the name is empty");
    if (const std::string reason = obstacle(path); !reason.empty()) {
        return refuse(reason, reason == "there is no such file" ? nearest_file(path) : "");
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse("it may not be opened", "check the permissions of the file");
    source->text.assign(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) return refuse("reading failed");
    if (source->text.rfind("\xEF\xBB\xBF", 0) == 0) source->text.erase(0, 3);
    const std::size_t bad = find_bad_byte(source->text);
    if (bad == std::string::npos) return source;
    const std::string line =
        std::to_string(1 + std::count(source->text.begin(), source->text.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    if (source->text[bad] == '\0') return refuse("line " + line + " holds a NUL byte, so it is no text");
    const bool table = std::filesystem::path(path).extension() == ".csv";
    return refuse("line " + line + " is not UTF-8",
                  std::string("save the file in the encoding UTF-8") + (table ? " (in Excel: CSV UTF-8)" : ""));
}

}  // namespace yuce::scenarios
