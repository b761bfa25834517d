#include "scenarios/replay_at.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "engine/diagnostics.hpp"
#include "engine/error.hpp"
#include "engine/graph.hpp"
#include "engine/program.hpp"
#include "engine/version.hpp"
#include "scenarios/compile_scenario.hpp"
#include "scenarios/design.hpp"

namespace yuce::scenarios {
namespace {

// "growth@2025:p05": indicator, year, level.
struct Asked {
    std::size_t indicator = 0, year = 0;
    double level = 0;
};

[[noreturn]] void refuse(const std::string& at, const std::string& why, const std::string& advice) {
    throw Error(ErrorKind::input, "--at " + at + ": " + why, "", advice);
}

double level_of(const std::string& at, const std::string& text) {
    char* end = nullptr;
    const double percent = text.size() > 1 && text[0] == 'p' ? std::strtod(text.c_str() + 1, &end) : -1;
    if (end == nullptr || *end != '\0' || !(percent >= 0 && percent <= 100)) {
        refuse(at, "expected a quantile after the colon, in percent", "for example growth:p05, or growth@2025:p97.5");
    }
    return percent / 100;
}

std::size_t year_of(const std::string& at, const std::string& text, const std::vector<int>& years) {
    if (text.empty() && years.size() == 1) return 0;
    std::vector<std::string> names;
    std::string list;
    for (const int year : years) {
        names.push_back(std::to_string(year));
        list += (list.empty() ? "" : ", ") + names.back();
    }
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        refuse(at, text.empty() ? "there are several years" : "there is no year " + text,
               "name one of " + list + ": growth@" + names.back() + ":p05");
    }
    return static_cast<std::size_t>(found - names.begin());
}

Asked parse(const std::string& at, const results::Layout& layout) {
    const std::size_t colon = at.find(':'), sign = at.find('@');
    if (colon == std::string::npos) refuse(at, "expected INDICATOR:pLEVEL", "for example growth:p05, or growth@2025:p97.5");
    const bool with_year = sign != std::string::npos && sign < colon;
    const std::string id = at.substr(0, with_year ? sign : colon);
    const std::string year = with_year ? at.substr(sign + 1, colon - sign - 1) : std::string();
    std::vector<std::string> ids;
    for (const results::Item& item : layout.indicators) ids.push_back(item.id);
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (layout.years.empty()) refuse(at, "the results have no yearly figures", "give the path's number with --path");
    if (found == ids.end()) refuse(at, "there is no indicator '" + id + "'", nearest_or_known(id, ids));
    return {static_cast<std::size_t>(found - ids.begin()), year_of(at, year, layout.years), level_of(at, at.substr(colon + 1))};
}

// The values of the first output by path; NaN where the path failed.
class Values : public engine::BlockObserver {
public:
    explicit Values(std::uint64_t paths) : values_(paths) {}
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        const double* from = view.output(0, 0);
        for (std::size_t k = 0; k < view.paths; ++k) {
            values_[view.first_path + k] = view.failure(0)[k] == 0 ? from[k] : std::nan("");
        }
        return nullptr;
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}
    const std::vector<double>& values() const { return values_; }

private:
    std::vector<double> values_;
};

// Type 7, as the results'.
double quantile_of(const std::vector<double>& sorted, double level) {
    const double place = level * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(below);
    if (part == 0) return sorted[below];
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

bool close(double a, double b) { return a == b || std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

// Against what the file says of the indicator.
void compare(const results::ResultSet& results, const results::ScenarioResult& scenario, const results::Distribution& stored,
             const std::vector<double>& sorted, const PathAtQuantile& at) {
    if (sorted.size() != scenario.paths_used) refuse_unequal(results, "the number of paths that count");
    if (sorted.front() != stored.minimum || sorted.back() != stored.maximum)
        refuse_unequal(results, "the range of " + at.indicator);
    for (std::size_t q = 0; q < results::quantile_levels.size(); ++q) {
        if (std::abs(results::quantile_levels[q] - at.level) > 1e-12 || results.layout.quantiles != results::Quantiles::exact)
            continue;
        if (!close(stored.quantiles[q], at.quantile)) refuse_unequal(results, "the quantile of " + at.indicator);
    }
}

}  // namespace

void refuse_unequal(const results::ResultSet& results, const std::string& what) {
    throw Error(ErrorKind::input, what + " is not what it was in the run of batch '" + results.layout.batch_id + "'",
                "a path of this simulation would not be a path of those results",
                "the results are of version " + results.provenance.engine_version + ", this program is " + engine::version +
                    ": use that version, or run the batch again");
}

FoundPath find_path_at(const results::ResultSet& results, const RunPlan& plan, std::size_t scenario, const std::string& at,
                       const ExecutionOptions& options) {
    const Asked asked = parse(at, results.layout);
    engine::Graph graph;
    models::CompiledScenario compiled = compile_scenario(graph, plan, scenario);
    std::vector<engine::ScenarioOutputs> outputs(1);
    outputs[0].outputs = {compiled.indicators[asked.year][asked.indicator]};
    outputs[0].checks = std::move(compiled.checks);
    const engine::Program program = engine::Program::lower(graph, std::move(outputs));
    Values values(plan.layout.paths);
    const engine::Design design = design_of(plan);
    engine::run(program, run_options(plan, options, design), values);

    std::vector<double> sorted;
    std::copy_if(values.values().begin(), values.values().end(), std::back_inserter(sorted),
                 [](double x) { return !std::isnan(x); });
    if (sorted.empty()) throw Error(ErrorKind::input, "--at " + at + ": every path of the scenario failed");
    std::sort(sorted.begin(), sorted.end());
    FoundPath found;
    found.at = {results.layout.indicators[asked.indicator].id, results.layout.years[asked.year], asked.level,
                quantile_of(sorted, asked.level), 0};
    const results::ScenarioResult& stored = results.scenarios[scenario];
    compare(results, stored, stored.indicators[asked.year * results.layout.indicators.size() + asked.indicator], sorted,
            found.at);
    double nearest = std::numeric_limits<double>::infinity();
    for (std::uint64_t path = 0; path < values.values().size(); ++path) {
        const double distance = std::abs(values.values()[path] - found.at.quantile);
        if (!(distance < nearest)) continue;
        nearest = distance;
        found.path = path;
    }
    found.at.value = values.values()[found.path];
    return found;
}

}  // namespace yuce::scenarios
