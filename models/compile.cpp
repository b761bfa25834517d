#include "models/compile.hpp"

#include <algorithm>
#include <utility>

#include "engine/error.hpp"
#include "models/compiler.hpp"

namespace yuce::models {
namespace {

template <class Specs>
std::map<std::string, std::uint32_t> indices_of(const Specs& specs) {
    std::map<std::string, std::uint32_t> indices;
    for (std::uint32_t k = 0; k < specs.size(); ++k) indices.emplace(specs[k].id, k);
    return indices;
}

// Which mixture scales each shock: named ones, those of its group, or all that are normal or Student t.
std::map<std::string, std::size_t> mixtures_by_shock(const ModelSpec& spec) {
    std::map<std::string, std::size_t> by_shock;
    for (std::size_t m = 0; m < spec.mixtures.size(); ++m) {
        const MixtureSpec& mixture = spec.mixtures[m];
        const bool all = mixture.shocks == std::vector<std::string>{"*"};
        for (const ShockSpec& shock : spec.shocks) {
            const bool scalable = shock.law.kind == engine::LawKind::normal || shock.law.kind == engine::LawKind::student_t;
            const bool named = std::find(mixture.shocks.begin(), mixture.shocks.end(), shock.id) != mixture.shocks.end();
            const bool grouped = !mixture.group.empty() && mixture.group == shock.group;
            if (named || grouped || (all && scalable)) by_shock.emplace(shock.id, m);
        }
    }
    return by_shock;
}

}  // namespace

Compiler::Compiler(engine::Graph& graph, const Model::Bound& model, const Horizon& horizon, const Assumptions& assumptions,
                   Diagnostics& diagnostics)
    : graph_(graph),
      model_(model),
      horizon_(horizon),
      assumptions_(assumptions),
      diagnostics_(diagnostics),
      dependence_(build_dependence(model.spec, diagnostics)),
      years_(horizon.whole_years()),
      mixture_of_shock_(mixtures_by_shock(model.spec)) {
    const ModelSpec& spec = model.spec;
    const auto periods = static_cast<std::size_t>(horizon.count);
    parameters_.resize(spec.parameters.size());
    own_parameters_.resize(spec.parameters.size());
    own_probabilities_.resize(spec.events.size());
    variables_.assign(model.variables.size(), {});
    indicators_.assign(model.indicators.size(), std::vector<NodeId>(years_.size()));
    shocks_.assign(spec.shocks.size(), std::vector<Slot>(periods));
    onsets_.assign(spec.events.size(), std::vector<Slot>(periods));
    events_ = onsets_;
    for (const ExogenousSpec& entry : spec.exogenous) {
        const auto own = assumptions.exogenous.find(entry.id);
        exogenous_.push_back(own != assumptions.exogenous.end() ? own->second : model_path(entry, horizon, diagnostics));
    }
    const auto parameter_index = indices_of(spec.parameters);
    for (const auto& [id, value] : assumptions.parameters) {
        const auto* text = std::get_if<ExpressionText>(&value);
        const auto found = parameter_index.find(id);
        if (text == nullptr || found == parameter_index.end()) continue;
        own_parameters_[found->second] = bind_expression(model, *text, Context::parameter, diagnostics);
    }
    const auto event_index = indices_of(spec.events);
    for (const auto& [id, event] : assumptions.events) {
        const auto* text = std::get_if<ExpressionText>(&event.probability);
        const auto found = event_index.find(id);
        if (text == nullptr || found == event_index.end()) continue;
        own_probabilities_[found->second] = bind_expression(model, *text, Context::probability, diagnostics);
    }
}

void Compiler::check(NodeId node, int t, std::string what, bool probability) {
    if (graph_.is_constant(node)) {
        const double value = graph_.constant_value(node);
        if (value >= -1e300 && value <= 1e300 && (!probability || (value >= 0 && value <= 1))) return;
    }
    engine::Check check;
    check.node = node;
    check.period = static_cast<std::uint32_t>(horizon_index(t));
    check.what = std::move(what);
    check.probability = probability;
    checks_.push_back(std::move(check));
}

void Compiler::solve_block(const Block& block, int t) {
    if (block.simultaneous) {
        solve_together(block, t);
    } else {
        const std::size_t v = block.variables.front();
        variables_[v].push_back(evaluate(model_.equations[v], t));
    }
    for (const std::size_t v : block.variables) check(variables_[v].back(), t, model_.variables[v], false);
}

void Compiler::solve_together(const Block& block, int t) {
    const std::size_t n = block.variables.size();
    std::vector<NodeId> guesses;
    for (const std::size_t v : block.variables) guesses.push_back(first_guess(v, t).value_or(number(1)));
    const std::vector<NodeId> unknowns = graph_.begin_system(n);
    for (std::size_t k = 0; k < n; ++k) variables_[block.variables[k]].push_back(unknowns[k]);
    std::vector<NodeId> residual, jacobian;
    for (std::size_t k = 0; k < n; ++k) {
        residual.push_back(graph_.apply(engine::Op::sub, unknowns[k], evaluate(model_.equations[block.variables[k]], t)));
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            try {
                jacobian.push_back(graph_.derivative(residual[i], unknowns[j]));
            } catch (const Error& error) {
                diagnostics_.error(model_.equations[block.variables[i]].place,
                                   "the equation of '" + model_.variables[block.variables[i]] +
                                       "' is solved together with others but cannot be differentiated: " + error.what());
                jacobian.push_back(number(0));
            }
        }
    }
    const std::vector<NodeId> solution = graph_.end_system(guesses, residual, jacobian);
    for (std::size_t k = 0; k < n; ++k) variables_[block.variables[k]].back() = solution[k];
}

