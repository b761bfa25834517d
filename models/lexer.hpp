// The words of the model language with their places. Internal to models/: the parser is the door.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/diagnostics.hpp"
#include "models/model_spec.hpp"

namespace yuce::models {

enum class TokenKind : std::uint8_t {
    number,
    name,
    base_name,  // base_name: `base.ID`, its text is ID
    plus,
    minus,
    star,
    slash,
    caret,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    logical_and,
    logical_or,
    logical_not,
    assign,
    left_paren,
    right_paren,
    left_bracket,
    right_bracket,
    comma,
    bad,  // stands for a value
    end,
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text;  // as written: a view of the ExpressionText, which must outlive it
    double number = 0;      // number
    Place place;            // of its first character
    bool first_on_line = false;
    bool begins_equation = false;  // `name =` outside brackets, or at the beginning of a line
    bool reported = false;         // a mistake already: no more words about it
};

// The last token is `end`. Characters that mean nothing are reported once each; where it is plain what was meant
// (a full-width comma, `**`, `&&`), the token stands all the same.
std::vector<Token> tokenize(const ExpressionText& text, Diagnostics& diagnostics);

}  // namespace yuce::models
