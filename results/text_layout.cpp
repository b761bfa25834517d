#include "results/text_layout.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "results/character_width.hpp"

namespace yuce::results {
namespace {

struct Character {
    std::string_view bytes;
    std::size_t width;
};

// The character that begins `text`, which must not be empty. A malformed byte is one character.
Character first_of(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1 || length > text.size()) return {text.substr(0, 1), 1};
    std::uint32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) code = code << 6 | (static_cast<unsigned char>(text[k]) & 0x3FU);
    return {text.substr(0, length), width_of_character(code)};
}

// Chinese marks that may not begin a line.
bool closes(std::string_view c) {
    constexpr std::array<std::string_view, 9> marks = {"，", "。", "、", "：", "；", "）", "”", "！", "？"};
    return std::find(marks.begin(), marks.end(), c) != marks.end();
}

// The next piece that is not broken: one wide character, or all up to a space or a wide one; closing marks stay with it.
std::string_view next_piece(std::string_view text) {
    std::size_t bytes = 0;
    while (bytes < text.size() && text[bytes] != ' ') {
        const Character c = first_of(text.substr(bytes));
        if (c.width == 2 && bytes > 0) break;
        bytes += c.bytes.size();
        if (c.width == 2) break;
    }
    while (bytes < text.size()) {
        const Character c = first_of(text.substr(bytes));
        if (!closes(c.bytes)) break;
        bytes += c.bytes.size();
    }
    return text.substr(0, bytes);
}

}  // namespace

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character c = first_of(text);
        width += c.width;
        text.remove_prefix(c.bytes.size());
    }
    return width;
}

std::string cut(std::string_view text, std::size_t width) {
    if (width_of(text) <= width) return std::string(text);
    std::string kept;
    std::size_t used = 0;
    const std::size_t room = width < 2 ? 0 : width - 2;
    while (!text.empty()) {
        const Character c = first_of(text);
        if (used + c.width > room) break;
        kept += c.bytes;
        used += c.width;
        text.remove_prefix(c.bytes.size());
    }
    return kept + std::string(std::min<std::size_t>(width, 2), '.');
}

std::string pad_right(std::string_view text, std::size_t width) {
    const std::size_t used = width_of(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
    const std::size_t used = width_of(text);
    return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::string_view later, std::string_view first) {
    std::vector<std::string> lines;
    std::string line(first);
    bool space = false, begun = false;
    while (!text.empty()) {
        if (text[0] == ' ') {
            space = begun;
            text.remove_prefix(1);
            continue;
        }
        const std::string_view piece = next_piece(text);
        if (begun && width_of(line) + (space ? 1 : 0) + width_of(piece) > width) {
            lines.push_back(std::move(line));
            line = later;
            space = false;
        }
        if (space) line += ' ';
        line += piece;
        begun = true;
        space = false;
        text.remove_prefix(piece.size());
    }
    lines.push_back(std::move(line));
    return lines;
}

namespace {

// Whether an id may be broken after the character at `at`: numbers of sweeps ("=-0.5", "=1e-05") hold together.
bool is_joint(std::string_view id, std::size_t at) {
    constexpr std::string_view joints = "_-+=.";
    if (joints.find(id[at]) == std::string_view::npos) return false;
    const auto is_digit = [&](std::size_t k) { return k < id.size() && id[k] >= '0' && id[k] <= '9'; };
    if (id[at] == '.') return !is_digit(at + 1);
    if (id[at] == '_' || id[at] == '=' || !is_digit(at + 1)) return true;
    const bool is_sign = at == 0 || id[at - 1] == '=', is_of_power = at > 1 && id[at - 1] == 'e' && is_digit(at - 2);
    return !is_sign && !is_of_power;
}

// The beginning of `id`, up to the first place where it may be broken.
std::string_view piece_of_id(std::string_view id) {
    std::size_t end = 0;
    while (end < id.size() && !is_joint(id, end)) ++end;
    return id.substr(0, std::min(id.size(), end + 1));
}

}  // namespace

std::size_t unbroken_width(std::string_view id) {
    std::size_t width = 0;
    while (!id.empty()) {
        const std::size_t piece = piece_of_id(id).size();
        width = std::max(width, piece);
        id.remove_prefix(piece);
    }
    return width;
}

std::vector<std::string> break_id(std::string_view id, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!id.empty()) {
        std::string_view piece = piece_of_id(id);
        id.remove_prefix(piece.size());
        if (!lines.back().empty() && lines.back().size() + piece.size() > width) lines.emplace_back();
        while (piece.size() > width) {
            lines.back() = piece.substr(0, width);
            lines.emplace_back();
            piece.remove_prefix(width);
        }
        lines.back() += piece;
    }
    if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
    return lines;
}

