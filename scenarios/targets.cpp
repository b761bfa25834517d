#include "scenarios/targets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "results/target.hpp"
#include "scenarios/batch_data.hpp"

namespace yuce::scenarios {
namespace {

using results::Comparator;
using results::Side;

// The cell's word in `names`, the pairs of values and words. `advice` in place of the nearest word.
template <class Names>
auto read_name(const CsvCell& cell, const Names& names, const std::string& what, Diagnostics& diagnostics,
               const std::string& advice = {}) {
    std::optional<typename Names::value_type::first_type> found;
    std::vector<std::string> known;
    std::string list;
    for (const auto& [value, name] : names) {
        if (cell.text == name) found = value;
        list += (known.empty() ? "" : known.size() + 1 == names.size() ? " or " : ", ") + std::string(name);
        known.emplace_back(name);
    }
    if (found) return found;
    const std::string given = cell.text.empty() ? "the cell is empty" : "it is '" + cell.text + "'";
    diagnostics.error(cell.place, what + " must be " + list + ", " + given,
                      advice.empty() ? nearest_name(cell.text, known) : advice);
    return found;
}

class RowReader {
public:
    RowReader(TargetTable& table, const TargetContext* context, Diagnostics& diagnostics)
        : table_(table), context_(context), diagnostics_(diagnostics) {
        if (context_ == nullptr) return;
        for (std::size_t k = 0; k < context_->indicators.size(); ++k) indicators_.emplace(context_->indicators[k].id, k);
        years_ = context_->horizon.whole_years();
    }

    void read(std::size_t row) {
        row_ = &table_.csv.rows[row];
        table_.place.emplace_back();
        const std::size_t mistakes = diagnostics_.error_count();
        results::Target target;
        target.id = text("id");
        check_id();
        target.indicator = text("indicator").empty() ? target.id : text("indicator");
        const bool has_value = read_test(target);
        const bool has_year = read_year(target);
        if (context_ == nullptr || diagnostics_.error_count() > mistakes || !has_year) return;
        const std::string reason = reason_against(target, has_value);
        const std::string own_reason = text("not_assessed");
        if (!reason.empty()) {
            table_.not_assessed.push_back({target.id, own_reason.empty() ? reason : own_reason});
            if (own_reason.empty() && !unexplained_) unexplained_ = Unexplained{cell("id")->place, reason};
            return;
        }
        if (!own_reason.empty()) {
            diagnostics_.warning(cell("not_assessed")->place,
                                 "'" + target.id + "' is assessed, though the column not_assessed gives a reason why not",
                                 "empty its value to leave it out, or this cell");
        }
        if (!read_tolerance(target)) return;
        describe(target);
        table_.place.back() = table_.assessed.size();
        table_.assessed.push_back(std::move(target));
    }

    // A plan without a single answer is no accident that its owner should find after the run. Quiet where every row gives a
    // reason of its own, and where the horizon has no year at all, which is said of the horizon.
    void warn_of_none_assessed() const {
        if (context_ == nullptr || years_.empty() || !table_.assessed.empty() || !unexplained_ || diagnostics_.has_errors())
            return;
        const std::size_t count = table_.not_assessed.size();
        const std::string which = count == 1 ? "the only target" : "none of the " + std::to_string(count) + " targets";
        diagnostics_.warning(unexplained_->place,
                             which + (count == 1 ? " cannot" : " can") + " be assessed: " + unexplained_->reason);
    }

private:
    struct Unexplained {
        Place place;
        std::string reason;
    };

    const CsvCell* cell(const std::string& column) const {
        const auto index = table_.csv.column(column);
        return index ? &(*row_)[*index] : nullptr;
    }
    std::string text(const std::string& column) const {
        const CsvCell* found = cell(column);
        return found != nullptr ? found->text : std::string{};
    }

    void check_id() {
        const CsvCell& id = *cell("id");
        if (id.text.empty()) {
            diagnostics_.error(id.place, "the row has no id");
            return;
        }
        const auto [found, is_new] = lines_.emplace(id.text, id.place.line);
        if (is_new) return;
        diagnostics_.error(id.place, "there are two targets '" + id.text + "'",
                           "the first is in line " + std::to_string(found->second) +
                               "; a second reading takes an id of its own and names its `indicator`");
    }

    // Comparator, side and value; whether there is a value.
    bool read_test(results::Target& target) {
        const auto comparator = read_comparator();
        const CsvCell& value = *cell("value");
        const auto number = cell_number(value, diagnostics_);
        if (!comparator) return false;
        target.comparator = *comparator;
        target.value = number.value_or(0);
        if (target.comparator == Comparator::approx) read_side(target);
        if (target.comparator != Comparator::positive) return number && !std::isnan(*number);
        if (number && !std::isnan(*number) && *number != 0) {
            diagnostics_.error(value.place, "`positive` means above 0: its value must be empty or 0, it is " + value.text,
                               "for another line to reach write ge");
        }
        target.value = 0;
        return true;
    }

    std::optional<Comparator> read_comparator() {
        static const std::map<std::string, std::string> signs = {
            {">=", "ge"}, {"≥", "ge"},  {"<=", "le"},   {"≤", "le"}, {">", "positive, which is above 0, or ge"},
            {"=", "eq"},  {"==", "eq"}, {"~", "approx"}};
        const CsvCell& written = *cell("comparator");
        const auto sign = signs.find(written.text);
        return read_name(written, results::comparator_names, "the comparator", diagnostics_,
                         sign == signs.end() ? "" : "write " + sign->second);
    }

