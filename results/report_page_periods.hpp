// Periods as they are published, in order and in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results::page {

// A year from January to the end of a month: "2024Q1-3" ends in month 9, "2024" in month 12.
struct PublishedPeriod {
    std::string text;
    int year = 0, last_month = 12;
    bool is_year() const { return text.size() == 4; }
    bool is_raw() const { return text.find('M') != std::string::npos; }
    Label label() const;  // "24H1", "24上半年"
};
struct PublishedPoint {
    PublishedPeriod period;
    double value;
};

// Nothing for other texts.
std::optional<PublishedPeriod> published_period(const std::string& text);
// A simulated period of a series that runs from January ("2025Q2": the first half) or of one that does not.
Label period_label(const std::string& period, bool cumulative);
// Those before `first` and at most so many years back, in order, one a period.
std::vector<PublishedPoint> latest(std::vector<PublishedPoint> points, const std::string& first, int years);

}  // namespace yuce::results::page
