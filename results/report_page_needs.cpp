// Part 6: what the futures that meet the headline's target look like, beside all futures.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

constexpr std::size_t shown = 12;
// An indicator that moves with the headline's one to one is the same quantity in another form.
constexpr double same_quantity = 0.98;

struct Driver {
    std::size_t indicator;
    double mean, sd, given, error;  // of the given mean, its standard error
    double shift() const { return (given - mean) / sd; }
};

Driver driver(const Page& page, std::size_t i) {
    const Layout& l = page.layout();
    const Distribution& d = page.main().indicators[page.target().year_index * l.indicators.size() + i];
    const double given = page.main().given_target[*page.headline * l.indicators.size() + i];
    const double hits = static_cast<double>(page.main().hits[*page.headline]);
    return {i, d.mean, d.sd, given, d.sd / std::sqrt(std::max(hits, 1.0))};
}

std::vector<Driver> drivers(const Page& page) {
    const double own = driver(page, page.target().indicator_index).shift();
    std::vector<Driver> all;
    for (std::size_t i = 0; i < page.layout().indicators.size(); ++i) {
        const Driver d = driver(page, i);
        const bool counts = d.sd > 0 && std::isfinite(d.shift()) && std::abs(d.given - d.mean) > 3 * d.error;
        if (counts && std::abs(d.shift()) < same_quantity * std::abs(own)) all.push_back(d);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Driver& a, const Driver& b) { return std::abs(a.shift()) > std::abs(b.shift()); });
    all.resize(std::min(all.size(), shown), Driver{});
    return all;
}

struct Sources {
    std::string given, mean, sd;
};

Sources sources(const Page& page, std::size_t i) {
    const std::size_t s = page.reference(), y = page.target().year_index;
    return {at("given_target", {s, *page.headline, i}), at("mean", {s, y, i}), at("sd", {s, y, i})};
}

// The decimals that the errors of all rows in the same unit allow.
int decimals(const Page& page, const std::vector<Driver>& all, const Driver& d) {
    const auto& indicators = page.layout().indicators;
    int least = 8;
    for (const Driver& other : all) {
        if (indicators[other.indicator].unit == indicators[d.indicator].unit)
            least = std::min({least, decimals_of(other.mean, other.error), decimals_of(other.given, other.error)});
    }
    return least;
}

std::string row(const Page& page, const std::vector<Driver>& all, const Driver& d) {
    const Sources from = sources(page, d.indicator);
    const Label unit = unit_name(page.layout().indicators[d.indicator].unit);
    const int places = decimals(page, all, d);
    return "<tr><th scope=\"row\">" + both(page.indicator_name(d.indicator)) + " <span class=\"quiet unit\">" + both(unit) +
           "</span></th><td class=\"r\">" + figure(from.mean, fixed(d.mean, places)) + "</td><td class=\"r\">" +
           figure(from.given, fixed(d.given, places)) + "</td><td class=\"r\">" +
           figure(from.given + " " + from.mean + " " + from.sd, fmt::format("{:+.2f}", d.shift()), "shift") + "</td></tr>\n";
}

std::string table(const Page& page, const std::vector<Driver>& all) {
    std::string html = "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th>" + both({"Indicator", "指标"}) +
                       "</th><th class=\"r\">" + both({"all futures", "全部未来"}) + "</th><th class=\"r\">" +
                       both({"target met", "目标实现时"}) + "</th><th class=\"r\">" + both({"shift, sd", "偏移（标准差）"}) +
                       "</th></tr></thead><tbody>\n";
    for (const Driver& d : all) html += row(page, all, d);
    return html + "</tbody></table></div>\n";
}

std::string data(const Page& page, const std::vector<Driver>& all) {
    std::string labels, places;
    std::vector<std::string> given_from, mean_from, sd_from;
    std::vector<double> given, mean, sd;
    for (const Driver& d : all) {
        const Sources from = sources(page, d.indicator);
        labels += (labels.empty() ? "" : ",") + json_label(page.indicator_name(d.indicator));
        places += (places.empty() ? "" : ",") + std::to_string(decimals(page, all, d));
        given_from.push_back(from.given);
        mean_from.push_back(from.mean);
        sd_from.push_back(from.sd);
        given.push_back(d.given);
        mean.push_back(d.mean);
        sd.push_back(d.sd);
    }
    return "{\"labels\":[" + labels + "],\"decimals\":[" + places + "],\"given\":" + json_series(given_from, given) +
           ",\"mean\":" + json_series(mean_from, mean) + ",\"sd\":" + json_series(sd_from, sd) + "}";
}

}  // namespace

std::string needs_part(Page& page) {
    if (!page.headline) return "";
    const std::size_t t = *page.headline;
    const Label name = page.headline_name();
    const Label title{"What " + asked_value(page, t) + " needs", "实现" + asked_value(page, t) + "需要什么"};
    const std::vector<Driver> all = drivers(page);
    if (all.empty()) {
        return section("needs", title, {},
                       "<p class=\"none\">" +
                           both({"No path meets it, or nothing moves with it.", "没有路径实现该目标，或没有随之变动的指标。"}) +
                           "</p>\n");
    }
    page.charts["needs"] = data(page, all);
    Chart c;
    c.name = "needs";
    c.sources = at("given_target", {page.reference(), t, whole});
    c.alternative = {
        "Bars of how far each indicator lies from its mean when the target is met; the figures stand in the table beside.",
        "目标实现时各指标偏离均值的程度（条形图）；数值见旁边的表。"};
    const Label asked = asked_html(page, t);
    const Label lead{
        "Means over the futures with " + escaped(name.en) + " " + asked.en +
            ", beside those over all futures; the indicators that differ most. They go together with it and need not "
            "cause it.",
        "在" + escaped(name.zh) + asked.zh +
            "的未来中各指标的均值，与全部未来的均值对照；列出差别最大的指标。这是相伴关系，未必是因果。"};
    return section("needs", title, lead, "<div class=\"two\">\n" + chart(c) + table(page, all) + "</div>\n");
}

}  // namespace yuce::results::page
