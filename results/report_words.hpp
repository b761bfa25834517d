// The fixed words of tables in both languages, and numbers in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/report_text.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

enum class Word {
    counts,
    counts_of_one,
    in,
    paths,
    marked,
    targets_in,
    target,
    wanted,
    probability,
    interval,
    strict,
    strictly,
    likelihood,
    name,
    by_scenario,
    overview,
    goals_in,
    goal,
    members,
    weakest,
    differences,
    largest_differences,
    number_met,
    scenario,
    mean,
    middle,
    all_met,
    not_assessed,
    and_more,
    failed,
    equation,
    period,
    none_failed,
    year,
    sd,
    ranges,
    very_likely,
    likely,
    about_even,
    unlikely,
    very_unlikely,
    too_few_paths,
    difference,
    no_assessed_member,
    of,
    indicators_in,
    indicator,
    indicator_hint,
    streaming_quantiles,
    no_targets,
};
// Some hold {} for fmt.
const std::string& word(Word which, Language language);
const std::string& text_of(const Label& label, Language language);

// "very likely" > 90 %, "likely" 66-90, "about even" 33-66, "unlikely" 10-33, "very unlikely" < 10; "" for NaN.
std::string likelihood(double probability, Language language);
// The same of an estimate; "too few paths" where its interval reaches over three of these words or more, so that none can be
// said.
bool says_nothing(const Estimate& probability);
std::string likelihood(const Estimate& probability, Language language);

std::string grouped(std::uint64_t number);  // 1,000,000
// What a target asks, as it is tested: ">= 6 %", "1.5 to 2.5 %", "> 0 %"; units other than percent are left out.
std::string wanted(const Target& target, Language language);
// A second test of what another target asks (class `reading`): listed with the rest, but not among those that tell most.
bool is_further_reading(const Target& target);
// The target the report is about, among `targets` (indices): a plan's first "about" figure, which planners use for growth;
// without one the first.
std::optional<std::size_t> headline_of(const Layout& layout, const std::vector<std::size_t>& targets);
std::string plain(double value);                  // at most 10 digits, no trailing zeros
std::string rounded(double value, double error);  // digits its error allows; "-" for NaN

// Percentages of n paths: as many decimals as the widest 95 % interval of so many paths allows, at least one from 10,000 paths
// on.
class Percent {
public:
    explicit Percent(std::uint64_t n);
    // Of a share; "<0.1" and ">99.9" where rounding would hide that it happens or fails.
    std::string share(double value) const;
    // With an interval beside it: up to two decimals more where its ends would else look equal.
    std::string share(const Estimate& e) const;
    std::string interval(const Estimate& e) const;         // "[24.9, 25.1]"
    std::string points(double difference) const;           // "+1.2"
    std::string points(const Estimate& e) const;           // "+1.2 [+1.1, +1.3]"
    std::string points_and_half(const Estimate& e) const;  // "+1.2 +-0.1"

private:
    Percent finer_for(const Estimate& e) const;
    std::string fixed(double percent) const;
    int decimals_;
};

}  // namespace yuce::results
