#include <limits>

#include "results/image_reader.hpp"

namespace yuce::results {
namespace {

using Scenarios = std::vector<ScenarioResult>;

// Hands every scenario its slice of a dataset whose first dimension is the scenario.
template <class T, class Use>
void by_scenario(const ImageReader& file, const std::string& name, Scenarios& scenarios, std::size_t each, Use use) {
    const std::vector<T> all = file.array<T>(name, scenarios.size() * each);
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const T* slice = all.data() + s * each;
        use(scenarios[s], slice);
    }
}

void read_estimates(const ImageReader& file, const std::vector<std::string>& names, Scenarios& scenarios, std::size_t each,
                    std::vector<Estimate> ScenarioResult::*estimates) {
    constexpr double Estimate::*fields[] = {&Estimate::value, &Estimate::low, &Estimate::high};
    for (std::size_t k = 0; k < 3; ++k) {
        by_scenario<double>(file, names[k], scenarios, each, [&](ScenarioResult& scenario, const double* slice) {
            (scenario.*estimates).resize(each);
            for (std::size_t j = 0; j < each; ++j) (scenario.*estimates)[j].*fields[k] = slice[j];
        });
    }
}

void read_counts(const ImageReader& file, const std::string& name, Scenarios& scenarios, std::size_t each,
                 std::vector<std::uint64_t> ScenarioResult::*counts) {
    by_scenario<std::int64_t>(file, name, scenarios, each, [&](ScenarioResult& scenario, const std::int64_t* slice) {
        (scenario.*counts).assign(slice, slice + each);
    });
}

void read_numbers(const ImageReader& file, const std::string& name, Scenarios& scenarios, std::size_t each,
                  std::vector<double> ScenarioResult::*numbers) {
    by_scenario<double>(file, name, scenarios, each,
                        [&](ScenarioResult& scenario, const double* slice) { (scenario.*numbers).assign(slice, slice + each); });
}

using Distributions = std::vector<Distribution> ScenarioResult::*;

void read_moment(const ImageReader& file, const std::string& name, Scenarios& scenarios, std::size_t each, Distributions of,
                 double Distribution::*moment) {
    by_scenario<double>(file, name, scenarios, each, [&](ScenarioResult& scenario, const double* slice) {
        for (std::size_t j = 0; j < each; ++j) (scenario.*of)[j].*moment = slice[j];
    });
}

template <class Stored, class T>
void read_list(const ImageReader& file, const std::string& name, Scenarios& scenarios, std::size_t each, std::size_t length,
               Distributions of, std::vector<T> Distribution::*list) {
    by_scenario<Stored>(file, name, scenarios, each * length, [&](ScenarioResult& scenario, const Stored* slice) {
        for (std::size_t j = 0; j < each; ++j) ((scenario.*of)[j].*list).assign(slice + j * length, slice + (j + 1) * length);
    });
}

void read_indicators(const ImageReader& file, Scenarios& scenarios, std::size_t each) {
    constexpr Distributions of = &ScenarioResult::indicators;
    for (ScenarioResult& scenario : scenarios) scenario.indicators.resize(each);
    read_moment(file, "mean", scenarios, each, of, &Distribution::mean);
    read_moment(file, "mean_error", scenarios, each, of, &Distribution::mean_error);
    read_moment(file, "sd", scenarios, each, of, &Distribution::sd);
    read_moment(file, "skewness", scenarios, each, of, &Distribution::skewness);
    read_moment(file, "kurtosis", scenarios, each, of, &Distribution::kurtosis);
    read_moment(file, "minimum", scenarios, each, of, &Distribution::minimum);
    read_moment(file, "maximum", scenarios, each, of, &Distribution::maximum);
    read_list<double>(file, "quantiles", scenarios, each, quantile_levels.size(), of, &Distribution::quantiles);
    read_list<std::int64_t>(file, "histogram", scenarios, each, histogram_bins, of, &Distribution::histogram);
    read_list<double>(file, "histogram_edges", scenarios, each, histogram_bins + 1, of, &Distribution::histogram_edges);
}

void read_errors(const ImageReader& file, const Layout& layout, Scenarios& scenarios) {
    if (layout.quantiles == Quantiles::exact) return;
    constexpr Distributions yearly = &ScenarioResult::indicators, periodic = &ScenarioResult::variables;
    const std::size_t quantiles = quantile_levels.size(), each = layout.years.size() * layout.indicators.size();
    read_list<double>(file, "quantile_error", scenarios, each, quantiles, yearly, &Distribution::quantile_error);
    read_list<std::int64_t>(file, "histogram_error", scenarios, each, histogram_bins, yearly, &Distribution::histogram_error);
    read_list<double>(file, "variable_quantile_error", scenarios, layout.periods.size() * layout.variables.size(), quantiles,
                      periodic, &Distribution::quantile_error);
}

// The file holds mean, sd and quantiles of variables; the rest is unknown.
void read_variables(const ImageReader& file, Scenarios& scenarios, std::size_t each) {
    constexpr Distributions of = &ScenarioResult::variables;
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (ScenarioResult& scenario : scenarios)
        scenario.variables.assign(each, {nan, nan, nan, nan, nan, nan, nan, {}, {}, {}, {}, {}});
    read_moment(file, "variable_mean", scenarios, each, of, &Distribution::mean);
    read_moment(file, "variable_sd", scenarios, each, of, &Distribution::sd);
    read_list<double>(file, "variable_quantiles", scenarios, each, quantile_levels.size(), of, &Distribution::quantiles);
}

void read_convergence(const ImageReader& file, Scenarios& scenarios, std::size_t targets, std::size_t checkpoints) {
    constexpr double Estimate::*fields[] = {&Estimate::value, &Estimate::low, &Estimate::high};
    const char* const names[] = {"convergence", "convergence_low", "convergence_high"};
    for (ScenarioResult& scenario : scenarios) scenario.convergence.assign(checkpoints, std::vector<Estimate>(targets));
    for (std::size_t k = 0; k < 3; ++k) {
        by_scenario<double>(file, names[k], scenarios, targets * checkpoints, [&](ScenarioResult& scenario, const double* slice) {
            for (std::size_t t = 0; t < targets; ++t) {
                for (std::size_t c = 0; c < checkpoints; ++c) scenario.convergence[c][t].*fields[k] = slice[t * checkpoints + c];
            }
        });
    }
}

void read_failures(const ImageReader& file, const Layout& layout, Scenarios& scenarios) {
    const auto scenario = file.array<std::string>("failures/failed_scenario");
    const auto what = file.array<std::string>("failures/failed_in", scenario.size());
    const auto period = file.array<std::string>("failures/failed_period", scenario.size());
    const auto paths = file.array<std::int64_t>("failures/failed_paths", scenario.size());
    for (std::size_t k = 0; k < scenario.size(); ++k) {
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            if (layout.scenarios[s].id != scenario[k]) continue;
            scenarios[s].failures.push_back({what[k], period[k], static_cast<std::uint64_t>(paths[k])});
        }
    }
}

