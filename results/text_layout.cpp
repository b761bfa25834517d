#include "results/text_layout.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace yuce::results {
namespace {

struct Range {
    std::uint32_t first, last;
};
constexpr std::array<Range, 9> wide = {{{0x1100, 0x115F},
                                        {0x2E80, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},
                                        {0xFF00, 0xFF60},
                                        {0xFFE0, 0xFFE6},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 3> without_width = {{{0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}}};

template <std::size_t N>
bool among(const std::array<Range, N>& ranges, std::uint32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [c](const Range& r) { return c >= r.first && c <= r.last; });
}

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
    return {text.substr(0, length), among(without_width, code) ? 0U : among(wide, code) ? 2U : 1U};
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

std::vector<std::string> break_id(std::string_view id, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!id.empty()) {
        const std::size_t joint = id.find_first_of("_-+");
        std::string_view piece = id.substr(0, joint == std::string_view::npos ? id.size() : joint + 1);
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
    if (total > width) widths[0] -= std::min(widths[0], total - width);
    return widths;
}

std::string TextTable::text(std::size_t width) const {
    const std::vector<std::size_t> columns = widths(width);
    std::size_t total = 0;
    for (const std::size_t w : columns) total += w > 0 ? w + 2 : 0;
    std::string out;
    const auto rule = [&] { out += "  " + std::string(total > 2 ? total - 2 : 0, '-') + "\n"; };
    const auto print = [&](const std::vector<std::string>& line) {
        if (line.empty()) {
            rule();
            return;
        }
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
