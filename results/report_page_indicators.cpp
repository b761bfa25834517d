// Without targets: what every indicator does in the reference.

#include <algorithm>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

constexpr std::size_t most_rows = 200;

std::string row(const Page& page, std::size_t y, std::size_t i) {
    const Distribution& d = page.main().indicators[y * page.layout().indicators.size() + i];
    const int places = decimals_of(d.quantiles[5], quantile_error(d, page.main().paths_used));
    std::string html = "<tr><th scope=\"row\">" + both(page.indicator_name(i)) + " <span class=\"quiet\">" +
                       both(unit_name(page.layout().indicators[i].unit)) + "</span></th><td class=\"r\">" +
                       figure(at("year", {y}), std::to_string(page.layout().years[y])) + "</td>";
    for (const std::size_t level : {1U, 4U, 5U, 6U, 9U})
        html += "<td class=\"r\">" + figure(at("quantiles", {page.reference(), y, i, level}), fixed(d.quantiles[level], places)) +
                "</td>";
    return html + "</tr>\n";
}

}  // namespace

std::string indicators_part(Page& page) {
    const Layout& l = page.layout();
    if (l.indicators.empty() || l.years.empty()) return "";
    const std::size_t listed = std::min(l.indicators.size(), std::max<std::size_t>(most_rows / l.years.size(), 1));
    std::string html = "<div class=\"scroll\"><table class=\"wide\"><thead><tr><th>" + both({"Indicator", "指标"}) +
                       "</th><th class=\"r\">" + both({"year", "年份"}) +
                       "</th><th class=\"r\">5%</th><th class=\"r\">25%</th><th class=\"r\">" + both({"median", "中位数"}) +
                       "</th><th class=\"r\">75%</th><th class=\"r\">95%</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < listed; ++i) {
        for (std::size_t y = 0; y < l.years.size(); ++y) html += row(page, y, i);
    }
    html += "</tbody></table></div>\n";
    const Label name = page.scenario_name(page.reference());
    Label lead{"Scenario: " + escaped(name.en) +
                   ". Half of all futures lie between the columns 25% and 75%, nine in ten between 5% and 95%.",
               "情景：" + escaped(name.zh) + "。一半的未来落在25%与75%两列之间，九成落在5%与95%两列之间。"};
    if (listed < l.indicators.size()) {
        const std::string n = figure("indicator", grouped(l.indicators.size()), "lengths"), shown = grouped(listed);
        lead.en += " The first " + shown + " of " + n + " indicators are listed; the results file holds all.";
        lead.zh += "此处列出" + n + "个指标中的前" + shown + "个；全部指标见结果文件。";
    }
    return section("growth", {"Where the indicators may go", "各指标可能走向何处"}, lead, html);
}

}  // namespace yuce::results::page
