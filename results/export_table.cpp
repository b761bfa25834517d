#include "results/export_table.hpp"

#include <algorithm>
#include <numeric>

#include "results/find_id.hpp"

namespace yuce::results {
namespace {

using Indices = std::vector<std::size_t>;

Indices all_of(std::size_t n) {
    Indices indices(n);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    return indices;
}

void put_in_order(Indices& indices) {
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
}

std::size_t ExportRow::*place_of(Axis axis) {
    switch (axis) {
        case Axis::scenario: return &ExportRow::scenario;
        case Axis::target: return &ExportRow::target;
        case Axis::other: return &ExportRow::other;
        case Axis::indicator: return &ExportRow::indicator;
        case Axis::year: return &ExportRow::year;
        case Axis::variable: return &ExportRow::variable;
        case Axis::period: return &ExportRow::period;
        case Axis::quantile: return &ExportRow::quantile;
        case Axis::goal: return &ExportRow::goal;
        case Axis::bin: return &ExportRow::bin;
        case Axis::count: return &ExportRow::count;
        case Axis::checkpoint: return &ExportRow::checkpoint;
        case Axis::entry: return &ExportRow::entry;
    }
    return &ExportRow::entry;
}

class Rows {
public:
    Rows(const ResultSet& results, const ExportTable& table, const Selected& selected,
         const std::function<void(const ExportRow&)>& use)
        : results_(results), table_(table), selected_(selected), use_(use) {}

    void walk(std::size_t depth = 0) {
        if (depth == table_.axes.size()) {
            use_(row_);
            return;
        }
        const Axis axis = table_.axes[depth];
        for (const std::size_t index : indices(axis)) {
            row_.*place_of(axis) = index;
            walk(depth + 1);
        }
    }

private:
    Indices indices(Axis axis) const {
        const Layout& layout = results_.layout;
        switch (axis) {
            case Axis::scenario: return selected_.scenarios;
            case Axis::target: return selected_.targets;
            case Axis::other:
                return {std::upper_bound(selected_.targets.begin(), selected_.targets.end(), row_.target),
                        selected_.targets.end()};
            case Axis::indicator: return selected_.indicators;
            case Axis::year: return all_of(layout.years.size());
            case Axis::variable: return all_of(layout.variables.size());
            case Axis::period: return all_of(layout.periods.size());
            case Axis::quantile: return all_of(quantile_levels.size());
            case Axis::goal: return all_of(layout.goals.size());
            case Axis::bin: return all_of(histogram_bins);
            case Axis::count: return all_of(layout.targets.size() + 1);
            case Axis::checkpoint: return all_of(results_.checkpoints.size());
            case Axis::entry: return all_of(table_.entries(results_, row_));
        }
        return {};
    }

    const ResultSet& results_;
    const ExportTable& table_;
    const Selected& selected_;
    const std::function<void(const ExportRow&)>& use_;
    ExportRow row_;
};

}  // namespace

Selected select(const Layout& layout, const Selection& selection) {
    Selected selected{all_of(layout.scenarios.size()), all_of(layout.targets.size()), all_of(layout.indicators.size())};
    if (!selection.scenarios.empty()) selected.scenarios.clear();
    for (const std::string& id : selection.scenarios) selected.scenarios.push_back(find_id(layout.scenarios, id, "scenario"));
    Indices targets, indicators;
    for (const std::string& id : selection.targets) targets.push_back(find_target(layout, id));
    for (const std::string& id : selection.indicators) indicators.push_back(find_id(layout.indicators, id, "indicator"));
    if (!indicators.empty()) {
        selected.indicators = indicators;
    } else if (!targets.empty()) {
        selected.indicators.clear();
        for (const std::size_t t : targets) selected.indicators.push_back(layout.targets[t].indicator_index);
    }
    if (!targets.empty()) {
        selected.targets = targets;
    } else if (!indicators.empty()) {
        const auto speaks_of_another = [&](std::size_t t) {
            return std::find(indicators.begin(), indicators.end(), layout.targets[t].indicator_index) == indicators.end();
        };
        selected.targets.erase(std::remove_if(selected.targets.begin(), selected.targets.end(), speaks_of_another),
                               selected.targets.end());
    }
    put_in_order(selected.scenarios);
    put_in_order(selected.targets);
    put_in_order(selected.indicators);
    return selected;
}

const ExportTable& find_export_table(const std::string& name) {
    std::vector<std::string> names;
    for (const ExportTable& table : export_tables()) {
        if (table.name == name) return table;
        names.emplace_back(table.name);
    }
    std::string list;
    for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
    throw Error(ErrorKind::input, "there is no table '" + name + "'; there are " + list, "", nearest_name(name, names));
}

void for_rows(const ResultSet& results, const ExportTable& table, const Selected& selected,
              const std::function<void(const ExportRow&)>& use) {
    Rows(results, table, selected, use).walk();
}

}  // namespace yuce::results
