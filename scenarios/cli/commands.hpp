// The verbs of the program. Each returns the exit code; mistakes are thrown as Error or returned as code 2 after printing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/export_table.hpp"

namespace yuce::cli {

struct RunCommand {
    std::string batch, output, language = "en", isa, memory;
    std::optional<std::uint64_t> paths, seed;
    std::optional<std::string> sampling, until;
    std::vector<std::string> scenarios, settings, freezes;
    std::string keep_paths, keep_as;  // a number or "all"; "f8" or "f4"; empty: not given
    std::vector<std::string> keep_scenarios, keep_indicators, keep_variables;
    unsigned threads = 0;
    std::size_t strip = 0;  // 0: chosen by the engine
    bool quiet = false, json = false;
    std::string command_line;  // as typed
};
struct ShowCommand {
    std::string file, target, scenario, indicator, language = "en";
    bool digest = false, json = false;
};

struct ReportCommand {
    std::string file, output, language = "en";
};

struct ExportCommand {
    std::string file, output, format = "csv", table, language = "en";
    results::Selection selection;
    bool mark = false, quiet = false;  // mark: byte order mark before CSV tables
};

struct ReplayCommand {
    std::string file, path, at, scenario, language = "en";
    bool json = false, csv = false;
};

struct BenchCommand {
    std::string batch, threads, language = "en", isa, memory;
    std::optional<std::uint64_t> paths, seed;
    std::optional<std::string> sampling;
    std::vector<std::string> scenarios, settings, freezes;
    unsigned repeat = 3;
    bool quiet = false, json = false;
};

struct CompareCommand {
    std::string file, other, target, language = "en";
    std::vector<std::string> scenarios;
    unsigned threads = 0;
    bool unpaired = false, json = false, quiet = false;
};

int run(const RunCommand& command);
int check(const std::vector<std::string>& files);
int show(const ShowCommand& command);
int report(const ReportCommand& command);
int compare(const CompareCommand& command);
int export_results(const ExportCommand& command);
int bench(const BenchCommand& command);
int replay(const ReplayCommand& command);
int explain(const std::string& model, const std::string& indicator);
int describe(const std::string& format);
const std::vector<std::string>& describable_formats();

// A whole number, also written 1e6; throws Error (input) naming the option.
std::uint64_t parse_count(const std::string& option, const std::string& text);
// The value of --seed: any of 64 bits; throws Error (input).
std::uint64_t parse_seed(const std::string& text);
// "2G", "512M", "1000000" (bytes) as bytes; throws Error (input).
std::size_t parse_memory(const std::string& text);

// Throws Error (file) unless such a file can be made at `path`, or replaces one of its kind. Before the work: a minute's run
// should not end at the door, nor in the place of a batch.
enum class OutputKind { results, page, table };
void check_output(const std::string& path, OutputKind kind);
// The same of the folder it stands in alone.
void check_output_folder(const std::string& path);
// Whether the file begins as one that `yuce export` writes.
bool is_export(const std::string& path);

}  // namespace yuce::cli
