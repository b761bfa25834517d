// `yuce report`: the page, from a results file alone.

#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"
#include "results/report_page.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/report_inputs.hpp"

namespace yuce::cli {

namespace fs = std::filesystem;

namespace {

bool is_page(const fs::path& file) {
    const std::string begin = "<!DOCTYPE html>";
    std::string text(begin.size(), ' ');
    std::ifstream(file, std::ios::binary).read(text.data(), static_cast<std::streamsize>(text.size()));
    return text == begin;
}

// Whether replacing the file loses nothing but what can be made again.
bool may_be_replaced(const fs::path& file, OutputKind kind) {
    if (!fs::is_regular_file(file)) return false;
    if (fs::file_size(file) == 0) return true;
    switch (kind) {
        case OutputKind::results: return results::is_hdf5(file.string());
        case OutputKind::page: return is_page(file);
        case OutputKind::table: return is_export(file.string());
    }
    return false;
}

// What messages call each kind, and a name for one.
struct OutputWords {
    const char *one, *whole, *example;
};
OutputWords words_of(OutputKind kind) {
    switch (kind) {
        case OutputKind::page: return {"page", "the report", "report.html"};
        case OutputKind::table: return {"exported table", "the export", "table.csv"};
        case OutputKind::results: break;
    }
    return {"results file", "the results", "results.h5"};
}

}  // namespace

void check_output(const std::string& path, OutputKind kind) {
    const fs::path file(path);
    const OutputWords words = words_of(kind);
    if (fs::is_directory(file)) {
        throw Error(ErrorKind::file, fmt::format("the output '{}' is a folder", path), "one file is written",
                    fmt::format("give a file name, for example -o {}/{}", path, words.example));
    }
    if (fs::exists(file) && !may_be_replaced(file, kind)) {
        throw Error(ErrorKind::file, fmt::format("the output '{}' is there already and no {}", path, words.one),
                    fmt::format("it would be replaced by {}", words.whole), "give another name with -o");
    }
    check_output_folder(path);
}

void check_output_folder(const std::string& path) {
    const fs::path file(path);
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (!fs::is_directory(folder)) {
        throw Error(ErrorKind::file, fmt::format("the output's folder '{}' does not exist", folder.string()), "",
                    "make it first, or give another name with -o");
    }
    if (access(folder.c_str(), W_OK) != 0) {
        throw Error(ErrorKind::file, fmt::format("the output's folder '{}' cannot be written to", folder.string()), "",
                    "give another name with -o");
    }
}

int report(const ReportCommand& command) {
    const results::ResultSet results = results::read_file(command.file);
    const std::string output = command.output.empty() ? results.layout.batch_id + ".html" : command.output;
    check_output(output, OutputKind::page);
    results::ReportOptions options;
    options.language = command.language == "zh" ? results::Language::zh : results::Language::en;
    options.history = scenarios::history_of(results.provenance);
    options.names = scenarios::names_of(results.provenance);
    options.reasons = scenarios::chinese_reasons(results);
    const std::string page = results::report_page(results, options);
    results::save_bytes({page.begin(), page.end()}, output);
    fmt::print(stderr, "Report: {} ({} KB)\n", output, (page.size() + 1023) / 1024);
    return 0;
}

}  // namespace yuce::cli
