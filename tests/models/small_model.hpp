// Small models written in the test, compiled and run without files.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/run.hpp"
#include "models/compile.hpp"
#include "models/model.hpp"

namespace yuce::models::testing {

inline Place place_of(const std::string& name, const std::string& text) {
    return {std::make_shared<SourceText>(SourceText{name, text}), 1, 1};
}
inline ExpressionText expression_of(const std::string& text) { return {text, place_of("expression", text)}; }

inline engine::Law law_of(const char* name, const std::map<std::string, double>& numbers) {
    engine::Law law;
    const engine::LawEntry* entry = engine::find_law(name);
    law.kind = entry->kind;
    for (const engine::LawKey& key : entry->keys) {
        if (key.list) continue;
        const auto given = numbers.find(std::string(key.name));
        law.numbers.push_back(given != numbers.end() ? given->second : key.fallback);
    }
    return law;
}

// Builds a ModelSpec piece by piece.
struct SpecBuilder {
    ModelSpec spec;
    explicit SpecBuilder(const std::string& equations, const std::string& annual = {}, Frequency frequency = Frequency::quarterly) {
        spec.id = "small";
        spec.frequency = frequency;
        spec.source = std::make_shared<SourceText>(SourceText{"small.toml", ""});
        spec.equations = {equations, place_of("equations", equations)};
        if (!annual.empty()) spec.annual = ExpressionText{annual, place_of("annual", annual)};
    }
    SpecBuilder& parameter(const std::string& id, ParameterValue value, const std::string& group = {}) {
        ParameterSpec entry;
        entry.id = id;
        entry.place = place_of("parameters", id);
        entry.group = group;
        entry.value = std::move(value);
        spec.parameters.push_back(std::move(entry));
        return *this;
    }
    SpecBuilder& exogenous(const std::string& id, std::vector<double> values, std::optional<int> first = {}) {
        ExogenousSpec entry;
        entry.id = id;
        entry.place = place_of("exogenous", id);
        entry.values = std::move(values);
        entry.first = first;
        spec.exogenous.push_back(std::move(entry));
        return *this;
    }
    SpecBuilder& shock(const std::string& id, engine::Law law, Per per = Per::period, const std::string& group = {}) {
        ShockSpec entry;
        entry.id = id;
        entry.place = place_of("shocks", id);
        entry.law = std::move(law);
        entry.per = per;
        entry.group = group;
        spec.shocks.push_back(std::move(entry));
        return *this;
    }
    SpecBuilder& event(EventSpec entry, const std::string& id) {
        entry.id = id;
        entry.place = place_of("events", id);
        spec.events.push_back(std::move(entry));
        return *this;
    }
    SpecBuilder& initial(const std::string& id, const std::vector<double>& values, bool single = false) {
        InitialSpec entry;
        entry.id = id;
        entry.place = place_of("initial", id);
        for (const double value : values) entry.values.emplace_back(value);
        entry.single = single;
        spec.initial.push_back(std::move(entry));
        return *this;
    }
    SpecBuilder& correlate(const std::string& a, const std::string& b, double value) {
        spec.correlations.push_back({a, b, value, place_of("correlations", a + b), false});
        return *this;
    }
};

inline Model bind(const SpecBuilder& builder) {
    Diagnostics diagnostics;
    auto model = Model::bind(builder.spec, nullptr, diagnostics);
    if (!model || diagnostics.has_errors()) throw std::runtime_error(diagnostics.render());
    return std::move(*model);
}

inline Horizon quarters(int first_year, int years) {
    return {Frequency::quarterly, period_index(Frequency::quarterly, first_year, 1), 4 * years};
}

// All paths of chosen nodes of one scenario, by name: series[name][period][path], indicators[name][year][path].
struct Simulated {
    std::map<std::string, std::vector<std::vector<double>>> series, indicators;
    std::vector<std::uint32_t> failures;
    std::vector<engine::Check> checks;
};

Simulated simulate(const Model& model, const Horizon& horizon, const Assumptions& assumptions, std::size_t paths,
                   std::uint64_t seed = 1);

}  // namespace yuce::models::testing
