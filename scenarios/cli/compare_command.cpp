// `yuce compare`: two results files, or two scenarios of one.

#include <fmt/core.h>

#include "engine/error.hpp"
#include "results/comparison.hpp"
#include "results/file.hpp"
#include "results/find_id.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/compare_results.hpp"

namespace yuce::cli {
namespace {

std::vector<results::ScenarioPair> pairs_of(const CompareCommand& command, const results::Layout& a, const results::Layout& b) {
    if (command.other.empty()) {
        if (command.scenarios.size() != 2 || command.scenarios[0] == command.scenarios[1]) {
            throw Error(ErrorKind::input, "one results file is compared with itself between two scenarios", "",
                        "give a second file, or --scenario A --scenario B");
        }
        return {{results::find_id(a.scenarios, command.scenarios[0], "scenario"),
                 results::find_id(a.scenarios, command.scenarios[1], "scenario")}};
    }
    if (command.scenarios.size() > 1) {
        throw Error(ErrorKind::input, "two results files are compared in all scenarios that both have, or in one", "",
                    "give --scenario once, or one file alone");
    }
    if (!command.scenarios.empty()) {
        return {{results::find_id(a.scenarios, command.scenarios[0], "scenario"),
                 results::find_id(b.scenarios, command.scenarios[0], "scenario")}};
    }
    auto pairs = results::common_scenarios(a, b);
    if (pairs.empty()) {
        throw Error(ErrorKind::input, "the two files have no scenario in common", "", "yuce show FILE lists those of each");
    }
    return pairs;
}

// Equal files say so, whatever they hold.
void refuse_nothing_in_common(const results::ResultSet& a, const results::ResultSet& b, bool of_one_file) {
    const results::CommonRows rows = results::common_rows(a.layout, b.layout);
    if (!rows.targets.empty() || !rows.goals.empty() || !rows.indicators.empty()) return;
    if (of_one_file) throw Error(ErrorKind::input, "the results have no target, goal or yearly figure to compare");
    if (a.digest == b.digest) return;
    throw Error(ErrorKind::input, "the two files have no target, goal or yearly figure in common",
                "a scenario of the same id alone leaves nothing to compare", "yuce show FILE lists what each has");
}

}  // namespace

int compare(const CompareCommand& command) {
    const results::ResultSet a = results::read_file(command.file);
    const results::ResultSet b = command.other.empty() ? a : results::read_file(command.other);
    const auto pairs = pairs_of(command, a.layout, b.layout);
    if (!command.target.empty()) {
        results::find_target(a.layout, command.target);
        results::find_target(b.layout, command.target);
    }
    refuse_nothing_in_common(a, b, command.other.empty());
    const std::atomic<bool>& stop = stop_on_signal();
    Progress progress(!command.quiet);
    scenarios::ExecutionOptions execution;
    execution.threads = command.threads;
    execution.stop = &stop;
    execution.progress = [&progress](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    const auto rerun = command.unpaired ? scenarios::Rerun::never : scenarios::Rerun::where_possible;
    results::Comparison comparison = scenarios::compare_results(a, b, pairs, rerun, execution);
    progress.clear();
    comparison.a.name = command.file;
    comparison.b.name = command.other.empty() ? command.file : command.other;
    if (command.json) {
        fmt::print("{}\n", results::comparison_json(comparison));
    } else {
        results::ComparisonOptions options;
        options.language = command.language == "zh" ? results::Language::zh : results::Language::en;
        options.width = terminal_width();
        options.target = command.target;
        fmt::print("{}", results::comparison_table(comparison, options));
    }
    return 0;
}

}  // namespace yuce::cli
