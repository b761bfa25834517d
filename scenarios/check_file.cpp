#include <filesystem>

#include "models/dependence.hpp"
#include "scenarios/batch_data.hpp"
#include "scenarios/batch_file.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/model_file.hpp"
#include "scenarios/run_plan.hpp"
#include "scenarios/scenario_file.hpp"
#include "scenarios/targets.hpp"

namespace yuce::scenarios {
namespace {

// The columns say which kind of data it is.
void check_table(const std::shared_ptr<const SourceText>& source, Diagnostics& diagnostics) {
    auto table = parse_csv(source, diagnostics);
    if (!table) return;
    const auto has = [&](const char* name) { return table->column(name).has_value(); };
    if (has("series_id")) {
        check_history(*table, nullptr, diagnostics);
    } else if (has("id") && has("comparator") && has("year")) {
        read_targets(std::move(*table), nullptr, diagnostics);
    } else if (has("id") && has("value")) {
        read_baseline(*table, diagnostics);
    } else {
        diagnostics.error(
            {source, 1, 1},
            "the columns are those of no data file: a baseline has id, value, unit; targets have id, comparator, value, "
            "year; a history has series_id, period, value");
    }
}

void check_document(const Document& document, const std::string& path, Diagnostics& diagnostics) {
    if (!check_format(document, toml_formats(), diagnostics)) return;
    const std::string& format = document.root.get("format")->text;
    if (format == "yuce-scenario/1") {
        read_scenario_file(path, {}, std::nullopt, diagnostics);
    } else if (format == "yuce-batch/1") {
        load_batch(path, {}, diagnostics);
    } else {
        auto file = read_model_file(path, {}, diagnostics);
        const auto model = file ? models::Model::bind(std::move(file->spec), nullptr, diagnostics) : std::nullopt;
        if (model) models::build_dependence(model->spec(), diagnostics);
    }
}

}  // namespace

void check_file(const std::string& path, Diagnostics& diagnostics) {
    if (std::filesystem::path(path).extension() == ".h5" && std::filesystem::is_regular_file(path)) {
        diagnostics.error({std::make_shared<SourceText>(SourceText{path, ""}), 0, 0}, "results are not checked, but shown",
                          "yuce show " + path);
        return;
    }
    const auto source = read_text(path, {}, diagnostics);
    if (!source) return;
    if (std::filesystem::path(path).extension() == ".csv") {
        check_table(source, diagnostics);
        return;
    }
    // The reader of the kind of file reads it again and reports all; here only what is no TOML at all is said.
    Diagnostics unused;
    auto root = parse_toml(source, unused);
    if (root) {
        check_document({source, std::move(*root)}, path, diagnostics);
    } else {
        parse_toml(source, diagnostics);
    }
}

}  // namespace yuce::scenarios
