// `yuce run`: read, check, simulate, write, print.

#include <fmt/core.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "results/new_file.hpp"
#include "results/report_text.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/machine.hpp"
#include "scenarios/cli/overrides.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/cli/until_runs.hpp"
#include "scenarios/draft_beside.hpp"
#include "scenarios/keep_paths.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::cli {
namespace {

namespace fs = std::filesystem;

constexpr unsigned most_threads = 4096;

void note_machine(results::Provenance& provenance, const RunCommand& command) {
    utsname system{};
    uname(&system);
    provenance.run["command_line"] = command.command_line;
    provenance.run["machine"] = fmt::format("{} {} {}, {}, {} hardware threads", system.sysname, system.release, system.machine,
                                            processor_name(), std::thread::hardware_concurrency());
    provenance.run["compiler"] = "C++ " __VERSION__;
}

// Quoted unless nothing in it can mean something to a shell.
std::string shell_word(const std::string& text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80 || std::string_view("_-./=+:,@%").find(c) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string repeat_line(const RunCommand& command, const scenarios::RunPlan& plan, const std::string& output) {
    std::string line =
        fmt::format("yuce run {} --paths {} --seed {}", shell_word(command.batch), plan.layout.paths, plan.layout.seed);
    if (command.sampling) line += " --sampling " + shell_word(*command.sampling);
    for (const std::string& id : command.scenarios) line += " --scenario " + shell_word(id);
    for (const std::string& setting : command.settings) line += " --set " + shell_word(setting);
    for (const std::string& name : command.freezes) line += " --freeze " + shell_word(name);
    if (command.keep_paths == "all") line += " --keep-paths all";
    if (!command.keep_paths.empty() && command.keep_paths != "all") {
        line += fmt::format(" --keep-paths {}", std::min(parse_count("--keep-paths", command.keep_paths), plan.layout.paths));
    }
    if (!command.keep_as.empty()) line += " --keep-as " + command.keep_as;
    for (const std::string& id : command.keep_scenarios) line += " --keep-scenario " + shell_word(id);
    for (const std::string& id : command.keep_indicators) line += " --keep-indicator " + shell_word(id);
    for (const std::string& id : command.keep_variables) line += " --keep-variable " + shell_word(id);
    return line + " -o " + shell_word(output);
}

scenarios::ExecutionOptions execution_of(const RunCommand& command, const std::atomic<bool>& stop, Progress& progress) {
    scenarios::ExecutionOptions options;
    options.threads = command.threads;
    options.strip_paths = command.strip;
    options.isa = isa_from(command.isa);
    options.memory_limit = command.memory.empty() ? 0 : parse_memory(command.memory);
    options.stop = &stop;
    options.progress = [&progress](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    return options;
}

std::uint64_t parse_keep_paths(const std::string& text) {
    try {
        return parse_count("--keep-paths", text);
    } catch (const Error& error) {
        throw Error(error.kind(), std::string(error.what()) + ", or all");
    }
}

// Nothing where no paths are to be kept.
results::KeptPaths kept_paths_of(const RunCommand& command, const scenarios::RunPlan& plan) {
    scenarios::KeepRequest request;
    request.as = command.keep_as == "f4" ? results::KeptAs::float32 : results::KeptAs::float64;
    request.scenarios = command.keep_scenarios;
    request.indicators = command.keep_indicators;
    request.variables = command.keep_variables;
    if (!command.keep_paths.empty()) {
        if (command.keep_paths != "all") request.paths = parse_keep_paths(command.keep_paths);
        if (request.paths == std::uint64_t{0}) {
            throw Error(ErrorKind::input, "--keep-paths 0: expected at least 1, or all", "", "leave it out to keep none");
        }
        return scenarios::resolve_kept_paths(plan, request);
    }
    if (command.keep_as.empty() && request.scenarios.empty() && request.indicators.empty() && request.variables.empty())
        return {};
    throw Error(ErrorKind::input, "--keep-as, --keep-scenario, --keep-indicator and --keep-variable say what --keep-paths keeps",
                "", "add --keep-paths all, or a number");
}

void check_numbers(const RunCommand& command) {
    if (command.threads > most_threads) {
        throw Error(ErrorKind::input, fmt::format("--threads {}: at most {}", command.threads, most_threads), "",
                    "leave it out to use all cores");
    }
    if (command.strip % 8 != 0 || command.strip > engine::block_paths) {
        throw Error(ErrorKind::input,
                    fmt::format("--strip {}: expected a multiple of 8, at most {}", command.strip, engine::block_paths), "",
                    "leave it out to have it chosen");
    }
}

// Nothing where there are mistakes, which are told.
std::optional<scenarios::RunPlan> load(const RunCommand& command, const scenarios::Overrides& overrides) {
    Diagnostics diagnostics;
    auto loaded = scenarios::load_batch(command.batch, overrides, diagnostics, scenarios::disk(), command.threads);
    if (!command.quiet || diagnostics.has_errors()) fmt::print(stderr, "{}", diagnostics.render());
    if (loaded && !diagnostics.has_errors()) return loaded;
    fmt::print(stderr, "{} mistake{}; nothing was run\n", diagnostics.error_count(), diagnostics.error_count() == 1 ? "" : "s");
    return std::nullopt;
}

void print_answer(const RunCommand& command, const results::ResultSet& results) {
    if (command.json) {
        fmt::print("{}\n", results::json(results));
    } else if (!command.quiet) {
        results::TableOptions table;
        table.language = command.language == "zh" ? results::Language::zh : results::Language::en;
        table.width = terminal_width();
        table.colour = colour_wanted();
        if (!command.scenarios.empty()) table.main = command.scenarios.front();
        fmt::print("{}", results::table(results, table));
    }
    if (std::fflush(stdout) != 0) throw Error(ErrorKind::file, "the answer could not be written to standard output");
}

void print_end(const RunCommand& command, const scenarios::RunPlan& plan, const results::ResultSet& results,
               const std::string& output) {
    fmt::print(stderr, "{} scenario{} x {} paths in {:.1f} s; digest {}\nResults: {}\nTo repeat: {}\n", plan.scenarios.size(),
               plan.scenarios.size() == 1 ? "" : "s", plan.layout.paths, std::stod(results.provenance.run.at("seconds")),
               results.digest, output, repeat_line(command, plan, output));
}

}  // namespace

int run(const RunCommand& command) {
    check_numbers(command);
    const std::atomic<bool>& stop = stop_on_signal();
    const std::optional<scenarios::Until> until =
        command.until ? std::optional(scenarios::parse_until(*command.until)) : std::nullopt;
    scenarios::Overrides overrides = overrides_of(command);
    overrides.paths_are_a_limit = until.has_value();
    auto loaded = load(command, overrides);
    if (!loaded) return 2;
    auto plan = std::make_shared<const scenarios::RunPlan>(std::move(*loaded));
    const std::string output = command.output.empty() ? plan->layout.batch_id + ".h5" : command.output;
    check_output(output, OutputKind::results);
    results::KeptPaths kept = kept_paths_of(command, *plan);
    results::check_room(output, results::bytes_of_kept_paths(plan->layout, kept));
    if (stop.load()) throw Error(ErrorKind::interrupted, "stopped before the run began");
    scenarios::DraftBeside draft(*plan, command.threads);
    const auto simulate = [&](const scenarios::RunPlan& what) {
        Progress progress(!command.quiet);
        scenarios::ExecutionOptions options = execution_of(command, stop, progress);
        // With --until the number of paths in the file is not known yet; the places of kept paths may take much memory.
        if (!until && kept.paths == 0) options.begun = [&] { draft.begin(); };
        return scenarios::run_batch(what, options);
    };
    results::ResultSet results =
        until ? run_until_told(command.batch, overrides, *until, simulate, command.quiet ? Talk::silent : Talk::aloud, plan)
              : simulate(*plan);
    note_machine(results.provenance, command);
    // With --until their number is known only now.
    kept.paths = command.keep_paths == "all" ? results.layout.paths : std::min(kept.paths, results.layout.paths);
    results.kept = kept;
    try {
        const auto simulate_kept = [&](results::KeptPathsWriter& writer) {
            Progress progress(!command.quiet);
            scenarios::simulate_kept_paths(*plan, execution_of(command, stop, progress), kept, writer);
        };
        results::write_file(results, output, simulate_kept, draft.get());
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::file) print_answer(command, results);  // what was simulated is not lost with the disk
        throw;
    }
    print_answer(command, results);
    if (!command.quiet) print_end(command, *plan, results, output);
    if (results.too_many_failed()) {
        fmt::print(stderr, "error: more paths failed than max_failed = {} allows; the file is written and marked\n",
                   results.layout.max_failed);
        return 3;
    }
    return 0;
}

}  // namespace yuce::cli
