// Two sets of results side by side: B minus A with an interval of its own.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "results/report_text.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// What one target, goal or mean is in A and in B. `a`, `b`: of the files; `difference`: b - a, over the paths that count in both
// where they are paired.
struct ComparedRow {
    std::string id;
    Label name;
    std::string unit;
    int year = 0;  // indicators and targets; 0: goals
    Estimate a, b, difference;
    bool same_question = true;             // targets: the same test; goals: the same assessed members
    std::uint64_t only_a = 0, only_b = 0;  // paired: paths that meet it in one of the two
};
struct ComparedScenario {
    Item a, b;                     // the same scenario in both files, or two scenarios of one
    std::uint64_t paths_both = 0;  // paired: paths that count in both
    std::vector<ComparedRow> targets, goals, indicators;
};
// Ids that only one of the two has.
struct OnlyIn {
    std::vector<std::string> scenarios, targets, goals, indicators;
};
struct ComparedFile {
    std::string name, batch, digest, sampling, overrides, engine_version;
    Label batch_name;
    std::uint64_t paths = 0, seed = 0;
};
enum class Pairing { paired, unpaired };
struct Comparison {
    ComparedFile a, b;
    bool equal = false;  // the same digest: every difference is 0
    Pairing pairing = Pairing::unpaired;
    Label reason;                             // unpaired: why
    bool same_seed = false;                   // unpaired all the same: paths may be alike, the interval takes them as independent
    std::vector<std::string> changed_inputs;  // input files whose text differs or that only one has
    std::size_t main = 0;                     // scenario shown in full: the reference
    std::vector<ComparedScenario> scenarios;
    OnlyIn only_a, only_b;
};

// Which scenarios stand beside each other: indices in A's and B's layout.
using ScenarioPair = std::pair<std::size_t, std::size_t>;
// By id, in A's order.
std::vector<ScenarioPair> common_scenarios(const Layout& a, const Layout& b);
// Everything but the pairing: differences are those of independent samples (Newcombe 1998; means: normal). Equal digests and the
// same scenario give differences of 0.
Comparison compare_apart(const ResultSet& a, const ResultSet& b, const std::vector<ScenarioPair>& pairs);
// The rows that both have: indices in A's and B's layout of targets, goals and (in the order [year][indicator]) yearly figures.
struct CommonRows {
    std::vector<std::pair<std::size_t, std::size_t>> targets, goals, indicators;
};
CommonRows common_rows(const Layout& a, const Layout& b);

struct ComparisonOptions {
    Language language = Language::en;
    int width = 80;
    std::string scenario, target;  // non-empty: only that one, in full
};
// Throws Error (input) when what the options name is not among what both have.
std::string comparison_table(const Comparison& comparison, const ComparisonOptions& options);
std::string comparison_json(const Comparison& comparison);

}  // namespace yuce::results
