// The reference of the exported tables, printed from the table that their writers use.

#include <string>

#include "results/export_text.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {

std::string describe_export() {
    std::string text =
        "## export: `" + std::string(results::export_format) +
        "`\n\nThe tables of `yuce export`, one row an observation: as CSV files, or as arrays of objects in JSON.\n";
    for (const results::ExportTable& table : results::export_tables()) {
        text += "\n### `" + std::string(table.name) + "`\n\n" + std::string(table.meaning) +
                "\n\n| column | type | meaning |\n|---|---|---|\n";
        for (const results::ExportColumn& column : table.columns) {
            text += "| `" + std::string(column.name) + "` | " + std::string(column.type) + " | " + std::string(column.meaning) +
                    " |\n";
        }
    }
    return text;
}

}  // namespace yuce::scenarios