    void read_side(results::Target& target) {
        const CsvCell* side = cell("side");
        if (side == nullptr) {
            diagnostics_.error(
                cell("comparator")->place,
                "an approx row needs a column 'side' (both, at_least or at_most) that says on which side it can be missed");
            return;
        }
        target.side = read_name(*side, results::side_names, "the side of an approx row", diagnostics_).value_or(Side::both);
    }

    bool read_year(results::Target& target) {
        const CsvCell& year = *cell("year");
        const auto index = models::parse_period(models::Frequency::annual, year.text);
        if (!index)
            diagnostics_.error(year.place, "the year must be written as four digits, such as 2025" +
                                               (year.text.empty() ? ", the cell is empty" : ", it is '" + year.text + "'"));
        target.year = index.value_or(0);
        return index.has_value();
    }

    // Empty: the row is assessed.
    std::string reason_against(results::Target& target, bool has_value) const {
        if (!has_value) return "no value is given";
        const auto year = std::find(years_.begin(), years_.end(), target.year);
        if (year == years_.end()) {
            const auto& h = context_->horizon;
            const bool touched =
                target.year >= models::year_of(h.frequency, h.first) && target.year <= models::year_of(h.frequency, h.last());
            return "year " + std::to_string(target.year) + (touched ? " is not wholly inside" : " is outside") + " the horizon " +
                   models::period_name(h.frequency, h.first) + " to " + models::period_name(h.frequency, h.last());
        }
        target.year_index = static_cast<std::size_t>(year - years_.begin());
        const auto indicator = indicators_.find(target.indicator);
        if (indicator == indicators_.end()) {
            std::vector<std::string> ids;
            for (const auto& [id, index] : indicators_) ids.push_back(id);
            const std::string near = nearest_name(target.indicator, ids);
            if (!near.empty() && text("not_assessed").empty()) warn_of_indicator(target.indicator, near);
            return "the model has no indicator '" + target.indicator + "'" + (near.empty() ? "" : ": " + near);
        }
        target.indicator_index = indicator->second;
        return {};
    }

    // A row that is not assessed is easily overlooked. One that gives its reason is known not to be.
    void warn_of_indicator(const std::string& indicator, const std::string& near) const {
        const CsvCell* written = text("indicator").empty() ? cell("id") : cell("indicator");
        diagnostics_.warning(written->place, "the model has no indicator '" + indicator + "', the target is not assessed", near);
    }

    bool read_tolerance(results::Target& target) {
        if (target.comparator != Comparator::approx) return true;
        const CsvCell* tolerance = cell("tolerance");
        const auto number = tolerance != nullptr ? cell_number(*tolerance, diagnostics_)
                                                 : std::optional(std::numeric_limits<double>::quiet_NaN());
        if (!number) return false;
        if (!std::isnan(*number)) {
            target.tolerance = *number;
            if (*number >= 0) return true;
            diagnostics_.error(tolerance->place, "the tolerance must be 0 or more, it is " + tolerance->text);
            return false;
        }
        const std::string unit = unit_of(target);
        if (unit == "percent" || unit == "%") {
            target.tolerance = context_->approx_tolerance;
            return true;
        }
        diagnostics_.error((tolerance != nullptr ? tolerance : cell("comparator"))->place,
                           "an approx row needs a `tolerance`: approx_tolerance serves rows in percent only, this one is in " +
                               (unit.empty() ? "no unit" : "'" + unit + "'"));
        return false;
    }

    std::string unit_of(const results::Target& target) const {
        const std::string unit = text("unit");
        return unit.empty() ? context_->indicators[target.indicator_index].unit : unit;
    }

    void describe(results::Target& target) const {
        const results::Item& indicator = context_->indicators[target.indicator_index];
        target.name = {text("name_en"), text("name_zh")};
        if (target.name.en.empty() && target.name.zh.empty() && target.id == target.indicator) target.name = indicator.name;
        if (target.name.en.empty()) target.name.en = target.name.zh.empty() ? target.id : target.name.zh;
        if (target.name.zh.empty()) target.name.zh = target.name.en;
        target.target_class = text("class");
        target.unit = unit_of(target);
        if (!indicator.unit.empty() && indicator.unit != target.unit) {
            const CsvCell& place = *cell("unit");
            diagnostics_.warning(place.place, "the target is in '" + target.unit + "', the model's indicator '" +
                                                  target.indicator + "' in '" + indicator.unit + "'");
        }
    }

    TargetTable& table_;
    const TargetContext* context_;
    Diagnostics& diagnostics_;
    const std::vector<CsvCell>* row_ = nullptr;
    std::map<std::string, std::size_t> indicators_;
    std::map<std::string, std::uint32_t> lines_;
    std::vector<int> years_;
    std::optional<Unexplained> unexplained_;  // the first row that is not assessed and gives no reason itself
};

}  // namespace

std::optional<TargetTable> read_targets(CsvTable csv, const TargetContext* context, Diagnostics& diagnostics) {
    if (!require_columns(csv, {"id", "comparator", "value", "year"}, "a targets file", diagnostics)) return std::nullopt;
    TargetTable table;
    table.csv = std::move(csv);
    RowReader reader(table, context, diagnostics);
    for (std::size_t row = 0; row < table.csv.rows.size(); ++row) reader.read(row);
    reader.warn_of_none_assessed();
    return table;
}

}  // namespace yuce::scenarios
