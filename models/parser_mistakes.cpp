// Words for what does not fit the grammar, and the way on to the next equation.

#include <utility>

#include "models/parser.hpp"

namespace yuce::models {
namespace {

std::string quoted(const Token& token) { return "'" + std::string(token.text) + "'"; }

const char* const comparison_hint = "a comparison is written ==";

}  // namespace

void Parser::error(const Place& place, std::string message, std::string suggestion) {
    diagnostics_.error(place, std::move(message), std::move(suggestion));
}

void Parser::abandon(const Place& place, std::string message, std::string suggestion) {
    error(place, std::move(message), std::move(suggestion));
    throw Abandoned{};
}

// Something follows a complete expression. Here and below: a token that was reported already gets no more words.
void Parser::left_over() {
    const Token& token = next();
    if (token.reported) throw Abandoned{};
    switch (token.kind) {
        case TokenKind::right_paren:
        case TokenKind::right_bracket: abandon(token.place, quoted(token) + " closes nothing");
        case TokenKind::left_bracket: abandon(token.place, "a lag stands only on a name: x[-1]");
        case TokenKind::assign: abandon(token.place, "'=' has no meaning inside an expression", comparison_hint);
        default: break;
    }
    if (wrong_left_side()) throw Abandoned{};
    const bool decimal =
        token.kind == TokenKind::comma && tokens_[at_ - 1].kind == TokenKind::number && after_next().kind == TokenKind::number;
    if (decimal) abandon(token.place, "expected an operator before " + quoted(token), "a decimal point is a point: 1.5");
    const bool factor = token.kind == TokenKind::name || token.kind == TokenKind::number || token.kind == TokenKind::left_paren;
    abandon(token.place, "expected an operator before " + quoted(token), factor ? "a product is written with *: 2 * x" : "");
}

// No value where one must stand.
void Parser::nothing_here() {
    if (at_end()) abandon(tokens_[at_ - 1].place, "nothing follows " + quoted(tokens_[at_ - 1]));
    const Token& token = next();
    if (token.reported) throw Abandoned{};
    if (token.kind == TokenKind::plus) {
        abandon(token.place, "a number or name was expected before '+'", "there is no plus sign of a number: leave it out");
    }
    if (token.kind == TokenKind::logical_not) abandon(token.place, "`not` needs brackets here", "write (not x)");
    if (token.kind == TokenKind::assign) abandon(token.place, "'=' has no meaning inside an expression", comparison_hint);
    abandon(token.place, "a number or name was expected before " + quoted(token));
}

// Where the bracket should close stands something else.
void Parser::not_closed(const Token& open) {
    if (at_end()) abandon(open.place, quoted(open) + " is not closed");
    const Token& token = next();
    if (token.reported) throw Abandoned{};
    switch (token.kind) {
        case TokenKind::assign: abandon(token.place, "'=' has no meaning inside brackets", comparison_hint);
        case TokenKind::left_bracket: abandon(token.place, "a lag stands only on a name: x[-1]");
        case TokenKind::comma: abandon(token.place, "',' stands only between the arguments of a function");
        default: abandon(token.place, "expected an operator or ')' before " + quoted(token));
    }
}

// On to the next equation; lines that were to be one but have a wrong left side are reported on the way.
void Parser::skip() {
    while (!at_end()) {
        take();
        if (!at_end() && value_before()) wrong_left_side();
    }
}

bool Parser::value_before() const {
    const TokenKind kind = tokens_[at_ - 1].kind;
    return kind <= TokenKind::base_name || kind == TokenKind::right_paren || kind == TokenKind::right_bracket ||
           kind == TokenKind::bad;
}

// Reports a line that was to be an equation: `log(y) = ..`, `y == ..`.
bool Parser::wrong_left_side() {
    const Token& token = next();
    if (!token.first_on_line) return false;
    if (token.kind == TokenKind::name && after_next().kind == TokenKind::equal) {
        error(after_next().place, "an equation is written with one '=', not '=='");
        return true;
    }
    if (!sign_on_line()) return false;
    error(token.place, "the left side of an equation is the name of its variable and nothing else");
    return true;
}

// Whether a '=' follows on the line of the next token.
bool Parser::sign_on_line() const {
    for (std::size_t k = at_; tokens_[k].kind != TokenKind::end && (k == at_ || !tokens_[k].first_on_line); ++k) {
        if (tokens_[k].kind == TokenKind::assign) return true;
    }
    return false;
}

}  // namespace yuce::models
