// Part 1: the sentence, the number, three lines of prose.

#include <fmt/core.h>

#include <algorithm>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

std::string sentence(const Page& page) {
    const std::size_t t = *page.headline;
    const Label name = page.headline_name(), asked = asked_html(page, t);
    const Estimate& p = page.main().probability[t];
    const std::string year = figure(at("target_year", {t}), std::to_string(page.target().year));
    const std::string en = likelihood(p, Language::en), zh = likelihood(p, Language::zh);
    if (en.empty()) return both_html({escaped(name.en) + " " + asked.en, escaped(name.zh) + asked.zh});
    if (says_nothing(p)) {
        return both_html({escaped(name.en) + " " + asked.en + " in " + year + ": " + en + " to say how likely",
                          year + "年" + escaped(name.zh) + asked.zh + "：" + zh + "，无法判断可能性"});
    }
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
    const Label name = page.headline_name(), asked = asked_html(page, t);
    html += both_html({"probability of " + escaped(name.en) + " " + asked.en, escaped(name.zh) + asked.zh + "的概率"});
    html += "<br>" + both({"95% interval", "95%区间"}) + " " + interval + "<br>";
    return html + both_html({"scenario: " + label, "情景：" + label_zh}) + "</p>\n";
}

std::string range_line(const Page& page) {
    const Target& target = page.target();
    const Distribution& d = page.distribution();
    const auto q = [&](std::size_t level) {
        const std::string source = at("quantiles", {page.reference(), target.year_index, target.indicator_index, level});
        const std::string sign = target.unit == "percent" ? "%" : "";
        return "<b>" + figure(source, digits(d.quantiles[level], quantile_error(d, page.main().paths_used))) + sign + "</b>";
    };
    const Label unit = target.unit == "percent" ? Label{} : unit_suffix(target.unit);
    const std::string middle = q(5), low = q(1), high = q(9), en = escaped(unit.en), zh = escaped(unit.zh);
    return "<p>" +
           both_html({"The median is " + middle + en + ": half of all futures lie below it. Nine in ten lie between " + low +
                          " and " + high + en + ".",
                      "中位数为" + middle + zh + "，即一半的未来低于此值；九成可能落在" + low + "至" + high + zh + "之间。"}) +
           "</p>\n";
}

// The words for probabilities with their ranges; the one that holds stands out.
std::string scale_of_words(const Page& page) {
    const Estimate& p = page.main().probability[*page.headline];
    const auto list = [&](Language language) {
        const std::string separator = language == Language::zh ? "，" : ", ", mine = likelihood(p, language);
        std::string text = word(Word::ranges, language) + separator, html;
        for (std::size_t end = text.find(separator); end != std::string::npos; end = text.find(separator)) {
            std::string entry = text.substr(0, end);
            text.erase(0, end + separator.size());
            if (const std::size_t dash = entry.find('-'); dash != std::string::npos) entry.replace(dash, 1, "–");
            const bool holds = !mine.empty() && entry.rfind(mine + " ", 0) == 0;
            html += std::string(holds ? "<li class=\"holds\">" : "<li>") + escaped(entry) + "</li> ";
        }
        return html;
    };
    const std::string en = list(Language::en), zh = list(Language::zh);
    return "<ul class=\"ranges t\" lang=\"en\"><li>In words, %:</li> " + en +
           "</ul><ul class=\"ranges t\" lang=\"zh\"><li>概率的措辞（%）：</li> " + zh + "</ul>\n";
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
           both_html({escaped(name.en) + " together: <b>" + together + "</b> (" + assessed + " of " + members +
                          " can be assessed). The weakest link is <em>" + escaped(weak.en) + "</em>, " + link + ".",
                      escaped(name.zh) + "同时实现的概率为<b>" + together + "</b>（" + members + "项中" + assessed +
                          "项可评估）；最弱的一环是“" + escaped(weak.zh) + "”，" + link + "。"}) +
           "</p>\n";
}

std::string move(const Page& page, std::size_t s) {
    const std::size_t t = *page.headline;
    return "<b>" + figure(at("difference", {s, t}), page.percent(s).points(page.results.scenarios[s].difference[t].value)) +
           "</b>";
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
        text.en +=
            (text.en.empty() ? "" : "; ") + std::string(en) + " <em>" + escaped(name.en) + "</em>, " + move(page, *s) + unit;
        text.zh += (text.zh.empty() ? "" : "；") + std::string(zh) + "“" + escaped(name.zh) + "”，" + move(page, *s) + "个百分点";
    };
    add(down, "Of the scenarios, what lowers it most is", "各情景中，拉低这一概率最多的是");
    add(up, down ? "what raises it most is" : "Of the scenarios, what raises it most is",
        down ? "抬高最多的是" : "各情景中，抬高这一概率最多的是");
    return text.en.empty() ? "" : "<p>" + both_html({text.en + ".", text.zh + "。"}) + "</p>\n";
}

std::string kicker(const Page& page) {
    const Layout& l = page.layout();
    const Label name = filled(l.batch_name, l.batch_id);
    const std::string n = figure("scenario", grouped(l.scenarios.size()), "lengths");
    const std::string paths = figure("@paths", grouped(l.paths)), seed = figure("@seed", std::to_string(l.seed));
    return "<p class=\"kicker\">" +
           both_html({escaped(name.en) + " · " + n + (l.scenarios.size() == 1 ? " scenario · " : " scenarios · ") + paths +
                          " paths each · seed " + seed,
                      escaped(name.zh) + " · " + n + "个情景 · 各" + paths + "条路径 · 随机种子" + seed}) +
           "</p>\n";
}

}  // namespace

std::string summary_part(Page& page) {
    if (!page.headline) {
        const Label name = filled(page.layout().batch_name, page.layout().batch_id);
        return "<header>\n<h1>" + both(name) + "</h1>\n" + kicker(page) + "</header>\n<p class=\"lead\">" +
               both({word(Word::no_targets, Language::en), word(Word::no_targets, Language::zh)}) + "</p>\n";
    }
    std::string html = "<header>\n<h1>" + sentence(page) + "</h1>\n" + kicker(page) + "</header>\n";
    if (page.results.too_many_failed()) {
        html += "<p class=\"warning\">" + both({word(Word::marked, Language::en), word(Word::marked, Language::zh)}) + "</p>\n";
    }
    html += "<div class=\"answer\">\n<div>" + number(page) + "</div>\n<div class=\"prose\">";
    html += range_line(page) + goal_line(page) + moves_line(page) + "</div>\n</div>\n";
    return html + scale_of_words(page);
}

}  // namespace yuce::results::page
