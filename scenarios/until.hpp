// `--until`: as many paths as a wanted precision needs. It only chooses their number; the results are those of a plain run with
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::scenarios {

struct Until {
    // width: every interval of a target's probability (either reading), a goal or a difference is at most `value` wide;
    // decided: the interval of every target's probability excludes `value`.
    enum class Kind { width, decided };
    Kind kind = Kind::width;
    double value = 0;
};
// "0.001" or "decided=0.5", both between 0 and 1; throws Error (input).
Until parse_until(const std::string& text);

inline constexpr std::uint64_t until_first_paths = 16384;
// Paths at which it stops all the same where nobody says otherwise: a probability of exactly the level is never decided.
inline constexpr std::uint64_t until_most_paths = 10000000;

// An interval that does not yet fulfil the condition.
struct OpenInterval {
    std::string of;  // "P(growth) in tariff"
    results::Estimate estimate;
    double width() const { return estimate.high - estimate.low; }
};
// Widest first (width), or in the order of scenarios and targets (decided). Those without a number are not waited for.
std::vector<OpenInterval> open_intervals(const results::ResultSet& results, const Until& until);

// How many paths to try after these results, more than theirs and at most `most` (unless theirs are `most` or more). For a width
// predicted from the intervals' widths, with a margin that is rarely too small; for a decision four times as many.
std::uint64_t next_paths(const results::ResultSet& results, const Until& until, std::uint64_t most);

struct UntilAttempt {
    std::uint64_t paths = 0, next = 0;  // next 0: it was the last
    std::vector<OpenInterval> open;
};
struct UntilOutcome {
    results::ResultSet results;      // of the last attempt; provenance/run says what was waited for
    std::vector<OpenInterval> open;  // empty: fulfilled; else `most` paths were reached first
};
// simulate(n): the plain run with n paths. Throws Error (input) when there is nothing to wait for, and what simulate throws.
// Deterministic: depends on the results only. Cost: commonly 1.05 to 1.35 times that of the last run.
UntilOutcome run_until(const Until& until, std::uint64_t most, const std::function<results::ResultSet(std::uint64_t)>& simulate,
                       const std::function<void(const UntilAttempt&)>& tell);

}  // namespace yuce::scenarios
