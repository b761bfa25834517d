// Numbers, names with their lags, brackets, calls of functions.

#include <cmath>
#include <limits>
#include <utility>

#include "models/function_table.hpp"
#include "models/parser.hpp"
#include "models/suggest.hpp"

namespace yuce::models {
namespace {

constexpr double max_lag = 10000;  // periods

}  // namespace

Parser::Parsed Parser::primary() {
    if (at_end()) nothing_here();
    switch (next().kind) {
        case TokenKind::number:
        case TokenKind::bad: return number();
        case TokenKind::left_paren: return bracketed();
        case TokenKind::base_name: return base_figure();
        case TokenKind::name: return after_next().kind == TokenKind::left_paren ? function() : reference();
        default: nothing_here();
    }
}

// What was no value is NaN, so that nobody reports it again.
Parser::Parsed Parser::number() {
    Parsed parsed;
    const Token& token = take();
    parsed.tree.place = token.place;
    parsed.tree.number = token.kind == TokenKind::number ? token.number : std::numeric_limits<double>::quiet_NaN();
    return parsed;
}

Parser::Parsed Parser::bracketed() {
    const Nesting nesting(*this);
    const Token& open = take();
    Parsed inside = disjunction();
    close(open);
    return inside;
}

void Parser::close(const Token& open) {
    if (!at(TokenKind::right_paren)) not_closed(open);
    take();
}

Parser::Parsed Parser::base_figure() {
    Parsed figure;
    const Token& token = take();
    figure.tree.kind = Expression::Kind::reference;
    figure.tree.name = std::string(token.text);
    figure.tree.symbol.kind = SymbolKind::baseline;
    figure.tree.place = token.place;
    if (at(TokenKind::left_bracket)) abandon(next().place, "a figure of the baseline has no lag");
    return figure;
}

Parser::Parsed Parser::reference() {
    Parsed name;
    const Token& token = take();
    name.tree.kind = Expression::Kind::reference;
    name.tree.name = std::string(token.text);
    name.tree.place = token.place;
    if (at(TokenKind::left_bracket)) name.tree.lag = lag(token);
    return name;
}

// Between square brackets; x[0] is x.
int Parser::lag(const Token& name) {
    const Token& open = take();
    const std::string written(name.text);
    const bool minus = at(TokenKind::minus);
    if (minus || at(TokenKind::plus)) take();
    const double periods = next().number;
    const bool whole = at(TokenKind::number) && periods == std::floor(periods);
    if (!whole || after_next().kind != TokenKind::right_bracket) {
        abandon(open.place, "a lag is a whole number of periods: " + written + "[-1]");
    }
    take();
    take();
    if (!minus && periods > 0) {
        error(open.place, "leads are not supported: the value of a later period is not known when a period is calculated",
              "the period before is " + written + "[-1]");
        return 0;
    }
    if (periods > max_lag) {
        error(open.place, "a lag reaches at most " + std::to_string(static_cast<int>(max_lag)) + " periods back");
        return 0;
    }
    return static_cast<int>(periods);
}

Parser::Parsed Parser::function() {
    const Nesting nesting(*this);
    const Token& name = next();
    const FunctionEntry* entry = find_function(name.text);
    if (entry == nullptr) unknown_function(name);
    take();
    const Token& open = take();
    std::vector<Parsed> arguments;
    if (!at(TokenKind::right_paren)) {
        arguments.push_back(disjunction());
        while (at(TokenKind::comma)) {
            take();
            arguments.push_back(disjunction());
        }
    }
    close(open);
    if (at(TokenKind::left_bracket)) abandon(next().place, "a lag stands only on a name: x[-1]");
    if (entry != nullptr) check_count(*entry, name, arguments.size());
    return call(entry != nullptr ? function_named(*entry) : Function::add, name.place, std::move(arguments));
}

void Parser::check_count(const FunctionEntry& entry, const Token& name, std::size_t count) {
    const auto few = static_cast<std::size_t>(entry.min_arguments);
    const bool many = entry.max_arguments >= 0 && count > static_cast<std::size_t>(entry.max_arguments);
    if (count >= few && !many) return;
    const std::string wanted = (entry.max_arguments == entry.min_arguments ? "" : "at least ") + std::to_string(few);
    error(name.place,
          "'" + std::string(entry.name) + "' takes " + wanted + (few == 1 ? " argument" : " arguments") + ", not " +
              std::to_string(count),
          "it is written " + std::string(entry.signature));
}

void Parser::unknown_function(const Token& name) {
    const std::string written(name.text);
    std::string advice = nearest_function(written);
    if (advice.empty()) advice = "a product is written " + written + " * (...)";
    if (looks_like_lag()) advice = "a lag is written with square brackets: " + written + "[-1]";
    error(name.place, "there is no function '" + written + "'", std::move(advice));
}

// Round brackets around a signed number, as other programs write lags.
bool Parser::looks_like_lag() const {
    if (at_ + 4 >= tokens_.size()) return false;
    const TokenKind sign = tokens_[at_ + 2].kind;
    return (sign == TokenKind::minus || sign == TokenKind::plus) && tokens_[at_ + 3].kind == TokenKind::number &&
           tokens_[at_ + 4].kind == TokenKind::right_paren;
}

}  // namespace yuce::models
