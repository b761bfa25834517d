// Numbers as the page prints them, with their sources.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {

int decimals_of(double value, double error) {
    const double size = std::abs(value);
    const int whole_digits = size >= 1 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 0;
    const int allowed =
        error > 0 && std::isfinite(error) ? std::clamp(static_cast<int>(std::floor(-std::log10(error))), 0, 8) : 8;
    const int leading = size > 0 && size < 1 ? static_cast<int>(std::floor(-std::log10(size))) : 0;
    return std::min(allowed, std::max(0, 3 - whole_digits + leading));
}

std::string fixed(double value, int decimals) {
    if (std::isnan(value)) return "–";
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);
    if (!(std::abs(value) >= 9999.5) || !std::isfinite(value)) return text;
    const std::size_t first = text[0] == '-' ? 1 : 0;
    for (std::size_t place = std::min(text.find('.'), text.size()); place > first + 3; place -= 3) text.insert(place - 3, ",");
    return text;
}

std::string digits(double value, double error) { return fixed(value, decimals_of(value, error)); }

double quantile_error(const Distribution& d, std::uint64_t paths) {
    const double middle = (d.quantiles[6] - d.quantiles[4]) / 1.349;  // 75 and 25 %, in standard deviations of a normal
    const double spread = middle > 0 && middle < d.sd ? middle : d.sd;
    return 2 * 1.2533 * spread / std::sqrt(static_cast<double>(std::max<std::uint64_t>(paths, 1)));
}

std::string interval_text(const Percent& percent, const Estimate& e) {
    std::string text = percent.interval(e);  // "[25.2, 25.8]"
    if (text.size() < 5) return "–";
    text = text.substr(1, text.size() - 2);
    return text.replace(text.find(", "), 2, "–") + "%";
}

std::string share_figure(const Page& page, const std::string& source, const Estimate& e) {
    if (e.value == 0 || e.value == 1) return figure(source, e.value == 0 ? "0%" : "100%");
    const std::string text = page.percent(page.reference()).share(e);
    return figure(source, text == "-" ? "–" : text + "%");
}

std::string interval_figure(const Page& page, const std::string& low, const std::string& high, const Estimate& e) {
    const std::string text = interval_text(page.percent(page.reference()), e);
    const std::size_t dash = text.find("–", 1);
    if (dash == std::string::npos) return "–";
    const std::string second = text.substr(dash + std::string("–").size());
    return figure(low, e.low == 0 ? "0" : text.substr(0, dash)) + "–" + figure(high, e.high == 1 ? "100%" : second);
}

}  // namespace yuce::results::page
