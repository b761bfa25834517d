#include "models/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "models/spellings.hpp"
#include "models/syntax.hpp"

namespace yuce::models {
namespace {

struct Sign {
    std::string_view text;
    TokenKind kind;
};

// Longer ones first.
constexpr std::array signs = {
    Sign{"<=", TokenKind::less_equal},   Sign{">=", TokenKind::greater_equal}, Sign{"==", TokenKind::equal},
    Sign{"!=", TokenKind::not_equal},    Sign{"+", TokenKind::plus},           Sign{"-", TokenKind::minus},
    Sign{"*", TokenKind::star},          Sign{"/", TokenKind::slash},          Sign{"^", TokenKind::caret},
    Sign{"<", TokenKind::less},          Sign{">", TokenKind::greater},        Sign{"=", TokenKind::assign},
    Sign{"(", TokenKind::left_paren},    Sign{")", TokenKind::right_paren},    Sign{"[", TokenKind::left_bracket},
    Sign{"]", TokenKind::right_bracket}, Sign{",", TokenKind::comma},
};

struct Keyword {
    std::string_view text;
    TokenKind kind;
};
constexpr std::array keywords = {Keyword{"and", TokenKind::logical_and}, Keyword{"or", TokenKind::logical_or},
                                 Keyword{"not", TokenKind::logical_not}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_digit(c) || is_letter(c); }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

class Lexer {
public:
    Lexer(const ExpressionText& text, Diagnostics& diagnostics)
        : text_(text.text), place_(text.place), diagnostics_(diagnostics) {}

    std::vector<Token> run() {
        while (at_ < text_.size()) step();
        emit(TokenKind::end, 0);
        mark_equations();
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool starts_with(std::string_view what) const { return text_.substr(at_).substr(0, what.size()) == what; }

    // Passes over `bytes`, keeping line and column.
    void advance(std::size_t bytes) {
        for (std::size_t k = 0; k < bytes; ++k, ++at_) {
            if (text_[at_] == '\n') {
                ++place_.line;
                place_.column = 1;
                new_line_ = true;
            } else if (!is_continuation(text_[at_])) {
                ++place_.column;
            }
        }
    }

    void emit(TokenKind kind, std::size_t bytes, double number = 0) {
        tokens_.push_back({kind, text_.substr(at_, bytes), number, place_, new_line_, false, kind == TokenKind::bad});
        new_line_ = false;
        advance(bytes);
    }

    void step() {
        const char c = peek();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            advance(1);
        } else if (c == '#') {
            comment();
        } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            number();
        } else if (is_letter(c)) {
            word();
        } else if (!foreign_spelling() && !sign()) {
            unknown();
        }
    }

    void comment() { advance(std::min(text_.find('\n', at_), text_.size()) - at_); }

    bool sign() {
        for (const Sign& candidate : signs) {
            if (!starts_with(candidate.text)) continue;
            emit(candidate.kind, candidate.text.size());
            return true;
        }
        return false;
    }

    static TokenKind kind_of(std::string_view meant) {
        for (const Keyword& keyword : keywords) {
            if (keyword.text == meant) return keyword.kind;
        }
        for (const Sign& candidate : signs) {
            if (candidate.text == meant) return candidate.kind;
        }
        return TokenKind::bad;
    }

    bool foreign_spelling() {
        if (starts_with("!=")) return false;
        for (const Spelling& spelling : foreign) {
            if (!starts_with(spelling.written)) continue;
            diagnostics_.error(place_, "'" + std::string(spelling.written) + "' has no meaning here",
                               std::string(spelling.advice));
            if (spelling.meant == "#") {
                comment();
            } else if (spelling.meant == " " || (spelling.meant == "/" && spelling.written == "%" && !value_follows())) {
                advance(spelling.written.size());
            } else {
                emit(kind_of(spelling.meant), spelling.written.size());
                tokens_.back().reported = true;
            }
            return true;
        }
        return false;
    }

    // After a '%': whether it stood between two values.
    bool value_follows() const {
        std::size_t k = 1;
        while (peek(k) == ' ') ++k;
        return is_word(peek(k)) || peek(k) == '(';
    }

    std::size_t number_length() const {
        std::size_t n = 0;
        while (is_digit(peek(n))) ++n;
        if (peek(n) == '.') ++n;
        while (is_digit(peek(n))) ++n;
        if (peek(n) == 'e' || peek(n) == 'E') {
            const std::size_t sign = peek(n + 1) == '+' || peek(n + 1) == '-' ? 1 : 0;
            if (is_digit(peek(n + 1 + sign))) {
                n += 1 + sign;
                while (is_digit(peek(n))) ++n;
            }
        }
        return n;
    }

