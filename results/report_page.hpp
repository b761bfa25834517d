// The report page: one self-contained HTML file in both languages, built from results alone.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "results/report_text.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// One published figure of a series that the history file says a variable or an indicator goes by.
struct HistoryPoint {
    std::string variable, indicator;  // either may be empty
    std::string period;               // "2024", "2024Q1", "2024H1", "2024Q1-3", "2024M06"; parts of a year count from January
    double value = 0;
};
struct History {
    std::size_t file = 0;  // index in provenance.files of the text the points were read from
    std::vector<HistoryPoint> points;
};

struct ReportOptions {
    Language language = Language::en;  // shown unless the address says another
    History history;
    std::map<std::string, Label> names;          // of targets that the results hold by their ids alone: those not assessed
    std::map<std::string, std::string> reasons;  // why a target is not assessed: Chinese by the text in the results
};

// UTF-8. Fetches nothing, runs no script but its own (by their hashes), shows its text and tables without any. Elements that
// show a figure name its place in the results file in `data-source`: "probability[0,5]", "@paths" for an attribute of the root;
// one that is computed from several names them all and in `data-how` the rule. Some 300 KB and 300 bytes a scenario and target.
std::string report_page(const ResultSet& results, const ReportOptions& options);

}  // namespace yuce::results
