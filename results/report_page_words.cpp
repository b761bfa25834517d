// Units, classes, what a target asks, and the frames of sections and charts.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"
#include "results/target.hpp"

namespace yuce::results::page {
namespace {

std::string spaced(std::string id) {
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
}

Label lookup(const std::map<std::string, Label>& table, const std::string& id) {
    const auto found = table.find(id);
    return found == table.end() ? Label{spaced(id), spaced(id)} : found->second;
}

// In the order in which the page has them.
const std::vector<std::pair<std::string, Label>>& class_table() {
    static const std::vector<std::pair<std::string, Label>> table = {
        {"binding", {"Binding targets", "约束性指标"}},
        {"anticipatory", {"Expected targets", "预期性指标"}},
        {"work_aim", {"Aims of the year's work", "年度工作目标"}},
        {"long_horizon", {"Longer-term targets", "中长期目标"}},
        {"", {"Targets", "目标"}},
        {"assumed_cap", {"Targets whose value is assumed", "假定数值的指标"}},
        {"reading", {"Other readings of the targets", "目标的其他口径"}},
    };
    return table;
}

auto class_entry(const std::string& id) {
    return std::find_if(class_table().begin(), class_table().end(), [&](const auto& entry) { return entry.first == id; });
}

std::string number(double value) {
    const std::string text = plain(value);
    const std::size_t point = text.find('.');
    const bool whole_or_decimal = text.find_first_not_of("-.0123456789") == std::string::npos;
    return whole_or_decimal ? fixed(value, point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1)) : text;
}

}  // namespace

Label unit_name(const std::string& unit) {
    static const std::map<std::string, Label> table = {
        {"", {"", ""}},
        {"percent", {"%", "%"}},
        {"percentage_point", {"points", "个百分点"}},
        {"cny", {"yuan", "元"}},
        {"cny_100m", {"100 million yuan", "亿元"}},
        {"count", {"", ""}},
        {"count_10k", {"10,000", "万"}},
        {"days", {"days", "天"}},
        {"km", {"km", "公里"}},
        {"kw_10k", {"10,000 kW", "万千瓦"}},
        {"m3_100m", {"100 million m³", "亿立方米"}},
        {"mu_10k", {"10,000 mu", "万亩"}},
        {"person_times_100m", {"100 million visits", "亿人次"}},
        {"persons", {"persons", "人"}},
        {"persons_10k", {"10,000 persons", "万人"}},
        {"persons_per_cny_100m", {"persons per 100 million yuan", "人/亿元"}},
        {"tonnes_10k", {"10,000 t", "万吨"}},
        {"ug_per_m3", {"µg/m³", "微克/立方米"}},
        {"water_class", {"class", "类"}},
    };
    return lookup(table, unit);
}

Label unit_suffix(const std::string& unit) {
    const Label name = unit_name(unit);
    if (unit == "percent" || name.en.empty()) return name;
    const bool counted = name.en[0] >= '0' && name.en[0] <= '9';  // 2665 × 10,000 mu
    return {(counted ? " × " : " ") + name.en, name.zh == name.en ? " " + name.zh : name.zh};
}

Label class_name(const std::string& id) {
    const auto found = class_entry(id);
    return found == class_table().end() ? Label{spaced(id), spaced(id)} : found->second;
}

std::size_t class_place(const std::string& id) {
    const auto found = class_entry(id) == class_table().end() ? class_entry("") : class_entry(id);
    return static_cast<std::size_t>(found - class_table().begin());
}

Label sampling_name(const std::string& id) {
    static const std::map<std::string, Label> table = {{"random", {"random", "简单随机抽样"}},
                                                       {"antithetic", {"antithetic", "对偶抽样"}},
                                                       {"latin_hypercube", {"Latin hypercube", "拉丁超立方抽样"}},
                                                       {"sobol", {"Sobol", "Sobol序列"}}};
    return lookup(table, id);
}

std::string asks_in_unit(const Page& page, std::size_t t) {
    const std::string& unit = page.layout().targets[t].unit;
    const Label suffix = unit == "percent" ? Label{} : unit_suffix(unit);
    return asks(page, t) + (suffix.en.empty() ? "" : both(suffix));
}

