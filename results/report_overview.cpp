// Many scenarios and many targets on one page: a row a scenario, and in columns what tells most.

#include <algorithm>

#include "results/report_sections.hpp"
#include "results/text_layout.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t number_width = 5, gap = 2;

// A heading's lines are at most so wide.
std::size_t id_width(const Report& report) { return report.width >= 120 ? 15 : 12; }

std::string heading(const Report& report, const std::string& id) {
    std::string text;
    for (const std::string& line : break_id(id, id_width(report))) text += (text.empty() ? "" : "\n") + line;
    return text;
}

// What a column of this id takes up.
std::size_t column_width(const Report& report, const std::string& id) {
    std::size_t width = number_width;
    for (const std::string& line : break_id(id, id_width(report))) width = std::max(width, line.size());
    return width + gap;
}

// By how much scenarios move a target: the largest probability less the smallest.
double spread(const Report& report, std::size_t target) {
    double low = 1, high = 0;
    for (const std::size_t s : report.scenarios) {
        low = std::min(low, report.of(s).probability[target].value);
        high = std::max(high, report.of(s).probability[target].value);
    }
    return high - low;
}

// The headline, then the targets that scenarios move most, as many as `room` columns of text hold; in the order of the layout.
std::vector<std::size_t> chosen_targets(const Report& report, std::size_t room) {
    const std::vector<Target>& targets = report.layout().targets;
    const std::size_t first = headline_target(report);
    std::vector<std::size_t> order, chosen;
    for (const std::size_t t : report.targets) {
        if (t != first) order.push_back(t);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const bool further = is_further_reading(targets[a]);
        return further == is_further_reading(targets[b]) ? spread(report, a) > spread(report, b) : !further;
    });
    std::size_t used = column_width(report, targets[first].id);
    for (const std::size_t t : order) {
        const std::size_t width = column_width(report, targets[t].id);
        if (used + width > room) continue;
        used += width;
        chosen.push_back(t);
    }
    std::sort(chosen.begin(), chosen.end());
    chosen.insert(chosen.begin(), first);
    return chosen;
}

}  // namespace

std::string overview_section(const Report& report) {
    const std::vector<Goal>& goals = report.layout().goals;
    std::size_t label = 8;
    for (const std::size_t s : report.scenarios) label = std::max(label, width_of(report.layout().scenarios[s].id));
    label = std::min(label, report.width * 5 / 8);  // the end of an id tells the scenarios of a sweep apart
    std::size_t room = report.width - label - gap, goal_columns = 0;
    for (const Goal& goal : goals) {
        if (column_width(report, goal.id) > room / 2) break;
        room -= column_width(report, goal.id);
        ++goal_columns;
    }
    const std::vector<std::size_t> targets = chosen_targets(report, room);
    std::vector<std::string> heads{report.say(Word::scenario)};
    for (const std::size_t t : targets) heads.push_back(heading(report, report.layout().targets[t].id));
    for (std::size_t g = 0; g < goal_columns; ++g) heads.push_back(heading(report, goals[g].id));
    std::vector<Align> align(heads.size(), Align::right);
    align[0] = Align::left;
    TextTable table(align);
    table.heading(heads);
    table.limit_first(label);
    for (const std::size_t s : report.scenarios) {
        std::vector<std::string> cells{report.layout().scenarios[s].id};
        for (const std::size_t t : targets) cells.push_back(report.percent(s).share(report.of(s).probability[t].value));
        for (std::size_t g = 0; g < goal_columns; ++g) cells.push_back(report.percent(s).share(report.of(s).goals[g].value));
        table.row(cells);
    }
    return report.section(report.say(Word::overview)) + table.text(report.width);
}

}  // namespace yuce::results
