#include <array>

#include "scenarios/key_table_formats.hpp"

namespace yuce::scenarios {
namespace {

constexpr bool required = true;
constexpr bool optional = false;
constexpr bool without_common = false;

constexpr KeyEntry others{"*", "text", optional, "", "other columns are carried along"};

constexpr std::array target_columns{
    KeyEntry{"id", "id", required, "", "name of the target"},
    KeyEntry{"comparator", "ge, le, positive, eq or approx", required, "",
             "how the indicator is compared with `value`: positive is above 0, eq within 1e-9 relative"},
    KeyEntry{"value", "number", required, "", "the value to reach; empty: listed as not assessed"},
    KeyEntry{"year", "year", required, "", "the year in which it is assessed"},
    KeyEntry{"indicator", "identifier", optional, "the id", "indicator it speaks of"},
    KeyEntry{"side", "both, at_least or at_most", optional, "", "needed with approx: which side of the target counts"},
    KeyEntry{"tolerance", "number", optional, "the batch's approx_tolerance for percent rows", "half width of approx"},
    KeyEntry{"unit", "text", optional, "", "unit of the value; `percent` for percent rows"},
    KeyEntry{"name_en", "text", optional, "the id", "printed name, English"},
    KeyEntry{"name_zh", "text", optional, "the id", "printed name, Chinese"},
    KeyEntry{"not_assessed", "text", optional, "", "why a target without a value has none"},
    KeyEntry{"not_assessed_zh", "text", optional, "", "the same in Chinese, for the report"},
    others,
};

constexpr std::array baseline_columns{
    KeyEntry{"id", "identifier", required, "", "what follows `base.` in a model"},
    KeyEntry{"value", "number", required, "", "the figure, in its unit; empty: an error only where it is used"},
    KeyEntry{"unit", "text", required, "", "its unit"},
    others,
};

constexpr std::array history_columns{
    KeyEntry{"series_id", "id", required, "", "name of the series"},
    KeyEntry{"period", "period", required, "", "2024, 2024Q1, 2024M01; also 2024H1 and 2024Q1-3, cumulative from January"},
    KeyEntry{"value", "number", required, "", "the figure; may be empty"},
    KeyEntry{"indicator", "identifier", optional, "", "indicator whose past this is"},
    KeyEntry{"variable", "identifier", optional, "", "variable whose past this is"},
    others,
};

constexpr std::array target_tables{TableEntry{"", target_columns, "Columns of the header row.", without_common}};
constexpr std::array baseline_tables{TableEntry{"", baseline_columns, "Columns of the header row.", without_common}};
constexpr std::array history_tables{
    TableEntry{"", history_columns, "Columns of the header row; each row names an indicator or a variable.", without_common}};

}  // namespace

FormatEntry targets_format() { return {"targets", "", target_tables, "Statements about indicators, one a row (CSV)."}; }
FormatEntry baseline_format() { return {"baseline", "", baseline_tables, "Figures of the base year, one a row (CSV)."}; }
FormatEntry history_format() { return {"history", "", history_tables, "Past values for charts, one a row (CSV)."}; }

}  // namespace yuce::scenarios
