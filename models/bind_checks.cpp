// What binding checks beside the expressions: definitions, tables, use.

#include <map>
#include <set>
#include <string>
#include <utility>

#include "models/bind.hpp"
#include "models/suggest.hpp"

namespace yuce::models {
namespace {

std::string quoted(const std::string& name) { return "'" + name + "'"; }

struct Definition {
    SymbolKind kind;
    Place place;
};

// One namespace while it fills.
class Definitions {
public:
    explicit Definitions(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void add(const std::string& name, SymbolKind kind, const Place& place) {
        const auto [found, is_new] = known_.emplace(name, Definition{kind, place});
        if (is_new) return;
        const Definition& first = found->second;
        const std::string where = first.place.line > 0 ? " in line " + std::to_string(first.place.line) : "";
        if (first.kind == kind && kind == SymbolKind::variable) {
            diagnostics_.error(place, quoted(name) + " has two equations, the first" + where);
        } else if (first.kind == kind) {
            diagnostics_.error(place, quoted(name) + " is defined twice, first" + where);
        } else {
            diagnostics_.error(place, quoted(name) + " is defined twice: as " + std::string(kind_with_article(kind)) +
                                          " here and as " + std::string(kind_with_article(first.kind)) + where);
        }
    }

    template <class Specs>
    void add_all(const Specs& specs, SymbolKind kind) {
        for (const auto& spec : specs) add(spec.id, kind, spec.place);
    }

private:
    std::map<std::string, Definition> known_;
    Diagnostics& diagnostics_;
};

void check_initial(const InitialSpec& initial, const Model::Bound& model, const Names& names, Diagnostics& diagnostics) {
    const std::optional<Symbol> symbol = names.find(initial.id);
    if (names.find_indicator(initial.id)) return;
    if (!symbol) {
        std::vector<std::string> candidates = model.variables;
        for (const ExogenousSpec& exogenous : model.spec.exogenous) candidates.push_back(exogenous.id);
        candidates.insert(candidates.end(), model.indicators.begin(), model.indicators.end());
        diagnostics.error(initial.place, "[initial] names " + quoted(initial.id) + ", which the model does not have",
                          nearest(initial.id, candidates));
        return;
    }
    if (symbol->kind == SymbolKind::variable || symbol->kind == SymbolKind::exogenous) return;
    const bool before_is_0 = symbol->kind == SymbolKind::shock || symbol->kind == SymbolKind::event;
    diagnostics.error(initial.place,
                      "[initial] takes variables, exogenous and indicators; " + quoted(initial.id) + " is " +
                          std::string(kind_with_article(symbol->kind)),
                      before_is_0 ? "before the first period it is 0" : "");
}

template <class Specs>
void warn_each(const Specs& specs, SymbolKind kind, const std::set<std::pair<SymbolKind, std::uint32_t>>& used,
               Diagnostics& diagnostics) {
    for (std::uint32_t k = 0; k < specs.size(); ++k) {
        if (used.count({kind, k}) > 0) continue;
        diagnostics.warning(specs[k].place, std::string(kind_name(kind)) + " " + quoted(specs[k].id) + " is used by nothing");
    }
}

}  // namespace

void check_definitions(const ModelSpec& spec, const std::vector<Equation>& equations, const std::vector<Equation>& annual,
                       Diagnostics& diagnostics) {
    Definitions shared(diagnostics);
    for (const Equation& equation : equations) shared.add(equation.name, SymbolKind::variable, equation.place);
    shared.add_all(spec.exogenous, SymbolKind::exogenous);
    shared.add_all(spec.parameters, SymbolKind::parameter);
    shared.add_all(spec.shocks, SymbolKind::shock);
    shared.add_all(spec.events, SymbolKind::event);
    Definitions indicators(diagnostics);
    for (const Equation& equation : annual) indicators.add(equation.name, SymbolKind::indicator, equation.place);
}

void check_tables(const Model::Bound& model, const Names& names, Diagnostics& diagnostics) {
    for (const InitialSpec& initial : model.spec.initial) check_initial(initial, model, names, diagnostics);
    for (const VariableSpec& variable : model.spec.variables) {
        const std::optional<Symbol> symbol = names.find(variable.id);
        if (symbol && symbol->kind == SymbolKind::variable) continue;
        std::string advice = symbol ? quoted(variable.id) + " is " + std::string(kind_with_article(symbol->kind))
                                    : nearest(variable.id, model.variables);
        diagnostics.error(variable.place, "[variables." + variable.id + "] describes a variable that has no equation",
                          std::move(advice));
    }
    for (const IndicatorSpec& indicator : model.spec.indicators) {
        if (names.find_indicator(indicator.id)) continue;
        diagnostics.error(indicator.place,
                          "[indicators." + indicator.id + "] describes an indicator that " +
                              (model.spec.annual ? "`annual` does not calculate"
                                                 : "the model does not have: without `annual` the variables are the indicators"),
                          nearest(indicator.id, model.indicators));
    }
}

void warn_unused(const Model::Bound& model, Diagnostics& diagnostics) {
    std::set<std::pair<SymbolKind, std::uint32_t>> used;
    const auto note = [&](const Expression& reference) { used.insert({reference.symbol.kind, reference.symbol.index}); };
    for (const Expression& tree : model.equations) for_each_reference(tree, note);
    for (const Expression& tree : model.annual) for_each_reference(tree, note);
    for (const auto* trees : {&model.parameters, &model.probabilities}) {
        for (const std::optional<Expression>& tree : *trees) {
            if (tree) for_each_reference(*tree, note);
        }
    }
    for (const auto* initials : {&model.variable_initial, &model.exogenous_initial, &model.indicator_initial}) {
        for (const std::optional<BoundInitial>& initial : *initials) {
            if (!initial) continue;
            for (const Expression& value : initial->values) for_each_reference(value, note);
        }
    }
    warn_each(model.spec.parameters, SymbolKind::parameter, used, diagnostics);
    warn_each(model.spec.exogenous, SymbolKind::exogenous, used, diagnostics);
    warn_each(model.spec.shocks, SymbolKind::shock, used, diagnostics);
    warn_each(model.spec.events, SymbolKind::event, used, diagnostics);
}

}  // namespace yuce::models
