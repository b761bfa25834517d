// Part 4: what the scenarios change, on the same paths.

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

// The others, from the most helpful to the most harmful.
std::vector<std::size_t> by_difference(const Page& page) {
    std::vector<std::size_t> order;
    for (std::size_t s = 0; s < page.layout().scenarios.size(); ++s) {
        if (s != page.reference()) order.push_back(s);
    }
    const auto value = [&](std::size_t s) { return page.results.scenarios[s].difference[*page.headline].value; };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
    return order;
}

std::string row(const Page& page, std::size_t s) {
    const std::size_t t = *page.headline;
    const ScenarioResult& r = page.results.scenarios[s];
    const Estimate& d = r.difference[t];
    const Percent percent = page.percent(s);
    const std::string& story = page.layout().scenarios[s].story;
    std::string html = "<tr><th scope=\"row\"" + (story.empty() ? "" : " title=\"" + escaped(story) + "\"") + ">" +
                       both(page.scenario_name(s)) + "</th><td class=\"r\">";
    const std::string points = figure(at("difference", {s, t}), percent.points(d.value));
    html += d.high < 0 ? "<span class=\"accent\">" + points + "</span>" : points;
    html += "</td><td class=\"r\">" + figure(at("difference_low", {s, t}), percent.points(d.low)) + " … " +
            figure(at("difference_high", {s, t}), percent.points(d.high)) + "</td><td class=\"r\">" +
            figure(at("probability", {s, t}), percent.share(r.probability[t]) + "%") + "</td></tr>\n";
    return html;
}

std::string table(const Page& page, const std::vector<std::size_t>& order) {
    std::string html = "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th>" + both({"Scenario", "情景"}) +
                       "</th><th class=\"r\">" + both({"points", "百分点"}) + "</th><th class=\"r\">" +
                       both({"95% interval", "95%区间"}) + "</th><th class=\"r\">" + both({"probability", "概率"}) +
                       "</th></tr></thead><tbody>\n";
    const std::size_t s = page.reference(), t = *page.headline;
    html += "<tr class=\"first\"><th scope=\"row\">" + both(page.scenario_name(s)) +
            "</th><td class=\"r\"></td><td class=\"r\"></td><td class=\"r\">" +
            share_figure(page, at("probability", {s, t}), page.main().probability[t]) + "</td></tr>\n";
    for (const std::size_t other : order) html += row(page, other);
    return html + "</tbody></table></div>\n";
}

std::string data(const Page& page, const std::vector<std::size_t>& order) {
    const std::size_t t = *page.headline;
    std::string labels, places;
    std::vector<double> value, low, high;
    for (std::size_t s = 0; s < page.layout().scenarios.size(); ++s) {
        const Estimate& d = page.results.scenarios[s].difference[t];
        labels += (labels.empty() ? "" : ",") + json_label(page.scenario_name(s));
        value.push_back(d.value);
        low.push_back(d.low);
        high.push_back(d.high);
    }
    for (const std::size_t s : order) places += (places.empty() ? "" : ",") + std::to_string(s);
    return "{\"labels\":[" + labels + "],\"order\":[" + places +
           "],\"difference\":" + json_series(at("difference", {whole, t}), value) +
           ",\"low\":" + json_series(at("difference_low", {whole, t}), low) +
           ",\"high\":" + json_series(at("difference_high", {whole, t}), high) + "}";
}

}  // namespace

std::string moves_part(Page& page) {
    if (!page.headline || page.layout().scenarios.size() < 2) return "";
    const std::vector<std::size_t> order = by_difference(page);
    page.charts["differences"] = data(page, order);
    const std::size_t t = *page.headline;
    const Label name = page.target_name(t), reference = page.scenario_name(page.reference());
    Chart c;
    c.name = "differences";
    c.sources = at("difference", {whole, t}) + " " + at("difference_low", {whole, t}) + " " + at("difference_high", {whole, t});
    c.caption_html = {"Percentage points; the whiskers are 95% intervals.", "百分点；须线为95%区间。"};
    c.alternative = {"Bars of the difference each scenario makes to the probability; the figures stand in the table beside.",
                     "各情景使概率改变的幅度（条形图）；数值见旁边的表。"};
    const Label lead{"P(" + escaped(name.en) + " " + asks(page, t) + ") minus that of the scenario " + escaped(reference.en) +
                         ", on the same paths: what differs is the scenario alone.",
                     "P(" + escaped(name.zh) + " " + asks(page, t) + ")与“" + escaped(reference.zh) +
                         "”情景之差；各情景使用同一组路径，差异只来自情景本身。"};
    return section("moves", {"What moves it", "什么在改变它"}, lead,
                   "<div class=\"two\">\n" + chart(c) + table(page, order) + "</div>\n");
}

}  // namespace yuce::results::page
