// Part 7: what the figures rest on: precision, what was left out, what was assumed, how to repeat.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

constexpr std::size_t failed_listed = 12;  // scenarios

std::string convergence_figure(Page& page) {
    const std::size_t s = page.reference(), t = *page.headline;
    std::vector<double> paths(page.results.checkpoints.begin(), page.results.checkpoints.end()), p, low, high;
    for (const std::vector<Estimate>& e : page.main().convergence) {
        p.push_back(e[t].value);
        low.push_back(e[t].low);
        high.push_back(e[t].high);
    }
    page.charts["convergence"] = "{\"checkpoint\":" + json_series(at("checkpoint", {whole}), paths) +
                                 ",\"probability\":" + json_series(at("convergence", {s, t, whole}), p) +
                                 ",\"low\":" + json_series(at("convergence_low", {s, t, whole}), low) +
                                 ",\"high\":" + json_series(at("convergence_high", {s, t, whole}), high) + "}";
    std::string table = "<table><thead><tr><th class=\"r\">" + both({"paths", "路径数"}) + "</th><th class=\"r\">" +
                        both({"probability", "概率"}) + "</th><th class=\"r\">" + both({"95% interval", "95%区间"}) +
                        "</th></tr></thead><tbody>\n";
    for (std::size_t k = 0; k < p.size(); ++k) {
        const Estimate e{p[k], low[k], high[k]};
        table += "<tr><td class=\"r\">" + figure(at("checkpoint", {k}), grouped(page.results.checkpoints[k])) +
                 "</td><td class=\"r\">" + share_figure(page, at("convergence", {s, t, k}), e) + "</td><td class=\"r\">" +
                 interval_figure(page, at("convergence_low", {s, t, k}), at("convergence_high", {s, t, k}), e) + "</td></tr>\n";
    }
    Chart c;
    c.name = "convergence";
    c.sources = at("convergence", {s, t, whole});
    c.caption_html = {"The first probability of this page after so many paths; the band is its 95% interval.",
                      "本页首个概率随路径数的变化；色带为95%区间。"};
    c.alternative = {"How the probability settles with the number of paths; the figures stand in the table below.",
                     "概率随路径数增加而趋稳；数值见下表。"};
    c.table = table + "</tbody></table>";
    return "<div><h3>" + both({"Convergence with the number of paths", "随路径数的收敛"}) + "</h3>\n" + chart(c) + "</div>\n";
}

std::string quoted(const std::string& word) {
    return word.find_first_of(" \t\"'$*?[]()<>|&;\\") == std::string::npos ? word : "'" + word + "'";
}

// What was kept, in the options of `yuce run`.
std::string kept_options(const Page& page) {
    const KeptPaths& kept = page.results.kept;
    if (kept.paths == 0) return "";
    const Layout& l = page.layout();
    std::string line = " --keep-paths " + (kept.paths == l.paths ? "all" : std::to_string(kept.paths));
    if (kept.as == KeptAs::float32) line += " --keep-as f4";
    const auto each = [&line](const char* option, const std::vector<std::string>& ids) {
        for (const std::string& id : ids) line += std::string(" ") + option + " " + quoted(id);
    };
    if (kept.scenarios.size() < l.scenarios.size()) each("--keep-scenario", kept.scenarios);
    if (kept.indicators.size() < l.indicators.size() || !kept.variables.empty()) each("--keep-indicator", kept.indicators);
    each("--keep-variable", kept.variables);
    return line;
}

std::string repeat_line(const Page& page) {
    const Layout& l = page.layout();
    const std::string batch = page.results.provenance.files.empty() ? "batch.toml" : page.results.provenance.files.front().name;
    std::string line = fmt::format("yuce run {} --paths {} --seed {}", quoted(batch), l.paths, l.seed);
    if (l.sampling != "random") line += " --sampling " + l.sampling;
    if (!page.results.provenance.overrides.empty()) line += " " + page.results.provenance.overrides;
    return line + kept_options(page);
}

std::string failed(const Page& page) {
    std::string rows;
    std::size_t listed = 0, more = 0;
    for (std::size_t s = 0; s < page.layout().scenarios.size(); ++s) {
        const ScenarioResult& r = page.results.scenarios[s];
        if (r.paths_failed == 0) continue;
        if (++listed > failed_listed) {
            ++more;
            continue;
        }
        rows += "<br>" + both(page.scenario_name(s)) + " " + figure(at("paths_failed", {s}), grouped(r.paths_failed));
        for (const FailureCount& f : r.failures)
            rows += " <span class=\"quiet\">(" + escaped(f.what + " " + f.period) + ")</span>";
    }
    const std::string n = std::to_string(more);
    if (more > 0) rows += "<br>" + both({"and in " + n + " more scenarios", "以及另外" + n + "个情景"});
    if (!rows.empty()) return both({"kept out of every figure:", "不计入任何数字："}) + rows;
    return both({"none in any scenario", "各情景均无"});
}

// "0.0012"
std::string two_digits(double value) {
    const int decimals = value > 0 ? std::max(0, 1 - static_cast<int>(std::floor(std::log10(value)))) : 0;
    return fmt::format("{:.{}f}", value, decimals);
}

std::string streaming_quantiles(const Page& page) {
    std::string html = both({"streaming: counted in bins, each surely within its quantile_error (results file) of the exact one",
                             "流式统计：按区间计数，与精确值之差不超过结果文件中的 quantile_error"});
    if (!page.headline) return html;
    const Target& target = page.target();
    constexpr std::size_t median = 5;
    const double error = page.distribution().quantile_error.at(median);
    if (!std::isfinite(error)) return html;
    const std::string source = at("quantile_error", {page.reference(), target.year_index, target.indicator_index, median});
    const std::string shown = figure(source, two_digits(error));
    const Item& indicator = page.layout().indicators[target.indicator_index];
    return html + both_html({"; the median of " + escaped(filled(indicator.name, indicator.id).en) + " within " + shown,
                             "；" + escaped(filled(indicator.name, indicator.id).zh) + "的中位数误差不超过" + shown});
}

