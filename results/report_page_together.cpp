// Part 5: targets together: how many, the goals, the pairs.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

constexpr std::size_t pairs_shown = 6;

std::string reached_figure(Page& page) {
    const std::string source = at("targets_reached", {page.reference(), whole});
    const std::vector<double>& p = page.main().targets_reached;
    page.charts["reached"] = "{\"share\":" + json_series(source, p) + "}";
    double mean = 0;
    for (std::size_t k = 0; k < p.size(); ++k) mean += static_cast<double>(k) * p[k];
    std::string table = "<table><thead><tr><th class=\"r\">" + both({"targets met", "实现项数"}) + "</th><th class=\"r\">" +
                        both({"probability", "概率"}) + "</th></tr></thead><tbody>\n";
    for (std::size_t k = 0; k < p.size(); ++k) {
        if (!(p[k] >= 5e-4)) continue;
        table += "<tr><td class=\"r\">" + figure(at("count", {k}), std::to_string(k)) + "</td><td class=\"r\">" +
                 figure(at("targets_reached", {page.reference(), k}), page.percent(page.reference()).share(p[k]) + "%") +
                 "</td></tr>\n";
    }
    Chart c;
    c.name = "reached";
    c.sources = source;
    const std::string shown = figure(source, fmt::format("{:.1f}", mean), "mean_count"),
                      all = figure("target", std::to_string(page.layout().targets.size()), "lengths");
    c.caption_html = {"On average " + shown + " of the " + all + " assessed targets are met, other readings included.",
                      all + "项可评估目标（含其他口径）中平均实现" + shown + "项。"};
    c.alternative = {"Distribution of the number of targets met; the figures stand in the table below.",
                     "实现目标项数的分布；数值见下表。"};
    c.table = table + "</tbody></table>";
    return "<div><h3>" + both({"How many in the same future", "同一未来中实现几项"}) + "</h3>\n" + chart(c) + "</div>\n";
}

std::string goal_row(const Page& page, std::size_t g) {
    const std::size_t s = page.reference();
    const Goal& goal = page.layout().goals[g];
    const Estimate& e = page.main().goals[g];
    std::string html = "<tr><th scope=\"row\">" + both(filled(goal.name, goal.id)) + "</th><td class=\"r\">" +
                       figure(at("goal_assessed", {g}), std::to_string(goal.targets.size())) + " / " +
                       figure(at("goal_members", {g}), std::to_string(goal.members)) + "</td>";
    if (goal.targets.empty()) return html + "<td class=\"r\">–</td><td>–</td></tr>\n";
    const std::size_t weakest = *std::min_element(goal.targets.begin(), goal.targets.end(), [&](std::size_t a, std::size_t b) {
        return page.main().hits[a] < page.main().hits[b];
    });
    return html + "<td class=\"r\">" + share_figure(page, at("goal_probability", {s, g}), e) + "<br><span class=\"quiet\">" +
           interval_figure(page, at("goal_low", {s, g}), at("goal_high", {s, g}), e) + "</span></td><td>" +
           both(page.target_name(weakest)) + " " +
           share_figure(page, at("probability", {s, weakest}), page.main().probability[weakest]) + "</td></tr>\n";
}

std::string goals_table(const Page& page) {
    if (page.layout().goals.empty()) return "";
    std::string html = "<div class=\"goals\"><h3>" + both({"Whole groups", "整组同时实现"}) +
                       "</h3>\n<div class=\"scroll\"><table class=\"wide\"><thead><tr><th>" + both({"Goal", "目标组"}) +
                       "</th><th class=\"r\">" + both({"assessed", "可评估"}) + "</th><th class=\"r\">" +
                       both({"probability", "概率"}) + "</th><th>" + both({"weakest link", "最弱环节"}) +
                       "</th></tr></thead><tbody>\n";
    for (std::size_t g = 0; g < page.layout().goals.size(); ++g) html += goal_row(page, g);
    return html + "</tbody></table></div></div>\n";
}

struct Pair {
    std::size_t a, b;
    double joint, product;
    double gain() const { return joint - product; }
};

