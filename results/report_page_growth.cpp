// Part 2: the fan by period with its history, and the exceedance curve.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"
#include "results/report_page_periods.hpp"
#include "results/target.hpp"

namespace yuce::results::page {
namespace {

struct Band {
    const char* id;
    std::size_t level;  // in quantile_levels
};
constexpr Band bands[] = {{"q05", 1}, {"q25", 4}, {"q50", 5}, {"q75", 6}, {"q95", 9}};

// What the fan shows: a stored variable by period, or the indicator by year.
struct Fan {
    std::optional<std::size_t> variable;
    std::vector<std::string> periods;

    const Distribution& of(const Page& page, std::size_t k) const {
        if (variable) return page.main().variables[k * page.layout().variables.size() + *variable];
        return page.main().indicators[k * page.layout().indicators.size() + page.target().indicator_index];
    }
    std::string source(const Page& page, std::size_t k, std::size_t level) const {
        if (variable) return at("variable_quantiles", {page.reference(), k, *variable, level});
        return at("quantiles", {page.reference(), k, page.target().indicator_index, level});
    }
};

bool same(const Distribution& a, const Distribution& b) {
    return std::abs(a.mean - b.mean) <= 1e-9 * (b.sd + std::abs(b.mean)) && std::abs(a.sd - b.sd) <= 1e-9 * b.sd;
}

// The variable whose published history is the headline's way through the year: the history file names it, and in the year's last
// period it is the headline's indicator.
std::optional<std::size_t> cumulative_variable(const Page& page) {
    const Layout& l = page.layout();
    const std::string year = std::to_string(page.target().year);
    std::optional<std::size_t> last;
    for (std::size_t k = 0; k < l.periods.size(); ++k) {
        if (l.periods[k].rfind(year, 0) == 0) last = k;
    }
    if (!last) return std::nullopt;
    for (std::size_t v = 0; v < l.variables.size(); ++v) {
        const auto& points = page.options.history.points;
        const bool named =
            std::any_of(points.begin(), points.end(), [&](const HistoryPoint& p) { return p.variable == l.variables[v].id; });
        if (named && same(page.main().variables[*last * l.variables.size() + v], page.distribution())) return v;
    }
    return std::nullopt;
}

Fan fan_of(const Page& page) {
    Fan fan{cumulative_variable(page), {}};
    if (fan.variable) {
        fan.periods = page.layout().periods;
    } else {
        for (const int year : page.layout().years) fan.periods.push_back(std::to_string(year));
    }
    return fan;
}

// Published figures of the fan's series before its first period, oldest first: up to two years of parts, eight whole years.
std::vector<PublishedPoint> history_of(const Page& page, const Fan& fan) {
    const std::string variable = fan.variable ? page.layout().variables[*fan.variable].id : "";
    std::vector<PublishedPoint> points;
    for (const HistoryPoint& p : page.options.history.points) {
        const std::optional<PublishedPeriod> period = published_period(p.period);
        const bool part = fan.variable && p.variable == variable;
        if (period && (part || (p.indicator == page.target().indicator && period->is_year())))
            points.push_back({*period, p.value});
    }
    return latest(points, fan.periods.front(), fan.variable ? 2 : 8);
}

std::string fan_table(const Page& page, const Fan& fan, const std::vector<PublishedPoint>& history) {
    std::string html = "<table><thead><tr><th>" + both({"Period", "时期"}) +
                       "</th><th class=\"r\">5%</th><th class=\"r\">25%</th><th class=\"r\">" + both({"median", "中位数"}) +
                       "</th><th class=\"r\">75%</th><th class=\"r\">95%</th></tr></thead><tbody>\n";
    const std::string source = at("provenance/text", {page.options.history.file});
    for (const PublishedPoint& p : history) {
        html += "<tr><th>" + both(p.period.label()) + " <span class=\"quiet\">" + both({"published", "已公布"}) +
                "</span></th><td></td><td></td><td class=\"r\">" + figure(source, plain(p.value), "stands_in") +
                "</td><td></td><td></td></tr>\n";
    }
    for (std::size_t k = 0; k < fan.periods.size(); ++k) {
        const Distribution& d = fan.of(page, k);
        html += "<tr><th>" + both(period_label(fan.periods[k], fan.variable.has_value())) + "</th>";
        for (const Band& band : bands) {
            html += "<td class=\"r\">" +
                    figure(fan.source(page, k, band.level),
                           digits(d.quantiles[band.level], quantile_error(d, page.main().paths_used))) +
                    "</td>";
        }
        html += "</tr>\n";
    }
    return html + "</tbody></table>";
}

// How numbers of the headline's indicator are written: decimals, and a percent sign after each or the unit beside the axis.
std::string scale_data(const Page& page) {
    const bool percent = page.target().unit == "percent";
    const Label name = page.headline_name(), unit = unit_name(page.target().unit);
    const Label title = unit.en.empty() ? name : Label{name.en + ", " + unit.en, name.zh + "（" + unit.zh + "）"};
    const Distribution& d = page.distribution();
    return "\"sign\":" + json_text(percent ? "%" : "") + ",\"name\":" + json_label(percent ? name : title) +
           ",\"decimals\":" + std::to_string(decimals_of(d.quantiles[5], quantile_error(d, page.main().paths_used)));
}

std::string fan_data(const Page& page, const Fan& fan, const std::vector<PublishedPoint>& history) {
    const bool cumulative = fan.variable && !history.empty() && !history.back().period.is_raw();
    std::string labels, json;
    std::vector<double> past;
    for (const PublishedPoint& p : history) {
        labels += (labels.empty() ? "" : ",") + json_label(p.period.label());
        past.push_back(p.value);
    }
    for (const std::string& period : fan.periods)
        labels += (labels.empty() ? "" : ",") + json_label(period_label(period, fan.variable.has_value()));
    json = "{\"labels\":[" + labels + "]," + scale_data(page) +
           ",\"along\":" + json_label(cumulative ? Label{"cumulative since January", "年初以来累计"} : Label{}) +
           ",\"history\":" + json_series(at("provenance/text", {page.options.history.file}), past);
    for (const Band& band : bands) {
        std::vector<double> values;
        for (std::size_t k = 0; k < fan.periods.size(); ++k) values.push_back(fan.of(page, k).quantiles[band.level]);
        json += ",\"" + std::string(band.id) + "\":" + json_series(fan.source(page, whole, band.level), values);
    }
    json += ",\"target\":" + json_series(at("target_value", {*page.headline}), {page.target().value});
    return json + "}";
}

std::string fan_figure(Page& page) {
    const Fan fan = fan_of(page);
    const std::vector<PublishedPoint> history = history_of(page, fan);
    page.charts["fan"] = fan_data(page, fan, history);
    Chart c;
    c.name = "fan";
    c.sources = fan.source(page, whole, whole) + " " + at("target_value", {*page.headline});
    const Label name = page.indicator_name(page.target().indicator_index);
    const auto caption = [&](const char* past, const char* middle) {
        const auto key = [](const char* kind, const char* text) {
            return fmt::format("<span class=\"entry\"><i class=\"key {}\"></i>{}</span> ", kind, text);
        };
        return (history.empty() ? "" : key("line past", past)) + key("line middle", middle) + key("inner", "50%") +
               key("outer", "90%");
    };
    c.caption_html = {caption("published", "median"), caption("已公布", "中位数")};
    c.alternative = {
        "Fan chart of " + name.en + ": median, 50 and 90 percent bands by period; the figures stand in the table below.",
        name.zh + "扇形图：各期中位数及50%与90%区间；数值见下表。"};
    c.table = fan_table(page, fan, history);
    const Label title = fan.variable ? Label{name.en + ", as published", name.zh + "（按公布口径）"} : name;
    return "<div><h3>" + both(title) + "</h3>\n" + chart(c) + "</div>\n";
}

std::string exceedance_table(const Page& page) {
    const Target& target = page.target();
    const Distribution& d = page.distribution();
    std::string html = "<table><thead><tr><th class=\"r\">x</th><th class=\"r\">" + both({"P(x or more)", "P(不低于x)"}) +
                       "</th></tr></thead><tbody>\n";
    for (std::size_t k = 0; k < quantile_levels.size(); ++k) {
        const std::string source = at("quantiles", {page.reference(), target.year_index, target.indicator_index, k});
        html += "<tr><td class=\"r\">" + figure(source, digits(d.quantiles[k], quantile_error(d, page.main().paths_used))) +
                "</td><td class=\"r\">" +
                figure(at("quantile", {k}), fmt::format("{:.0f}%", 100 * (1 - quantile_levels[k])), "complement") +
                "</td></tr>\n";
    }
    return html + "</tbody></table>";
}

std::string exceedance_data(const Page& page) {
    const Target& target = page.target();
    const std::size_t s = page.reference(), y = target.year_index, i = target.indicator_index, t = *page.headline;
    const Distribution& d = page.distribution();
    const std::vector<double> counts(d.histogram.begin(), d.histogram.end());
    std::string json = "{" + scale_data(page);
    json += ",\"quantiles\":" + json_series(at("quantiles", {s, y, i, whole}), d.quantiles);
    json += ",\"levels\":" + json_series(at("quantile", {whole}), quantile_levels);
    json += ",\"edges\":" + json_series(at("histogram_edges", {s, y, i, whole}), d.histogram_edges);
    json += ",\"counts\":" + json_series(at("histogram", {s, y, i, whole}), counts);
    json += ",\"paths\":" + json_series(at("paths_used", {s}), {static_cast<double>(page.main().paths_used)});
    const Bounds b = test_bounds(target);
    if (b.low == target.value && !std::isfinite(b.high)) {
        json += ",\"mark\":" + json_series(at("target_value", {t}), {target.value});
        json += ",\"mark_probability\":" + json_series(at("probability", {s, t}), {page.main().probability[t].value});
        json += ",\"mark_text\":" + json_text(page.percent(s).share(page.main().probability[t]) + "%");
    }
    return json + "}";
}

std::string exceedance_figure(Page& page) {
    page.charts["exceedance"] = exceedance_data(page);
    const Target& target = page.target();
    const Label name = page.headline_name();
    const std::string year = std::to_string(target.year);
    Chart c;
    c.name = "exceedance";
    c.sources = at("histogram", {page.reference(), target.year_index, target.indicator_index, whole}) + " " +
                at("quantiles", {page.reference(), target.year_index, target.indicator_index, whole});
    c.caption_html = {
        "Any other target can be read from the curve: its height above a value is the probability of that value or more.",
        "任何其他目标值都可由曲线读出：曲线在某值处的高度即不低于该值的概率。"};
    c.alternative = {
        "Probability that " + name.en + " is x or more, falling from 99 to 1 percent; the figures stand in the table below.",
        name.zh + "不低于x的概率，由99%降至1%；数值见下表。"};
    c.table = exceedance_table(page);
    return "<div><h3>" + both({"Probability of reaching any given level in " + year, year + "年达到各水平的概率"}) + "</h3>\n" +
           chart(c) + "</div>\n";
}

}  // namespace

std::string growth_part(Page& page) {
    if (!page.headline) return "";
    const Label what = page.headline_name();
    const bool growth = page.target().unit == "percent" && page.target().indicator.find("growth") != std::string::npos;
    const Label title = growth ? Label{"Where growth may go", "增速可能走向何处"}
                               : Label{"Where " + escaped(what.en) + " may go", escaped(what.zh) + "可能走向何处"};
    const Label name = page.scenario_name(page.reference());
    const Label lead{
        "Scenario: " + escaped(name.en) + ". Half of all futures lie inside the dark band, nine in ten inside the light one.",
        "情景：" + escaped(name.zh) + "。一半的未来落在深色区间内，九成落在浅色区间内。"};
    const std::string body = "<div class=\"two\">\n" + fan_figure(page) + exceedance_figure(page) + "</div>\n";
    return section("growth", title, lead, body);
}

}  // namespace yuce::results::page
