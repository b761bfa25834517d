// Sections that set scenarios side by side, broken into as many tables as the width asks.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "results/report_sections.hpp"
#include "results/text_layout.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t label_room = 26;  // at least

struct Row {
    std::string label;
    std::function<std::string(std::size_t scenario)> cell;
};

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

// Rows by scenarios in columns; an empty label draws a line.
std::string matrix(const Report& report, const std::vector<std::size_t>& scenarios, const std::vector<Row>& rows,
                   std::size_t cell_width) {
    constexpr std::size_t gap = 2;
    std::size_t label_width = 0;
    for (const Row& row : rows) label_width = std::max(label_width, width_of(row.label));
    label_width = std::min(label_width, std::max(label_room, report.width / 4));
    const std::size_t column = cell_width + gap, room = report.width - label_width - gap;
    const std::size_t together = std::max<std::size_t>(1, room / column);
    std::string text;
    for (std::size_t first = 0; first < scenarios.size(); first += together) {
        const std::size_t last = std::min(scenarios.size(), first + together);
        std::vector<Align> align(last - first + 1, Align::right);
        align[0] = Align::left;
        TextTable table(align);
        table.limit_first(label_width);
        std::vector<std::string> heading{""};
        for (std::size_t k = first; k < last; ++k)
            heading.push_back(joined(break_id(report.layout().scenarios[scenarios[k]].id, cell_width)));
        table.heading(heading);
        for (const Row& row : rows) {
            if (row.label.empty()) {
                table.rule();
                continue;
            }
            std::vector<std::string> cells{row.label};
            for (std::size_t k = first; k < last; ++k) cells.push_back(row.cell(scenarios[k]));
            table.row(cells);
        }
        text += (first > 0 ? "\n" : "") + table.text(report.width);
    }
    return text;
}

// Wide enough for a short id and for the longest part that need not be broken, within reason.
std::size_t id_width(const Report& report) {
    constexpr std::size_t most = 14;
    const std::size_t whole = report.width >= 120 ? most : 10;
    std::size_t width = 6;
    for (const std::size_t s : report.scenarios) {
        const std::string& id = report.layout().scenarios[s].id;
        width = std::max({width, std::min(id.size(), whole), unbroken_width(id)});
    }
    return std::min(width, most);
}

// A matrix of more cells answers nobody's question on a terminal.
constexpr std::size_t most_cells = 150;

}  // namespace

std::string scenarios_section(const Report& report) {
    std::vector<Row> rows;
    for (const std::size_t t : report.targets) {
        const Target& target = report.layout().targets[t];
        rows.push_back({report.label(target.id, target.name),
                        [&report, t](std::size_t s) { return report.percent(s).share(report.of(s).probability[t].value); }});
    }
    if (!rows.empty() && !report.layout().goals.empty()) rows.push_back({});
    for (std::size_t g = 0; g < report.layout().goals.size(); ++g) {
        const Goal& goal = report.layout().goals[g];
        rows.push_back({report.label(goal.id, goal.name),
                        [&report, g](std::size_t s) { return report.percent(s).share(report.of(s).goals[g].value); }});
    }
    if (rows.empty()) return "";
    if (!report.targets.empty() && rows.size() * report.scenarios.size() > most_cells) return overview_section(report);
    return report.section(report.say(Word::by_scenario)) + matrix(report, report.scenarios, rows, id_width(report));
}

namespace {

constexpr std::size_t largest_shown = 4;  // of a scenario, where the matrix of differences is too large

std::string largest_differences(const Report& report, const std::vector<std::size_t>& others) {
    std::string text = report.section(report.say(Word::largest_differences));
    for (const std::size_t s : others) {
        const std::vector<Estimate>& difference = report.of(s).difference;
        std::vector<std::size_t> order = report.targets;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const bool further = is_further_reading(report.layout().targets[a]);
            if (further != is_further_reading(report.layout().targets[b])) return !further;
            return std::abs(difference[a].value) > std::abs(difference[b].value);
        });
        std::string line = report.layout().scenarios[s].id + ": ";
        for (std::size_t k = 0; k < std::min(largest_shown, order.size()); ++k) {
            const Target& target = report.layout().targets[order[k]];
            line += (k > 0 ? ", " : "") + report.label(target.id, target.name) + " " +
                    report.percent(s).points_and_half(difference[order[k]]);
        }
        text += report.lines(line, "  ", "    ");
    }
    return text;
}

}  // namespace

std::string differences_section(const Report& report) {
    std::vector<std::size_t> others;
    for (const std::size_t s : report.scenarios) {
        if (s != report.layout().reference) others.push_back(s);
    }
    std::vector<Row> rows;
    for (const std::size_t t : report.targets) {
        const Target& target = report.layout().targets[t];
        rows.push_back({report.label(target.id, target.name), [&report, t](std::size_t s) {
                            const Estimate& d = report.of(s).difference[t];
                            const bool open = d.low <= 0 && d.high >= 0;
                            return report.percent(s).points_and_half(d) + (open ? "*" : " ");
                        }});
    }
    if (rows.empty() || others.empty()) return "";
    if (rows.size() * others.size() > most_cells) return largest_differences(report, others);
    std::size_t width = std::max<std::size_t>(8, id_width(report));
    for (const Row& row : rows) {
        for (const std::size_t s : others) width = std::max(width, row.cell(s).size());
    }
    return report.section(report.say(Word::differences)) + matrix(report, others, rows, width);
}

std::string number_met_section(const Report& report) {
    const std::size_t targets = report.layout().targets.size();
    if (targets == 0) return "";
    TextTable table({Align::left, Align::right, Align::right, Align::right});
    table.heading({report.say(Word::scenario), report.say(Word::mean), report.say(Word::middle), report.say(Word::all_met)});
    for (const std::size_t s : report.scenarios) {
        const std::vector<double>& p = report.of(s).targets_reached;
        double mean = 0, below = 0;
        std::size_t low = 0, high = 0;
        for (std::size_t k = 0; k < p.size(); ++k) {
            mean += static_cast<double>(k) * p[k];
            if (below < 0.05) low = k;
            if (below < 0.95) high = k;
            below += p[k];
        }
        const bool known = report.of(s).paths_used > 0;
        table.row({report.layout().scenarios[s].id, known ? fmt::format("{:.1f}", mean) : "-",
                   known ? fmt::format("{} - {}", low, high) : "-", report.percent(s).share(p.back())});
    }
    return report.section(fmt::format(fmt::runtime(report.say(Word::number_met)), targets)) + table.text(report.width);
}

}  // namespace yuce::results
