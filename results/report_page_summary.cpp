// Part 1: the sentence, the number, three lines of prose.

#include <fmt/core.h>

#include <algorithm>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

std::string sentence(const Page& page) {
    const std::size_t t = *page.headline;
    const Label name = page.target_name(t), asked = asked_html(page, t);
    const double p = page.main().probability[t].value;
    const std::string year = figure(at("target_year", {t}), std::to_string(page.target().year));
    const std::string en = likelihood(p, Language::en), zh = likelihood(p, Language::zh);
    if (en.empty()) return both_html({escaped(name.en) + " " + asked.en, escaped(name.zh) + asked.zh});
    // "about even" is the only one of the Chinese words that cannot stand before the verb.
    const bool even = zh == word(Word::about_even, Language::zh);
    const std::string chinese = even ? asked.zh + "的" + zh : zh + asked.zh;
    return both_html({escaped(name.en) + " " + asked.en + " in " + year + " is " + en, year + "年" + escaped(name.zh) + chinese});
}

std::string number(const Page& page) {
    const std::size_t t = *page.headline, s = page.reference();
    const Estimate& e = page.main().probability[t];
    std::string share = page.percent(s).share(e);
    if (share == "-") share = "–";
    const std::string label = escaped(page.scenario_name(s).en), label_zh = escaped(page.scenario_name(s).zh);
    const std::string interval = interval_figure(page, at("probability_low", {s, t}), at("probability_high", {s, t}), e);
    std::string html = "<p class=\"large\"><span class=\"n\" data-source=\"" + at("probability", {s, t}) + "\">" +
                       escaped(share) + "<small>%</small></span></p>\n<p class=\"said\">";
    html += both_html({"P(" + escaped(page.target_name(t).en) + " " + asks(page, t) + ")",
                       "P(" + escaped(page.target_name(t).zh) + " " + asks(page, t) + ")"});
    html += "<br>" + both({"95% interval", "95%区间"}) + " " + interval + "<br><strong>";
    html += both({likelihood(e.value, Language::en), likelihood(e.value, Language::zh)}) + "</strong>";
    return html + both_html({", scenario: " + label, "，情景：" + label_zh}) + "</p>\n";
}

std::string range_line(const Page& page) {
    const Target& target = page.target();
    const Distribution& d = page.distribution();
    const auto q = [&](std::size_t level) {
        const std::string source = at("quantiles", {page.reference(), target.year_index, target.indicator_index, level});
        const std::string sign = target.unit == "percent" ? "%" : "";
        return "<b>" + figure(source, digits(d.quantiles[level], 2 * d.mean_error)) + sign + "</b>";
    };
    const Label unit = target.unit == "percent" ? Label{} : unit_suffix(target.unit);
    const std::string middle = q(5), low = q(1), high = q(9), en = escaped(unit.en), zh = escaped(unit.zh);
    return "<p>" +
           both_html({"The median is " + middle + en + "; nine futures in ten lie between " + low + " and " + high + en + ".",
                      "中位数为" + middle + zh + "；十种未来中有九种落在" + low + "至" + high + zh + "之间。"}) +
           "</p>\n";
}

// The first goal of the batch: what must hold together before anything else.
std::string goal_line(const Page& page) {
    const auto& goals = page.layout().goals;
    if (goals.empty() || goals.front().targets.empty()) return "";
    const Goal& goal = goals.front();
    const std::size_t s = page.reference();
    const std::size_t weakest = *std::min_element(goal.targets.begin(), goal.targets.end(), [&](std::size_t a, std::size_t b) {
        return page.main().hits[a] < page.main().hits[b];
    });
    const Label name = filled(goal.name, goal.id), weak = page.target_name(weakest);
    const std::string assessed = figure(at("goal_assessed", {0}), std::to_string(goal.targets.size()));
    const std::string members = figure(at("goal_members", {0}), std::to_string(goal.members));
    const std::string together = share_figure(page, at("goal_probability", {s, 0}), page.main().goals.front());
    const std::string link = share_figure(page, at("probability", {s, weakest}), page.main().probability[weakest]);
    return "<p>" +
           both_html({escaped(name.en) + " together, as far as they can be assessed (" + assessed + " of " + members +
                          "): " + together + ". The weakest link is <em>" + escaped(weak.en) + "</em> (" + link + ").",
                      escaped(name.zh) + "（" + members + "项中可评估" + assessed + "项）同时实现的概率为" + together +
                          "；最弱的一环是“" + escaped(weak.zh) + "”（" + link + "）。"}) +
           "</p>\n";
}

