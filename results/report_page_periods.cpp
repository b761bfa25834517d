#include "results/report_page_periods.hpp"

#include <algorithm>
#include <cctype>

namespace yuce::results::page {
namespace {

bool all_digits(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

int last_month_of(const std::string& part) {
    if (part.empty()) return 12;
    if (part == "H1") return 6;
    if (part == "H2") return 12;
    if (part.size() == 3 && part[0] == 'M' && all_digits(part.substr(1))) return std::stoi(part.substr(1));
    if (part[0] == 'Q' && (part.size() == 2 || (part.size() == 4 && part.substr(1, 2) == "1-"))) {
        const char quarter = part.back();
        if (quarter >= '1' && quarter <= '4') return 3 * (quarter - '0');
    }
    return 0;
}

}  // namespace

std::optional<PublishedPeriod> published_period(const std::string& text) {
    if (text.size() < 4 || !all_digits(text.substr(0, 4))) return std::nullopt;
    const int month = last_month_of(text.substr(4));
    if (month < 1 || month > 12) return std::nullopt;
    return PublishedPeriod{text, std::stoi(text.substr(0, 4)), month};
}

Label PublishedPeriod::label() const {
    const std::string short_year = text.substr(2, 2);
    if (is_year()) return {text, text};
    if (is_raw()) return {text.substr(2), text.substr(2)};
    switch (last_month) {
        case 3: return {short_year + "Q1", short_year + "Q1"};
        case 6: return {short_year + "H1", short_year + "H1"};
        case 9: return {short_year + "Q1–3", short_year + "Q1–3"};
        default: return {text.substr(0, 4), text.substr(0, 4)};
    }
}

Label period_label(const std::string& period, bool cumulative) {
    const std::optional<PublishedPeriod> known = published_period(period);
    if (!cumulative || !known) return {period, period};
    return known->label();
}

std::vector<PublishedPoint> latest(std::vector<PublishedPoint> points, const std::string& first, int years) {
    const std::optional<PublishedPeriod> begin = published_period(first);
    if (!begin) return {};
    const auto key = [](const PublishedPoint& p) { return 12 * p.period.year + p.period.last_month; };
    const auto outside = [&](const PublishedPoint& p) {
        return key(p) >= 12 * begin->year + begin->last_month || p.period.year < begin->year - years;
    };
    points.erase(std::remove_if(points.begin(), points.end(), outside), points.end());
    std::stable_sort(points.begin(), points.end(),
                     [&](const PublishedPoint& a, const PublishedPoint& b) { return key(a) < key(b); });
    const auto same = [&](const PublishedPoint& a, const PublishedPoint& b) { return key(a) == key(b); };
    points.erase(std::unique(points.begin(), points.end(), same), points.end());
    return points;
}

}  // namespace yuce::results::page
