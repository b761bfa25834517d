// Everything a run found, as plain arrays: what the results file holds and the tables print. FORMATS "Results".
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yuce::results {

inline const std::vector<double> quantile_levels = {0.01, 0.05, 0.10, 0.15, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95, 0.99};
inline constexpr std::size_t histogram_bins = 64;

struct Label {
    std::string en, zh;
};
struct Item {  // a scenario, indicator, variable, goal: id, names, unit (empty where none)
    std::string id;
    Label name;
    std::string unit;
    Label story;  // scenarios
};

// The test a target makes: pass when low <= value <= high (bounds in or out as said); the strict reading beside it.
enum class Comparator { ge, le, positive, eq, approx };
enum class Side { both, at_least, at_most };
struct Target {
    std::string id, indicator;
    std::size_t indicator_index = 0, year_index = 0;
    int year = 0;
    Comparator comparator = Comparator::ge;
    Side side = Side::both;
    double value = 0, tolerance = 0;
    Label name;
    std::string unit, target_class;
    bool passes(double x) const;
    bool passes_strict(double x) const;
};
// How quantiles and histograms are taken: from all values, or from counts in bins, with a stated error and little memory.
enum class Quantiles { exact, streaming };
std::string_view name_of(Quantiles quantiles);
struct NotAssessed {
    std::string id, reason;
};
struct Goal {
    std::string id;
    Label name;
    std::vector<std::size_t> targets;  // indices of assessed members
    std::size_t members = 0;           // all, assessed or not
};

// What is reported and how; fixed before the run.
struct Layout {
    std::string batch_id;
    Label batch_name;
    std::vector<Item> scenarios, indicators, variables;
    std::size_t reference = 0;             // scenario
    std::vector<int> years;
    std::vector<std::string> periods;      // "2025Q1"
    std::vector<Target> targets;           // assessed
    std::vector<NotAssessed> not_assessed;
    std::vector<Goal> goals;
    std::uint64_t paths = 0, seed = 0;
    std::string sampling = "random";
    double max_failed = 0.001;
    Quantiles quantiles = Quantiles::exact;
    // An engine output's place: indicators [year][indicator] first, then variables [period][variable].
    std::size_t outputs() const { return years.size() * indicators.size() + periods.size() * variables.size(); }
};

struct Estimate {
    double value = 0, low = 0, high = 0;
};
// Of one output of one scenario.
struct Distribution {
    double mean = 0, mean_error = 0, sd = 0, skewness = 0, kurtosis = 0, minimum = 0, maximum = 0;
    std::vector<double> quantiles;               // quantile_levels
    std::vector<std::uint64_t> histogram;        // 64, or empty
    std::vector<double> histogram_edges;         // 65
    // Of streaming quantiles, else empty: |stated - exact| of each quantile and each bin is at most this.
    std::vector<double> quantile_error;
    std::vector<std::uint64_t> histogram_error;
};
struct FailureCount {
    std::string what, period;   // equation and period in which the paths failed first
    std::uint64_t paths = 0;
};
struct ScenarioResult {
    std::uint64_t paths_used = 0, paths_failed = 0;
    std::vector<FailureCount> failures;
    std::vector<std::uint64_t> hits, hits_strict;       // target
    std::vector<Estimate> probability, strict;          // target
    std::vector<double> joint;                          // target x target, row-major
    std::vector<double> targets_reached;                // count 0..targets
    std::vector<Estimate> goals;
    std::vector<Estimate> difference;                   // target, to the reference
    std::vector<Distribution> indicators;               // [year][indicator]
    std::vector<Distribution> variables;                // [period][variable]
    std::vector<double> given_target;                   // target x indicator in the target's year: mean given it is met, NaN if never
    std::vector<std::vector<Estimate>> convergence;     // [checkpoint][target]
};

struct InputFile {
    std::string name, text;   // exact bytes
};
struct Provenance {
    std::vector<InputFile> files;
    std::string engine_version;
    std::vector<std::string> corrections;    // e.g. a repaired correlation matrix, in words
    std::vector<std::string> assumptions;    // ids of entries marked as assumptions with their notes ("id: note")
    std::string overrides;                   // --set, --freeze, --scenario as given: part of what decides the numbers
    std::map<std::string, std::string> run;  // what may differ between equal runs (outside the digest)
};

// Which paths are stored one by one, the first ones of some scenarios: group /paths of the file. Their values are not held here.
enum class KeptAs { float64, float32 };
struct KeptPaths {
    std::uint64_t paths = 0;                                // 0: none
    KeptAs as = KeptAs::float64;
    std::vector<std::string> scenarios, indicators, variables;  // ids; of variables any of the model's
};

struct ResultSet {
    Layout layout;
    std::vector<ScenarioResult> scenarios;
    std::vector<std::uint64_t> checkpoints;  // paths
    Provenance provenance;
    KeptPaths kept;
    std::string digest;                      // of everything but provenance/run; set by the writer or reader
    bool too_many_failed() const;
};

}  // namespace yuce::results
