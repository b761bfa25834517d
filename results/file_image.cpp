#include "results/file_image.hpp"

#include <map>

#include "engine/design.hpp"
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
             {"too_many_failed", std::int64_t{results.too_many_failed()}},
             {"engine_version", results.provenance.engine_version}}};
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

}  // namespace

FileImage image_of(const ResultSet& results) {
    ImageBuilder builder(lengths_of(results));
    add_layout(builder, results);
    add_scenarios(builder, results);
    add_provenance(builder, results.provenance);
    FileImage image;
    image.datasets = builder.take();
    image.groups.push_back(root_of(results));
    for (const Dataset& dataset : image.datasets) {
        if (dataset.path == "failures/failure") image.groups.push_back({"failures", {}});
    }
    image.groups.push_back(provenance_of(results));
    image.groups.push_back(run_of(results.provenance));
    return image;
}

}  // namespace yuce::results
