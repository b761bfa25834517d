#include "models/names.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace yuce::models {
namespace {

Symbol symbol_of(SymbolKind kind, std::size_t index) { return {kind, static_cast<std::uint32_t>(index)}; }

template <class Specs>
void enter(std::map<std::string, Symbol>& names, SymbolKind kind, const Specs& specs) {
    for (std::size_t k = 0; k < specs.size(); ++k) names.emplace(specs[k].id, symbol_of(kind, k));
}

void enter_texts(std::map<std::string, Symbol>& names, SymbolKind kind, const std::vector<std::string>& texts) {
    for (std::size_t k = 0; k < texts.size(); ++k) names.emplace(texts[k], symbol_of(kind, k));
}

std::pair<SymbolKind, std::uint32_t> key(Symbol symbol) { return {symbol.kind, symbol.index}; }

}  // namespace

Names::Names(const Model::Bound& model) {
    enter_texts(shared_, SymbolKind::calendar, {"quarter", "month", "year", "period"});
    enter_texts(shared_, SymbolKind::variable, model.variables);
    enter(shared_, SymbolKind::exogenous, model.spec.exogenous);
    enter(shared_, SymbolKind::parameter, model.spec.parameters);
    enter(shared_, SymbolKind::shock, model.spec.shocks);
    enter(shared_, SymbolKind::event, model.spec.events);
    enter_texts(indicators_, SymbolKind::indicator, model.indicators);
}

std::optional<Symbol> Names::find(const std::string& name) const {
    const auto found = shared_.find(name);
    return found == shared_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Symbol> Names::find_indicator(const std::string& name) const {
    const auto found = indicators_.find(name);
    return found == indicators_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Names::all(SymbolKind kind) const {
    std::vector<std::string> names;
    for (const auto& [name, symbol] : kind == SymbolKind::indicator ? indicators_ : shared_) {
        if (symbol.kind == kind) names.push_back(name);
    }
    return names;
}

std::vector<std::string> Names::all() const {
    std::vector<std::string> names;
    for (const auto& entry : shared_) names.push_back(entry.first);
    return names;
}

std::string_view kind_with_article(SymbolKind kind) {
    switch (kind) {
        case SymbolKind::variable: return "a variable";
        case SymbolKind::exogenous: return "an exogenous";
        case SymbolKind::parameter: return "a parameter";
        case SymbolKind::shock: return "a shock";
        case SymbolKind::event: return "an event";
        case SymbolKind::indicator: return "an indicator";
        case SymbolKind::baseline: return "a figure of the baseline";
        case SymbolKind::calendar: return "a calendar name";
        case SymbolKind::unresolved: break;
    }
    return "unknown";
}

std::string_view kind_name(SymbolKind kind) {
    const std::string_view text = kind_with_article(kind);
    return text.substr(text.find(' ') + 1);
}

const std::string& name_of(const Model::Bound& model, Symbol symbol) {
    static const std::string none;
    switch (symbol.kind) {
        case SymbolKind::variable: return model.variables[symbol.index];
        case SymbolKind::exogenous: return model.spec.exogenous[symbol.index].id;
        case SymbolKind::parameter: return model.spec.parameters[symbol.index].id;
        case SymbolKind::shock: return model.spec.shocks[symbol.index].id;
        case SymbolKind::event: return model.spec.events[symbol.index].id;
        case SymbolKind::indicator: return model.indicators[symbol.index];
        default: return none;
    }
}

void for_each_reference(const Expression& tree, const std::function<void(const Expression&)>& visit) {
    if (tree.kind == Expression::Kind::reference) visit(tree);
    for (const Expression& argument : tree.arguments) for_each_reference(argument, visit);
}

const Expression* definition_of(const Model::Bound& model, Symbol symbol) {
    const auto given = [](const std::optional<Expression>& expression) { return expression ? &*expression : nullptr; };
    switch (symbol.kind) {
        case SymbolKind::variable: return &model.equations[symbol.index];
        case SymbolKind::indicator: return &model.annual[symbol.index];
        case SymbolKind::parameter: return given(model.parameters[symbol.index]);
        case SymbolKind::event: return given(model.probabilities[symbol.index]);
        default: return nullptr;
    }
}

std::vector<Symbol> inputs_of(const Model::Bound& model, Symbol symbol) {
    std::vector<Symbol> inputs;
    const Expression* definition = definition_of(model, symbol);
    if (definition == nullptr) return inputs;
    std::set<std::pair<SymbolKind, std::uint32_t>> seen;
    for_each_reference(*definition, [&](const Expression& reference) {
        const SymbolKind kind = reference.symbol.kind;
        if (kind == SymbolKind::baseline || kind == SymbolKind::calendar || kind == SymbolKind::unresolved) return;
        if (seen.insert(key(reference.symbol)).second) inputs.push_back(reference.symbol);
    });
    return inputs;
}

std::vector<Driver> drivers_of(const Model::Bound& model, Symbol symbol) {
    std::vector<Driver> drivers;
    std::set<std::pair<SymbolKind, std::uint32_t>> seen = {key(symbol)};
    const auto add = [&](Symbol from, int distance) {
        for (const Symbol input : inputs_of(model, from)) {
            if (seen.insert(key(input)).second) drivers.push_back({input, distance});
        }
    };
    add(symbol, 1);
    for (std::size_t k = 0; k < drivers.size(); ++k) add(drivers[k].symbol, drivers[k].distance + 1);
    return drivers;
}

}  // namespace yuce::models
