// Part 4: what the scenarios change, on the same paths.

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

// The others, from the most helpful to the most harmful.
std::vector<std::size_t> by_difference(const Page& page) {
    std::vector<std::size_t> order = listed_scenarios(page);
    order.erase(order.begin());
    const auto value = [&](std::size_t s) { return page.results.scenarios[s].difference[*page.headline].value; };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
    return order;
}

std::string row(const Page& page, std::size_t s) {
    const std::size_t t = *page.headline;
    const ScenarioResult& r = page.results.scenarios[s];
    const Estimate& d = r.difference[t];
    const Percent percent = page.percent(s);
    std::string html = "<tr><th scope=\"row\">" + both(page.scenario_name(s)) + "</th><td class=\"r\">";
    const std::string points = figure(at("difference", {s, t}), percent.points(d.value));
    html += d.high < 0 ? "<span class=\"accent\">" + points + "</span>" : points;
    html += "</td><td class=\"r\">" + figure(at("difference_low", {s, t}), percent.points(d.low)) + both({" to ", "至"}) +
            figure(at("difference_high", {s, t}), percent.points(d.high)) + "</td><td class=\"r\">" +
            share_figure(page, at("probability", {s, t}), r.probability[t]) + "</td></tr>\n";
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

// What happens in each scenario, in the words of its author.
std::string stories(const Page& page, const std::vector<std::size_t>& order) {
    std::string list;
    const auto add = [&](std::size_t s) {
        const Label story = filled(page.layout().scenarios[s].story, "");
        if (!story.en.empty()) list += "<dt>" + both(page.scenario_name(s)) + "</dt><dd>" + both(story) + "</dd>\n";
    };
    add(page.reference());
    for (const std::size_t s : order) add(s);
    if (list.empty()) return "";
    return "<details class=\"block stories\"><summary>" + both({"What happens in each scenario", "各情景说明"}) +
           "</summary><dl>\n" + list + "</dl></details>\n";
}

std::string data(const Page& page, const std::vector<std::size_t>& order) {
    const std::size_t t = *page.headline;
    std::string labels;
    std::vector<double> value, low, high;
    std::vector<std::string> value_from, low_from, high_from;
    for (const std::size_t s : order) {
        const Estimate& d = page.results.scenarios[s].difference[t];
        labels += (labels.empty() ? "" : ",") + json_label(page.scenario_name(s));
        value.push_back(d.value);
        low.push_back(d.low);
        high.push_back(d.high);
        value_from.push_back(at("difference", {s, t}));
        low_from.push_back(at("difference_low", {s, t}));
        high_from.push_back(at("difference_high", {s, t}));
    }
    return "{\"labels\":[" + labels + "],\"difference\":" + json_series(value_from, value) +
           ",\"low\":" + json_series(low_from, low) + ",\"high\":" + json_series(high_from, high) + "}";
}

}  // namespace

std::string moves_part(Page& page) {
    if (!page.headline || page.layout().scenarios.size() < 2) return "";
    const std::vector<std::size_t> order = by_difference(page);
    page.charts["differences"] = data(page, order);
    const std::size_t t = *page.headline;
    const Label name = page.headline_name(), reference = page.scenario_name(page.reference());
    Chart c;
    c.name = "differences";
    c.sources = at("difference", {whole, t}) + " " + at("difference_low", {whole, t}) + " " + at("difference_high", {whole, t});
    c.caption_html = {"The whiskers are 95% intervals.", "须线为95%区间。"};
    c.alternative = {"Bars of the difference each scenario makes to the probability; the figures stand in the table beside.",
                     "各情景使概率改变的幅度（条形图）；数值见旁边的表。"};
    const Label asked = asked_html(page, t);
    const Label lead{"How far each scenario moves the probability of " + escaped(name.en) + " " + asked.en +
                         " away from that in " + escaped(reference.en) +
                         ". All scenarios run on the same paths: what differs is the scenario alone.",
                     "各情景下" + escaped(name.zh) + asked.zh + "的概率与“" + escaped(reference.zh) +
                         "”情景之差。各情景使用同一组路径，差异只来自情景本身。"};
    return section("moves", {"What moves it", "哪些情景影响这一概率"}, lead,
                   left_out(page, order.size() + 1) + "<div class=\"two\">\n" + chart(c) + table(page, order) + "</div>\n" +
                       stories(page, order));
}

}  // namespace yuce::results::page
