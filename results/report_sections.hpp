// The sections of the text report. Each gives whole lines, or nothing where there is nothing to say.
#pragma once

#include <string>
#include <vector>

#include "results/report_text.hpp"
#include "results/report_words.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// What is shown: everything, or what the options name.
struct Report {
    const ResultSet& results;
    const TableOptions& options;
    std::vector<std::size_t> scenarios, targets;  // indices
    std::size_t main = 0;                         // scenario with intervals: the one asked for, else the reference
    std::size_t width = 80;

    const Layout& layout() const { return results.layout; }
    const ScenarioResult& of(std::size_t scenario) const { return results.scenarios[scenario]; }
    std::string say(Word which) const { return word(which, options.language); }
    // How rows call a target or goal: the id in English (it is what --target takes), the name in Chinese.
    std::string label(const std::string& id, const Label& name) const;
    std::string section(const std::string& title) const;
    // Wrapped to the width, every line beginning with `first` or `later`.
    std::string lines(const std::string& text, const std::string& first, const std::string& later) const;
    Percent percent(std::size_t scenario) const { return Percent(of(scenario).paths_used); }
};

std::string headline(const Report& report);
std::string title(const Report& report);
std::string targets_section(const Report& report);
std::string goals_section(const Report& report);
// The target of the first line; there must be one.
std::size_t headline_target(const Report& report);
std::string scenarios_section(const Report& report);
// In place of a matrix of all targets and scenarios that would fill pages.
std::string overview_section(const Report& report);
std::string differences_section(const Report& report);
std::string number_met_section(const Report& report);
std::string not_assessed_section(const Report& report);
std::string failures_section(const Report& report);
std::string one_target_section(const Report& report);
std::string indicator_section(const Report& report);
// Every indicator in one scenario: the answer where no target asks for a probability.
std::string indicators_section(const Report& report);

}  // namespace yuce::results
