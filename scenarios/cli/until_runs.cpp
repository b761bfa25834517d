#include "scenarios/cli/until_runs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/error.hpp"
#include "results/report_words.hpp"

namespace yuce::cli {
namespace {

using results::grouped;
using scenarios::OpenInterval;
using scenarios::Until;

constexpr std::size_t most_named = 5;  // of many wide intervals; undecided targets are all named

std::string named(const std::vector<OpenInterval>& open, const Until& until) {
    const std::size_t shown = until.kind == Until::Kind::decided ? open.size() : std::min(open.size(), most_named);
    std::string text;
    for (std::size_t k = 0; k < shown; ++k) {
        text += fmt::format("    {} = {:.6g} [{:.6g}, {:.6g}]\n", open[k].of, open[k].estimate.value, open[k].estimate.low,
                            open[k].estimate.high);
    }
    if (shown < open.size()) text += fmt::format("    and {} more\n", open.size() - shown);
    return text;
}

// "12 intervals wider than 0.001, the widest 0.0153: P(growth) in tariff"
std::string state_of(const std::vector<OpenInterval>& open, const Until& until) {
    if (until.kind == Until::Kind::decided) {
        const char* form = open.size() == 1 ? "{} target undecided at {}" : "{} targets undecided at {}";
        return open.empty() ? fmt::format("every target decided at {}", until.value)
                            : fmt::format(fmt::runtime(form), open.size(), until.value);
    }
    if (open.empty()) return fmt::format("no interval wider than {}", until.value);
    const char* form =
        open.size() == 1 ? "{} interval wider than {}: {:.3g}, {}" : "{} intervals wider than {}, the widest {:.3g}: {}";
    return fmt::format(fmt::runtime(form), open.size(), until.value, open.front().width(), open.front().of);
}

}  // namespace

results::ResultSet run_until_told(const std::string& batch, scenarios::Overrides overrides, const Until& until,
                                  const std::function<results::ResultSet(const scenarios::RunPlan&)>& simulate, Talk talk,
                                  std::shared_ptr<const scenarios::RunPlan>& plan) {
    const std::uint64_t most = overrides.paths.value_or(std::max(plan->layout.paths, scenarios::until_most_paths));
    const auto run = [&](std::uint64_t paths) {
        overrides.paths = paths;
        Diagnostics diagnostics;
        auto loaded = scenarios::load_batch(batch, overrides, diagnostics);
        if (!loaded) throw Error(ErrorKind::input, "the batch changed while it was run:\n" + diagnostics.render());
        plan = std::make_shared<const scenarios::RunPlan>(std::move(*loaded));
        return simulate(*plan);
    };
    const auto tell = [&](const scenarios::UntilAttempt& attempt) {
        if (talk == Talk::silent) return;
        const std::string next = attempt.next == 0 ? "" : fmt::format("; {} paths are next", grouped(attempt.next));
        fmt::print(stderr, "{} paths: {}{}\n", grouped(attempt.paths), state_of(attempt.open, until), next);
    };
    scenarios::UntilOutcome outcome = scenarios::run_until(until, most, run, tell);
    if (!outcome.open.empty()) {
        fmt::print(stderr, "warning: stopped at the most paths there may be, {}, with {}\n{}    a larger --paths allows more\n",
                   grouped(outcome.results.layout.paths), state_of(outcome.open, until), named(outcome.open, until));
    }
    return std::move(outcome.results);
}

}  // namespace yuce::cli
