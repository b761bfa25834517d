// Periods: years, quarters, months, and the horizon a batch runs over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yuce::models {

enum class Frequency { annual = 1, quarterly = 4, monthly = 12 };
inline int periods_per_year(Frequency f) { return static_cast<int>(f); }

// A period as its calendar index: year * periods per year + (part - 1); 2025Q1 is 8100.
int period_index(Frequency f, int year, int part);
int year_of(Frequency f, int index);
int part_of(Frequency f, int index);  // 1-based quarter or month; 1 for annual
std::string period_name(Frequency f, int index);  // "2025", "2025Q1", "2025M01"

// "2025", "2025Q1", "2025M01" to an index of that frequency; nothing if the text is no period of the frequency.
std::optional<int> parse_period(Frequency f, std::string_view text);
// As parse_period, and "Q3", "M07": every year's; gives the part.
struct PeriodPattern {
    int part = 0;                // with year == 0: this part of every year
    std::optional<int> index;    // or one period
    bool matches(Frequency f, int period) const;
};
std::optional<PeriodPattern> parse_pattern(Frequency f, std::string_view text);

struct Horizon {
    Frequency frequency = Frequency::annual;
    int first = 0;   // calendar index
    int count = 0;   // periods, at least 1
    int last() const { return first + count - 1; }
    // Years wholly inside, in order.
    std::vector<int> whole_years() const;
};

}  // namespace yuce::models
