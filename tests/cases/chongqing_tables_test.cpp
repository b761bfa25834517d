// The plan's own tables: identities that hold path by path, and the drivers the plan names.

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <sstream>

#include "models/model.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/model_file.hpp"
#include "scenarios/toml_value.hpp"
#include "tests/cases/case_run.hpp"
#include "tests/cases/path_values.hpp"

namespace yuce::testing {
namespace {

const char* const folder = "scenarios/chongqing-2025/";

scenarios::CsvTable read_table(const std::string& name) {
    Diagnostics diagnostics;
    auto text = scenarios::read_text(source_path(folder + name), {}, diagnostics);
    auto table = text ? scenarios::parse_csv(text, diagnostics) : std::nullopt;
    if (!table) throw std::runtime_error(diagnostics.render());
    return *table;
}

std::string cell(const scenarios::CsvTable& table, std::size_t row, const char* column) {
    return table.rows[row][table.column(column).value()].text;
}

// Each identity becomes an equation of its own: left minus right, beside the left side for scale.
models::ModelSpec with_identities(models::ModelSpec spec, const scenarios::CsvTable& identities) {
    std::string equations = spec.equations.text, annual = spec.annual->text;
    for (std::size_t row = 0; row < identities.rows.size(); ++row) {
        std::string& text = cell(identities, row, "scope") == "period" ? equations : annual;
        const std::string id = "identity_" + cell(identities, row, "id"), left = cell(identities, row, "expression_left");
        text += "\n" + id + " = (" + left + ") - (" + cell(identities, row, "expression_right") + ")\n" + id + "_scale = " + left + "\n";
    }
    const auto source = std::make_shared<SourceText>(SourceText{"with identities", equations + annual});
    spec.equations = {equations, {source, 1, 1}};
    spec.annual = models::ExpressionText{annual, {source, 1, 1}};
    return spec;
}

double worst(const std::vector<double>& difference, const std::vector<double>& scale) {
    double largest = 0;
    for (std::size_t k = 0; k < difference.size(); ++k) {
        const double relative = std::abs(difference[k]) / std::max(1.0, std::abs(scale[k]));
        if (!(relative <= largest)) largest = relative;  // NaN counts as worst
    }
    return largest;
}

TEST(ChongqingIdentities, HoldPathByPathTo1em9) {
    const auto identities = read_table("identities.csv");
    ASSERT_GE(identities.rows.size(), 10U);
    auto plan = load(std::string(folder) + "batch.toml");
    Diagnostics diagnostics;
    auto file = scenarios::read_model_file(source_path("models/library/chongqing.toml"), {}, diagnostics);
    ASSERT_TRUE(file) << diagnostics.render();
    auto model = models::Model::bind(with_identities(std::move(file->spec), identities), &plan.baseline, diagnostics);
    ASSERT_TRUE(model) << diagnostics.render();
    plan.model = std::move(*model);
    const PathValues values = simulate_paths(plan, scenario_of(plan, "baseline").assumptions, 5000);
    for (std::size_t row = 0; row < identities.rows.size(); ++row) {
        const std::string id = "identity_" + cell(identities, row, "id");
        const auto& table = cell(identities, row, "scope") == "period" ? values.variables : values.indicators;
        const auto& difference = table.at(id);
        for (std::size_t t = 0; t < difference.size(); ++t) EXPECT_LT(worst(difference[t], table.at(id + "_scale")[t]), 1e-9) << id << " " << t;
    }
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::stringstream in(text);
    for (std::string part; std::getline(in, part, ';');) {
        const auto begin = part.find_first_not_of(' ');
        if (begin != std::string::npos) parts.push_back(part.substr(begin, part.find_last_not_of(' ') - begin + 1));
    }
    return parts;
}

TEST(ChongqingDrivers, AllRowsOfThePlanAreCarriedOrExplained) {
    const auto drivers = read_table("drivers.csv");
    EXPECT_EQ(drivers.rows.size(), 127U);
    const auto plan = load(std::string(folder) + "batch.toml");
    std::set<std::string> scenarios;
    for (const auto& scenario : plan.scenarios) scenarios.insert(scenario.item.id);
    const std::string explained = models::explain(plan.model);
    for (std::size_t row = 0; row < drivers.rows.size(); ++row) {
        const std::string id = cell(drivers, row, "id"), kind = cell(drivers, row, "carried_by_kind");
        if (kind == "none") {
            EXPECT_GE(cell(drivers, row, "reason").size(), 15U) << id << " is left out without a reason";
            continue;
        }
        const auto carriers = split(cell(drivers, row, "carried_by"));
        EXPECT_FALSE(carriers.empty()) << id;
        for (const std::string& name : carriers) {
            const bool known = scenarios.count(name) > 0 || explained.find(name) != std::string::npos;
            EXPECT_TRUE(known) << id << " is carried by '" << name << "', which neither explain nor the batch shows";
        }
    }
}

}  // namespace
}  // namespace yuce::testing
