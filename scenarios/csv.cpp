#include "scenarios/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace yuce::scenarios {
namespace {

using Row = std::vector<CsvCell>;

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::string counted(std::size_t n, const std::string& noun) { return std::to_string(n) + " " + noun + (n == 1 ? "" : "s"); }

// Splits the text into rows of cells. Blanks around a cell without quotes do not belong to it; blank lines are no rows.
class Scanner {
public:
    Scanner(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics)
        : source_(std::move(source)), text_(source_->text), diagnostics_(diagnostics) {}

    bool at_end() const { return at_ >= text_.size(); }

    Row row() {
        Row cells;
        do {
            cells.push_back(cell());
        } while (take(','));
        end_line();
        return cells;
    }

private:
    bool starts_line_end(std::size_t at) const {
        return at >= text_.size() || text_[at] == '\n' ||
               (text_[at] == '\r' && (at + 1 >= text_.size() || text_[at + 1] == '\n'));
    }

    // Moves on one byte; columns count characters.
    void step() {
        const auto byte = static_cast<unsigned char>(text_[at_++]);
        if (byte == '\n') {
            ++line_;
            column_ = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
            ++column_;
        }
    }

    bool take(char c) {
        if (at_end() || text_[at_] != c) return false;
        step();
        return true;
    }

    void end_line() {
        take('\r');
        take('\n');
    }

    Place here() const { return {source_, line_, column_}; }

    CsvCell cell() {
        while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) step();
        CsvCell cell{{}, here()};
        if (take('"')) {
            cell.text = quoted(cell.place);
            const Place after = here();
            if (!trimmed(rest()).empty())
                diagnostics_.error(after, "text after the closing quote of a cell", "a quote inside a cell is written twice");
            return cell;
        }
        const std::string text = rest();
        if (text.find('"') != std::string::npos) {
            diagnostics_.error(cell.place, "a quote inside a cell that does not begin with one",
                               "put the cell in quotes and write the quote inside twice");
        }
        cell.text = trimmed(text);
        return cell;
    }

    std::string rest() {
        const std::size_t begin = at_;
        while (!starts_line_end(at_) && text_[at_] != ',') step();
        return text_.substr(begin, at_ - begin);
    }

    std::string quoted(const Place& opening) {
        std::string text;
        while (!at_end()) {
            const char c = text_[at_];
            step();
            if (c == '"' && !take('"')) return text;
            text += c;
        }
        diagnostics_.error(opening, "the quote that opens here is never closed");
        return text;
    }

    std::shared_ptr<const SourceText> source_;
    const std::string& text_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1, column_ = 1;
};

constexpr std::size_t most_ragged = 20;  // reported one by one

// Spreadsheets write rows that hold nothing as commas alone.
bool blank(const Row& row) {
    return std::all_of(row.begin(), row.end(), [](const CsvCell& cell) { return cell.text.empty(); });
}

void check_header(const CsvTable& table, Diagnostics& diagnostics) {
    const Row& header = table.header;
    for (std::size_t k = 0; k < header.size(); ++k) {
        // The corner of a matrix may be empty.
        if (header[k].text.empty() && k == 0 && header.size() > 1) continue;
        if (header[k].text.empty()) {
            diagnostics.error(header[k].place, "column " + std::to_string(k + 1) + " has no name");
            continue;
        }
        const auto first =
            std::find_if(header.begin(), header.end(), [&](const CsvCell& cell) { return cell.text == header[k].text; });
        if (first != header.begin() + static_cast<std::ptrdiff_t>(k)) {
            diagnostics.error(header[k].place, "two columns are named '" + header[k].text + "'");
        }
    }
    if (header.size() == 1 && header[0].text.find_first_of(";\t") != std::string::npos) {
        diagnostics.error(header[0].place, "the cells are not separated by commas",
                          "save the file as CSV with commas between the cells");
    }
}

std::string number_hint(const std::string& text) {
    if (text.find(',') != std::string::npos) return "the decimal sign is a point, and thousands are not separated";
    if (!text.empty() && text.back() == '%') return "write the number without a percent sign";
    for (const char* none : {"NA", "N/A", "n/a", "na", "nan", "NaN", "NAN", "-", "--", "..", "null", "#N/A"}) {
        if (text == none) return "leave the cell empty where there is no value";
    }
    return {};
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::find_if(header.begin(), header.end(), [&](const CsvCell& cell) { return cell.text == name; });
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
}

std::optional<CsvTable> parse_csv(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.error_count();
    CsvTable table;
    table.source = source;
    Scanner scanner(source, diagnostics);
    std::size_t ragged = 0;
    while (!scanner.at_end()) {
        Row row = scanner.row();
        if (blank(row)) continue;
        if (table.header.empty()) {
            table.header = std::move(row);
            check_header(table, diagnostics);
            continue;
        }
        if (row.size() != table.header.size()) {
            if (++ragged > most_ragged) continue;
            diagnostics.error(
                row.front().place,
                "the row has " + counted(row.size(), "cell") + ", the header " + counted(table.header.size(), "column"),
                row.size() > table.header.size() ? "a cell that holds a comma stands in quotes"
                                                 : "an empty cell needs its comma, too");
            continue;
        }
        table.rows.push_back(std::move(row));
    }
    if (ragged > most_ragged) {
        diagnostics.error({source, 0, 0},
                          std::to_string(ragged - most_ragged) + " further rows are longer or shorter than the header");
    }
    if (table.header.empty())
        diagnostics.error({source, 0, 0}, "the file is empty: expected a header row with the names of the columns");
    if (diagnostics.error_count() > before) return std::nullopt;
    return table;
}

std::optional<double> cell_number(const CsvCell& cell, Diagnostics& diagnostics) {
    const std::string text = trimmed(cell.text);
    if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
    const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
    const char* begin = text.data() + (plus ? 1 : 0);
    const char* end = text.data() + text.size();
    double number = 0;
    const auto [stop, error] = std::from_chars(begin, end, number);
    if (error == std::errc::result_out_of_range && stop == end) {
        diagnostics.error(cell.place, "'" + text + "' is outside the range of numbers");
        return std::nullopt;
    }
    if (error == std::errc() && stop == end && std::isfinite(number)) return number;
    diagnostics.error(cell.place, "expected a number, found '" + text + "'", number_hint(text));
    return std::nullopt;
}

}  // namespace yuce::scenarios
