// Part 3: every target by scenario, a block of columns a class.

#include <fmt/core.h>

#include <algorithm>

#include "results/report_page_parts.hpp"
#include "results/target.hpp"

namespace yuce::results::page {
namespace {

constexpr std::size_t most_columns = 9;    // of one table, so that it fits a desk and a sheet of paper
constexpr std::size_t shown_at_once = 15;  // targets whose classes are unfolded from the start
constexpr std::size_t small_class = 3;     // of so few targets: in print beside others

struct ClassBlock {
    std::string id;
    std::vector<std::size_t> targets;  // the hardest first
};

std::vector<ClassBlock> classes(const Page& page) {
    std::vector<ClassBlock> blocks;
    for (std::size_t t = 0; t < page.layout().targets.size(); ++t) {
        const std::string& id = page.layout().targets[t].target_class;
        auto found = std::find_if(blocks.begin(), blocks.end(), [&](const ClassBlock& b) { return b.id == id; });
        if (found == blocks.end()) found = blocks.insert(blocks.end(), {id, {}});
        found->targets.push_back(t);
    }
    std::stable_sort(blocks.begin(), blocks.end(),
                     [](const ClassBlock& a, const ClassBlock& b) { return class_place(a.id) < class_place(b.id); });
    for (ClassBlock& block : blocks) {
        std::stable_sort(block.targets.begin(), block.targets.end(),
                         [&](std::size_t a, std::size_t b) { return page.main().hits[a] < page.main().hits[b]; });
    }
    return blocks;
}

std::string cell_text(double p) {
    if (!(p >= 0)) return "–";
    if (p > 0 && p < 0.005) return "<1";
    if (p < 1 && p > 0.995) return ">99";
    return fmt::format("{:.0f}", 100 * p);
}

// The title is what hover and focus show: the interval, and where it differs the strict reading with its own.
std::string cell(const Page& page, std::size_t s, std::size_t t) {
    const ScenarioResult& r = page.results.scenarios[s];
    const Percent percent = page.percent(s);
    std::string title = interval_text(percent, r.probability[t]);
    if (has_strict_reading(page.layout().targets[t]))
        title += "|" + percent.share(r.strict[t]) + "%, " + interval_text(percent, r.strict[t]);
    const double p = r.probability[t].value;
    const int step = p >= 0 ? std::clamp(static_cast<int>(20 * p + 0.5), 0, 20) : 0;
    return fmt::format("<td class=\"h{}\" data-source=\"{}\" title=\"{}\">{}</td>", step, at("probability", {s, t}), title,
                       escaped(cell_text(p)));
}

std::string heading(const Page& page, std::size_t t) {
    const Target& target = page.layout().targets[t];
    const Label suffix = target.unit == "percent" ? Label{} : unit_suffix(target.unit);
    const std::string year =
        page.layout().years.size() < 2 ? "" : " " + figure(at("target_year", {t}), std::to_string(target.year));
    return "<th scope=\"col\"><span class=\"what\">" + both(page.target_name(t)) + year + "</span> <span class=\"asks\">" +
           asks(page, t) + "</span>" + (suffix.en.empty() ? "" : both(suffix)) + "</th>";
}

std::string row(const Page& page, std::size_t s, const std::vector<std::size_t>& targets) {
    std::string html = s == page.reference() ? "<tr class=\"first\">" : "<tr>";
    html += "<th scope=\"row\" class=\"name\">" + both(page.scenario_name(s)) + "</th>";
    for (const std::size_t t : targets) html += cell(page, s, t);
    return html + "</tr>\n";
}

std::string heat_table(const Page& page, const std::vector<std::size_t>& scenarios, const std::vector<std::size_t>& targets) {
    std::string html = "<div class=\"scroll heat-box\"><table class=\"heat c" + std::to_string(targets.size()) +
                       "\"><colgroup><col class=\"name\">";
    for (std::size_t k = 0; k < targets.size(); ++k) html += "<col class=\"cell\">";
    html += "</colgroup><thead><tr><th class=\"name\">" + both({"Probability, %", "概率（%）"}) + "</th>";
    for (const std::size_t t : targets) html += heading(page, t);
    html += "</tr></thead><tbody>\n";
    for (const std::size_t s : scenarios) html += row(page, s, targets);
    return html + "</tbody></table></div>\n";
}

enum class Fold { open, closed };

std::string block(const Page& page, const std::vector<std::size_t>& scenarios, const ClassBlock& block, Fold fold) {
    const Label name = class_name(block.id);
    const std::string n =
        figure(at("target_class", {block.targets.front()}), std::to_string(block.targets.size()), "count_equal");
    std::string html = "<details class=\"block" + std::string(block.targets.size() <= small_class ? " small\"" : "\"") +
                       (fold == Fold::open ? " open" : "") + "><summary>" +
                       both_html({escaped(name.en) + " (" + n + ")", escaped(name.zh) + "（" + n + "项）"}) + "</summary><div>\n";
    const std::size_t tables = (block.targets.size() + most_columns - 1) / most_columns;
    for (std::size_t k = 0; k < tables; ++k) {
        const auto first = block.targets.begin() + static_cast<std::ptrdiff_t>(k * block.targets.size() / tables);
        const auto last = block.targets.begin() + static_cast<std::ptrdiff_t>((k + 1) * block.targets.size() / tables);
        html += heat_table(page, scenarios, {first, last});
    }
    return html + "</div></details>\n";
}

std::string scale() {
    std::string html = "<div class=\"scale\" aria-hidden=\"true\"><span>0%</span>";
    for (int k = 0; k <= 20; ++k) html += fmt::format("<i class=\"h{}\"></i>", k);
    return html + "<span>100%</span></div>\n";
}

}  // namespace

std::string targets_part(Page& page) {
    if (!page.headline) return "";
    const std::vector<std::size_t> scenarios = listed_scenarios(page);
    std::string body = left_out(page, scenarios.size()) + scale();
    std::size_t shown = 0;
    for (const ClassBlock& b : classes(page)) {
        body += block(page, scenarios, b, shown == 0 || shown + b.targets.size() <= shown_at_once ? Fold::open : Fold::closed);
        shown += b.targets.size();
    }
    return section(
        "targets", {"Every target by scenario", "各情景下每项目标实现的概率"},
        {"The darker, the likelier. The first row is the reference; in each class the hardest target comes first."
         "<span class=\"screen\"> Point at a figure, touch it or move with the arrow keys for its 95% interval and its strict "
         "reading.</span>",
         "颜色越深，概率越高。首行为参照情景；每类目标中最难的排在最前。<span "
         "class=\"screen\">指向、触摸数字或用方向键移动，可见95%区间与严格口径。</span>"},
        body);
}

}  // namespace yuce::results::page
