// Text in columns: widths as terminals show them (Chinese counts two), cutting, wrapping, tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yuce::results {

std::size_t width_of(std::string_view text);
// At most so many columns; what was cut ends in "..".
std::string cut(std::string_view text, std::size_t width);
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);
// Lines of at most `width` columns, broken at spaces and between Chinese characters; the first begins with
// `first`, the others with `later`.
std::vector<std::string> wrap(std::string_view text, std::size_t width, std::string_view later = {}, std::string_view first = {});
// An id over several lines of at most `width`: broken after '_', '-', '+', '=' and '.', but within no number, else anywhere.
std::vector<std::string> break_id(std::string_view id, std::size_t width);
// The least width at which break_id breaks no word.
std::size_t unbroken_width(std::string_view id);
// The label of a row over lines of at most `width`, all but the first set in by two: ids at the '+' between what sweeps set, then
// as break_id does, other text as wrap does.
std::vector<std::string> break_label(const std::string& label, std::size_t width);

enum class Align { left, right };
// Columns as wide as their widest cell, two spaces between them, two before the first. A heading may have several lines ('\n').
// Where that is too wide the labels in the first column take several lines, what stands in the others is beside their last.
class TextTable {
public:
    explicit TextTable(std::vector<Align> columns) : align_(std::move(columns)) {}
    void heading(std::vector<std::string> cells);
    void row(std::vector<std::string> cells);
    void rule() { rows_.emplace_back(); }
    // The first column at most so wide.
    void limit_first(std::size_t columns) { most_ = columns; }
    std::string text(std::size_t width) const;

    static constexpr std::size_t least = 14;  // of the first column, where a label is that long

private:
    std::vector<std::size_t> widths(std::size_t width) const;
    std::size_t most_ = static_cast<std::size_t>(-1);
    std::vector<Align> align_;
    std::vector<std::vector<std::string>> heading_;  // lines of it
    std::vector<std::vector<std::string>> rows_;     // empty: a rule
};

}  // namespace yuce::results
