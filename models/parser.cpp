#include "models/parser.hpp"

#include <algorithm>
#include <utility>

namespace yuce::models {
namespace {

// Limits of what is read, so that no text can exhaust the stack of those who walk the tree.
constexpr int max_nesting = 200;  // brackets, functions, signs and powers within each other
constexpr int max_depth = 2000;   // of the tree; a chain of n operators is n deep

Function binary_function(TokenKind kind) {
    switch (kind) {
        case TokenKind::plus: return Function::add;
        case TokenKind::minus: return Function::sub;
        case TokenKind::star: return Function::mul;
        case TokenKind::slash: return Function::div;
        case TokenKind::less: return Function::less;
        case TokenKind::less_equal: return Function::less_equal;
        case TokenKind::greater: return Function::greater;
        case TokenKind::greater_equal: return Function::greater_equal;
        case TokenKind::not_equal: return Function::not_equal;
        default: return Function::equal;
    }
}

bool is_comparison(TokenKind kind) { return kind >= TokenKind::less && kind <= TokenKind::not_equal; }

}  // namespace

Parser::Parser(const ExpressionText& text, Diagnostics& diagnostics)
    : diagnostics_(diagnostics), tokens_(tokenize(text, diagnostics)) {}

// An equation with a mistake keeps its name, so that those who use it are not reported, too.
std::vector<Equation> Parser::equations() {
    std::vector<Equation> all;
    if (!at_end()) {
        if (!wrong_left_side()) error(next().place, "an equation begins with the name of its variable: NAME = expression");
        skip();
    }
    while (!at(TokenKind::end)) {
        Equation equation;
        equation.name = std::string(next().text);
        equation.place = next().place;
        const bool named = left_side();
        take();
        take();
        if (std::optional<Expression> right = whole()) equation.right = std::move(*right);
        if (named) all.push_back(std::move(equation));
    }
    return all;
}

std::optional<Expression> Parser::expression() {
    if (next().begins_equation) {
        error(after_next().place, "'=' has no meaning in an expression", "a comparison is written ==");
        return std::nullopt;
    }
    return whole();
}

// Whether the equation bears a name of its own; if not, that has been reported.
bool Parser::left_side() {
    if (at(TokenKind::bad)) return false;
    if (!is_reserved(next().text)) return true;
    error(next().place, "'" + std::string(next().text) + "' is a word of the language and cannot be defined");
    return false;
}

// One expression up to the next equation or the end.
std::optional<Expression> Parser::whole() {
    nesting_ = 0;
    try {
        if (at_end() && at_ > 0) abandon(tokens_[at_ - 1].place, "nothing follows the '='");
        if (at_end()) abandon(next().place, "the expression is empty");
        Parsed parsed = disjunction();
        if (!at_end()) left_over();
        return std::move(parsed.tree);
    } catch (const Abandoned&) {
        skip();
        return std::nullopt;
    }
}

Parser::Nesting::Nesting(Parser& parser) : parser_(parser) {
    if (parser.nesting_ >= max_nesting) {
        parser.abandon(parser.next().place, "more than " + std::to_string(max_nesting) + " brackets within each other");
    }
    ++parser.nesting_;
}

Parser::Parsed Parser::call(Function function, const Place& place, std::vector<Parsed> arguments) {
    Parsed result;
    result.tree.kind = Expression::Kind::call;
    result.tree.function = function;
    result.tree.place = place;
    result.tree.arguments.reserve(arguments.size());
    for (Parsed& argument : arguments) {
        result.depth = std::max(result.depth, argument.depth + 1);
        result.tree.arguments.push_back(std::move(argument.tree));
    }
    if (result.depth > max_depth) {
        abandon(place, "this expression is more than " + std::to_string(max_depth) + " operations deep",
                "split it into several equations");
    }
    return result;
}

Parser::Parsed Parser::binary(Function function, const Place& place, Parsed left, Parsed right) {
    std::vector<Parsed> both;
    both.reserve(2);
    both.push_back(std::move(left));
    both.push_back(std::move(right));
    return call(function, place, std::move(both));
}

Parser::Parsed Parser::unary(Function function, const Place& place, Parsed argument) {
    std::vector<Parsed> one;
    one.push_back(std::move(argument));
    return call(function, place, std::move(one));
}

Parser::Parsed Parser::disjunction() {
    Parsed left = conjunction();
    while (at(TokenKind::logical_or) && !at_end()) {
        const Token& sign = take();
        left = binary(Function::logical_or, sign.place, std::move(left), conjunction());
    }
    return left;
}

Parser::Parsed Parser::conjunction() {
    Parsed left = negation();
    while (at(TokenKind::logical_and) && !at_end()) {
        const Token& sign = take();
        left = binary(Function::logical_and, sign.place, std::move(left), negation());
    }
    return left;
}

Parser::Parsed Parser::negation() {
    if (!at(TokenKind::logical_not) || at_end()) return comparison();
    const Nesting nesting(*this);
    const Token& sign = take();
    return unary(Function::logical_not, sign.place, negation());
}

Parser::Parsed Parser::comparison() {
    Parsed left = sum();
    if (!is_comparison(next().kind)) return left;
    const Token& sign = take();
    left = binary(binary_function(sign.kind), sign.place, std::move(left), sum());
    if (is_comparison(next().kind)) abandon(next().place, "comparisons do not chain", "write a < b and b < c");
    return left;
}

Parser::Parsed Parser::sum() {
    Parsed left = product();
    while (at(TokenKind::plus) || at(TokenKind::minus)) {
        const Token& sign = take();
        left = binary(binary_function(sign.kind), sign.place, std::move(left), product());
    }
    return left;
}

Parser::Parsed Parser::product() {
    Parsed left = signed_power();
    while (at(TokenKind::star) || at(TokenKind::slash)) {
        const Token& sign = take();
        left = binary(binary_function(sign.kind), sign.place, std::move(left), signed_power());
    }
    return left;
}

Parser::Parsed Parser::signed_power() {
    if (!at(TokenKind::minus)) return power();
    const Nesting nesting(*this);
    const Token& sign = take();
    return unary(Function::neg, sign.place, signed_power());
}

Parser::Parsed Parser::power() {
    Parsed base = primary();
    if (!at(TokenKind::caret)) return base;
    const Nesting nesting(*this);
    const Token& sign = take();
    return binary(Function::pow, sign.place, std::move(base), signed_power());
}

std::vector<Equation> parse_equations(const ExpressionText& block, Diagnostics& diagnostics) {
    return Parser(block, diagnostics).equations();
}

std::optional<Expression> parse_expression(const ExpressionText& text, Diagnostics& diagnostics) {
    return Parser(text, diagnostics).expression();
}

}  // namespace yuce::models
