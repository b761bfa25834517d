#include "models/period.hpp"

#include <cctype>

namespace yuce::models {
namespace {

// The number in text[from, from + digits), or nothing.
std::optional<int> digits_at(std::string_view text, std::size_t from, std::size_t digits) {
    if (from + digits > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t k = from; k < from + digits; ++k) {
        if (std::isdigit(static_cast<unsigned char>(text[k])) == 0) return std::nullopt;
        value = value * 10 + (text[k] - '0');
    }
    return value;
}

// "Q3", "M07" to the part.
std::optional<int> parse_part(Frequency f, std::string_view text) {
    if (f == Frequency::annual || text.empty()) return std::nullopt;
    const bool quarterly = f == Frequency::quarterly;
    const std::size_t digits = quarterly ? 1 : 2;
    if (text.size() != 1 + digits || text[0] != (quarterly ? 'Q' : 'M')) return std::nullopt;
    const std::optional<int> part = digits_at(text, 1, digits);
    if (!part || *part < 1 || *part > periods_per_year(f)) return std::nullopt;
    return part;
}

}  // namespace

int period_index(Frequency f, int year, int part) { return year * periods_per_year(f) + part - 1; }

int year_of(Frequency f, int index) {
    const int n = periods_per_year(f);
    return index >= 0 ? index / n : -((-index + n - 1) / n);
}

int part_of(Frequency f, int index) { return index - year_of(f, index) * periods_per_year(f) + 1; }

std::string period_name(Frequency f, int index) {
    std::string name = std::to_string(year_of(f, index));
    name.insert(0, name.size() < 4 ? 4 - name.size() : 0, '0');
    const int part = part_of(f, index);
    if (f == Frequency::quarterly) name += "Q" + std::to_string(part);
    if (f == Frequency::monthly) name += (part < 10 ? "M0" : "M") + std::to_string(part);
    return name;
}

std::optional<int> parse_period(Frequency f, std::string_view text) {
    const std::optional<int> year = digits_at(text, 0, 4);
    if (!year) return std::nullopt;
    if (f == Frequency::annual) return text.size() == 4 ? std::optional(period_index(f, *year, 1)) : std::nullopt;
    const std::optional<int> part = parse_part(f, text.substr(4));
    if (!part) return std::nullopt;
    return period_index(f, *year, *part);
}

std::optional<PeriodPattern> parse_pattern(Frequency f, std::string_view text) {
    if (const std::optional<int> index = parse_period(f, text)) return PeriodPattern{0, index};
    if (const std::optional<int> part = parse_part(f, text)) return PeriodPattern{*part, std::nullopt};
    return std::nullopt;
}

bool PeriodPattern::matches(Frequency f, int period) const { return index ? *index == period : part_of(f, period) == part; }

std::vector<int> Horizon::whole_years() const {
    std::vector<int> years;
    for (int year = year_of(frequency, first); year <= year_of(frequency, last()); ++year) {
        const int begin = period_index(frequency, year, 1);
        if (begin >= first && begin + periods_per_year(frequency) - 1 <= last()) years.push_back(year);
    }
    return years;
}

}  // namespace yuce::models