std::string move(const Page& page, std::size_t s) {
    const std::size_t t = *page.headline;
    return figure(at("difference", {s, t}), page.percent(s).points(page.results.scenarios[s].difference[t].value));
}

std::string moves_line(const Page& page) {
    std::optional<std::size_t> down, up;
    const auto value = [&](std::size_t s) { return page.results.scenarios[s].difference[*page.headline]; };
    for (std::size_t s = 0; s < page.layout().scenarios.size(); ++s) {
        if (value(s).high < 0 && (!down || value(s).value < value(*down).value)) down = s;
        if (value(s).low > 0 && (!up || value(s).value > value(*up).value)) up = s;
    }
    Label text;
    const auto add = [&](const std::optional<std::size_t>& s, const char* en, const char* zh) {
        if (!s) return;
        const Label name = page.scenario_name(*s);
        const std::string unit = text.en.empty() ? " points" : "";
        text.en += (text.en.empty() ? "" : ", ") + std::string(en) + " <em>" + escaped(name.en) + "</em> (" + move(page, *s) +
                   unit + ")";
        text.zh +=
            (text.zh.empty() ? "" : "，") + std::string(zh) + "“" + escaped(name.zh) + "”（" + move(page, *s) + "个百分点）";
    };
    add(down, "The largest thing down is", "最大的下行来自");
    add(up, down ? "the largest up is" : "The largest thing up is", "最大的上行来自");
    return text.en.empty() ? "" : "<p>" + both_html({text.en + ".", text.zh + "。"}) + "</p>\n";
}

std::string kicker(const Page& page) {
    const Layout& l = page.layout();
    const Label name = filled(l.batch_name, l.batch_id);
    const std::string n = figure("scenario", std::to_string(l.scenarios.size()), "lengths");
    const std::string paths = figure("@paths", grouped(l.paths)), seed = figure("@seed", std::to_string(l.seed));
    return "<p class=\"kicker\">" +
           both_html({escaped(name.en) + " · " + n + (l.scenarios.size() == 1 ? " scenario · " : " scenarios · ") + paths +
                          " paths each · seed " + seed,
                      escaped(name.zh) + " · " + n + "个情景 · 各" + paths + "条路径 · 随机种子" + seed}) +
           "</p>\n";
}

}  // namespace

std::string summary_part(Page& page) {
    std::string html = kicker(page);
    if (!page.headline) {
        return html + "<h1>" + both({word(Word::no_targets, Language::en), word(Word::no_targets, Language::zh)}) + "</h1>\n";
    }
    html += "<h1>" + sentence(page) + "</h1>\n";
    if (page.results.too_many_failed()) {
        html += "<p class=\"warning\">" + both({word(Word::marked, Language::en), word(Word::marked, Language::zh)}) + "</p>\n";
    }
    html += "<div class=\"answer\">\n<div>" + number(page) + "</div>\n<div class=\"prose\">";
    html += range_line(page) + goal_line(page) + moves_line(page) + "</div>\n</div>\n";
    return html + "<p class=\"ranges\">" + both({word(Word::ranges, Language::en), word(Word::ranges, Language::zh)}) + "</p>\n";
}

}  // namespace yuce::results::page
