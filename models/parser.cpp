// Words to trees, by recursive descent. What binds tighter stands further down.

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "models/function_table.hpp"
#include "models/lexer.hpp"
#include "models/suggest.hpp"
#include "models/syntax.hpp"

namespace yuce::models {
namespace {

// Limits of what is read, so that no text can exhaust the stack of those who walk the tree.
constexpr int max_nesting = 200;   // brackets, functions, signs and powers within each other
constexpr int max_depth = 2000;    // of the tree; a chain of n operators is n deep
constexpr double max_lag = 10000;  // periods

struct Parsed {
    Expression tree;
    int depth = 1;
};

// Ends the reading of one expression after its mistake was reported. Never leaves this file.
struct Abandoned {};

Function binary_function(TokenKind kind) {
    switch (kind) {
        case TokenKind::plus:
            return Function::add;
        case TokenKind::minus:
            return Function::sub;
        case TokenKind::star:
            return Function::mul;
        case TokenKind::slash:
            return Function::div;
        case TokenKind::less:
            return Function::less;
        case TokenKind::less_equal:
            return Function::less_equal;
        case TokenKind::greater:
            return Function::greater;
        case TokenKind::greater_equal:
            return Function::greater_equal;
        case TokenKind::not_equal:
            return Function::not_equal;
        case TokenKind::logical_and:
            return Function::logical_and;
        case TokenKind::logical_or:
            return Function::logical_or;
        default:
            return Function::equal;
    }
}

bool is_comparison(TokenKind kind) { return kind >= TokenKind::less && kind <= TokenKind::not_equal; }

class Parser {
public:
    Parser(const ExpressionText& text, Diagnostics& diagnostics) : diagnostics_(diagnostics), tokens_(tokenize(text, diagnostics)) {}

    std::vector<Equation> equations() {
        std::vector<Equation> all;
        if (!next().begins_equation && next().kind != TokenKind::end) not_an_equation();
        while (next().kind != TokenKind::end) {
            Equation equation;
            equation.name = std::string(next().text);
            equation.place = next().place;
            const bool named = left_side();
            at_ += 2;
            if (std::optional<Expression> right = whole()) equation.right = std::move(*right);
            if (named) all.push_back(std::move(equation));
        }
        return all;
    }

    std::optional<Expression> expression() {
        if (next().begins_equation) {
            const Token& sign = tokens_[at_ + 1];
            return error(sign.place, "'=' has no meaning in an expression", "a comparison is written =="), std::nullopt;
        }
        return whole();
    }

private:
    const Token& next() const { return tokens_[at_]; }
    bool at(TokenKind kind) const { return next().kind == kind; }
    const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
    bool at_end() const { return at(TokenKind::end) || next().begins_equation; }

    void error(const Place& place, std::string message, std::string suggestion = {}) {
        diagnostics_.error(place, std::move(message), std::move(suggestion));
    }
    [[noreturn]] void abandon(const Place& place, std::string message, std::string suggestion = {}) {
        error(place, std::move(message), std::move(suggestion));
        throw Abandoned{};
    }

    // Whether the equation bears a name of its own; if not, the mistake is reported.
    bool left_side() {
        const Token& name = next();
        if (name.kind == TokenKind::bad) return false;
        if (!is_reserved(name.text)) return true;
        error(name.place, "'" + std::string(name.text) + "' is a word of the language and cannot be defined");
        return false;
    }

    // What stands where an equation should begin; goes on with the next one.
    void not_an_equation() {
        if (!wrong_left_side()) error(next().place, "an equation begins with the name of its variable: NAME = expression");
        skip();
    }

    // On to the next equation; those that were to be one but have a wrong left side are reported on the way.
    void skip() {
        while (!at_end()) {
            take();
            if (!at_end() && value_before()) wrong_left_side();
        }
    }

    bool value_before() const {
        const TokenKind kind = tokens_[at_ - 1].kind;
        return kind <= TokenKind::base_name || kind == TokenKind::right_paren || kind == TokenKind::right_bracket || kind == TokenKind::bad;
    }

