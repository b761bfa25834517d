// Trees to nodes. Which operations are fused is decided here, by the tree alone (LANGUAGE.md).
#include <cmath>
#include <limits>
#include <optional>

#include "models/compiler.hpp"

namespace yuce::models {
namespace {

using engine::Op;

// Functions that are one operation of the engine, argument by argument.
std::optional<Op> single_operation(Function function) {
    switch (function) {
        case Function::neg: return Op::neg;
        case Function::mul: return Op::mul;
        case Function::div: return Op::div;
        case Function::less: return Op::less;
        case Function::less_equal: return Op::less_equal;
        case Function::equal: return Op::equal;
        case Function::not_equal: return Op::not_equal;
        case Function::logical_and: return Op::logical_and;
        case Function::logical_or: return Op::logical_or;
        case Function::logical_not: return Op::logical_not;
        case Function::exp: return Op::exp;
        case Function::log: return Op::log;
        case Function::sqrt: return Op::sqrt;
        case Function::sin: return Op::sin;
        case Function::cos: return Op::cos;
        case Function::abs: return Op::abs;
        case Function::floor: return Op::floor;
        case Function::round: return Op::round;
        case Function::select: return Op::select;
        case Function::normal_cdf: return Op::normal_cdf;
        case Function::normal_quantile: return Op::normal_quantile;
        case Function::poisson_quantile: return Op::poisson_quantile;
        default: return std::nullopt;
    }
}

bool is_product(const Expression& e) { return e.kind == Expression::Kind::call && e.function == Function::mul; }

bool is_year_aggregate(Function f) { return f >= Function::year_mean; }

}  // namespace

Compiler::NodeId Compiler::evaluate(const Expression& expression, int t) {
    switch (expression.kind) {
        case Expression::Kind::number: return number(expression.number);
        case Expression::Kind::reference: return reference(expression, t);
        case Expression::Kind::call: return call(expression, t);
    }
    return number(0);
}

Compiler::NodeId Compiler::reference(const Expression& expression, int t) {
    const std::uint32_t index = expression.symbol.index;
    const int at = t - expression.lag;
    switch (expression.symbol.kind) {
        case SymbolKind::variable: return variable_at(expression, at);
        case SymbolKind::exogenous: return exogenous_at(expression, at);
        case SymbolKind::parameter: return parameter(index);
        case SymbolKind::shock: return at < horizon_.first ? number(0) : shock(index, at);
        case SymbolKind::event: return at < horizon_.first ? number(0) : event(index, at);
        case SymbolKind::indicator: return indicator_at(expression, year(t) - expression.lag);
        case SymbolKind::baseline: return number(expression.number);
        case SymbolKind::calendar: return calendar(index, t);
        case SymbolKind::unresolved: break;
    }
    return number(std::numeric_limits<double>::quiet_NaN());
}

Compiler::NodeId Compiler::calendar(std::uint32_t which, int t) const {
    const int part = part_of(horizon_.frequency, t);
    const int months = 12 / periods_per_year(horizon_.frequency);  // in a period; the calendar month is the period's last
    switch (which) {
        case 0: return graph_.constant((part * months - 1) / 3 + 1);
        case 1: return graph_.constant(part * months);
        case 2: return graph_.constant(year_of(horizon_.frequency, t));
        default: return graph_.constant(t - horizon_.first + 1);
    }
}

Compiler::NodeId Compiler::call(const Expression& call, int t) {
    if (is_year_aggregate(call.function)) return year_aggregate(call, t);
    switch (call.function) {
        case Function::add:
        case Function::sub: return sum_or_difference(call, t);
        case Function::pow: return power(call, t);
        case Function::occurs: {
            const Expression& event = call.arguments.front();
            const int at = t - event.lag;
            return at < horizon_.first ? number(0) : onset(event.symbol.index, at);
        }
        case Function::ytd: return so_far(call.arguments.front(), t, 0);
        case Function::ytd_growth:
            return growth_percent(so_far(call.arguments.front(), t, 0), so_far(call.arguments.front(), t, per_year()));
        default: return elementwise(call, t);
    }
}

// X + Y * Z, X - Y * Z, Y * Z + X and Y * Z - X are one fused multiply-add; of two products the right one is fused.
Compiler::NodeId Compiler::sum_or_difference(const Expression& call, int t) {
    const Expression& left = call.arguments[0];
    const Expression& right = call.arguments[1];
    const bool minus = call.function == Function::sub;
    if (is_product(right)) {
        const NodeId addend = evaluate(left, t);
        const NodeId y = evaluate(right.arguments[0], t), z = evaluate(right.arguments[1], t);
        return graph_.apply(Op::fma, minus ? graph_.apply(Op::neg, y) : y, z, addend);
    }
    if (is_product(left)) {
        const NodeId y = evaluate(left.arguments[0], t), z = evaluate(left.arguments[1], t);
        const NodeId addend = evaluate(right, t);
        return graph_.apply(Op::fma, y, z, minus ? graph_.apply(Op::neg, addend) : addend);
    }
    const NodeId a = evaluate(left, t), b = evaluate(right, t);
    return graph_.apply(minus ? Op::sub : Op::add, a, b);
}

Compiler::NodeId Compiler::power(const Expression& call, int t) {
    const NodeId base = evaluate(call.arguments[0], t), exponent = evaluate(call.arguments[1], t);
    if (graph_.is_constant(exponent)) {
        const double n = graph_.constant_value(exponent);
        if (std::abs(n) <= 64 && n == std::floor(n)) return graph_.power(base, static_cast<int>(n));
    }
    return graph_.apply(Op::pow, base, exponent);
}

Compiler::NodeId Compiler::fold(Op op, const Expression& call, int t) {
    NodeId result = evaluate(call.arguments.front(), t);
    for (std::size_t k = 1; k < call.arguments.size(); ++k) result = graph_.apply(op, result, evaluate(call.arguments[k], t));
    return result;
}

Compiler::NodeId Compiler::elementwise(const Expression& call, int t) {
    if (call.function == Function::min) return fold(Op::min, call, t);
    if (call.function == Function::max) return fold(Op::max, call, t);
    std::vector<NodeId> a;
    for (const Expression& argument : call.arguments) a.push_back(evaluate(argument, t));
    switch (call.function) {
        case Function::greater: return graph_.apply(Op::less, a[1], a[0]);
        case Function::greater_equal: return graph_.apply(Op::less_equal, a[1], a[0]);
        case Function::clamp: return graph_.apply(Op::min, graph_.apply(Op::max, a[0], a[1]), a[2]);
        case Function::gamma_quantile: return gamma_quantile(a[0], a[1], a[2]);
        default: break;
    }
    const Op op = single_operation(call.function).value();
    if (a.size() == 1) return graph_.apply(op, a[0]);
    if (a.size() == 2) return graph_.apply(op, a[0], a[1]);
    return graph_.apply(op, a[0], a[1], a[2]);
}

// With a fixed shape and a fresh uniform number: the prepared law of scale 1, stretched. Else the general function.
Compiler::NodeId Compiler::gamma_quantile(NodeId u, NodeId shape, NodeId scale) {
    if (graph_.node(u).op != Op::uniform || !graph_.is_constant(shape)) return graph_.apply(Op::gamma_quantile, u, shape, scale);
    const engine::Law unit = gamma_law(graph_.constant_value(shape), 1);
    if (!engine::check_law(unit).empty()) return graph_.apply(Op::gamma_quantile, u, shape, scale);
    const NodeId stretched = graph_.apply(Op::mul, scale, graph_.law_of_uniform(unit, u));
    const NodeId valid = graph_.apply(Op::less_equal, number(0), scale);
    return graph_.apply(Op::select, valid, stretched, number(std::numeric_limits<double>::quiet_NaN()));
}

// The sum of the year so far, `shift` periods earlier.
Compiler::NodeId Compiler::so_far(const Expression& argument, int t, int shift) {
    const int first = year_begin(year(t));
    NodeId sum = evaluate(argument, first - shift);
    for (int s = first + 1; s <= t; ++s) sum = graph_.apply(Op::add, sum, evaluate(argument, s - shift));
    return sum;
}

Compiler::NodeId Compiler::growth_percent(NodeId now, NodeId before) {
    return graph_.apply(Op::mul, number(100), graph_.apply(Op::sub, graph_.apply(Op::div, now, before), number(1)));
}

Compiler::NodeId Compiler::year_sum(const Expression& argument, int first) { return so_far(argument, first + per_year() - 1, 0); }

Compiler::NodeId Compiler::weighted_mean(const Expression& call, int first) {
    NodeId sum = number(0), weights = number(0);
    for (int k = 0; k < per_year(); ++k) {
        const NodeId weight = evaluate(call.arguments[static_cast<std::size_t>(k) + 1], first + per_year() - 1);
        const NodeId value = evaluate(call.arguments.front(), first + k);
        sum = k == 0 ? graph_.apply(Op::mul, weight, value) : graph_.apply(Op::fma, weight, value, sum);
        weights = k == 0 ? weight : graph_.apply(Op::add, weights, weight);
    }
    return graph_.apply(Op::div, sum, weights);
}

Compiler::NodeId Compiler::compounded(const Expression& argument, int first) {
    NodeId level = number(1);
    for (int k = 0; k < per_year(); ++k) {
        const NodeId factor = graph_.apply(Op::fma, number(0.01), evaluate(argument, first + k), number(1));
        level = graph_.apply(Op::mul, level, factor);
    }
    return graph_.apply(Op::mul, number(100), graph_.apply(Op::sub, level, number(1)));
}

Compiler::NodeId Compiler::year_aggregate(const Expression& call, int t) {
    const Expression& argument = call.arguments.front();
    const int first = year_begin(year(t));
    const int last = first + per_year() - 1;
    const auto over_year = [&](Op op) {
        NodeId result = evaluate(argument, first);
        for (int s = first + 1; s <= last; ++s) result = graph_.apply(op, result, evaluate(argument, s));
        return result;
    };
    switch (call.function) {
        case Function::year_mean: return graph_.apply(Op::div, year_sum(argument, first), number(per_year()));
        case Function::year_sum: return year_sum(argument, first);
        case Function::year_first: return evaluate(argument, first);
        case Function::year_last: return evaluate(argument, last);
        case Function::year_min: return over_year(Op::min);
        case Function::year_max: return over_year(Op::max);
        case Function::year_wmean: return weighted_mean(call, first);
        case Function::year_compound: return compounded(argument, first);
        default: return growth_percent(year_sum(argument, first), year_sum(argument, first - per_year()));
    }
}

}  // namespace yuce::models