void read_paths(const ImageReader& file, Scenarios& scenarios) {
    by_scenario<std::int64_t>(file, "paths_used", scenarios, 1, [](ScenarioResult& scenario, const std::int64_t* slice) {
        scenario.paths_used = static_cast<std::uint64_t>(*slice);
    });
    by_scenario<std::int64_t>(file, "paths_failed", scenarios, 1, [](ScenarioResult& scenario, const std::int64_t* slice) {
        scenario.paths_failed = static_cast<std::uint64_t>(*slice);
    });
}

Provenance provenance_of(const ImageReader& reader, const FileImage& image) {
    Provenance provenance;
    const auto names = reader.array<std::string>("provenance/file");
    const auto texts = reader.array<std::string>("provenance/text", names.size());
    for (std::size_t k = 0; k < names.size(); ++k) provenance.files.push_back({names[k], texts[k]});
    provenance.corrections = reader.array<std::string>("provenance/correction");
    provenance.assumptions = reader.array<std::string>("provenance/assumption");
    provenance.engine_version = reader.attribute<std::string>("provenance", "engine_version");
    provenance.overrides = reader.attribute<std::string>("provenance", "overrides");
    for (const Group& group : image.groups) {
        if (group.path != "provenance/run") continue;
        for (const Attribute& attribute : group.attributes) {
            if (const auto* text = std::get_if<std::string>(&attribute.value)) provenance.run[attribute.name] = *text;
        }
    }
    return provenance;
}

