// Characters that users bring from other languages and keyboards, and what they mean by them. Internal to models/: for the lexer.
#pragma once

#include <array>
#include <string_view>

namespace yuce::models {

struct Spelling {
    std::string_view written;
    std::string_view meant;  // the token it stands for; " " for none
    std::string_view advice;
};

// What other languages and other keyboards write. Longer ones first.
inline constexpr std::array foreign = {
    Spelling{"**", "^", "a power is written ^"},
    Spelling{"&&", "and", "write `and`"},
    Spelling{"||", "or", "write `or`"},
    Spelling{"<>", "!=", "write !="},
    Spelling{"=>", ">=", "write >="},
    Spelling{"&", "and", "write `and`"},
    Spelling{"|", "or", "write `or`"},
    Spelling{"!", "not", "write `not`"},
    Spelling{"%", "/", "percent is not an operator: write / 100"},
    Spelling{";", " ", "equations need no ';' between them"},
    Spelling{"{", "(", "write ("},
    Spelling{"}", ")", "write )"},
    Spelling{"（", "(", "write ( on the ASCII keyboard"},
    Spelling{"）", ")", "write ) on the ASCII keyboard"},
    Spelling{"［", "[", "write [ on the ASCII keyboard"},
    Spelling{"］", "]", "write ] on the ASCII keyboard"},
    Spelling{"【", "[", "write [ on the ASCII keyboard"},
    Spelling{"】", "]", "write ] on the ASCII keyboard"},
    Spelling{"，", ",", "write , on the ASCII keyboard"},
    Spelling{"、", ",", "write , on the ASCII keyboard"},
    Spelling{"＝", "=", "write = on the ASCII keyboard"},
    Spelling{"＋", "+", "write + on the ASCII keyboard"},
    Spelling{"－", "-", "write - on the ASCII keyboard"},
    Spelling{"−", "-", "write - on the ASCII keyboard"},
    Spelling{"–", "-", "write - on the ASCII keyboard"},
    Spelling{"—", "-", "write - on the ASCII keyboard"},
    Spelling{"＊", "*", "write * on the ASCII keyboard"},
    Spelling{"×", "*", "write * on the ASCII keyboard"},
    Spelling{"·", "*", "write * on the ASCII keyboard"},
    Spelling{"／", "/", "write / on the ASCII keyboard"},
    Spelling{"÷", "/", "write / on the ASCII keyboard"},
    Spelling{"＾", "^", "write ^ on the ASCII keyboard"},
    Spelling{"＜", "<", "write < on the ASCII keyboard"},
    Spelling{"＞", ">", "write > on the ASCII keyboard"},
    Spelling{"≤", "<=", "write <="},
    Spelling{"≥", ">=", "write >="},
    Spelling{"≠", "!=", "write !="},
    Spelling{"！", "not", "write `not`"},
    Spelling{"＃", "#", "write # on the ASCII keyboard"},
    Spelling{"；", " ", "equations need no ';' between them"},
    Spelling{"。", " ", "leave it out"},
    Spelling{"\u3000", " ", "this is a full-width space: write an ordinary one"},
    Spelling{"\u00a0", " ", "this is a no-break space: write an ordinary one"},
    Spelling{"\ufeff", " ", "this is a byte order mark: leave it out"},
};

}  // namespace yuce::models
