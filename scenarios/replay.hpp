// `yuce replay`: one path of a finished run again, every variable and shock, from what its results file keeps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/report_text.hpp"
#include "results/result_set.hpp"
#include "scenarios/run_batch.hpp"

namespace yuce::scenarios {

// One of `path` and `at`: a number from 0, or the path at a quantile of an indicator: "growth:p05", "growth@2025:p2.5".
struct ReplayRequest {
    std::optional<std::uint64_t> path;
    std::string at, scenario;  // scenario empty: the reference
};

enum class SeriesKind { parameter, exogenous, shock, event, onset, variable, indicator };
struct ReplayedSeries {
    SeriesKind kind;
    results::Item item;
    std::vector<double> values;  // by period; of indicators by year; of parameters one
};
struct ReplayedTarget {
    results::Target target;
    double value = 0;
    bool met = false, met_strictly = false;  // not told of a failed path
};
struct PathAtQuantile {
    std::string indicator;
    int year = 0;
    double level = 0, quantile = 0, value = 0;  // the quantile of the paths that count, and this path's value
};
struct ReplayedPath {
    std::string batch;
    results::Item scenario;
    std::uint64_t path = 0, seed = 0;
    std::vector<std::string> periods;
    std::vector<int> years;
    std::vector<ReplayedSeries> series;  // kinds in their order, entries in the model's
    std::vector<ReplayedTarget> targets;
    std::optional<PathAtQuantile> at;
    std::optional<results::FailureCount> failure;  // where it failed first
    bool compared = false;                         // with the kept path in the file: they are equal
};

// Simulates it (with `at` the whole scenario first). Throws Error: input for what is not there, for results of another major
// version or that this version does not reproduce; `file` is where `results` were read from.
ReplayedPath replay(const results::ResultSet& results, const std::string& file, const ReplayRequest& request,
                    const ExecutionOptions& options);

// Text in so many columns; values with seven digits.
std::string replay_table(const ReplayedPath& path, results::Language language, std::size_t width);
// One object, numbers that read back to the same double, null where not finite.
std::string replay_json(const ReplayedPath& path);
// Columns kind, id, period, value; a row each.
std::string replay_csv(const ReplayedPath& path);

}  // namespace yuce::scenarios