// By the first test of each indicator: further readings of it hang together with it by definition.
std::vector<Pair> pairs(const Page& page) {
    const auto& targets = page.layout().targets;
    const ScenarioResult& r = page.main();
    std::vector<std::size_t> tests;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        if (std::none_of(tests.begin(), tests.end(), [&](std::size_t u) { return targets[u].indicator == targets[t].indicator; }))
            tests.push_back(t);
    }
    std::vector<Pair> all;
    for (const std::size_t a : tests) {
        for (const std::size_t b : tests) {
            if (a >= b) continue;
            const Pair pair{a, b, r.joint[a * targets.size() + b], r.probability[a].value * r.probability[b].value};
            if (std::isfinite(pair.gain())) all.push_back(pair);
        }
    }
    return all;
}

std::string pair_row(const Page& page, const Pair& pair) {
    const std::size_t s = page.reference();
    const Percent percent = page.percent(s);
    const std::string joint = at("joint", {s, pair.a, pair.b});
    const std::string product = at("probability", {s, pair.a}) + " " + at("probability", {s, pair.b});
    const auto name = [&](std::size_t t) {
        return both(page.target_name(t)) + " <span class=\"quiet\">" + asks_in_unit(page, t) + "</span>";
    };
    return "<tr><td>" + name(pair.a) + "<br>" + name(pair.b) + "</td><td class=\"r\">" +
           figure(joint, percent.share(pair.joint) + "%") + "</td><td class=\"r\">" +
           figure(product, percent.share(pair.product) + "%", "product") + "</td></tr>\n";
}

enum class Sort { help, hurt };

std::string pairs_table(const Page& page, std::vector<Pair> all, Sort sort) {
    const double sign = sort == Sort::help ? 1 : -1;
    // Twice the standard error of a joint probability is the least that counts.
    const double least = 1 / std::sqrt(static_cast<double>(std::max<std::uint64_t>(page.main().paths_used, 1)));
    all.erase(std::remove_if(all.begin(), all.end(), [&](const Pair& p) { return !(sign * p.gain() > least); }), all.end());
    std::stable_sort(all.begin(), all.end(), [&](const Pair& a, const Pair& b) { return sign * a.gain() > sign * b.gain(); });
    all.resize(std::min(all.size(), pairs_shown), Pair{});
    std::string html = "<div><h3>" +
                       both(sort == Sort::help ? Label{"Pairs that help each other most", "最相互促进的目标对"}
                                               : Label{"Pairs that hurt each other most", "最相互掣肘的目标对"}) +
                       "</h3>\n";
    if (all.empty())
        return html + "<p class=\"none\">" + both({"None beyond chance.", "没有超出抽样误差的组合。"}) + "</p></div>\n";
    html += "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th>" + both({"Targets", "目标"}) + "</th><th class=\"r\">" +
            both({"both met", "同时实现"}) + "</th><th class=\"r\">" + both({"if independent", "若相互独立"}) +
            "</th></tr></thead><tbody>\n";
    for (const Pair& pair : all) html += pair_row(page, pair);
    return html + "</tbody></table></div></div>\n";
}

}  // namespace

std::string together_part(Page& page) {
    if (!page.headline || page.layout().targets.size() < 2) return "";
    const std::vector<Pair> all = pairs(page);
    const Label name = page.scenario_name(page.reference());
    return section(
        "together", {"Together", "能否同时实现"},
        {"Scenario: " + escaped(name.en) +
             ". The probability that all targets of a group are met in the same future is not the product of their "
             "probabilities: some help, others hurt each other.",
         "情景：" + escaped(name.zh) + "。一组目标在同一未来中全部实现的概率不等于各项概率之积：有的相互促进，有的相互掣肘。"},
        "<div class=\"two\">\n" + reached_figure(page) + goals_table(page) + "</div>\n<div class=\"two\">\n" +
            pairs_table(page, all, Sort::help) + pairs_table(page, all, Sort::hurt) + "</div>\n");
}

}  // namespace yuce::results::page
