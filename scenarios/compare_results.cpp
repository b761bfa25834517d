#include "scenarios/compare_results.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "engine/error.hpp"
#include "engine/version.hpp"
#include "scenarios/pair_scenarios.hpp"
#include "scenarios/plan_from_results.hpp"

namespace yuce::scenarios {
namespace {

using results::Label;
using results::ResultSet;

std::string text(std::uint64_t number) { return std::to_string(number); }

// What in the files themselves keeps paths from being paired.
std::optional<Label> obstacle(const results::Layout& a, const results::Layout& b) {
    if (a.seed != b.seed) {
        return Label{"the seeds differ (" + text(a.seed) + " and " + text(b.seed) + "): no path of one is a path of the other",
                     "随机种子不同（" + text(a.seed) + " 与 " + text(b.seed) + "），路径不对应"};
    }
    if (a.sampling != b.sampling) {
        return Label{"the sampling differs (" + a.sampling + " and " + b.sampling + ")",
                     "抽样方法不同（" + a.sampling + " 与 " + b.sampling + "）"};
    }
    if (a.paths != b.paths) {
        return Label{"the numbers of paths differ (" + text(a.paths) + " and " + text(b.paths) + ")",
                     "路径数不同（" + text(a.paths) + " 与 " + text(b.paths) + "）"};
    }
    return std::nullopt;
}

std::optional<RunPlan> plan_of(const ResultSet& results, const char* side, Label& reason) {
    try {
        return plan_from_results(results);
    } catch (const Error& error) {
        reason = {std::string(side) + " cannot be simulated again: " + error.what(),
                  std::string(side) + " 无法重新模拟：" + error.what()};
        return std::nullopt;
    }
}

std::uint64_t stored_hits(const results::ScenarioResult& of, const results::Goal& goal, std::size_t g) {
    return goal.targets.empty()
               ? 0
               : static_cast<std::uint64_t>(std::llround(of.goals[g].value * static_cast<double>(of.paths_used)));
}

// "" or the side whose stored hits are not those simulated.
std::string not_reproduced(const ResultSet& a, const ResultSet& b, const results::ScenarioPair& pair,
                           const results::CommonRows& rows, const PairedScenarios& found) {
    const results::ScenarioResult &in_a = a.scenarios[pair.first], &in_b = b.scenarios[pair.second];
    for (std::size_t k = 0; k < rows.targets.size(); ++k) {
        if (found.targets[k].met_in_a != in_a.hits[rows.targets[k].first]) return "A";
        if (found.targets[k].met_in_b != in_b.hits[rows.targets[k].second]) return "B";
    }
    for (std::size_t k = 0; k < rows.goals.size(); ++k) {
        const auto& [g, h] = rows.goals[k];
        const results::Goal &in_first = a.layout.goals[g], &in_second = b.layout.goals[h];
        if (!in_first.targets.empty() && found.goals[k].met_in_a != stored_hits(in_a, in_first, g)) return "A";
        if (!in_second.targets.empty() && found.goals[k].met_in_b != stored_hits(in_b, in_second, h)) return "B";
    }
    return {};
}

void enter(const PairedScenarios& found, results::ComparedScenario& scenario) {
    const auto rows = [](const std::vector<PairedRow>& from, std::vector<results::ComparedRow>& to) {
        for (std::size_t k = 0; k < from.size(); ++k) {
            if (std::isnan(to[k].difference.value)) continue;  // a goal without assessed members
            to[k].difference = from[k].difference;
            to[k].only_a = from[k].only_a;
            to[k].only_b = from[k].only_b;
        }
    };
    scenario.paths_both = found.paths_both;
    rows(found.targets, scenario.targets);
    rows(found.goals, scenario.goals);
    for (std::size_t k = 0; k < found.indicators.size(); ++k) scenario.indicators[k].difference = found.indicators[k];
}

// Paired differences in place of those of independent samples; the reason where that is not to be had.
std::optional<Label> pair_up(const ResultSet& a, const ResultSet& b, const std::vector<results::ScenarioPair>& pairs,
                             const ExecutionOptions& options, results::Comparison& comparison) {
    if (auto reason = obstacle(a.layout, b.layout)) return reason;
    Label reason;
    const auto plan_a = plan_of(a, "A", reason), plan_b = plan_a ? plan_of(b, "B", reason) : std::nullopt;
    if (!plan_a || !plan_b) return reason;
    const results::CommonRows rows = results::common_rows(a.layout, b.layout);
    std::vector<results::ComparedScenario> scenarios = comparison.scenarios;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        ExecutionOptions one = options;
        if (options.progress) {
            one.progress = [&](std::uint64_t done, std::uint64_t total) {
                options.progress(k * total + done, pairs.size() * total);
            };
        }
        const PairedScenarios found = pair_scenarios(*plan_a, *plan_b, pairs[k], rows, one);
        const std::string side = not_reproduced(a, b, pairs[k], rows, found);
        if (!side.empty()) {
            const std::string& version = (side == "A" ? a : b).provenance.engine_version;
            return Label{"this program (" + std::string(engine::version) + ") does not simulate the figures of " + side + " (" +
                             version + ") again",
                         "本程序（" + std::string(engine::version) + "）不能重现 " + side + "（" + version + "）的数字"};
        }
        enter(found, scenarios[k]);
    }
    comparison.scenarios = std::move(scenarios);
    return std::nullopt;
}

}  // namespace

results::Comparison compare_results(const ResultSet& a, const ResultSet& b, const std::vector<results::ScenarioPair>& pairs,
                                    Rerun rerun, const ExecutionOptions& options) {
    results::Comparison comparison = results::compare_apart(a, b, pairs);
    bool identical = comparison.equal;
    for (const auto& [s, t] : pairs) identical = identical && s == t;
    if (identical) {
        comparison.pairing = results::Pairing::paired;
        for (std::size_t k = 0; k < pairs.size(); ++k)
            comparison.scenarios[k].paths_both = a.scenarios[pairs[k].first].paths_used;
        return comparison;
    }
    std::optional<Label> reason;
    if (rerun == Rerun::never) {
        reason = Label{"no simulation was wanted (--unpaired)", "按要求不重新模拟（--unpaired）"};
    } else {
        reason = pair_up(a, b, pairs, options, comparison);
    }
    comparison.pairing = reason ? results::Pairing::unpaired : results::Pairing::paired;
    if (reason) comparison.reason = *reason;
    return comparison;
}

}  // namespace yuce::scenarios