namespace {

// The value or bound with its sources.
std::string bound(const Page& page, std::size_t t, double value) {
    const Target& target = page.layout().targets[t];
    if (target.comparator != Comparator::approx || value == target.value) return figure(at("target_value", {t}), number(value));
    const std::string both = at("target_value", {t}) + " " + at("target_tolerance", {t});
    return figure(both, number(value), value < target.value ? "difference" : "sum");
}

enum class Ask { least, most, above, equal, between };

Ask ask_of(const Target& target) {
    switch (target.comparator) {
        case Comparator::ge: return Ask::least;
        case Comparator::le: return Ask::most;
        case Comparator::positive: return Ask::above;
        case Comparator::eq: return Ask::equal;
        case Comparator::approx: break;
    }
    return target.side == Side::at_least ? Ask::least : target.side == Side::at_most ? Ask::most : Ask::between;
}

struct Asked {
    Ask ask;
    std::string low, high;  // with the unit's sign where that is percent
};

Asked asked(const Page& page, std::size_t t) {
    const Target& target = page.layout().targets[t];
    const std::string sign = target.unit == "percent" ? "%" : "";
    const Ask ask = ask_of(target);
    if (ask == Ask::above) return {ask, "0" + sign, ""};
    if (ask == Ask::equal) return {ask, bound(page, t, target.value) + sign, ""};
    const Bounds b = test_bounds(target);
    if (ask == Ask::most) return {ask, bound(page, t, b.high) + sign, ""};
    if (ask == Ask::least) return {ask, bound(page, t, b.low) + sign, ""};
    return {ask, bound(page, t, b.low), bound(page, t, b.high) + sign};
}

}  // namespace

std::string asks(const Page& page, std::size_t t) {
    const Asked a = asked(page, t);
    switch (a.ask) {
        case Ask::least: return "≥ " + a.low;
        case Ask::most: return "≤ " + a.low;
        case Ask::above: return "&gt; " + a.low;
        case Ask::equal: return "= " + a.low;
        case Ask::between: break;
    }
    return a.low + "–" + a.high;
}

std::string asked_value(const Page& page, std::size_t t) {
    const Asked a = asked(page, t);
    return a.high.empty() ? a.low : a.low + "–" + a.high;
}

Label asked_html(const Page& page, std::size_t t) {
    const Asked a = asked(page, t);
    const std::string& unit = page.layout().targets[t].unit;
    const Label after = unit == "percent" ? Label{} : unit_suffix(unit);
    const std::string en = escaped(after.en), zh = escaped(after.zh);
    switch (a.ask) {
        case Ask::least: return {"of " + a.low + en + " or more", "达到" + a.low + zh};
        case Ask::most: return {"of " + a.low + en + " or less", "不超过" + a.low + zh};
        case Ask::above: return {"above " + a.low + en, "高于" + a.low + zh};
        case Ask::equal: return {"of " + a.low + en, "为" + a.low + zh};
        case Ask::between: break;
    }
    return {"between " + a.low + " and " + a.high + en, "落在" + a.low + "至" + a.high + zh + "之间"};
}

std::string section(const std::string& id, const Label& title_html, const Label& lead_html, const std::string& body) {
    const std::string lead = lead_html.en.empty() ? "" : "<p class=\"lead\">" + both_html(lead_html) + "</p>\n";
    return "<section id=\"" + id + "\">\n<h2>" + both_html(title_html) + "</h2>\n" + lead + body + "</section>\n";
}

std::string chart(const Chart& chart) {
    std::string html = "<figure>\n<div class=\"plot\"><canvas role=\"img\" data-chart=\"" + chart.name + "\" data-source=\"" +
                       chart.sources + "\" data-label-en=\"" + escaped(chart.alternative.en) + "\" data-label-zh=\"" +
                       escaped(chart.alternative.zh) + "\"></canvas></div>\n";
    if (!chart.caption_html.en.empty()) html += "<figcaption>" + both_html(chart.caption_html) + "</figcaption>\n";
    if (!chart.table.empty()) {
        html += "<details class=\"figures\"><summary>" + both({"The figures", "数据表"}) + "</summary><div class=\"scroll\">" +
                chart.table + "</div></details>\n";
    }
    return html + "</figure>\n";
}

}  // namespace yuce::results::page
