#include "results/report_text.hpp"

#include <algorithm>
#include <numeric>

#include "results/find_id.hpp"
#include "results/report_sections.hpp"
#include "results/text_layout.hpp"

namespace yuce::results {
namespace {

std::vector<std::size_t> all_of(std::size_t n) {
    std::vector<std::size_t> indices(n);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    return indices;
}

Report report_of(const ResultSet& results, const TableOptions& options) {
    const Layout& layout = results.layout;
    Report report{results, options, all_of(layout.scenarios.size()), all_of(layout.targets.size()), layout.reference, 80};
    report.width = static_cast<std::size_t>(std::max(options.width, 80));
    if (!options.main.empty()) report.main = find_id(layout.scenarios, options.main, "scenario");
    if (!options.scenario.empty()) {
        report.main = find_id(layout.scenarios, options.scenario, "scenario");
        report.scenarios = {report.main};
    }
    if (!options.target.empty()) report.targets = {find_target(layout, options.target)};
    if (!options.indicator.empty()) find_id(layout.indicators, options.indicator, "indicator");
    return report;
}

}  // namespace

std::string Report::label(const std::string& id, const Label& name) const {
    return options.language == Language::zh ? text_of({"", name.zh.empty() ? id : name.zh}, Language::zh) : id;
}

std::string Report::section(const std::string& title) const {
    std::string text = "\n";
    for (const std::string& line : wrap(title, width)) text += options.colour ? "\033[1m" + line + "\033[0m\n" : line + "\n";
    return text;
}

std::string Report::lines(const std::string& text, const std::string& first, const std::string& later) const {
    std::string out;
    for (const std::string& line : wrap(text, width, later, first)) out += line + "\n";
    return out;
}

std::string table(const ResultSet& results, const TableOptions& options) {
    const Report report = report_of(results, options);
    if (!options.indicator.empty()) return title(report) + indicator_section(report);
    std::string text = headline(report) + title(report);
    if (!options.target.empty()) return text + one_target_section(report);
    if (report.layout().targets.empty()) text += indicators_section(report);
    text += targets_section(report) + goals_section(report);
    if (report.scenarios.size() > 1) text += scenarios_section(report) + differences_section(report);
    return text + number_met_section(report) + not_assessed_section(report) + failures_section(report);
}

}  // namespace yuce::results
