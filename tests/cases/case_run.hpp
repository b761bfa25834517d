// Runs a batch of the tests folder or the shipped ones through the same path as the program.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "results/file.hpp"
#include "results/result_set.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::testing {

inline std::string source_path(const std::string& relative) { return std::string(YUCE_SOURCE_DIR) + "/" + relative; }

inline scenarios::RunPlan load(const std::string& relative, const scenarios::Overrides& overrides = {}) {
    Diagnostics diagnostics;
    auto plan = scenarios::load_batch(source_path(relative), overrides, diagnostics);
    if (!plan || diagnostics.has_errors()) throw std::runtime_error(diagnostics.render());
    return std::move(*plan);
}

inline results::ResultSet run_case(const std::string& relative, const scenarios::Overrides& overrides = {},
                                   const scenarios::ExecutionOptions& execution = {}) {
    return scenarios::run_batch(load(relative, overrides), execution);
}

inline std::size_t index_of(const std::vector<results::Item>& items, const std::string& id) {
    for (std::size_t k = 0; k < items.size(); ++k) {
        if (items[k].id == id) return k;
    }
    throw std::runtime_error("no item " + id);
}
inline std::size_t target_index(const results::ResultSet& r, const std::string& id) {
    for (std::size_t k = 0; k < r.layout.targets.size(); ++k) {
        if (r.layout.targets[k].id == id) return k;
    }
    throw std::runtime_error("no target " + id);
}
inline std::size_t goal_index(const results::ResultSet& r, const std::string& id) {
    for (std::size_t k = 0; k < r.layout.goals.size(); ++k) {
        if (r.layout.goals[k].id == id) return k;
    }
    throw std::runtime_error("no goal " + id);
}
// Of an indicator in the n-th whole year.
inline const results::Distribution& indicator(const results::ResultSet& r, const std::string& scenario, const std::string& id,
                                              std::size_t year = 0) {
    const auto& of = r.scenarios[index_of(r.layout.scenarios, scenario)];
    return of.indicators[year * r.layout.indicators.size() + index_of(r.layout.indicators, id)];
}
inline const results::Distribution& variable(const results::ResultSet& r, const std::string& scenario, const std::string& id,
                                             std::size_t period) {
    const auto& of = r.scenarios[index_of(r.layout.scenarios, scenario)];
    return of.variables[period * r.layout.variables.size() + index_of(r.layout.variables, id)];
}
inline double probability(const results::ResultSet& r, const std::string& scenario, const std::string& target) {
    return r.scenarios[index_of(r.layout.scenarios, scenario)].probability[target_index(r, target)].value;
}

// Standard error of a share p of n paths.
inline double share_error(double p, double n) { return std::sqrt(p * (1 - p) / n); }

}  // namespace yuce::testing
