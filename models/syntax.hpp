// Expressions of the model language as a tree: what the parser gives and, once its names are resolved, what compile walks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostics.hpp"
#include "models/model_spec.hpp"

namespace yuce::models {

// Operators are functions, too. year_*: aggregators over the periods of a year (`min` and `max` of one argument in `annual`).
enum class Function : std::uint8_t {
    neg, add, sub, mul, div, pow, less, less_equal, greater, greater_equal, equal, not_equal, logical_and, logical_or, logical_not,
    exp, log, sqrt, sin, cos, abs, floor, round, min, max, clamp, select, normal_cdf, normal_quantile, poisson_quantile,
    gamma_quantile, occurs, ytd, ytd_growth,
    year_mean, year_sum, year_first, year_last, year_min, year_max, year_wmean, year_compound, year_growth,
};

enum class SymbolKind : std::uint8_t {
    unresolved, variable, exogenous, parameter, shock, event, indicator, baseline, calendar,
};
// `index` counts in the order of the model: variables by equation, exogenous, parameters, shocks, events as in ModelSpec,
// indicators by the annual block; calendar: 0 quarter, 1 month, 2 year, 3 period.
struct Symbol {
    SymbolKind kind = SymbolKind::unresolved;
    std::uint32_t index = 0;
};

struct Expression {
    enum class Kind : std::uint8_t { number, reference, call };
    Kind kind = Kind::number;
    double number = 0;                  // number; a reference to base.ID is bound to its figure here, too
    std::string name;                   // reference: as written; base figures without "base."
    int lag = 0;                        // reference: periods (indicators: years) back, 0 or more
    Function function = Function::neg;  // call
    std::vector<Expression> arguments;
    Symbol symbol;                      // reference, set by binding
    Place place;                        // of its first character; of the operator for binary operators
};

// "name = expression" of an equations or annual block.
struct Equation {
    std::string name;
    Place place;
    Expression right;
};

// Mistakes go to diagnostics; parsing goes on with the next equation.
std::vector<Equation> parse_equations(const ExpressionText& block, Diagnostics& diagnostics);
std::optional<Expression> parse_expression(const ExpressionText& text, Diagnostics& diagnostics);

// Words of the language, which no entry can bear as its name.
bool is_reserved(std::string_view name);

}  // namespace yuce::models
