#include "scenarios/input_files.hpp"

#include <algorithm>

#include "scenarios/data_files.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {

std::string path_beside(const std::string& file, const std::string& name) { return path_in(folder_of(file), name); }

Place option_place(const std::string& option, const std::string& text) {
    return {std::make_shared<const SourceText>(SourceText{option, text}), 1, 1};
}

Place place_within(Place begin, std::string_view text, std::size_t offset) {
    for (const char c : text.substr(0, offset)) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++begin.column;
    }
    return begin;
}

namespace {

// `format = "yuce-model/1"`, "yuce-scenario/1" or "yuce-batch/1"
std::string wanted_formats(const std::vector<std::string>& formats) {
    std::string list = "`format = \"" + formats.front() + "\"`";
    for (std::size_t k = 1; k < formats.size(); ++k) list += (k + 1 == formats.size() ? " or \"" : ", \"") + formats[k] + "\"";
    return list;
}

void report_missing_format(const Document& document, const std::string& wanted, Diagnostics& diagnostics) {
    const auto& entries = document.root.entries;
    const bool inside = std::any_of(entries.begin(), entries.end(), [](const TomlEntry& entry) {
        return entry.value.is_table() && entry.value.get("format") != nullptr;
    });
    diagnostics.error({document.source, 1, 1},
                      "the file does not say what it is: expected " + wanted + " above the first [table]",
                      inside ? "a `format` stands below a [table] and so belongs to that table: move it to the top" : "");
}

}  // namespace

std::vector<std::string> toml_formats() {
    std::vector<std::string> versions;
    for (const FormatEntry& entry : format_table()) {
        if (!entry.version.empty()) versions.emplace_back(entry.version);
    }
    return versions;
}

bool check_format(const Document& document, const std::vector<std::string>& formats, Diagnostics& diagnostics) {
    const std::string wanted = wanted_formats(formats);
    const TomlValue* value = document.root.get("format");
    if (value == nullptr) {
        report_missing_format(document, wanted, diagnostics);
        return false;
    }
    if (!value->is_string()) {
        diagnostics.error(value->place, "`format` must be a string: expected " + wanted);
        return false;
    }
    if (std::find(formats.begin(), formats.end(), value->text) != formats.end()) return true;
    const std::string kind = value->text.substr(0, value->text.find('/') + 1);
    const std::vector<std::string> known = toml_formats();
    const auto same_kind =
        std::find_if(known.begin(), known.end(), [&](const std::string& name) { return name.rfind(kind, 0) == 0; });
    std::string advice = nearest_name(value->text, known);
    if (std::find(known.begin(), known.end(), value->text) != known.end()) {
        advice = "the file is of another kind: is it the one that was meant?";
    } else if (!kind.empty() && same_kind != known.end()) {
        advice = "this version of the program reads " + *same_kind + " only";
    }
    diagnostics.error(value->place, "the file is of format \"" + value->text + "\": expected " + wanted, advice);
    return false;
}

std::optional<Document> read_document(const std::string& path, const Place& cited, std::string_view format,
                                      Diagnostics& diagnostics, const TextSource& texts) {
    Document document;
    document.source = texts.read(path, cited, diagnostics);
    if (!document.source) return std::nullopt;
    std::optional<TomlValue> root = parse_toml(document.source, diagnostics);
    if (!root) return std::nullopt;
    document.root = std::move(*root);
    if (!check_format(document, {std::string(format)}, diagnostics)) return std::nullopt;
    return document;
}

void InputFiles::add(const std::shared_ptr<const SourceText>& source) {
    if (!source) return;
    const std::string name = texts_.kept_name(batch_path_, source->name);
    const bool known =
        std::any_of(files_.begin(), files_.end(), [&](const results::InputFile& file) { return file.name == name; });
    if (!known) files_.push_back({name, source->text});
}

}  // namespace yuce::scenarios
