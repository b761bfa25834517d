#include "scenarios/cli/verb_options.hpp"

#include <CLI/CLI.hpp>

namespace yuce::cli {

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
    verb->add_option("--table", command.table, "of csv: this table alone, on standard output unless -o names a file");
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

}  // namespace yuce::cli