KeptPaths kept_paths_of(const ImageReader& file, const FileImage& image) {
    KeptPaths kept;
    const Dataset* path = image.find("paths/path");
    if (path == nullptr) return kept;
    kept.paths = path->size();
    kept.scenarios = file.array<std::string>("paths/scenario");
    kept.indicators = file.array<std::string>("paths/indicator_id");
    kept.variables = file.array<std::string>("paths/variable_id");
    for (const char* name : {"paths/indicator", "paths/variable"}) {
        const Dataset* values = image.find(name);
        const Streamed* streamed = values == nullptr ? nullptr : values->streamed();
        if (streamed != nullptr && streamed->type == Streamed::Type::float32) kept.as = KeptAs::float32;
    }
    return kept;
}

}  // namespace

std::vector<ScenarioResult> scenarios_of(const ImageReader& file, const Layout& layout, std::size_t checkpoints) {
    Scenarios scenarios(layout.scenarios.size());
    const std::size_t targets = layout.targets.size(), goals = layout.goals.size();
    read_paths(file, scenarios);
    read_failures(file, layout, scenarios);
    read_counts(file, "hits", scenarios, targets, &ScenarioResult::hits);
    read_counts(file, "hits_strict", scenarios, targets, &ScenarioResult::hits_strict);
    read_estimates(file, {"probability", "probability_low", "probability_high"}, scenarios, targets,
                   &ScenarioResult::probability);
    read_estimates(file, {"probability_strict", "probability_strict_low", "probability_strict_high"}, scenarios, targets,
                   &ScenarioResult::strict);
    read_estimates(file, {"goal_probability", "goal_low", "goal_high"}, scenarios, goals, &ScenarioResult::goals);
    read_estimates(file, {"difference", "difference_low", "difference_high"}, scenarios, targets, &ScenarioResult::difference);
    read_numbers(file, "joint", scenarios, targets * targets, &ScenarioResult::joint);
    read_numbers(file, "targets_reached", scenarios, targets + 1, &ScenarioResult::targets_reached);
    read_numbers(file, "given_target", scenarios, targets * layout.indicators.size(), &ScenarioResult::given_target);
    read_indicators(file, scenarios, layout.years.size() * layout.indicators.size());
    read_variables(file, scenarios, layout.periods.size() * layout.variables.size());
    read_errors(file, layout, scenarios);
    read_convergence(file, scenarios, targets, checkpoints);
    return scenarios;
}

ResultSet result_set_of(const FileImage& image) { return result_set_of(image, dataset_table()); }

ResultSet result_set_of(const FileImage& image, const std::vector<DatasetEntry>& table) {
    const ImageReader reader(image, table);
    ResultSet results;
    results.layout = layout_of(reader);
    for (const std::int64_t paths : reader.array<std::int64_t>("checkpoint")) {
        results.checkpoints.push_back(static_cast<std::uint64_t>(paths));
    }
    results.scenarios = scenarios_of(reader, results.layout, results.checkpoints.size());
    results.provenance = provenance_of(reader, image);
    results.kept = kept_paths_of(reader, image);
    return results;
}

}  // namespace yuce::results
