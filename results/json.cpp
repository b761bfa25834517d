// PRODUCT.md's `run --json` by hand: the schema is small and the numbers' form is ours.

#include <cmath>
#include <string>

#include "results/json_text.hpp"
#include "results/report_text.hpp"

namespace yuce::results {
namespace {

// Short names for what this file is made of.
template <class T>
std::string number(T value) {
    return json_number(value);
}
std::string quoted(const std::string& text) { return json_quoted(text); }
JsonList object() { return json_object(); }
JsonList array() { return json_array(); }

std::string targets_of(const Layout& layout, const ScenarioResult& s) {
    JsonList all = array();
    for (std::size_t t = 0; t < layout.targets.size(); ++t) {
        const Target& target = layout.targets[t];
        all.add(object()
                    .add("id", quoted(target.id))
                    .add("indicator", quoted(target.indicator))
                    .add("year", number(target.year))
                    .add("probability", number(s.probability[t].value))
                    .add("low", number(s.probability[t].low))
                    .add("high", number(s.probability[t].high))
                    .add("strict", number(s.strict[t].value))
                    .add("hits", number(s.hits[t]))
                    .text());
    }
    return all.text();
}

std::string not_assessed_of(const Layout& layout) {
    JsonList all = array();
    for (const NotAssessed& n : layout.not_assessed)
        all.add(object().add("id", quoted(n.id)).add("reason", quoted(n.reason)).text());
    return all.text();
}

std::string goals_of(const Layout& layout, const ScenarioResult& s) {
    JsonList all = array();
    for (std::size_t g = 0; g < layout.goals.size(); ++g) {
        all.add(object()
                    .add("id", quoted(layout.goals[g].id))
                    .add("probability", number(s.goals[g].value))
                    .add("low", number(s.goals[g].low))
                    .add("high", number(s.goals[g].high))
                    .add("members", number(std::uint64_t{layout.goals[g].members}))
                    .add("assessed", number(std::uint64_t{layout.goals[g].targets.size()}))
                    .text());
    }
    return all.text();
}

// "0.05": levels with two decimals.
std::string level_name(double level) {
    const int hundredths = static_cast<int>(std::lround(level * 100));
    return "0." + std::string(hundredths < 10 ? "0" : "") + std::to_string(hundredths);
}

std::string by_level(const std::vector<double>& values) {
    JsonList all = object();
    for (std::size_t q = 0; q < quantile_levels.size(); ++q) all.add(level_name(quantile_levels[q]), number(values[q]));
    return all.text();
}

std::string indicators_of(const Layout& layout, const ScenarioResult& s) {
    JsonList all = array();
    for (std::size_t y = 0; y < layout.years.size(); ++y) {
        for (std::size_t i = 0; i < layout.indicators.size(); ++i) {
            const Distribution& d = s.indicators[y * layout.indicators.size() + i];
            JsonList one = object();
            one.add("id", quoted(layout.indicators[i].id))
                .add("year", number(layout.years[y]))
                .add("mean", number(d.mean))
                .add("sd", number(d.sd))
                .add("quantiles", by_level(d.quantiles));
            if (!d.quantile_error.empty()) one.add("quantile_error", by_level(d.quantile_error));
            all.add(one.text());
        }
    }
    return all.text();
}

std::string differences_of(const Layout& layout, const ScenarioResult& s) {
    JsonList all = array();
    for (std::size_t t = 0; t < layout.targets.size(); ++t) {
        const Estimate& d = s.difference[t];
        all.add(object()
                    .add("id", quoted(layout.targets[t].id))
                    .add("difference", number(d.value))
                    .add("low", number(d.low))
                    .add("high", number(d.high))
                    .text());
    }
    return all.text();
}

}  // namespace

std::string json(const ResultSet& results) {
    const Layout& layout = results.layout;
    JsonList scenarios = array();
    for (std::size_t k = 0; k < layout.scenarios.size(); ++k) {
        const ScenarioResult& s = results.scenarios[k];
        scenarios.add(object()
                          .add("id", quoted(layout.scenarios[k].id))
                          .add("targets", targets_of(layout, s))
                          .add("not_assessed", not_assessed_of(layout))
                          .add("goals", goals_of(layout, s))
                          .add("indicators", indicators_of(layout, s))
                          .add("differences", differences_of(layout, s))
                          .add("paths_used", number(s.paths_used))
                          .add("paths_failed", number(s.paths_failed))
                          .text());
    }
    return object()
        .add("batch", quoted(layout.batch_id))
        .add("paths", number(layout.paths))
        .add("seed", number(layout.seed))
        .add("digest", quoted(results.digest))
        .add("scenarios", scenarios.text())
        .text();
}

}  // namespace yuce::results
