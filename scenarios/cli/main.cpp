// The program: reads the command line, calls a verb, turns errors into words and exit codes.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <new>
#include <system_error>

#include "engine/diagnostics.hpp"
#include "engine/error.hpp"
#include "engine/version.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/program_table.hpp"
#include "scenarios/cli/verb_options.hpp"

namespace {

using namespace yuce;

int exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::input: return 2;
        case ErrorKind::numerical: return 3;
        case ErrorKind::file: return 4;
        case ErrorKind::interrupted: return 5;
        case ErrorKind::internal: return 70;
    }
    return 70;
}

int report(const Error& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    if (!error.why().empty()) fmt::print(stderr, "    {}\n", error.why());
    if (!error.try_this().empty()) fmt::print(stderr, "    {}\n", error.try_this());
    return exit_code(error.kind());
}

// Of the planned program, not of this version: refused in words, and not offered in the help.
constexpr std::array unbuilt_verbs = {"sensitivity", "seek", "require", "stress", "discover", "calibrate", "backtest"};
constexpr std::array unbuilt_options = {"--observe"};

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorKind::input, fmt::format("{} is not available in this version ({})", what, engine::version), "",
                "see yuce --help for what is");
}

void refuse_unbuilt_verbs(CLI::App& app) {
    for (const char* name : unbuilt_verbs) {
        CLI::App* verb = app.add_subcommand(name)->group("");
        verb->prefix_command();
        verb->set_help_flag();
        verb->callback([name] { refuse(fmt::format("yuce {}", name)); });
    }
}

void refuse_unknown_verb(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return;
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) verbs.push_back(verb->get_name());
    if (std::find(verbs.begin(), verbs.end(), argv[1]) != verbs.end()) return;
    const std::string near = nearest_name(argv[1], verbs);
    throw Error(ErrorKind::input, fmt::format("there is no verb '{}'", argv[1]), "",
                near.empty() ? "see yuce --help for those there are" : near);
}

void refuse_unknown_options(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return;
    const CLI::App* verb = app.get_subcommand(std::string(argv[1]));
    if (verb->get_prefix_command()) return;
    std::vector<std::string> options;
    for (const CLI::Option* option : verb->get_options()) {
        if (option->nonpositional() && !option->get_group().empty()) options.push_back("--" + option->get_lnames().front());
    }
    for (int k = 2; k < argc && std::string(argv[k]) != "--"; ++k) {
        const std::string text(argv[k]), name = text.substr(0, text.find('='));
        if (name.rfind("--", 0) != 0 || verb->get_option_no_throw(name) != nullptr) continue;
        const std::string near = nearest_name(name, options);
        throw Error(ErrorKind::input, fmt::format("yuce {} has no option '{}'", argv[1], name), "",
                    near.empty() ? fmt::format("see yuce {} --help for those there are", argv[1]) : near);
    }
}

// Of what the options library finds wrong, with the verb's example.
Error mistake(const CLI::App& app, const CLI::ParseError& error) {
    std::string what = error.what();
    const std::string unconverted = "Could not convert: ", between = " = ";
    if (what.rfind(unconverted, 0) == 0 && what.find(between) != std::string::npos) {
        what.erase(0, unconverted.size()).replace(what.find(between), between.size(), " ");
        what += ": not a number that this option takes";
    }
    const auto verbs = app.get_subcommands();
    if (verbs.empty()) return {ErrorKind::input, what, "", "see yuce --help"};
    const std::string name = verbs.front()->get_name();
    if (what.rfind("--", 0) != 0) what = "yuce " + name + ": " + what;
    return {ErrorKind::input, what, verbs.front()->get_footer(), "see yuce " + name + " --help"};
}

void refuse_unbuilt_options(CLI::App& verb) {
    for (const char* name : unbuilt_options) {
        verb.add_option_function<std::string>(name, [name](const std::string&) { refuse(name); })->group("");
    }
    verb.add_flag_function("--resume", [](std::int64_t) { refuse("--resume"); })->group("");
}

