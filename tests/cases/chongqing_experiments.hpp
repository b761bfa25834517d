// Experiments with the Chongqing model: assumptions beside those of the plan, and means of what they change.
#pragma once

#include <cmath>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "models/model.hpp"
#include "tests/cases/case_run.hpp"
#include "tests/cases/path_values.hpp"

namespace yuce::testing {

inline const scenarios::RunPlan& chongqing() {
    static const scenarios::RunPlan plan = load("scenarios/chongqing-2025/batch.toml");
    return plan;
}

// Assumptions built up step by step. Quarters count from 0, the first of the horizon.
class Experiment {
public:
    const models::Assumptions& assumptions() const { return assumptions_; }
    PathValues run(std::size_t paths) const { return simulate_paths(chongqing(), assumptions_, paths); }

    Experiment& no_events() {
        for (const models::EventSpec& event : chongqing().model.spec().events) probability(event.id, 0);
        return *this;
    }
    Experiment& probability(const std::string& id, double p) {
        event(id).probability = p;
        return *this;
    }
    Experiment& severity(const std::string& id, double value) {
        event(id).severity = value;
        return *this;
    }
    Experiment& only_in_quarter(const std::string& id, int quarter) {
        event(id).timing = std::vector{std::pair{models::PeriodPattern{quarter, std::nullopt}, 1.0}};
        return *this;
    }
    Experiment& shift(const std::string& shock, std::size_t quarter, double size) {
        adjustment(shock).shift[quarter] += size;
        return *this;
    }
    Experiment& scale(const std::string& shock, double factor) {
        for (double& scale : adjustment(shock).scale) scale = factor;
        return *this;
    }
    Experiment& set(const std::string& exogenous, std::vector<double> path) {
        assumptions_.exogenous[exogenous] = {chongqing().horizon.first, std::move(path)};
        return *this;
    }
    Experiment& parameter(const std::string& id, double value) {
        assumptions_.parameters[id] = value;
        return *this;
    }
    Experiment& freeze(const std::string& group) {
        assumptions_.frozen.insert(group);
        return *this;
    }

private:
    models::EventSpec& event(const std::string& id) {
        const auto found = assumptions_.events.find(id);
        if (found != assumptions_.events.end()) return found->second;
        for (const models::EventSpec& spec : chongqing().model.spec().events) {
            if (spec.id == id) return assumptions_.events.emplace(id, spec).first->second;
        }
        throw std::runtime_error("no event " + id);
    }
    models::ShockAdjustment& adjustment(const std::string& id) {
        const auto quarters = static_cast<std::size_t>(chongqing().horizon.count);
        const models::ShockAdjustment unchanged{std::vector<double>(quarters, 0.0), std::vector<double>(quarters, 1.0)};
        return assumptions_.shocks.emplace(id, unchanged).first->second;
    }

    models::Assumptions assumptions_;
};

inline double mean_of(const std::vector<double>& x) {
    double sum = 0;
    for (const double v : x) sum += v;
    return sum / static_cast<double>(x.size());
}

inline double mean_difference(const PathValues& changed, const PathValues& reference, const std::string& indicator) {
    return mean_of(changed.indicators.at(indicator).at(0)) - mean_of(reference.indicators.at(indicator).at(0));
}

inline std::vector<std::string> structural_shocks() {
    std::vector<std::string> ids;
    for (const models::ShockSpec& shock : chongqing().model.spec().shocks) {
        if (shock.group == "structural") ids.push_back(shock.id);
    }
    return ids;
}

}  // namespace yuce::testing