std::vector<std::string> break_label(const std::string& label, std::size_t width) {
    if (width_of(label) <= width) return {label};
    const bool is_id = std::all_of(label.begin(), label.end(), [](char c) { return c > ' ' && c <= '~'; });
    const std::size_t room = width > 4 ? width - 2 : 2;
    if (!is_id) return wrap(label, width, "  ");
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < label.size();) {
        const std::size_t plus = std::min(label.find('+', at), label.size() - 1);
        for (std::string& line : break_id(std::string_view(label).substr(at, plus + 1 - at), room)) {
            lines.push_back((lines.empty() ? "" : "  ") + line);
        }
        at = plus + 1;
    }
    return lines;
}

void TextTable::heading(std::vector<std::string> cells) {
    std::vector<std::vector<std::string>> columns;
    std::size_t height = 1;
    for (const std::string& cell : cells) {
        std::vector<std::string> lines(1);
        for (const char c : cell) {
            if (c == '\n') {
                lines.emplace_back();
            } else {
                lines.back() += c;
            }
        }
        height = std::max(height, lines.size());
        columns.push_back(std::move(lines));
    }
    // Shorter headings stand at the bottom.
    for (std::size_t k = 0; k < height; ++k) {
        std::vector<std::string> line;
        for (const auto& lines : columns) line.push_back(k + lines.size() < height ? "" : lines[k + lines.size() - height]);
        heading_.push_back(std::move(line));
    }
}

void TextTable::row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::vector<std::size_t> TextTable::widths(std::size_t width) const {
    std::vector<std::size_t> widths(align_.size(), 0);
    for (const auto* lines : {&heading_, &rows_}) {
        for (const auto& line : *lines) {
            for (std::size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], width_of(line[c]));
        }
    }
    std::size_t total = 0;
    for (const std::size_t w : widths) total += w > 0 ? w + 2 : 0;
    const std::size_t needed = std::min(widths[0], most_);
    total -= widths[0] - needed;
    widths[0] = total <= width ? needed : std::max(std::min(needed, least), needed - std::min(needed, total - width));
    return widths;
}

std::string TextTable::text(std::size_t width) const {
    const std::vector<std::size_t> columns = widths(width);
    std::size_t total = 0;
    for (const std::size_t w : columns) total += w > 0 ? w + 2 : 0;
    std::string out;
    const auto rule = [&] { out += "  " + std::string(total > 2 ? total - 2 : 0, '-') + "\n"; };
    const auto print = [&](std::vector<std::string> line) {
        if (line.empty()) {
            rule();
            return;
        }
        const std::vector<std::string> labels = break_label(line[0], columns[0]);
        for (std::size_t k = 0; k + 1 < labels.size(); ++k) out += "  " + labels[k] + "\n";
        line[0] = labels.back();
        std::string one;
        for (std::size_t c = 0; c < line.size(); ++c) {
            if (columns[c] == 0) continue;
            const std::string cell = cut(line[c], columns[c]);
            one += "  " + (align_[c] == Align::left ? pad_right(cell, columns[c]) : pad_left(cell, columns[c]));
        }
        one.erase(one.find_last_not_of(' ') + 1);
        out += one + "\n";
    };
    for (const auto& line : heading_) print(line);
    if (!heading_.empty()) rule();
    for (const auto& line : rows_) print(line);
    return out;
}

}  // namespace yuce::results