void add_keep_paths(CLI::App& verb, cli::RunCommand& command) {
    verb.add_option("--keep-paths", command.keep_paths, "store the first N paths one by one, or all")->type_name("N|all");
    verb.add_option("--keep-as", command.keep_as, "f8 (exact, the default) or f4 (half the size)")
        ->check(CLI::IsMember({"f8", "f4"}));
    verb.add_option("--keep-scenario", command.keep_scenarios, "keep paths of this scenario only (repeatable)");
    verb.add_option("--keep-indicator", command.keep_indicators, "keep this indicator, and only what is named (repeatable)");
    verb.add_option("--keep-variable", command.keep_variables, "keep this variable, and only what is named (repeatable)");
}

void add_run(CLI::App& app, cli::RunCommand& command) {
    CLI::App* verb = app.add_subcommand("run", "How likely is each target in each scenario, alone and together?");
    verb->add_option("batch", command.batch, "batch file (yuce-batch/1)")->required();
    verb->add_option("-o,--output", command.output, "results file; default ID.h5 in this folder");
    verb->add_option_function<std::string>(
        "--paths", [&](const std::string& text) { command.paths = cli::parse_count("--paths", text); },
        "simulated futures per scenario, 1 to 1e10");
    verb->add_option(
        "--until", command.until,
        "as many paths as it takes: 0.001 (every interval at most that wide) or decided=0.5 (every target's excludes "
        "it); at most --paths, else 1e7");
    verb->add_option_function<std::string>(
        "--seed", [&](const std::string& text) { command.seed = cli::parse_seed(text); }, "seed of the random numbers");
    verb->add_option("--threads", command.threads, "threads; default all cores; never changes a result");
    cli::add_sampling(*verb, command.sampling);
    verb->add_option("--scenario", command.scenarios, "only this scenario (repeatable; the reference stays)");
    verb->add_option("--set", command.settings, "change one number, e.g. exogenous.tariff=20 (repeatable)");
    verb->add_option("--freeze", command.freezes, "freeze a group or entry at its median (repeatable)");
    add_keep_paths(*verb, command);
    verb->add_option("--memory", command.memory, "refuse a run that needs more, e.g. 4G");
    verb->add_option("--isa", command.isa, "pin the instruction set (for tests)")->type_name("{avx512,avx2,portable}");
    verb->add_option("--strip", command.strip, "paths evaluated together, a multiple of 8 (for tests)")->group("");
    verb->add_flag("--quiet", command.quiet, "no table, no progress, no log");
    verb->add_flag("--json", command.json, "the answer as JSON on standard output");
    verb->add_option("--lang", command.language, "language of the table: en or zh")->check(CLI::IsMember({"en", "zh"}));
    refuse_unbuilt_options(*verb);
    verb->footer("Example: yuce run scenarios/chongqing-2025/batch.toml --paths 100000 --set exogenous.tariff=20");
    for (CLI::Option* option : verb->get_options()) {
        if (option->get_expected_max() > 1) option->expected(1)->take_all();
    }
}

void add_show(CLI::App& app, cli::ShowCommand& command) {
    CLI::App* verb = app.add_subcommand("show", "The tables again, from the results file.");
    verb->add_option("file", command.file, "results file")->required();
    verb->add_option("--target", command.target, "only this target");
    verb->add_option("--scenario", command.scenario, "only this scenario");
    verb->add_option("--indicator", command.indicator, "the distribution of this indicator");
    verb->add_option("--lang", command.language, "language of the table: en or zh")->check(CLI::IsMember({"en", "zh"}));
    verb->add_flag("--digest", command.digest, "only the digest");
    verb->add_flag("--json", command.json, "as JSON");
    verb->footer("Example: yuce show chongqing-2025.h5 --target gdp_growth");
}

void add_report(CLI::App& app, cli::ReportCommand& command) {
    CLI::App* verb =
        app.add_subcommand("report", "One page for a reader: charts, tables and prose in both languages, in one file.");
    verb->add_option("file", command.file, "results file")->required();
    verb->add_option("-o,--output", command.output, "page to write; default ID.html in this folder");
    verb->add_option("--lang", command.language, "language shown first: en or zh")->check(CLI::IsMember({"en", "zh"}));
    verb->footer("Example: yuce report chongqing-2025.h5 -o report.html --lang zh");
}

void add_describe(CLI::App& app, std::string& format) {
    CLI::App* describe = app.add_subcommand("describe", "The reference of every key of a file format.");
    describe->add_option("format", format, "the format")->required()->type_name(cli::one_of(cli::describable_formats()));
    describe->footer("Example: yuce describe model");
}

