#include <string>

#include "results/export_table.hpp"
#include "results/target.hpp"

namespace yuce::results {
namespace {

using R = ResultSet;
using Row = ExportRow;
using Cell = ExportCell;
using Columns = std::vector<ExportColumn>;

Columns operator+(Columns first, const Columns& rest) {
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

Cell count(std::uint64_t n) { return n; }
const ScenarioResult& of(const R& r, const Row& x) { return r.scenarios[x.scenario]; }
const Item& scenario(const R& r, const Row& x) { return r.layout.scenarios[x.scenario]; }
const Item& indicator(const R& r, const Row& x) { return r.layout.indicators[x.indicator]; }
const Item& variable(const R& r, const Row& x) { return r.layout.variables[x.variable]; }
const Target& target(const R& r, const Row& x) { return r.layout.targets[x.target]; }
const Goal& goal(const R& r, const Row& x) { return r.layout.goals[x.goal]; }
const Distribution& yearly(const R& r, const Row& x) {
    return of(r, x).indicators[x.year * r.layout.indicators.size() + x.indicator];
}
const Distribution& periodic(const R& r, const Row& x) {
    return of(r, x).variables[x.period * r.layout.variables.size() + x.variable];
}
// Of streaming quantiles; exact ones state none.
template <class T>
T error_at(const std::vector<T>& errors, std::size_t index) {
    return errors.empty() ? T{0} : errors[index];
}
std::size_t failures_of(const R& r, const Row& x) { return of(r, x).failures.size(); }
const FailureCount& failure(const R& r, const Row& x) { return of(r, x).failures[x.entry]; }

// clang-format off
const Columns scenario_id = {
    {"scenario", "text", "id of the scenario", [](const R& r, const Row& x) -> Cell { return scenario(r, x).id; }}};
const Columns scenario_names = scenario_id + Columns{
    {"scenario_name_en", "text", "its English name", [](const R& r, const Row& x) -> Cell { return scenario(r, x).name.en; }},
    {"scenario_name_zh", "text", "its Chinese name", [](const R& r, const Row& x) -> Cell { return scenario(r, x).name.zh; }}};
const Columns target_id = {
    {"target", "text", "id of the target", [](const R& r, const Row& x) -> Cell { return target(r, x).id; }}};
const Columns target_names = target_id + Columns{
    {"target_name_en", "text", "its English name", [](const R& r, const Row& x) -> Cell { return target(r, x).name.en; }},
    {"target_name_zh", "text", "its Chinese name", [](const R& r, const Row& x) -> Cell { return target(r, x).name.zh; }}};
const Columns target_asks = {
    {"indicator", "text", "id of the indicator it speaks of", [](const R& r, const Row& x) -> Cell { return target(r, x).indicator; }},
    {"year", "count", "year in which it is assessed", [](const R& r, const Row& x) -> Cell { return std::int64_t{target(r, x).year}; }},
    {"comparator", "text", "ge, le, positive, eq or approx", [](const R& r, const Row& x) -> Cell { return std::string(name_of(target(r, x).comparator)); }},
    {"side", "text", "of approx: both, at_least or at_most", [](const R& r, const Row& x) -> Cell { return std::string(name_of(target(r, x).side)); }},
    {"value", "number", "the value wanted, in the target's unit", [](const R& r, const Row& x) -> Cell { return target(r, x).value; }},
    {"tolerance", "number", "of approx: the half width, in the target's unit", [](const R& r, const Row& x) -> Cell { return target(r, x).tolerance; }},
    {"unit", "text", "unit of the target", [](const R& r, const Row& x) -> Cell { return target(r, x).unit; }},
    {"class", "text", "class of the target", [](const R& r, const Row& x) -> Cell { return target(r, x).target_class; }}};
const Columns goal_names = {
    {"goal", "text", "id of the goal", [](const R& r, const Row& x) -> Cell { return goal(r, x).id; }},
    {"goal_name_en", "text", "its English name", [](const R& r, const Row& x) -> Cell { return goal(r, x).name.en; }},
    {"goal_name_zh", "text", "its Chinese name", [](const R& r, const Row& x) -> Cell { return goal(r, x).name.zh; }}};
const Columns indicator_id = {
    {"indicator", "text", "id of the indicator", [](const R& r, const Row& x) -> Cell { return indicator(r, x).id; }}};
const Columns indicator_unit = {
    {"unit", "text", "unit of the indicator", [](const R& r, const Row& x) -> Cell { return indicator(r, x).unit; }}};
const Columns indicator_names = indicator_id + Columns{
    {"indicator_name_en", "text", "its English name", [](const R& r, const Row& x) -> Cell { return indicator(r, x).name.en; }},
    {"indicator_name_zh", "text", "its Chinese name", [](const R& r, const Row& x) -> Cell { return indicator(r, x).name.zh; }}} + indicator_unit;
const Columns variable_names = {
    {"variable", "text", "id of the variable", [](const R& r, const Row& x) -> Cell { return variable(r, x).id; }},
    {"variable_name_en", "text", "its English name", [](const R& r, const Row& x) -> Cell { return variable(r, x).name.en; }},
    {"variable_name_zh", "text", "its Chinese name", [](const R& r, const Row& x) -> Cell { return variable(r, x).name.zh; }},
    {"unit", "text", "unit of the variable", [](const R& r, const Row& x) -> Cell { return variable(r, x).unit; }}};
const Columns year = {
    {"year", "count", "calendar year", [](const R& r, const Row& x) -> Cell { return std::int64_t{r.layout.years[x.year]}; }}};
const Columns period = {
    {"period", "text", "period: 2025, 2025Q1 or 2025M01", [](const R& r, const Row& x) -> Cell { return r.layout.periods[x.period]; }}};
const Columns quantile = {
    {"quantile", "number", "level of the quantile, 0 to 1", [](const R&, const Row& x) -> Cell { return quantile_levels[x.quantile]; }}};

const Columns run_columns = {
    {"batch", "text", "id of the batch", [](const R& r, const Row&) -> Cell { return r.layout.batch_id; }},
    {"batch_name_en", "text", "its English name", [](const R& r, const Row&) -> Cell { return r.layout.batch_name.en; }},
    {"batch_name_zh", "text", "its Chinese name", [](const R& r, const Row&) -> Cell { return r.layout.batch_name.zh; }},
    {"paths", "count", "paths a scenario", [](const R& r, const Row&) -> Cell { return count(r.layout.paths); }},
    {"seed", "count", "seed of the random numbers", [](const R& r, const Row&) -> Cell { return count(r.layout.seed); }},
    {"sampling", "text", "sampling design", [](const R& r, const Row&) -> Cell { return r.layout.sampling; }},
    {"quantiles", "text", "exact, or streaming: within the errors that quantiles and histograms state", [](const R& r, const Row&) -> Cell { return std::string(name_of(r.layout.quantiles)); }},
    {"reference", "text", "id of the scenario that differences are to", [](const R& r, const Row&) -> Cell { return r.layout.scenarios[r.layout.reference].id; }},
    {"max_failed", "number", "share of failed paths above which the results are marked", [](const R& r, const Row&) -> Cell { return r.layout.max_failed; }},
    {"too_many_failed", "count", "1 when more paths failed: do not quote these results", [](const R& r, const Row&) -> Cell { return std::int64_t{r.too_many_failed() ? 1 : 0}; }},
    {"overrides", "text", "what the command line changed; empty: nothing", [](const R& r, const Row&) -> Cell { return r.provenance.overrides; }},
    {"engine_version", "text", "version of the program that ran", [](const R& r, const Row&) -> Cell { return r.provenance.engine_version; }},
    {"digest", "text", "digest of the results file", [](const R& r, const Row&) -> Cell { return r.digest; }}};

const Columns probability_columns = {
    {"probability", "number", "share of paths that meet the target, 0 to 1", [](const R& r, const Row& x) -> Cell { return of(r, x).probability[x.target].value; }},
    {"low", "number", "lower end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).probability[x.target].low; }},
    {"high", "number", "upper end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).probability[x.target].high; }},
    {"strict", "number", "share of paths that meet the target read strictly", [](const R& r, const Row& x) -> Cell { return of(r, x).strict[x.target].value; }},
    {"strict_low", "number", "lower end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).strict[x.target].low; }},
    {"strict_high", "number", "upper end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).strict[x.target].high; }},
    {"hits", "count", "paths that meet the target", [](const R& r, const Row& x) -> Cell { return count(of(r, x).hits[x.target]); }},
    {"hits_strict", "count", "paths that meet the target read strictly", [](const R& r, const Row& x) -> Cell { return count(of(r, x).hits_strict[x.target]); }},
    {"paths_used", "count", "paths that count", [](const R& r, const Row& x) -> Cell { return count(of(r, x).paths_used); }}};
const Columns goal_columns = {
    {"members", "count", "targets in the goal", [](const R& r, const Row& x) -> Cell { return count(goal(r, x).members); }},
    {"assessed", "count", "of them assessed", [](const R& r, const Row& x) -> Cell { return count(goal(r, x).targets.size()); }},
    {"probability", "number", "share of paths that meet every assessed member, 0 to 1", [](const R& r, const Row& x) -> Cell { return of(r, x).goals[x.goal].value; }},
    {"low", "number", "lower end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).goals[x.goal].low; }},
    {"high", "number", "upper end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).goals[x.goal].high; }}};
const Columns difference_columns = {
    {"difference", "number", "probability minus that of the reference, on the same paths", [](const R& r, const Row& x) -> Cell { return of(r, x).difference[x.target].value; }},
    {"low", "number", "lower end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).difference[x.target].low; }},
    {"high", "number", "upper end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).difference[x.target].high; }}};
const Columns moment_columns = {
    {"mean", "number", "mean", [](const R& r, const Row& x) -> Cell { return yearly(r, x).mean; }},
    {"mean_error", "number", "standard error of the mean", [](const R& r, const Row& x) -> Cell { return yearly(r, x).mean_error; }},
    {"sd", "number", "standard deviation, divided by n - 1", [](const R& r, const Row& x) -> Cell { return yearly(r, x).sd; }},
    {"skewness", "number", "skewness", [](const R& r, const Row& x) -> Cell { return yearly(r, x).skewness; }},
    {"kurtosis", "number", "excess kurtosis", [](const R& r, const Row& x) -> Cell { return yearly(r, x).kurtosis; }},
    {"minimum", "number", "smallest value", [](const R& r, const Row& x) -> Cell { return yearly(r, x).minimum; }},
    {"maximum", "number", "largest value", [](const R& r, const Row& x) -> Cell { return yearly(r, x).maximum; }}};
const Columns histogram_columns = {
    {"bin", "count", "number of the bin, from 0", [](const R&, const Row& x) -> Cell { return count(x.bin); }},
    {"from", "number", "its lower edge", [](const R& r, const Row& x) -> Cell { return yearly(r, x).histogram_edges[x.bin]; }},
    {"to", "number", "its upper edge", [](const R& r, const Row& x) -> Cell { return yearly(r, x).histogram_edges[x.bin + 1]; }},
    {"paths", "count", "paths in the bin", [](const R& r, const Row& x) -> Cell { return count(yearly(r, x).histogram[x.bin]); }},
    {"error", "count", "streaming quantiles: at most so many more or fewer; exact: 0", [](const R& r, const Row& x) -> Cell { return count(error_at(yearly(r, x).histogram_error, x.bin)); }}};
const Columns convergence_columns = {
    {"paths", "count", "so many paths from the first on", [](const R& r, const Row& x) -> Cell { return count(r.checkpoints[x.checkpoint]); }},
    {"probability", "number", "probability after them", [](const R& r, const Row& x) -> Cell { return of(r, x).convergence[x.checkpoint][x.target].value; }},
    {"low", "number", "lower end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).convergence[x.checkpoint][x.target].low; }},
    {"high", "number", "upper end of its 95 % interval", [](const R& r, const Row& x) -> Cell { return of(r, x).convergence[x.checkpoint][x.target].high; }}};
// clang-format on

}  // namespace

// clang-format off
const std::vector<ExportTable>& export_tables() {
    static const std::vector<ExportTable> tables = {
        {"run", "what was run: one row", {}, nullptr, run_columns},
        {"scenarios", "the scenarios", {Axis::scenario}, nullptr, scenario_names + Columns{
            {"story", "text", "what happens in the scenario", [](const R& r, const Row& x) -> Cell { return scenario(r, x).story.en; }},
            {"story_zh", "text", "the same in Chinese where the scenario says it", [](const R& r, const Row& x) -> Cell { return scenario(r, x).story.zh; }},
            {"is_reference", "count", "1 for the scenario that differences are to, else 0", [](const R& r, const Row& x) -> Cell { return std::int64_t{x.scenario == r.layout.reference ? 1 : 0}; }},
            {"paths_used", "count", "paths that count", [](const R& r, const Row& x) -> Cell { return count(of(r, x).paths_used); }},
            {"paths_failed", "count", "paths kept out because a value was not finite or a system had no solution", [](const R& r, const Row& x) -> Cell { return count(of(r, x).paths_failed); }}}},
        {"probabilities", "how likely each target is in each scenario", {Axis::scenario, Axis::target}, nullptr, scenario_names + target_names + target_asks + probability_columns},
        {"goals", "how likely it is that every assessed member of a goal is met", {Axis::scenario, Axis::goal}, nullptr, scenario_names + goal_names + goal_columns},
        {"goal_members", "the assessed targets of each goal", {Axis::goal, Axis::entry}, [](const R& r, const Row& x) { return goal(r, x).targets.size(); }, Columns{
            {"goal", "text", "id of the goal", [](const R& r, const Row& x) -> Cell { return goal(r, x).id; }},
            {"target", "text", "id of a target in it", [](const R& r, const Row& x) -> Cell { return r.layout.targets[goal(r, x).targets[x.entry]].id; }}}},
        {"differences", "each target's probability minus that in the reference", {Axis::scenario, Axis::target}, nullptr, scenario_names + target_names + difference_columns},
        {"not_assessed", "targets that could not be assessed", {Axis::entry}, [](const R& r, const Row&) { return r.layout.not_assessed.size(); }, Columns{
            {"target", "text", "id of the target", [](const R& r, const Row& x) -> Cell { return r.layout.not_assessed[x.entry].id; }},
            {"reason", "text", "why it could not be assessed", [](const R& r, const Row& x) -> Cell { return r.layout.not_assessed[x.entry].reason; }}}},
        {"targets_reached", "how many targets are met", {Axis::scenario, Axis::count}, nullptr, scenario_names + Columns{
            {"count", "count", "number of targets met", [](const R&, const Row& x) -> Cell { return count(x.count); }},
            {"probability", "number", "share of paths that meet exactly so many, 0 to 1", [](const R& r, const Row& x) -> Cell { return of(r, x).targets_reached[x.count]; }}}},
        {"indicators", "the distribution of each yearly figure", {Axis::scenario, Axis::year, Axis::indicator}, nullptr, scenario_names + year + indicator_names + moment_columns},
        {"quantiles", "quantiles of each yearly figure", {Axis::scenario, Axis::year, Axis::indicator, Axis::quantile}, nullptr, scenario_names + year + indicator_names + quantile + Columns{
            {"value", "number", "quantile, interpolated as type 7", [](const R& r, const Row& x) -> Cell { return yearly(r, x).quantiles[x.quantile]; }},
            {"error", "number", "streaming quantiles: the exact one is at most this far off; exact: 0", [](const R& r, const Row& x) -> Cell { return error_at(yearly(r, x).quantile_error, x.quantile); }}}},
        {"histogram", "histogram of each yearly figure", {Axis::scenario, Axis::year, Axis::indicator, Axis::bin}, nullptr, scenario_id + year + indicator_id + indicator_unit + histogram_columns},
        {"variables", "mean and spread of each stored variable in each period", {Axis::scenario, Axis::period, Axis::variable}, nullptr, scenario_names + period + variable_names + Columns{
            {"mean", "number", "mean", [](const R& r, const Row& x) -> Cell { return periodic(r, x).mean; }},
            {"sd", "number", "standard deviation, divided by n - 1", [](const R& r, const Row& x) -> Cell { return periodic(r, x).sd; }}}},
        {"variable_quantiles", "quantiles of each stored variable in each period", {Axis::scenario, Axis::period, Axis::variable, Axis::quantile}, nullptr, scenario_names + period + variable_names + quantile + Columns{
            {"value", "number", "quantile, interpolated as type 7", [](const R& r, const Row& x) -> Cell { return periodic(r, x).quantiles[x.quantile]; }},
            {"error", "number", "streaming quantiles: the exact one is at most this far off; exact: 0", [](const R& r, const Row& x) -> Cell { return error_at(periodic(r, x).quantile_error, x.quantile); }}}},
        {"joint", "how likely it is that two targets are met together, each pair once", {Axis::scenario, Axis::target, Axis::other}, nullptr, scenario_id + target_id + Columns{
            {"target_other", "text", "id of the other target", [](const R& r, const Row& x) -> Cell { return r.layout.targets[x.other].id; }},
            {"probability", "number", "share of paths that meet both, 0 to 1", [](const R& r, const Row& x) -> Cell { return of(r, x).joint[x.target * r.layout.targets.size() + x.other]; }}}},
        {"given_target", "the mean of each indicator in the target's year over the paths that meet the target", {Axis::scenario, Axis::target, Axis::indicator}, nullptr, scenario_id + target_id + indicator_id + indicator_unit + Columns{
            {"mean", "number", "mean given that the target is met; missing where it never is", [](const R& r, const Row& x) -> Cell { return of(r, x).given_target[x.target * r.layout.indicators.size() + x.indicator]; }}}},
        {"convergence", "each target's probability on the way to all paths", {Axis::scenario, Axis::target, Axis::checkpoint}, nullptr, scenario_id + target_id + convergence_columns},
        {"failures", "where the failed paths failed first", {Axis::scenario, Axis::entry}, failures_of, scenario_id + Columns{
            {"what", "text", "variable, event or indicator that failed first", [](const R& r, const Row& x) -> Cell { return failure(r, x).what; }},
            {"period", "text", "period in which it failed", [](const R& r, const Row& x) -> Cell { return failure(r, x).period; }},
            {"paths", "count", "number of paths", [](const R& r, const Row& x) -> Cell { return count(failure(r, x).paths); }}}},
        {"assumptions", "entries of the input marked as assumptions", {Axis::entry}, [](const R& r, const Row&) { return r.provenance.assumptions.size(); }, Columns{
            {"assumption", "text", "the entry and its note", [](const R& r, const Row& x) -> Cell { return r.provenance.assumptions[x.entry]; }}}},
    };
    return tables;
}
// clang-format on

}  // namespace yuce::results
