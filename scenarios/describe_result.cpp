// The reference of the results file, printed from the tables that its writer is tested against.

#include <set>
#include <string>

#include "results/file.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {
namespace {

std::string group_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string attributes_of(const std::string& group) {
    std::string rows;
    for (const results::AttributeEntry& a : results::attribute_table()) {
        if (a.group != group) continue;
        rows += "| `" + (group.empty() ? "" : group + "/") + std::string(a.name) + "` | " + std::string(a.type) + " | " +
                std::string(a.meaning) + " |\n";
    }
    return rows.empty() ? rows : "| attribute | type | meaning |\n|---|---|---|\n" + rows + "\n";
}

std::string datasets_of(const std::string& group) {
    std::string rows;
    for (const results::DatasetEntry& d : results::dataset_table()) {
        if (group_of(d.name) != group) continue;
        rows += "| `" + std::string(d.name) + "` | " + std::string(d.type) + " | " + std::string(d.dimensions) + " | " +
                (d.units.empty() ? "-" : std::string(d.units)) + " | " + std::string(d.meaning) + " |\n";
    }
    return rows.empty() ? rows : "| dataset | type | dimensions | units | meaning |\n|---|---|---|---|---|\n" + rows + "\n";
}

}  // namespace

std::string describe_result() {
    std::string text = "## result: `format = \"" + std::string(results::result_format) +
                       "\"`\n\nThe results of a batch: HDF5 that opens as netCDF-4.\n\n";
    std::set<std::string> groups;
    for (const results::DatasetEntry& d : results::dataset_table()) groups.insert(group_of(d.name));
    for (const results::AttributeEntry& a : results::attribute_table()) groups.insert(std::string(a.group));
    for (const std::string& group : groups) {
        text += (group.empty() ? "### The root" : "### Group `/" + group + "`") + std::string("\n\n") + attributes_of(group) +
                datasets_of(group);
    }
    text.pop_back();
    return text;
}

}  // namespace yuce::scenarios