    // Reports a line that was to be an equation: `log(y) = ..`, `y == ..`.
    bool wrong_left_side() {
        const Token& token = next();
        if (!token.first_on_line) return false;
        if (token.kind == TokenKind::name && tokens_[at_ + 1].kind == TokenKind::equal) {
            error(tokens_[at_ + 1].place, "an equation is written with one '=', not '=='");
            return true;
        }
        if (!sign_on_line()) return false;
        error(token.place, "the left side of an equation is the name of its variable and nothing else");
        return true;
    }

    // One expression up to the next equation or the end.
    std::optional<Expression> whole() {
        nesting_ = 0;
        try {
            if (at_end()) abandon(tokens_[at_ > 0 ? at_ - 1 : 0].place, at_ > 0 ? "nothing follows the '='" : "the expression is empty");
            Parsed parsed = disjunction();
            if (!at_end()) left_over();
            return std::move(parsed.tree);
        } catch (const Abandoned&) {
            skip();
            return std::nullopt;
        }
    }

    // Something follows a complete expression.
    [[noreturn]] void left_over() {
        const Token& token = next();
        const std::string shown = "'" + std::string(token.text) + "'";
        if (token.kind == TokenKind::bad) throw Abandoned{};
        if (token.kind == TokenKind::right_paren || token.kind == TokenKind::right_bracket) {
            abandon(token.place, shown + " closes nothing");
        }
        if (token.kind == TokenKind::left_bracket) abandon(token.place, "a lag stands only on a name: x[-1]");
        if (token.kind == TokenKind::assign) {
            abandon(token.place, "'=' has no meaning inside an expression", "a comparison is written ==");
        }
        if (wrong_left_side()) throw Abandoned{};
        const bool decimal = token.kind == TokenKind::comma && tokens_[at_ - 1].kind == TokenKind::number && tokens_[at_ + 1].kind == TokenKind::number;
        abandon(token.place, "expected an operator before " + shown, decimal ? "a decimal point is a point: 1.5" : "");
    }

    // Whether a '=' follows on the line of the next token: an equation with a wrong left side.
    bool sign_on_line() const {
        for (std::size_t k = at_; tokens_[k].kind != TokenKind::end && (k == at_ || !tokens_[k].first_on_line); ++k) {
            if (tokens_[k].kind == TokenKind::assign) return true;
        }
        return false;
    }

    Parsed call(Function function, const Place& place, std::vector<Parsed> arguments) {
        Parsed result;
        result.tree.kind = Expression::Kind::call;
        result.tree.function = function;
        result.tree.place = place;
        for (Parsed& argument : arguments) {
            result.depth = std::max(result.depth, argument.depth + 1);
            result.tree.arguments.push_back(std::move(argument.tree));
        }
        if (result.depth > max_depth) {
            abandon(place, "this expression is more than " + std::to_string(max_depth) + " operations deep", "split it into several equations");
        }
        return result;
    }

    Parsed binary(const Token& sign, Parsed left, Parsed right) {
        std::vector<Parsed> both;
        both.reserve(2);
        both.push_back(std::move(left));
        both.push_back(std::move(right));
        return call(binary_function(sign.kind), sign.place, std::move(both));
    }

    Parsed unary(Function function, const Place& place, Parsed argument) {
        std::vector<Parsed> one;
        one.push_back(std::move(argument));
        return call(function, place, std::move(one));
    }

    // Counts how deep the parser itself is.
    class Nesting {
    public:
        explicit Nesting(Parser& parser) : parser_(parser) {
            if (++parser_.nesting_ > max_nesting) {
                parser_.abandon(parser_.next().place, "more than " + std::to_string(max_nesting) + " brackets within each other");
            }
        }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;
        ~Nesting() { --parser_.nesting_; }

    private:
        Parser& parser_;
    };

    Parsed disjunction() {
        Parsed left = conjunction();
        while (at(TokenKind::logical_or) && !at_end()) {
            const Token& sign = take();
            left = binary(sign, std::move(left), conjunction());
        }
        return left;
    }

