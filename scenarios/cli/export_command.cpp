// `yuce export`: the tables of a results file for other programs.

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/error.hpp"
#include "results/export_text.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"
#include "results/save_folder.hpp"
#include "scenarios/cli/commands.hpp"

namespace yuce::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* columns_file = "columns.csv";

std::string beginning_of(const fs::path& file, std::size_t bytes) {
    std::string text(bytes, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(text.data(), static_cast<std::streamsize>(bytes));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

bool begins_with(const fs::path& file, const std::string& beginning) { return beginning_of(file, beginning.size()) == beginning; }

// With a byte order mark or without.
bool is_csv_of(const fs::path& file, const std::string& header) {
    return begins_with(file, header) || begins_with(file, std::string(results::byte_order_mark) + header);
}

// Whether the folder holds what an export wrote and nothing else.
bool is_folder_of_tables(const fs::path& folder) {
    bool any = false;
    for (const auto& entry : fs::directory_iterator(folder)) {
        any = true;
        const std::string name = entry.path().filename().string();
        const auto& tables = results::export_tables();
        const bool known = name == columns_file || std::any_of(tables.begin(), tables.end(), [&](const results::ExportTable& t) {
                               return name == std::string(t.name) + ".csv";
                           });
        if (!known || !entry.is_regular_file()) return false;
    }
    const std::string columns = results::csv_columns();
    return !any || is_csv_of(folder / columns_file, columns.substr(0, columns.find('\n') + 1));
}

void check_folder(const std::string& path) {
    if (path == "-") {
        throw Error(ErrorKind::input, "several tables do not fit on standard output", "",
                    "name one with --table, or use --format json");
    }
    fs::path folder = fs::path(path).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    if (fs::exists(folder) && !fs::is_directory(folder)) {
        throw Error(ErrorKind::file, fmt::format("the output '{}' is a file", path), "CSV tables are written into a folder",
                    "give a folder with -o, or one table with --table NAME");
    }
    if (fs::is_directory(folder) && !is_folder_of_tables(folder)) {
        throw Error(ErrorKind::file, fmt::format("the folder '{}' is there already and holds other files", path),
                    "it would be replaced by the tables", "give another name with -o");
    }
    check_output_folder(folder.string());
}

std::string marked(const ExportCommand& command, const std::string& text) {
    return command.mark ? std::string(results::byte_order_mark) + text : text;
}

void write_folder(const ExportCommand& command, const results::ResultSet& results, const results::Selected& selected) {
    const std::string folder = command.output.empty() ? results.layout.batch_id + "-csv" : command.output;
    check_folder(folder);
    std::vector<results::TextFile> files = {{columns_file, marked(command, results::csv_columns())}};
    for (const results::ExportTable& table : results::export_tables()) {
        files.push_back({std::string(table.name) + ".csv", marked(command, results::csv_table(results, table, selected))});
    }
    results::save_folder(files, folder);
    if (!command.quiet)
        fmt::print(stderr, "{} tables in {}; {} says what their columns are\n", files.size() - 1, folder, columns_file);
}

void write_one(const ExportCommand& command, const std::string& text, const std::string& name) {
    const std::string output = command.output.empty() ? name : command.output;
    if (output == "-") {
        fmt::print("{}", text);
        return;
    }
    check_output(output, OutputKind::table);
    results::save_bytes({text.begin(), text.end()}, output);
    if (!command.quiet) fmt::print(stderr, "Export: {} ({} KB)\n", output, (text.size() + 1023) / 1024);
}

void refuse_table_without_csv(const ExportCommand& command) {
    if (command.table.empty() || command.format == "csv") return;
    throw Error(ErrorKind::input, fmt::format("--table stands with --format csv, not with {}", command.format), "",
                "leave --table out, or write --format csv");
}

}  // namespace

bool is_export(const std::string& path) {
    if (begins_with(path, fmt::format("{{\"format\": \"{}\"", results::export_format))) return true;
    for (const std::string& beginning : results::wide_beginnings()) {
        if (begins_with(path, beginning)) return true;
    }
    const auto& tables = results::export_tables();
    return std::any_of(tables.begin(), tables.end(),
                       [&](const results::ExportTable& table) { return is_csv_of(path, results::csv_header(table)); });
}

int export_results(const ExportCommand& command) {
    refuse_table_without_csv(command);
    if (!command.table.empty()) results::find_export_table(command.table);
    const results::ResultSet results = results::read_file(command.file);
    const results::Selected selected = results::select(results.layout, command.selection);
    const std::string& id = results.layout.batch_id;
    if (command.format == "json") {
        write_one(command, results::json_export(results, selected) + "\n", id + ".json");
    } else if (command.format == "wide") {
        const bool indicators = !command.selection.indicators.empty() || results.layout.targets.empty();
        const auto what = indicators ? results::WideOf::indicators : results::WideOf::targets;
        const auto language = command.language == "zh" ? results::Language::zh : results::Language::en;
        write_one(command, results::wide_table(results, selected, what, language), id + "-wide.csv");
    } else if (!command.table.empty()) {
        const results::ExportTable& table = results::find_export_table(command.table);
        write_one(command, marked(command, results::csv_table(results, table, selected)), "-");
    } else {
        write_folder(command, results, selected);
    }
    return 0;
}

}  // namespace yuce::cli
