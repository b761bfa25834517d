// What binding makes of a model: trees with resolved names, equations in solving order. Shared by bind, compile and explain.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "models/syntax.hpp"

namespace yuce::models {

// Equations calculated in one step; more than one, or one that uses its own value of the period, are solved together.
struct Block {
    std::vector<std::size_t> variables;  // indices, in the order of the equations
    bool simultaneous = false;
    bool linear = false;                 // in its own unknowns
};

// Values before the first period, newest first, of a variable, exogenous or indicator.
struct BoundInitial {
    std::vector<Expression> values;      // of baseline figures and parameters
    bool single = false;                 // one value serves every lag
    std::optional<int> newest;           // calendar index of values[0]; else the period (year) before the batch's first
    Place place;
};

struct Model::Bound {
    ModelSpec spec;
    bool baseline_known = false;                       // false: base figures were taken on trust (all 1)
    Baseline baseline;
    std::vector<std::string> variables, indicators;    // by index
    std::vector<Expression> equations;                 // by variable
    std::vector<Block> blocks;                         // solving order
    std::vector<Expression> annual;                    // by indicator; without an annual block year_mean(variable)
    std::vector<std::size_t> annual_order;             // indicators in solving order
    // By index in spec; set where the value is an expression.
    std::vector<std::optional<Expression>> parameters;
    std::vector<std::optional<Expression>> probabilities;   // of events
    std::vector<std::optional<BoundInitial>> variable_initial, exogenous_initial, indicator_initial;
};

// Where an expression stands decides which names and functions it may use.
enum class Context {
    equation,      // everything but base figures and aggregators
    annual,        // one value a year: parameters, base, year, indicators; series only inside aggregators
    parameter,     // other parameters
    probability,   // parameters, exogenous, shocks and events of the period, calendar, lagged variables
    initial,       // base figures and parameters
};

// Parses `text` and resolves its names against the model: for what a scenario brings. Circles are the caller's to find.
std::optional<Expression> bind_expression(const Model::Bound& model, const ExpressionText& text, Context context,
                                          Diagnostics& diagnostics);

}  // namespace yuce::models