    Parsed conjunction() {
        Parsed left = negation();
        while (at(TokenKind::logical_and) && !at_end()) {
            const Token& sign = take();
            left = binary(sign, std::move(left), negation());
        }
        return left;
    }

    Parsed negation() {
        if (!at(TokenKind::logical_not) || at_end()) return comparison();
        const Nesting nesting(*this);
        const Token& sign = take();
        return unary(Function::logical_not, sign.place, negation());
    }

    Parsed comparison() {
        Parsed left = sum();
        if (!is_comparison(next().kind)) return left;
        const Token& sign = take();
        left = binary(sign, std::move(left), sum());
        if (is_comparison(next().kind)) {
            abandon(next().place, "comparisons do not chain", "write a < b and b < c");
        }
        return left;
    }

    Parsed sum() {
        Parsed left = product();
        while (at(TokenKind::plus) || at(TokenKind::minus)) {
            const Token& sign = take();
            left = binary(sign, std::move(left), product());
        }
        return left;
    }

    Parsed product() {
        Parsed left = signed_power();
        while (at(TokenKind::star) || at(TokenKind::slash)) {
            const Token& sign = take();
            left = binary(sign, std::move(left), signed_power());
        }
        return left;
    }

    Parsed signed_power() {
        if (!at(TokenKind::minus)) return power();
        const Nesting nesting(*this);
        const Token& sign = take();
        return unary(Function::neg, sign.place, signed_power());
    }

    Parsed power() {
        Parsed base = primary();
        if (!at(TokenKind::caret)) return base;
        const Nesting nesting(*this);
        const Token& sign = take();
        Parsed exponent = signed_power();
        std::vector<Parsed> both;
        both.push_back(std::move(base));
        both.push_back(std::move(exponent));
        return call(Function::pow, sign.place, std::move(both));
    }

    Parsed primary() {
        if (at_end()) nothing_here();
        switch (next().kind) {
            case TokenKind::number: {
                Parsed number;
                number.tree.place = next().place;
                number.tree.number = take().number;
                return number;
            }
            case TokenKind::bad:
                return reported();
            case TokenKind::left_paren:
                return bracketed();
            case TokenKind::base_name:
                return base_figure();
            case TokenKind::name:
                return tokens_[at_ + 1].kind == TokenKind::left_paren ? function() : reference();
            default:
                nothing_here();
        }
    }

    // Stands for a value whose mistake is known: NaN, so that nobody reports it again.
    Parsed reported() {
        Parsed number;
        number.tree.place = take().place;
        number.tree.number = std::numeric_limits<double>::quiet_NaN();
        return number;
    }

    // No value where one must stand.
    [[noreturn]] void nothing_here() {
        if (at_end()) {
            const Token& before = tokens_[at_ - 1];
            abandon(before.place, "nothing follows '" + std::string(before.text) + "'");
        }
        const Token& token = next();
        if (token.kind == TokenKind::plus) abandon(token.place, "a number or name was expected before '+'", "there is no plus sign of a number: leave it out");
        if (token.kind == TokenKind::logical_not) abandon(token.place, "`not` needs brackets here", "write (not x)");
        if (token.kind == TokenKind::assign) abandon(token.place, "'=' has no meaning inside an expression", "a comparison is written ==");
        abandon(token.place, "a number or name was expected before '" + std::string(token.text) + "'");
    }

    // Between brackets; `open` is the bracket that must be closed.
    void close(const Token& open, TokenKind kind) {
        if (at(kind)) {
            take();
            return;
        }
        if (at_end()) abandon(open.place, "'" + std::string(open.text) + "' is not closed");
        const Token& token = next();
        if (token.kind == TokenKind::bad) throw Abandoned{};
        if (token.kind == TokenKind::assign) abandon(token.place, "'=' has no meaning inside brackets", "a comparison is written ==");
        if (token.kind == TokenKind::left_bracket) abandon(token.place, "a lag stands only on a name: x[-1]");
        if (token.kind == TokenKind::comma) abandon(token.place, "',' stands only between the arguments of a function");
        abandon(token.place, "expected an operator or ')' before '" + std::string(token.text) + "'");
    }

