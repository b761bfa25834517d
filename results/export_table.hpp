// The tables of `yuce export`: one row an observation, every column named and described once, for CSV, JSON and the page alike.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results {

// What of the results is exported: empty lists mean all. Ids, as typed.
struct Selection {
    std::vector<std::string> scenarios, targets, indicators;
};
// Indices in the layout, each list in its order. Targets that are named bring their indicators along, and the other way round.
struct Selected {
    std::vector<std::size_t> scenarios, targets, indicators;
};
// Throws Error (input) with the nearest id.
Selected select(const Layout& layout, const Selection& selection);

// Along what a table's rows run, the last axis fastest. `other` is the second target of a pair, each pair once; `entry` counts
// what has no id of its own.
enum class Axis { scenario, target, other, indicator, year, variable, period, quantile, goal, bin, count, checkpoint, entry };
struct ExportRow {
    std::size_t scenario = 0, target = 0, other = 0, indicator = 0, year = 0, variable = 0, period = 0, quantile = 0, goal = 0,
                bin = 0, count = 0, checkpoint = 0, entry = 0;
};
using ExportCell = std::variant<std::string, double, std::int64_t, std::uint64_t>;

struct ExportColumn {
    std::string_view name;
    std::string_view type;     // "text", "number", "count"
    std::string_view meaning;  // one line
    ExportCell (*get)(const ResultSet&, const ExportRow&);
};
struct ExportTable {
    std::string_view name, meaning;
    std::vector<Axis> axes;
    std::size_t (*entries)(const ResultSet&, const ExportRow&);  // length of Axis::entry; nullptr without it
    std::vector<ExportColumn> columns;
};
const std::vector<ExportTable>& export_tables();
// Throws Error (input) with the nearest name.
const ExportTable& find_export_table(const std::string& name);

// Calls `use` once for every row, in order.
void for_rows(const ResultSet& results, const ExportTable& table, const Selected& selected,
              const std::function<void(const ExportRow&)>& use);

}  // namespace yuce::results
