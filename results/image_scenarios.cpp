#include "results/image_builder.hpp"

namespace yuce::results {
namespace {

// All scenarios' parts, one after the other: `part` appends a scenario's.
template <class T, class Part>
void add_by_scenario(ImageBuilder& image, const std::string& name, const ResultSet& results, Part part) {
    std::vector<T> all;
    for (const ScenarioResult& scenario : results.scenarios) part(scenario, all);
    image.add(name, std::move(all));
}

void add_estimates(ImageBuilder& image, const std::vector<std::string>& names, const ResultSet& results,
                   std::vector<Estimate> ScenarioResult::*estimates) {
    constexpr double Estimate::*fields[] = {&Estimate::value, &Estimate::low, &Estimate::high};
    for (std::size_t k = 0; k < 3; ++k) {
        add_by_scenario<double>(image, names[k], results, [&](const ScenarioResult& s, std::vector<double>& all) {
            for (const Estimate& e : s.*estimates) all.push_back(e.*fields[k]);
        });
    }
}

void add_counts(ImageBuilder& image, const std::string& name, const ResultSet& results,
                std::vector<std::uint64_t> ScenarioResult::*counts) {
    add_by_scenario<std::int64_t>(image, name, results, [&](const ScenarioResult& s, std::vector<std::int64_t>& all) {
        all.insert(all.end(), (s.*counts).begin(), (s.*counts).end());
    });
}

void add_numbers(ImageBuilder& image, const std::string& name, const ResultSet& results,
                 std::vector<double> ScenarioResult::*numbers) {
    add_by_scenario<double>(image, name, results, [&](const ScenarioResult& s, std::vector<double>& all) {
        all.insert(all.end(), (s.*numbers).begin(), (s.*numbers).end());
    });
}

using Distributions = std::vector<Distribution> ScenarioResult::*;

void add_moment(ImageBuilder& image, const std::string& name, const ResultSet& results, Distributions of,
                double Distribution::*moment) {
    add_by_scenario<double>(image, name, results, [&](const ScenarioResult& s, std::vector<double>& all) {
        for (const Distribution& d : s.*of) all.push_back(d.*moment);
    });
}

template <class Stored, class T>
void add_list(ImageBuilder& image, const std::string& name, const ResultSet& results, Distributions of,
              std::vector<T> Distribution::*list) {
    add_by_scenario<Stored>(image, name, results, [&](const ScenarioResult& s, std::vector<Stored>& all) {
        for (const Distribution& d : s.*of) all.insert(all.end(), (d.*list).begin(), (d.*list).end());
    });
}

void add_errors(ImageBuilder& image, const ResultSet& results) {
    constexpr Distributions yearly = &ScenarioResult::indicators, periodic = &ScenarioResult::variables;
    if (results.layout.quantiles == Quantiles::exact) return;
    add_list<double>(image, "quantile_error", results, yearly, &Distribution::quantile_error);
    add_list<std::int64_t>(image, "histogram_error", results, yearly, &Distribution::histogram_error);
    add_list<double>(image, "variable_quantile_error", results, periodic, &Distribution::quantile_error);
}

void add_distributions(ImageBuilder& image, const ResultSet& results) {
    constexpr Distributions yearly = &ScenarioResult::indicators, periodic = &ScenarioResult::variables;
    add_moment(image, "mean", results, yearly, &Distribution::mean);
    add_moment(image, "mean_error", results, yearly, &Distribution::mean_error);
    add_moment(image, "sd", results, yearly, &Distribution::sd);
    add_moment(image, "skewness", results, yearly, &Distribution::skewness);
    add_moment(image, "kurtosis", results, yearly, &Distribution::kurtosis);
    add_moment(image, "minimum", results, yearly, &Distribution::minimum);
    add_moment(image, "maximum", results, yearly, &Distribution::maximum);
    add_list<double>(image, "quantiles", results, yearly, &Distribution::quantiles);
    add_list<std::int64_t>(image, "histogram", results, yearly, &Distribution::histogram);
    add_list<double>(image, "histogram_edges", results, yearly, &Distribution::histogram_edges);
    add_errors(image, results);
    add_moment(image, "variable_mean", results, periodic, &Distribution::mean);
    add_moment(image, "variable_sd", results, periodic, &Distribution::sd);
    add_list<double>(image, "variable_quantiles", results, periodic, &Distribution::quantiles);
}

void add_convergence(ImageBuilder& image, const ResultSet& results) {
    constexpr double Estimate::*fields[] = {&Estimate::value, &Estimate::low, &Estimate::high};
    const char* const names[] = {"convergence", "convergence_low", "convergence_high"};
    for (std::size_t k = 0; k < 3; ++k) {
        add_by_scenario<double>(image, names[k], results, [&](const ScenarioResult& s, std::vector<double>& all) {
            for (std::size_t t = 0; t < results.layout.targets.size(); ++t) {
                for (const std::vector<Estimate>& checkpoint : s.convergence) all.push_back(checkpoint.at(t).*fields[k]);
            }
        });
    }
}

void add_targets_of_scenarios(ImageBuilder& image, const ResultSet& results) {
    add_estimates(image, {"probability", "probability_low", "probability_high"}, results, &ScenarioResult::probability);
    add_estimates(image, {"probability_strict", "probability_strict_low", "probability_strict_high"}, results,
                  &ScenarioResult::strict);
    add_estimates(image, {"goal_probability", "goal_low", "goal_high"}, results, &ScenarioResult::goals);
    add_estimates(image, {"difference", "difference_low", "difference_high"}, results, &ScenarioResult::difference);
    add_counts(image, "hits", results, &ScenarioResult::hits);
    add_counts(image, "hits_strict", results, &ScenarioResult::hits_strict);
    add_numbers(image, "joint", results, &ScenarioResult::joint);
    add_numbers(image, "targets_reached", results, &ScenarioResult::targets_reached);
    add_numbers(image, "given_target", results, &ScenarioResult::given_target);
    image.add("paths_used", gather(results.scenarios, [](const auto& s) { return static_cast<std::int64_t>(s.paths_used); }));
    image.add("paths_failed", gather(results.scenarios, [](const auto& s) { return static_cast<std::int64_t>(s.paths_failed); }));
    add_convergence(image, results);
}

void add_failures(ImageBuilder& image, const ResultSet& results) {
    std::vector<std::string> scenario, what, period;
    std::vector<std::int64_t> paths;
    for (std::size_t s = 0; s < results.scenarios.size(); ++s) {
        for (const FailureCount& f : results.scenarios[s].failures) {
            scenario.push_back(results.layout.scenarios[s].id);
            what.push_back(f.what);
            period.push_back(f.period);
            paths.push_back(static_cast<std::int64_t>(f.paths));
        }
    }
    image.add("failures/failure", count_up(paths.size(), 1));
    image.add("failures/failed_scenario", std::move(scenario));
    image.add("failures/failed_in", std::move(what));
    image.add("failures/failed_period", std::move(period));
    image.add("failures/failed_paths", std::move(paths));
}

}  // namespace

void add_scenarios(ImageBuilder& image, const ResultSet& results) {
    add_targets_of_scenarios(image, results);
    add_distributions(image, results);
    add_failures(image, results);
}

}  // namespace yuce::results