void Compiler::compile_period(int t) {
    for (std::uint32_t e = 0; e < onsets_.size(); ++e) event(e, t);
    for (const Block& block : model_.blocks) solve_block(block, t);
    if (part_of(horizon_.frequency, t) == per_year() && std::count(years_.begin(), years_.end(), year(t)) > 0)
        compile_year(year(t));
}

void Compiler::compile_year(int year) {
    const int last = year_begin(year) + per_year() - 1;
    const auto place = static_cast<std::size_t>(year - years_.front());
    for (const std::size_t i : model_.annual_order) {
        indicators_[i][place] = evaluate(model_.annual[i], last);
        check(indicators_[i][place], last, model_.indicators[i], false);
    }
}

CompiledScenario Compiler::collect() {
    CompiledScenario compiled;
    const auto periods = static_cast<std::size_t>(horizon_.count);
    for (std::size_t y = 0; y < years_.size(); ++y) {
        compiled.indicators.emplace_back();
        for (const auto& indicator : indicators_) compiled.indicators.back().push_back(indicator[y]);
    }
    for (std::size_t t = 0; t < periods; ++t) {
        compiled.variables.emplace_back();
        for (const auto& variable : variables_) compiled.variables.back().push_back(variable[t]);
    }
    const ModelSpec& spec = model_.spec;
    for (std::uint32_t k = 0; k < spec.parameters.size(); ++k) compiled.parameters[spec.parameters[k].id] = parameter(k);
    for (int t = horizon_.first; t <= horizon_.last(); ++t) {
        for (std::uint32_t k = 0; k < spec.shocks.size(); ++k) compiled.series[spec.shocks[k].id].push_back(shock(k, t));
        for (std::uint32_t k = 0; k < spec.events.size(); ++k) {
            compiled.series[spec.events[k].id].push_back(event(k, t));
            compiled.onsets[spec.events[k].id].push_back(onset(k, t));
        }
        for (std::size_t k = 0; k < exogenous_.size(); ++k) {
            const auto& path = exogenous_[k];
            const auto at = static_cast<std::size_t>(t - path->first);
            compiled.series[spec.exogenous[k].id].push_back(number(path->values[at]));
        }
    }
    compiled.checks = std::move(checks_);
    return compiled;
}

std::optional<CompiledScenario> Compiler::run() {
    if (diagnostics_.has_errors()) return std::nullopt;  // an exogenous without a path among them
    for (int t = horizon_.first; t <= horizon_.last(); ++t) compile_period(t);
    if (diagnostics_.has_errors()) return std::nullopt;
    return collect();
}

std::optional<CompiledScenario> compile(engine::Graph& graph, const Model& model, const Horizon& horizon,
                                        const Assumptions& assumptions, Diagnostics& diagnostics) {
    Diagnostics own;
    std::optional<CompiledScenario> compiled = Compiler(graph, model.bound(), horizon, assumptions, own).run();
    for (const Diagnostic& d : own.sorted()) {
        if (d.severity == yuce::Severity::error) {
            diagnostics.error(d.place, d.message, d.suggestion);
        } else {
            diagnostics.warning(d.place, d.message, d.suggestion);
        }
    }
    return compiled;
}

std::vector<std::string> correlation_corrections(const Model& model) {
    Diagnostics ignored;
    return build_dependence(model.spec(), ignored).corrections;
}

}  // namespace yuce::models
