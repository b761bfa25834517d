#include "scenarios/input_files.hpp"

#include <algorithm>
#include <filesystem>

#include "scenarios/key_table.hpp"

namespace yuce::scenarios {

namespace fs = std::filesystem;

std::string path_beside(const std::string& file, const std::string& name) {
    return (fs::path(file).parent_path() / name).lexically_normal().string();
}

Place place_within(Place begin, std::string_view text, std::size_t offset) {
    for (const char c : text.substr(0, offset)) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++begin.column;
    }
    return begin;
}

bool check_format(const Document& document, std::string_view format, Diagnostics& diagnostics) {
    const std::string wanted = "`format = \"" + std::string(format) + "\"`";
    const TomlValue* value = document.root.get("format");
    if (value == nullptr) {
        const bool inside = std::any_of(document.root.entries.begin(), document.root.entries.end(), [](const TomlEntry& entry) {
            return entry.value.is_table() && entry.value.get("format") != nullptr;
        });
        diagnostics.error({document.source, 1, 1}, "the file does not say what it is: expected " + wanted + " above the first [table]",
                          inside ? "a `format` stands below a [table] and so belongs to that table: move it to the top" : "");
        return false;
    }
    if (!value->is_string()) {
        diagnostics.error(value->place, "`format` must be a string: expected " + wanted);
        return false;
    }
    if (value->text == format) return true;
    const std::string kind(format.substr(0, format.find('/')));
    std::string advice;
    std::vector<std::string> known;
    for (const FormatEntry& entry : format_table()) {
        if (!entry.version.empty()) known.emplace_back(entry.version);
    }
    if (value->text.rfind(kind + "/", 0) == 0) {
        advice = "this version of the program reads " + std::string(format) + " only";
    } else if (std::find(known.begin(), known.end(), value->text) != known.end()) {
        advice = "the file is of another kind: is it the one that was meant?";
    } else {
        advice = nearest_name(value->text, known);
    }
    diagnostics.error(value->place, "the file is of format \"" + value->text + "\": expected " + wanted, advice);
    return false;
}

std::optional<Document> read_document(const std::string& path, const Place& cited, std::string_view format, Diagnostics& diagnostics) {
    Document document;
    document.source = read_text(path, cited, diagnostics);
    if (!document.source) return std::nullopt;
    std::optional<TomlValue> root = parse_toml(document.source, diagnostics);
    if (!root) return std::nullopt;
    document.root = std::move(*root);
    if (!check_format(document, format, diagnostics)) return std::nullopt;
    return document;
}

namespace {
fs::path absolute(const fs::path& path) { return fs::absolute(path).lexically_normal(); }
}  // namespace

InputFiles::InputFiles(const std::string& batch_path) : folder_(absolute(batch_path).parent_path().string()) {}

void InputFiles::add(const std::shared_ptr<const SourceText>& source) {
    if (!source) return;
    const std::string name = absolute(source->name).lexically_relative(folder_).generic_string();
    const bool known = std::any_of(files_.begin(), files_.end(), [&](const results::InputFile& file) { return file.name == name; });
    if (!known) files_.push_back({name, source->text});
}

}  // namespace yuce::scenarios