    Parsed bracketed() {
        const Nesting nesting(*this);
        const Token& open = take();
        Parsed inside = disjunction();
        close(open, TokenKind::right_paren);
        return inside;
    }

    Parsed base_figure() {
        Parsed figure;
        const Token& token = take();
        figure.tree.kind = Expression::Kind::reference;
        figure.tree.name = std::string(token.text);
        figure.tree.symbol.kind = SymbolKind::baseline;
        figure.tree.place = token.place;
        if (at(TokenKind::left_bracket)) abandon(next().place, "a figure of the baseline has no lag");
        return figure;
    }

    Parsed reference() {
        Parsed name;
        const Token& token = take();
        name.tree.kind = Expression::Kind::reference;
        name.tree.name = std::string(token.text);
        name.tree.place = token.place;
        if (at(TokenKind::left_bracket)) name.tree.lag = lag(token);
        return name;
    }

    int lag(const Token& name) {
        const Token& open = take();
        const std::string written(name.text);
        const bool minus = at(TokenKind::minus), plus = at(TokenKind::plus);
        if (minus || plus) take();
        const bool whole = at(TokenKind::number) && next().number == std::floor(next().number);
        if (!whole || tokens_[at_ + 1].kind != TokenKind::right_bracket) {
            abandon(open.place, "a lag is a whole number of periods: " + written + "[-1]");
        }
        const double periods = next().number;
        if (!minus && periods > 0) {
            error(open.place, "leads are not supported: the value of a later period is not known when a period is calculated",
                  "the period before is " + written + "[-1]");
        } else if (periods > max_lag) {
            error(open.place, "a lag reaches at most 10000 periods back");
        }
        take();
        take();
        return minus && periods <= max_lag ? static_cast<int>(periods) : 0;
    }

    // `name[...]` written with round brackets, as other programs do.
    bool looks_like_lag() const {
        const std::size_t sign = at_ + 2;
        return (tokens_[sign].kind == TokenKind::minus || tokens_[sign].kind == TokenKind::plus) &&
               tokens_[sign + 1].kind == TokenKind::number && tokens_[sign + 2].kind == TokenKind::right_paren;
    }

    Parsed function() {
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
        close(open, TokenKind::right_paren);
        if (at(TokenKind::left_bracket)) abandon(next().place, "a lag stands only on a name: x[-1]");
        if (entry != nullptr) check_count(*entry, name, arguments.size());
        return call(entry != nullptr ? function_named(*entry) : Function::add, name.place, std::move(arguments));
    }

    void unknown_function(const Token& name) {
        const std::string written(name.text);
        if (looks_like_lag()) {
            error(name.place, "there is no function '" + written + "'", "a lag is written with square brackets: " + written + "[-1]");
            return;
        }
        std::string advice = nearest_function(written);
        error(name.place, "there is no function '" + written + "'",
              advice.empty() ? "a product is written " + written + " * (...)" : std::move(advice));
    }

    void check_count(const FunctionEntry& entry, const Token& name, std::size_t count) {
        const auto few = static_cast<std::size_t>(entry.min_arguments);
        const bool many = entry.max_arguments >= 0 && count > static_cast<std::size_t>(entry.max_arguments);
        if (count >= few && !many) return;
        const std::string wanted = (entry.max_arguments == entry.min_arguments ? "" : "at least ") + std::to_string(entry.min_arguments);
        error(name.place, "'" + std::string(entry.name) + "' takes " + wanted + (few == 1 ? " argument" : " arguments") + ", not " +
                              std::to_string(count),
              "it is written " + std::string(entry.signature));
    }

    Diagnostics& diagnostics_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int nesting_ = 0;
};

}  // namespace

std::vector<Equation> parse_equations(const ExpressionText& block, Diagnostics& diagnostics) {
    return Parser(block, diagnostics).equations();
}

std::optional<Expression> parse_expression(const ExpressionText& text, Diagnostics& diagnostics) {
    return Parser(text, diagnostics).expression();
}

}  // namespace yuce::models