void add_completion_and_manual(CLI::App& app, std::string& shell) {
    CLI::App* completion = app.add_subcommand("completion", "What makes a shell complete verbs, options and their values.");
    completion->add_option("shell", shell, "the shell")->required()->check(CLI::IsMember(cli::completion_shells()));
    completion->footer("Example: source <(yuce completion bash)");
    app.add_subcommand("manual", "The manual page.")->footer("Example: yuce manual > yuce.1 && man -l yuce.1");
}

std::string exit_codes_in_words() {
    std::string text;
    for (const cli::ExitCode& exit : cli::exit_codes())
        text += (text.empty() ? "Exit codes: " : ", ") + fmt::format("{} {}", exit.code, exit.meaning);
    return text;
}

int print(const std::string& text) {
    fmt::print("{}", text);
    return 0;
}

std::string joined(int argc, char** argv) {
    std::string line;
    for (int k = 0; k < argc; ++k) line += (k > 0 ? " " : "") + std::string(argv[k]);
    return line;
}

int dispatch(int argc, char** argv) {
    CLI::App app("Yuce simulates economic scenarios: how likely is a plan, and what would change it?", "yuce");
    app.require_subcommand(1);
    app.footer(exit_codes_in_words());
    app.set_version_flag("--version", std::string("yuce ") + engine::version);
    cli::RunCommand run;
    cli::ShowCommand show;
    std::vector<std::string> files;
    std::string model, indicator, format;
    add_run(app, run);
    add_show(app, show);
    cli::ReportCommand page;
    add_report(app, page);
    cli::ExportCommand tables;
    cli::add_export(app, tables);
    cli::ReplayCommand again;
    cli::add_replay(app, again);
    cli::CompareCommand compared;
    cli::add_compare(app, compared);
    CLI::App* check = app.add_subcommand("check", "Is this model, scenario, batch or data file right? Every mistake at once.");
    check->add_option("files", files, "files")->required();
    check->footer("Example: yuce check models/library/chongqing.toml");
    CLI::App* explain = app.add_subcommand("explain", "Equations in solving order, blocks, shocks, what drives an indicator.");
    explain->add_option("model", model, "model file (yuce-model/1)")->required();
    explain->add_option("--indicator", indicator, "only what drives this one");
    explain->footer("Example: yuce explain models/library/chongqing.toml --indicator gdp_growth");
    add_describe(app, format);
    cli::BenchCommand bench;
    cli::add_bench(app, bench);
    std::string shell;
    add_completion_and_manual(app, shell);
    refuse_unbuilt_verbs(app);
    if (argc < 2) {
        fmt::print(stderr, "{}", app.help());
        return exit_code(ErrorKind::input);
    }
    refuse_unknown_verb(app, argc, argv);
    refuse_unknown_options(app, argc, argv);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);  // help, version
        throw mistake(app, error);
    }
    if (app.got_subcommand("run")) {
        run.command_line = joined(argc, argv);
        return cli::run(run);
    }
    if (app.got_subcommand("show")) return cli::show(show);
    if (app.got_subcommand("report")) return cli::report(page);
    if (app.got_subcommand("compare")) return cli::compare(compared);
    if (app.got_subcommand("export")) return cli::export_results(tables);
    if (app.got_subcommand("replay")) return cli::replay(again);
    if (app.got_subcommand("check")) return cli::check(files);
    if (app.got_subcommand("bench")) return cli::bench(bench);
    if (app.got_subcommand("completion")) return print(cli::completion(cli::program_table(app), shell));
    if (app.got_subcommand("manual")) return print(cli::manual(cli::program_table(app)));
    if (app.got_subcommand("explain")) return cli::explain(model, indicator);
    return cli::describe(format);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const int code = dispatch(argc, argv);
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
            throw Error(ErrorKind::file, "the answer could not be written to standard output");
        }
        return code;
    } catch (const Error& error) {
        return report(error);
    } catch (const std::system_error& error) {
        return report(Error(ErrorKind::file, std::string("a file or stream could not be written: ") + error.code().message()));
    } catch (const std::bad_alloc&) {
        return report(Error(ErrorKind::input, "not enough memory for this run", "", "use fewer paths, or store fewer variables"));
    } catch (const std::exception& error) {
        return report(Error(ErrorKind::internal, std::string("unexpected: ") + error.what(), "", "please report this as a bug"));
    }
}