std::string facts(const Page& page) {
    const Layout& l = page.layout();
    const Provenance& p = page.results.provenance;
    const auto entry = [](const Label& name, const std::string& html) {
        return "<dt>" + both(name) + "</dt><dd>" + html + "</dd>\n";
    };
    std::string html = "<div><h3>" + both({"How it was run", "运行信息"}) + "</h3>\n<dl>\n";
    html += entry({"Paths", "路径数"}, figure("@paths", grouped(l.paths)) + both({" a scenario", "（每个情景）"}));
    html += entry({"Paths that failed", "失败路径"}, failed(page));
    html += entry({"Seed", "随机种子"}, figure("@seed", std::to_string(l.seed)));
    html += entry({"Sampling", "抽样方法"}, both(sampling_name(l.sampling)));
    if (l.quantiles == Quantiles::streaming) html += entry({"Quantiles", "分位数"}, streaming_quantiles(page));
    html += entry({"Program", "程序"}, both({"Yuce ", "渝策 Yuce "}) + escaped(p.engine_version));
    if (!page.results.digest.empty())
        html += entry({"Digest of the results", "结果摘要值"}, "<code>" + escaped(page.results.digest) + "</code>");
    if (!p.overrides.empty())
        html += entry({"Changed on the command line", "命令行改动"}, "<code>" + escaped(p.overrides) + "</code>");
    for (const std::string& c : p.corrections) html += entry({"Corrected", "已修正"}, escaped(c));
    html += "</dl>\n<p></p><h3>" + both({"To repeat it exactly", "完全复现"}) + "</h3>\n<pre><code>" +
            escaped(repeat_line(page)) + "</code></pre>\n</div>\n";
    return html;
}

std::string name_of(const Page& page, const std::string& id) {
    const auto found = page.options.names.find(id);
    return both(found == page.options.names.end() ? Label{id, id} : filled(found->second, id));
}

std::string not_assessed(const Page& page) {
    const std::vector<NotAssessed>& all = page.layout().not_assessed;
    if (all.empty()) return "";
    std::vector<std::string> reasons;
    std::map<std::string, std::vector<std::string>> ids;
    for (const NotAssessed& n : all) {
        if (ids.find(n.reason) == ids.end()) reasons.push_back(n.reason);
        ids[n.reason].push_back(n.id);
    }
    std::stable_sort(reasons.begin(), reasons.end(),
                     [&](const std::string& a, const std::string& b) { return ids[a].size() > ids[b].size(); });
    const std::string n = figure("not_assessed", std::to_string(all.size()), "lengths");
    const std::string total = figure("not_assessed target", std::to_string(all.size() + page.layout().targets.size()), "lengths");
    std::string html = "<details class=\"block\" open><summary>" +
                       both_html({"Not assessed, and why: " + n + " of " + total + " targets",
                                  "未评估的目标及原因：" + total + "项中的" + n + "项"}) +
                       "</summary><div class=\"box\"><ul class=\"reasons\">\n";
    for (const std::string& reason : reasons) {
        std::string list;
        for (const std::string& id : ids[reason]) list += (list.empty() ? "" : both({", ", "、"})) + name_of(page, id);
        const auto zh = page.options.reasons.find(reason);
        html += "<li>" + both({reason, zh == page.options.reasons.end() ? reason : zh->second}) + " <span class=\"quiet\">(" +
                std::to_string(ids[reason].size()) + ")</span><br>" + list + "</li>\n";
    }
    return html + "</ul></div></details>\n";
}

std::string assumptions(const Page& page) {
    const std::vector<std::string>& all = page.results.provenance.assumptions;
    if (all.empty()) return "<p>" + both({"No entry is marked as an assumption.", "没有标记为假定的条目。"}) + "</p>\n";
    const std::string n = figure("provenance/assumption", std::to_string(all.size()), "lengths");
    std::string html = "<details class=\"block\"><summary>" + both_html({"Assumptions: " + n + " entries", "假定：" + n + "条"}) +
                       "</summary><p class=\"lead\">" +
                       both({"Entries of the input files with the notes that stand there.", "输入文件中的条目，说明为其原文。"}) +
                       "</p><div class=\"box\"><ul class=\"reasons short\">\n";
    for (const std::string& text : all) {
        const std::size_t colon = text.find(": ");
        html += "<li><code>" + escaped(text.substr(0, colon)) + "</code>" +
                (colon == std::string::npos ? "" : " " + escaped(text.substr(colon + 2))) + "</li>\n";
    }
    return html + "</ul></div></details>\n";
}

}  // namespace

std::string assumed_part(Page& page) {
    const std::string convergence = page.headline ? convergence_figure(page) : "";
    return section(
        "assumed", {"What this rests on", "这些结果的依据"},
        {"What was assumed, what was not assessed and why, and how sure the simulation itself is. The interval covers the error "
         "of simulating, not that of the model.",
         "作了哪些假定，哪些目标未评估及其原因，模拟本身的精度如何。区间只反映模拟误差，不反映模型误差。"},
        "<div class=\"two\">\n" + convergence + facts(page) + "</div>\n<p></p>" + not_assessed(page) + assumptions(page));
}

}  // namespace yuce::results::page
