// The grammar, by recursive descent: what binds tighter is called by what binds less. Internal to models/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/lexer.hpp"
#include "models/model.hpp"
#include "models/syntax.hpp"

namespace yuce::models {

class Parser {
public:
    Parser(const ExpressionText& text, Diagnostics& diagnostics);
    std::vector<Equation> equations();
    std::optional<Expression> expression();

private:
    struct Parsed {
        Expression tree;
        int depth = 1;
    };
    // Ends the reading of one expression after its mistake was reported; never leaves the parser.
    struct Abandoned {};
    class Nesting;

    // parser.cpp: equations and operators
    std::optional<Expression> whole();
    bool left_side();
    Parsed disjunction();
    Parsed conjunction();
    Parsed negation();
    Parsed comparison();
    Parsed sum();
    Parsed product();
    Parsed signed_power();
    Parsed power();
    Parsed call(Function function, const Place& place, std::vector<Parsed> arguments);
    Parsed binary(Function function, const Place& place, Parsed left, Parsed right);
    Parsed unary(Function function, const Place& place, Parsed argument);

    // parser_values.cpp: numbers, names, brackets, functions
    Parsed primary();
    Parsed number();
    Parsed bracketed();
    Parsed base_figure();
    Parsed reference();
    int lag(const Token& name);
    Parsed function();
    void check_count(const FunctionEntry& entry, const Token& name, std::size_t count);
    void unknown_function(const Token& name);
    bool looks_like_lag() const;
    void close(const Token& open);

    // parser_mistakes.cpp: words for what does not fit, and the way on to the next equation
    void error(const Place& place, std::string message, std::string suggestion = {});
    [[noreturn]] void abandon(const Place& place, std::string message, std::string suggestion = {});
    [[noreturn]] void left_over();
    [[noreturn]] void nothing_here();
    [[noreturn]] void not_closed(const Token& open);
    void skip();
    bool wrong_left_side();
    bool sign_on_line() const;
    bool value_before() const;

    const Token& next() const { return tokens_[at_]; }
    const Token& after_next() const { return tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_]; }
    const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
    bool at(TokenKind kind) const { return next().kind == kind; }
    bool at_end() const { return at(TokenKind::end) || next().begins_equation; }

    Diagnostics& diagnostics_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int nesting_ = 0;
};

// Counts how deep the parser is within itself; too deep is a mistake of the text.
class Parser::Nesting {
public:
    explicit Nesting(Parser& parser);
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { --parser_.nesting_; }

private:
    Parser& parser_;
};

}  // namespace yuce::models
