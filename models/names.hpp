// What the names of a model stand for. Internal to models/.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/bound.hpp"

namespace yuce::models {

// Variables, exogenous, parameters, shocks, events and the calendar share one namespace; indicators have their own. The model's
// variables and indicators must be set; where a name is defined twice the first stands. The model must outlive it.
class Names {
public:
    explicit Names(const Model::Bound& model);
    std::optional<Symbol> find(const std::string& name) const;
    std::optional<Symbol> find_indicator(const std::string& name) const;
    std::vector<std::string> all(SymbolKind kind) const;
    // All of the shared namespace.
    std::vector<std::string> all() const;

private:
    std::map<std::string, Symbol> shared_, indicators_;
};

// "variable", "exogenous", ... with its article where `with_article`.
std::string_view kind_with_article(SymbolKind kind);
std::string_view kind_name(SymbolKind kind);

// The name of what a symbol of the model stands for; base figures and calendar excluded.
const std::string& name_of(const Model::Bound& model, Symbol symbol);

// Calls `visit` on every reference of the tree, from left to right.
void for_each_reference(const Expression& tree, const std::function<void(const Expression&)>& visit);

// The expression that gives a variable, indicator, parameter or event (its probability) its value; nullptr where there is none.
const Expression* definition_of(const Model::Bound& model, Symbol symbol);

// What the definition of `symbol` uses, in order of first appearance: variables, exogenous, parameters, shocks, events,
// indicators.
std::vector<Symbol> inputs_of(const Model::Bound& model, Symbol symbol);

struct Driver {
    Symbol symbol;
    int distance = 1;  // 1: used directly
};
// All that reach `symbol`, nearest first; not itself.
std::vector<Driver> drivers_of(const Model::Bound& model, Symbol symbol);

}  // namespace yuce::models
