#include "scenarios/cli/verb_options.hpp"

#include <CLI/CLI.hpp>

#include "engine/design.hpp"

namespace yuce::cli {

std::string one_of(const std::vector<std::string>& values) {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "{" : ",") + value;
    return list + "}";
}

void add_sampling(CLI::App& verb, std::optional<std::string>& sampling) {
    std::vector<std::string> designs;
    for (const engine::SamplingEntry& entry : engine::sampling_table()) designs.emplace_back(entry.name);
    verb.add_option("--sampling", sampling, "sampling design; default the batch's")->type_name(one_of(designs));
}

void make_repeatable(CLI::App& verb) {
    for (CLI::Option* option : verb.get_options()) {
        if (option->get_expected_max() > 1) option->expected(1)->take_all();
    }
}

void add_export(CLI::App& app, ExportCommand& command) {
    CLI::App* verb = app.add_subcommand("export", "Tables for a spreadsheet, pandas or R, or everything as JSON.");
    verb->add_option("file", command.file, "results file")->required();
    verb->add_option("--format", command.format,
                     "csv: tidy tables in a folder; wide: one sheet, scenarios across; json: all tables in one file")
        ->check(CLI::IsMember({"csv", "wide", "json"}));
    verb->add_option("-o,--output", command.output,
                     "where to; default ID-csv/, ID-wide.csv or ID.json in this folder; - is standard output");
    std::vector<std::string> tables;
    for (const results::ExportTable& table : results::export_tables()) tables.emplace_back(table.name);
    verb->add_option("--table", command.table, "of csv: this table alone, on standard output unless -o says where to")
        ->type_name(one_of(tables));
    verb->add_option("--scenario", command.selection.scenarios, "only this scenario (repeatable)");
    verb->add_option("--target", command.selection.targets, "only this target and its indicator (repeatable)");
    verb->add_option("--indicator", command.selection.indicators,
                     "only this indicator and its targets (repeatable); wide: its distribution");
    verb->add_option("--lang", command.language, "language of the wide table: en or zh")->check(CLI::IsMember({"en", "zh"}));
    verb->add_flag("--bom", command.mark, "begin csv tables with a byte order mark, by which Excel knows UTF-8 (wide does)");
    verb->add_flag("--quiet", command.quiet, "no message about what was written");
    verb->footer("Example: yuce export chongqing-2025.h5 --format wide --lang zh -o chongqing.csv");
    make_repeatable(*verb);
}

void add_bench(CLI::App& app, BenchCommand& command) {
    CLI::App* verb = app.add_subcommand(
        "bench", "Paths per second by number of threads, where the time goes, and whether the bytes are the same.");
    verb->add_option("batch", command.batch, "batch file (yuce-batch/1)")->required();
    verb->add_option_function<std::string>(
        "--paths", [&](const std::string& text) { command.paths = parse_count("--paths", text); },
        "simulated futures per scenario; default the batch's");
    verb->add_option_function<std::string>(
        "--seed", [&](const std::string& text) { command.seed = parse_seed(text); }, "seed of the random numbers");
    verb->add_option("--threads", command.threads, "numbers of threads, e.g. 1,2,8; default 1, 2, 4 .. and all cores");
    verb->add_option("--repeat", command.repeat, "whole runs for each number of threads, of which the median counts; default 3");
    add_sampling(*verb, command.sampling);
    verb->add_option("--scenario", command.scenarios, "only this scenario (repeatable; the reference stays)");
    verb->add_option("--set", command.settings, "change one number, e.g. exogenous.tariff=20 (repeatable)");
    verb->add_option("--freeze", command.freezes, "freeze a group or entry at its median (repeatable)");
    verb->add_option("--memory", command.memory, "refuse a run that needs more, e.g. 4G");
    verb->add_option("--isa", command.isa, "pin the instruction set (for tests)")->type_name("{avx512,avx2,portable}");
    verb->add_flag("--quiet", command.quiet, "no progress and no table");
    verb->add_flag("--json", command.json, "the figures as JSON on standard output, for plots");
    verb->add_option("--lang", command.language, "language of the table: en or zh")->check(CLI::IsMember({"en", "zh"}));
    verb->footer("Example: yuce bench scenarios/chongqing-2025/batch.toml --paths 100000 --threads 1,2,4");
    make_repeatable(*verb);
}

void add_replay(CLI::App& app, ReplayCommand& command) {
    CLI::App* verb = app.add_subcommand("replay", "One path again: every variable and shock.");
    verb->add_option("file", command.file, "results file")->required();
    verb->add_option("--path", command.path, "number of the path, from 0");
    verb->add_option("--at", command.at, "the path at a quantile, e.g. growth:p05 or growth@2025:p05")
        ->type_name("INDICATOR:pLEVEL");
    verb->add_option("--scenario", command.scenario, "its scenario; default the reference");
    verb->add_option("--lang", command.language, "language of the table: en or zh")->check(CLI::IsMember({"en", "zh"}));
    verb->add_flag("--json", command.json, "as JSON, in full precision");
    verb->add_flag("--csv", command.csv, "as CSV with the columns kind, id, period, value, in full precision");
    verb->footer("Example: yuce replay chongqing-2025.h5 --at gdp_growth:p05");
}

void add_compare(CLI::App& app, CompareCommand& command) {
    CLI::App* verb =
        app.add_subcommand("compare", "What differs between two results, each difference with an interval of its own.");
    verb->add_option("a", command.file, "results file A")->required();
    verb->add_option("b", command.other, "results file B; left out: two scenarios of A are compared");
    verb->add_option("--scenario", command.scenarios, "only this scenario; with one file: twice, A's and B's (repeatable)");
    verb->add_option("--target", command.target, "only this target, in every scenario");
    verb->add_flag("--unpaired", command.unpaired, "from the files alone: simulate nothing again");
    verb->add_option("--threads", command.threads, "threads; default all cores; never changes a result");
    verb->add_option("--lang", command.language, "language of the table: en or zh")->check(CLI::IsMember({"en", "zh"}));
    verb->add_flag("--json", command.json, "the answer as JSON on standard output");
    verb->add_flag("--quiet", command.quiet, "no progress");
    verb->footer("Example: yuce compare before.h5 after.h5 --scenario baseline");
    make_repeatable(*verb);
}

}  // namespace yuce::cli