    void number() {
        const std::size_t length = number_length();
        std::size_t whole = length;
        while (is_word(peek(whole)) || peek(whole) == '.') ++whole;
        const std::string written(text_.substr(at_, whole));
        if (whole > length) {
            const bool product = is_letter(peek(length)) && written.find('.', length) == std::string::npos;
            diagnostics_.error(
                place_, "'" + written + "' is no number",
                product ? "a product is written " + written.substr(0, length) + " * " + written.substr(length) : "");
            return emit(TokenKind::bad, whole);
        }
        double value = 0;
        const auto result = std::from_chars(written.data(), written.data() + written.size(), value);
        if (result.ec != std::errc{} || !std::isfinite(value)) {
            diagnostics_.error(place_, "'" + written + "' is outside the range of numbers");
            return emit(TokenKind::bad, whole);
        }
        emit(TokenKind::number, whole, value);
    }

    void word() {
        std::size_t length = 0;
        while (is_word(peek(length))) ++length;
        const std::string_view name = text_.substr(at_, length);
        if (!is_ascii(peek(length)) && !starts_foreign(at_ + length)) return foreign_name();
        if (peek(length) == '.') return dotted(length);
        for (const Keyword& keyword : keywords) {
            if (keyword.text == name) return emit(keyword.kind, length);
        }
        emit(TokenKind::name, length);
    }

    bool starts_foreign(std::size_t at) const {
        return std::any_of(foreign.begin(), foreign.end(), [&](const Spelling& spelling) {
            return text_.substr(at).substr(0, spelling.written.size()) == spelling.written;
        });
    }

    // NAME. or NAME.SOMETHING; only base.ID means something.
    void dotted(std::size_t length) {
        std::size_t whole = length + 1;
        while (is_word(peek(whole))) ++whole;
        const std::string written(text_.substr(at_, whole));
        if (text_.substr(at_, length) != "base") {
            diagnostics_.error(place_, "'" + written + "' is no name: only base.ID has a point");
            return emit(TokenKind::bad, whole);
        }
        if (whole == length + 1) {
            diagnostics_.error(place_, "'base.' wants the id of a figure of the baseline");
            return emit(TokenKind::bad, whole);
        }
        const Place place = place_;
        const bool first = new_line_;
        advance(length + 1);
        emit(TokenKind::base_name, whole - length - 1);
        tokens_.back().place = place;
        tokens_.back().first_on_line = first;
    }

    // Letters beyond ASCII, with what of a word stands around them.
    void foreign_name() {
        std::size_t length = 0;
        while (at_ + length < text_.size() &&
               (is_word(peek(length)) || (!is_ascii(peek(length)) && !starts_foreign(at_ + length)))) {
            ++length;
        }
        diagnostics_.error(place_,
                           "'" + std::string(text_.substr(at_, length)) + "' is no name: names are ASCII letters, digits and _",
                           "what is shown to readers goes into `name` of the entry");
        emit(TokenKind::bad, length);
    }

    void unknown() {
        if (!is_ascii(peek())) return foreign_name();
        const char c = peek();
        const bool printable = c >= ' ' && c != '\x7f';
        diagnostics_.error(place_,
                           printable ? "unexpected character '" + std::string(1, c) + "'" : "unexpected control character");
        advance(1);
    }

    void mark_equations() {
        int depth = 0;
        for (std::size_t k = 0; k + 1 < tokens_.size(); ++k) {
            Token& token = tokens_[k];
            const bool word = token.kind == TokenKind::name || token.kind == TokenKind::bad ||
                              (token.kind >= TokenKind::logical_and && token.kind <= TokenKind::logical_not);
            if (word && tokens_[k + 1].kind == TokenKind::assign && (depth == 0 || token.first_on_line)) {
                token.begins_equation = true;
                depth = 0;
            }
            if (token.kind == TokenKind::left_paren || token.kind == TokenKind::left_bracket) ++depth;
            if (token.kind == TokenKind::right_paren || token.kind == TokenKind::right_bracket) depth = std::max(0, depth - 1);
        }
    }

    std::string_view text_;
    Place place_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    bool new_line_ = true;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(const ExpressionText& text, Diagnostics& diagnostics) { return Lexer(text, diagnostics).run(); }

bool is_reserved(std::string_view name) {
    constexpr std::array<std::string_view, 8> reserved = {"quarter", "month", "year", "period", "and", "or", "not", "base"};
    return std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

}  // namespace yuce::models
