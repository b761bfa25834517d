#include "models/explain_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "models/function_table.hpp"

namespace yuce::models {
namespace {

constexpr std::size_t width = 100;

// How tightly an operator binds; calls, names and numbers bind tightest.
int tightness(const Expression& tree) {
    if (tree.kind != Expression::Kind::call) return 9;
    switch (tree.function) {
        case Function::logical_or: return 1;
        case Function::logical_and: return 2;
        case Function::logical_not: return 3;
        case Function::less:
        case Function::less_equal:
        case Function::greater:
        case Function::greater_equal:
        case Function::equal:
        case Function::not_equal: return 4;
        case Function::add:
        case Function::sub: return 5;
        case Function::mul:
        case Function::div: return 6;
        case Function::neg: return 7;
        case Function::pow: return 8;
        default: return 9;
    }
}

void print(std::string& out, const Expression& tree, int at_least);

void print_call(std::string& out, const Expression& tree) {
    out += std::string(spelling_of(tree.function)) + "(";
    for (std::size_t k = 0; k < tree.arguments.size(); ++k) {
        if (k > 0) out += ", ";
        print(out, tree.arguments[k], 0);
    }
    out += ")";
}

void print_operation(std::string& out, const Expression& tree, int own) {
    const std::string sign(spelling_of(tree.function));
    if (tree.arguments.size() == 1) {
        out += sign + (tree.function == Function::logical_not ? " " : "");
        return print(out, tree.arguments[0], tree.function == Function::neg ? own + 1 : own);
    }
    const bool comparison = own == 4, power = tree.function == Function::pow;
    print(out, tree.arguments[0], comparison || power ? own + 1 : own);
    out += power ? sign : " " + sign + " ";
    print(out, tree.arguments[1], power ? 7 : own + 1);
}

void print(std::string& out, const Expression& tree, int at_least) {
    const int own = tightness(tree);
    if (own < at_least) out += "(";
    if (tree.kind == Expression::Kind::number) {
        out += number_text(tree.number);
    } else if (tree.kind == Expression::Kind::reference) {
        out += (tree.symbol.kind == SymbolKind::baseline ? "base." : "") + tree.name;
        if (tree.lag > 0) out += "[-" + std::to_string(tree.lag) + "]";
    } else if (own == 9) {
        print_call(out, tree);
    } else {
        print_operation(out, tree, own);
    }
    if (own < at_least) out += ")";
}

// Columns on a terminal: what comes after the Latin and its neighbours is taken as two wide.
std::size_t columns(const std::string& word) {
    std::size_t total = 0;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) total += byte >= 0xE3U ? 2 : 1;
    }
    return total;
}

// Words that stay with the word after them, so that lines of a formula begin with an operator.
bool is_operator(const std::string& word) {
    constexpr std::array<std::string_view, 15> operators = {"+",  "-",  "*",  "/",   "^",  "<",   "<=", ">",
                                                            ">=", "==", "!=", "and", "or", "not", "="};
    return std::find(operators.begin(), operators.end(), word) != operators.end();
}

void append_words(std::string& out, const std::vector<std::string>& words, std::size_t indent, std::size_t hang) {
    out += std::string(indent, ' ');
    std::size_t column = indent;
    bool fresh = true;
    for (const std::string& word : words) {
        if (!fresh && column + 1 + columns(word) > width) {
            out += "\n" + std::string(hang, ' ');
            column = hang;
            fresh = true;
        }
        if (!fresh) out += " ";
        column += columns(word) + (fresh ? 0 : 1);
        out += word;
        fresh = false;
    }
    out += "\n";
}

}  // namespace

std::string number_text(double value) {
    if (std::isnan(value)) return "empty";
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

std::string expression_text(const Expression& tree) {
    std::string out;
    print(out, tree, 0);
    return out;
}

std::string list_text(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
    return out;
}

std::string count_text(std::size_t count, const std::string& singular, const std::string& plural) {
    return std::to_string(count) + " " + (count == 1 ? singular : plural);
}

std::string label_text(const Entry& entry) {
    std::string out = entry.name.en;
    if (entry.name.zh != entry.name.en) out += (out.empty() || entry.name.zh.empty() ? "" : ", ") + entry.name.zh;
    if (!entry.unit.empty()) out += (out.empty() ? "[" : " [") + entry.unit + "]";
    return out;
}

void append_wrapped(std::string& out, const std::string& text, std::size_t indent, std::size_t hang) {
    std::vector<std::string> words;
    bool glued = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        begin = end + 1;
        if (word.empty()) continue;
        if (glued) {
            words.back() += " " + word;
        } else {
            words.push_back(word);
        }
        glued = is_operator(word);
    }
    append_words(out, words, indent, hang);
}

void append_list(std::string& out, const std::string& before, const std::vector<std::string>& items, std::size_t indent,
                 std::size_t hang) {
    std::vector<std::string> words;
    if (!before.empty()) words.push_back(before);
    for (const std::string& item : items) words.push_back(item + ",");
    if (!items.empty()) words.back().pop_back();
    append_words(out, words, indent, hang);
}

}  // namespace yuce::models
