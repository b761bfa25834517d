#include "scenarios/goals.hpp"

#include <algorithm>
#include <set>

namespace yuce::scenarios {
namespace {

// COLUMN == TEXT or COLUMN != TEXT.
struct Condition {
    std::size_t column = 0;
    bool equal = true;
    std::string text;
    Place text_place;
};

std::string trimmed(const std::string& text, std::size_t& begin, std::size_t end) {
    while (begin < end && text[begin] == ' ') ++begin;
    while (end > begin && text[end - 1] == ' ') --end;
    return text.substr(begin, end - begin);
}

// The end of the condition that begins at `from`: before the next " and " outside quotes, or the end of the text.
std::size_t condition_end(const std::string& text, std::size_t from) {
    char quote = '\0';
    for (std::size_t k = from; k < text.size(); ++k) {
        if (quote != '\0') {
            if (text[k] == quote) quote = '\0';
        } else if (text[k] == '"' || text[k] == '\'') {
            quote = text[k];
        } else if (text.compare(k, 5, " and ") == 0) {
            return k;
        }
    }
    return text.size();
}

class GoalReader {
public:
    GoalReader(const TargetTable& targets, Diagnostics& diagnostics) : targets_(targets), diagnostics_(diagnostics) {
        const std::size_t id = *targets.csv.column("id");
        for (const auto& row : targets.csv.rows) ids_.push_back(row[id].text);
        for (const CsvCell& cell : targets.csv.header) columns_.push_back(cell.text);
    }

    results::Goal read(const GoalSpec& spec) {
        std::set<std::size_t> rows;  // members in the order of the file
        bool right = true;
        for (const CitedText& text : spec.targets) right = take(text, spec.list, rows) && right;
        results::Goal goal;
        goal.id = spec.id;
        const bool named = !spec.name.en.empty() || !spec.name.zh.empty();
        goal.name = named ? results::Label{spec.name.en, spec.name.zh} : results::Label{spec.id, spec.id};
        goal.members = rows.size();
        for (const std::size_t row : rows) {
            if (targets_.place[row]) goal.targets.push_back(*targets_.place[row]);
        }
        if (right && goal.targets.empty() && !spec.targets.empty()) {
            diagnostics_.warning(spec.place, rows.empty() ? "no target belongs to goal '" + spec.id + "'"
                                                          : "none of the targets of goal '" + spec.id + "' (" +
                                                                std::to_string(rows.size()) + ") is assessed");
        }
        return goal;
    }

private:
    bool take(const CitedText& text, bool list, std::set<std::size_t>& rows) {
        if (text.text == "*") {
            for (std::size_t row = 0; row < ids_.size(); ++row) rows.insert(row);
            return true;
        }
        const auto found = std::find(ids_.begin(), ids_.end(), text.text);
        if (found != ids_.end()) {
            rows.insert(static_cast<std::size_t>(found - ids_.begin()));
            return true;
        }
        const bool condition = text.text.find("==") != std::string::npos || text.text.find("!=") != std::string::npos;
        if (condition && !list) return take_condition(text, rows);
        if (condition) {
            diagnostics_.error(text.place,
                               "a list of targets holds ids: a condition stands alone, as targets = \"" + text.text + "\"");
        } else {
            const std::string advice = nearest_name(text.text, ids_);
            diagnostics_.error(
                text.place, "there is no target '" + text.text + "'",
                advice.empty() && !list ? "expected ids, \"*\", or a condition such as \"class == binding\"" : advice);
        }
        return false;
    }

    bool take_condition(const CitedText& text, std::set<std::size_t>& rows) {
        std::vector<Condition> conditions;
        for (std::size_t from = 0; from <= text.text.size();) {
            const std::size_t end = condition_end(text.text, from);
            const auto condition = read_condition(text, from, end);
            if (!condition) return false;
            conditions.push_back(*condition);
            from = end + (end < text.text.size() ? 5 : 1);
        }
        for (std::size_t row = 0; row < ids_.size(); ++row) {
            const bool holds = std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
                return (targets_.csv.rows[row][condition.column].text == condition.text) == condition.equal;
            });
            if (holds) rows.insert(row);
        }
        return std::all_of(conditions.begin(), conditions.end(),
                           [&](const Condition& condition) { return text_occurs(condition); });
    }

    std::optional<Condition> read_condition(const CitedText& text, std::size_t from, std::size_t end) {
        const std::string part = text.text.substr(from, end - from);
        const std::size_t at = std::min(part.find("=="), part.find("!="));
        if (at == std::string::npos) {
            diagnostics_.error(place_within(text.place, text.text, from),
                               "expected COLUMN == TEXT or COLUMN != TEXT, found '" + part + "'");
            return std::nullopt;
        }
        std::size_t begin = from;
        const std::string column = trimmed(text.text, begin, from + at);
        const auto found = std::find(columns_.begin(), columns_.end(), column);
        if (found == columns_.end()) {
            diagnostics_.error(place_within(text.place, text.text, begin), "the targets file has no column '" + column + "'",
                               nearest_name(column, columns_));
            return std::nullopt;
        }
        Condition condition;
        condition.column = static_cast<std::size_t>(found - columns_.begin());
        condition.equal = part[at] == '=';
        begin = from + at + 2;
        condition.text = trimmed(text.text, begin, end);
        condition.text_place = place_within(text.place, text.text, begin);
        const std::string& t = condition.text;
        if (t.size() >= 2 && (t.front() == '"' || t.front() == '\'') && t.back() == t.front())
            condition.text = t.substr(1, t.size() - 2);
        return condition;
    }

    // A text that stands nowhere in its column is most often a misspelling.
    bool text_occurs(const Condition& condition) {
        std::vector<std::string> texts;
        for (const auto& row : targets_.csv.rows) texts.push_back(row[condition.column].text);
        if (std::find(texts.begin(), texts.end(), condition.text) != texts.end()) return true;
        diagnostics_.warning(condition.text_place,
                             "no target has '" + condition.text + "' in the column '" + columns_[condition.column] + "'",
                             nearest_name(condition.text, texts));
        return !condition.equal;
    }

    const TargetTable& targets_;
    Diagnostics& diagnostics_;
    std::vector<std::string> ids_, columns_;
};

}  // namespace

std::vector<results::Goal> read_goals(const std::vector<GoalSpec>& specs, const TargetTable* targets, Diagnostics& diagnostics) {
    std::vector<results::Goal> goals;
    if (specs.empty()) return goals;
    if (targets == nullptr) {
        diagnostics.error(specs.front().place, "goals are groups of targets, and the batch names no targets file",
                          "add `targets = \"targets.csv\"` above the first [table]");
        return goals;
    }
    GoalReader reader(*targets, diagnostics);
    for (const GoalSpec& spec : specs) goals.push_back(reader.read(spec));
    return goals;
}

}  // namespace yuce::scenarios
