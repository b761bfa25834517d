#include "results/file_image.hpp"

#include <functional>
#include <map>

#include "engine/design.hpp"
#include "results/checkpoints.hpp"
#include "results/file_draft.hpp"
#include "results/image_builder.hpp"

namespace yuce::results {

bool Dataset::is_dimension() const { return dimensions.size() == 1 && dimensions[0] == leaf_of(path); }

std::size_t Dataset::size() const {
    std::size_t product = 1;
    for (const std::size_t length : shape) product *= length;
    return product;
}

const Dataset* FileImage::find(const std::string& path) const {
    for (const Dataset& dataset : datasets) {
        if (dataset.path == path) return &dataset;
    }
    return nullptr;
}

const Attribute* FileImage::find(const std::string& group, const std::string& name) const {
    for (const Group& g : groups) {
        if (g.path != group) continue;
        for (const Attribute& attribute : g.attributes) {
            if (attribute.name == name) return &attribute;
        }
    }
    return nullptr;
}

std::string leaf_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string group_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::uint64_t bytes_of(Streamed::Type type) {
    switch (type) {
        case Streamed::Type::int8: return 1;
        case Streamed::Type::float32: return 4;
        case Streamed::Type::int64:
        case Streamed::Type::float64: break;
    }
    return 8;
}

std::string name_of(Streamed::Type type) {
    switch (type) {
        case Streamed::Type::int8: return "int8";
        case Streamed::Type::int64: return "int64";
        case Streamed::Type::float32: return "float32";
        case Streamed::Type::float64: break;
    }
    return "float64";
}

namespace {

std::map<std::string, std::size_t> lengths_of(const ResultSet& results) {
    const Layout& layout = results.layout;
    std::size_t failures = 0;
    for (const ScenarioResult& scenario : results.scenarios) failures += scenario.failures.size();
    return {{"scenario", layout.scenarios.size()},
            {"indicator", layout.indicators.size()},
            {"target", layout.targets.size()},
            {"target_other", layout.targets.size()},
            {"variable", layout.variables.size()},
            {"year", layout.years.size()},
            {"period", layout.periods.size()},
            {"quantile", quantile_levels.size()},
            {"goal", layout.goals.size()},
            {"bin", histogram_bins},
            {"bin_edge", histogram_bins + 1},
            {"count", layout.targets.size() + 1},
            {"checkpoint", results.checkpoints.size()},
            {"not_assessed", layout.not_assessed.size()},
            {"failure", failures},
            {"paths/scenario", results.kept.scenarios.size()},
            {"paths/year", results.kept.indicators.empty() ? 0 : layout.years.size()},
            {"paths/indicator_id", results.kept.indicators.size()},
            {"paths/period", results.kept.variables.empty() ? 0 : layout.periods.size()},
            {"paths/variable_id", results.kept.variables.size()},
            {"paths/path", results.kept.paths},
            {"file", results.provenance.files.size()},
            {"correction", results.provenance.corrections.size()},
            {"assumption", results.provenance.assumptions.size()}};
}

Group root_of(const ResultSet& results) {
    const Layout& layout = results.layout;
    return {"",
            {{"format", std::string(result_format)},
             {"title", layout.batch_name.en},
             {"title_zh", layout.batch_name.zh},
             {"batch", layout.batch_id},
             {"reference", layout.scenarios.at(layout.reference).id},
             {"paths", layout.paths},
             {"seed", layout.seed},
             {"sampling", layout.sampling},
             {"quantiles", std::string(name_of(layout.quantiles))},
             {"replicates", layout.paths / engine::find_sampling(layout.sampling)->unit_paths},
             {"max_failed", layout.max_failed},
             {"engine_version", results.provenance.engine_version},
             {"too_many_failed", std::int64_t{results.too_many_failed()}}}};
}

Group provenance_of(const ResultSet& results) {
    return {"provenance",
            {{"seed", results.layout.seed},
             {"sampling", results.layout.sampling},
             {"engine_version", results.provenance.engine_version},
             {"overrides", results.provenance.overrides}}};
}

Group run_of(const Provenance& provenance) {
    Group group{"provenance/run", {}};
    for (const auto& [name, value] : provenance.run) group.attributes.push_back({name, value});
    return group;
}

FileImage put_together(const ResultSet& results, const std::function<void(ImageBuilder&)>& add_figures) {
    ImageBuilder builder(lengths_of(results));
    if (results.layout.quantiles == Quantiles::exact) {
        for (const char* name : {"quantile_error", "histogram_error", "variable_quantile_error"}) builder.leave_out(name);
    }
    add_layout(builder, results);
    add_kept_paths(builder, results);
    add_provenance(builder, results.provenance);
    add_figures(builder);
    FileImage image;
    image.datasets = builder.take();
    image.groups.push_back(root_of(results));
    if (image.find("failures/failure") != nullptr) image.groups.push_back({"failures", {}});
    if (image.find("paths/path") != nullptr) image.groups.push_back({"paths", {}});
    image.groups.push_back(provenance_of(results));
    image.groups.push_back(run_of(results.provenance));
    return image;
}

// Known only after a run.
bool is_late(const std::string& group, const Attribute& attribute) {
    return group == "provenance/run" || (group.empty() && (attribute.name == "too_many_failed" || attribute.name == "digest"));
}

// Numbers may take much of the memory: they are not copied.
decltype(Dataset::data) without_numbers(const decltype(Dataset::data)& data) {
    if (std::holds_alternative<std::vector<double>>(data)) return std::vector<double>();
    if (std::holds_alternative<std::vector<std::int64_t>>(data)) return std::vector<std::int64_t>();
    return data;
}

}  // namespace

FileImage image_of(const ResultSet& results) {
    return put_together(results, [&](ImageBuilder& builder) { add_scenarios(builder, results); });
}

FileImage outline_of(const FileImage& image) {
    FileImage outline;
    for (const Group& group : image.groups) {
        Group& like = outline.groups.emplace_back(group);
        std::erase_if(like.attributes, [&](const Attribute& a) { return is_late(group.path, a); });
    }
    for (const Dataset& dataset : image.datasets) {
        outline.datasets.push_back(
            {dataset.path, dataset.dimensions, dataset.shape, without_numbers(dataset.data), dataset.attributes});
        if (dataset.streamed() != nullptr)
            std::erase_if(outline.datasets.back().attributes, [](const Attribute& a) { return a.name == "sha256"; });
    }
    return outline;
}

FileImage outline_before_run(const Layout& layout, const Provenance& provenance) {
    ResultSet results;
    results.layout = layout;
    results.provenance = provenance;
    results.checkpoints = checkpoints_of(layout.paths);
    return outline_of(put_together(results, [](ImageBuilder& builder) { builder.add_blanks(); }));
}

}  // namespace yuce::results
