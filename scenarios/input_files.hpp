// The files a batch reads: names relative to the file that names them, documents of a stated format, texts kept for provenance.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/diagnostics.hpp"
#include "results/result_set.hpp"
#include "scenarios/text_source.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios {

// A word of a file with its place.
struct CitedText {
    std::string text;
    Place place;
};

// `name` as seen from the folder of `file`; absolute names stay.
std::string path_beside(const std::string& file, const std::string& name);

// The place `offset` bytes into a one-line text that begins at `begin`.
Place place_within(Place begin, std::string_view text, std::size_t offset);

// The beginning of what was typed after an option of the command line, which messages call by the option's name.
Place option_place(const std::string& option, const std::string& text);

struct Document {
    std::shared_ptr<const SourceText> source;
    TomlValue root;
};
// Reads and parses a TOML file and checks that its `format` is `format` ("yuce-scenario/1").
std::optional<Document> read_document(const std::string& path, const Place& cited, std::string_view format,
                                      Diagnostics& diagnostics, const TextSource& texts = disk());
// Reports a root whose `format` is missing, no string or none of `formats`.
bool check_format(const Document& document, const std::vector<std::string>& formats, Diagnostics& diagnostics);
// "yuce-model/1" and so on, from the table of formats.
std::vector<std::string> toml_formats();

// Every input text once, in the order of adding, by its kept name.
class InputFiles {
public:
    InputFiles(std::string batch_path, const TextSource& texts) : batch_path_(std::move(batch_path)), texts_(texts) {}
    void add(const std::shared_ptr<const SourceText>& source);
    const std::vector<results::InputFile>& files() const { return files_; }

private:
    std::string batch_path_;
    const TextSource& texts_;
    std::vector<results::InputFile> files_;
};

}  // namespace yuce::scenarios
