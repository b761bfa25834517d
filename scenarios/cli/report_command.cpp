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
    return fs::file_size(file) == 0 || (kind == OutputKind::results ? results::is_hdf5(file.string()) : is_page(file));
}

}  // namespace

void check_output(const std::string& path, OutputKind kind) {
    const fs::path file(path);
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const bool page = kind == OutputKind::page;
    if (fs::is_directory(file)) {
        throw Error(ErrorKind::file, fmt::format("the output '{}' is a folder", path), "one file is written",
                    fmt::format("give a file name, for example -o {}/{}", path, page ? "report.html" : "results.h5"));
    }
    if (fs::exists(file) && !may_be_replaced(file, kind)) {
        throw Error(
            ErrorKind::file, fmt::format("the output '{}' is there already and no {}", path, page ? "page" : "results file"),
            page ? "it would be replaced by the report" : "it would be replaced by the results", "give another name with -o");
    }
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
    const std::string page = results::report_page(results, options);
    results::save_bytes({page.begin(), page.end()}, output);
    fmt::print(stderr, "Report: {} ({} KB)\n", output, (page.size() + 1023) / 1024);
    return 0;
}

}  // namespace yuce::cli
