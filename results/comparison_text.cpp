#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "results/comparison.hpp"
#include "results/find_id.hpp"
#include "results/report_words.hpp"
#include "results/statistics.hpp"
#include "results/text_layout.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t label_room = 30;
constexpr std::size_t most_means = 12;    // rows of means before the rest is left to JSON
constexpr std::size_t largest_shown = 4;  // differences of a scenario that is not shown in full

// "-5.8 [-6.1, -5.5]": percentage points, as many decimals as the interval allows.
std::string points(const Estimate& e) {
    if (std::isnan(e.value)) return "-";
    const double half = 50 * (e.high - e.low);
    const int decimals = half > 0 ? std::clamp(static_cast<int>(std::ceil(-std::log10(half))), 1, 4) : 1;
    const auto number = [decimals](double share) {
        const std::string text = fmt::format("{:+.{}f}", 100 * share, decimals);
        return text.find_first_not_of("+-0.") == std::string::npos ? text.substr(1) : text;
    };
    return number(e.value) + " [" + number(e.low) + ", " + number(e.high) + "]";
}

class ComparisonTable {
public:
    ComparisonTable(const Comparison& comparison, const ComparisonOptions& options)
        : c_(comparison), options_(options), percent_(std::min(comparison.a.paths, comparison.b.paths)) {}

    std::string text() const {
        std::string all = head();
        if (c_.equal && same_scenarios())
            return all + line(say({"The two files hold the same results.", "两个文件的结果相同。"}));
        all += pairing();
        if (!options_.target.empty()) return all + one_target() + rest();
        const std::size_t full = options_.scenario.empty() ? c_.main : find_scenario();
        if (!c_.scenarios.empty()) all += in_full(c_.scenarios[full]);
        if (options_.scenario.empty() && c_.scenarios.size() > 1) all += others(full);
        return all + rest();
    }

private:
    std::string say(const Label& label) const { return text_of(label, options_.language); }
    bool chinese() const { return options_.language == Language::zh; }
    std::size_t width() const { return static_cast<std::size_t>(std::max(options_.width, 80)); }
    std::string line(const std::string& text, const std::string& first = "", const std::string& later = "  ") const {
        std::string out;
        for (const std::string& one : wrap(text, width(), later, first)) out += one + "\n";
        return out;
    }
    bool same_scenarios() const {
        return std::all_of(c_.scenarios.begin(), c_.scenarios.end(), [](const ComparedScenario& s) { return s.a.id == s.b.id; });
    }
    std::size_t find_scenario() const {
        std::vector<Item> items;
        for (const ComparedScenario& s : c_.scenarios) items.push_back(s.a);
        return find_id(items, options_.scenario, "common scenario");
    }
    std::string label(const ComparedRow& row) const {
        const std::string& name = chinese() && !row.name.zh.empty() ? row.name.zh : row.id;
        return cut(name, label_room) + (row.same_question ? "" : " !");
    }

    std::string side(const char* letter, const ComparedFile& file) const {
        std::string text =
            fmt::format("{}: {} ({}), {} {}, {} {}, {}", letter, file.name, say(file.batch_name), grouped(file.paths),
                        say({"paths", "条路径"}), say({"seed", "随机种子"}), file.seed, file.sampling);
        if (!file.overrides.empty()) text += ", " + file.overrides;
        return line(text, "  ", "    ");
    }

    std::string head() const {
        std::string text = line(say({"Comparison: B minus A", "比较：B 减 A"})) + side("A", c_.a) + side("B", c_.b);
        std::string changed;
        for (const std::string& name : c_.changed_inputs) changed += (changed.empty() ? "" : ", ") + name;
        if (!changed.empty()) text += line(say({"Input files that differ: ", "不同的输入文件："}) + changed, "  ", "    ");
        return text;
    }

    std::string pairing() const {
        if (c_.pairing == Pairing::paired) {
            return line(say({"Paired: both were simulated again on the same paths, and are compared path by path.",
                             "配对：两者按同一组路径重新模拟，逐条路径比较。"}));
        }
        std::string text = say({"Unpaired: ", "未配对："}) + say(c_.reason) +
                           say({". The intervals take A and B as independent samples", "。区间把 A 与 B 视为独立样本"});
        if (c_.same_seed)
            text += say({"; with the same seed they are not, and usually narrower", "；种子相同时并不独立，实际区间通常更窄"});
        return line(text + say({".", "。"}));
    }

    TextTable table(const std::string& first, const std::string& of_a, const std::string& of_b) const {
        TextTable t({Align::left, Align::right, Align::right, Align::right});
        t.heading({first, of_a, of_b, say({"B - A, points [95 % interval]", "B - A，百分点 [95 % 区间]"})});
        return t;
    }

    void add(TextTable& t, const std::string& label, const ComparedRow& row) const {
        t.row({label, percent_.share(row.a), percent_.share(row.b), points(row.difference) + (open(row) ? "*" : " ")});
    }

    static bool open(const ComparedRow& row) { return row.difference.low <= 0 && row.difference.high >= 0; }
    std::string star() const { return line(say({"* the interval includes 0", "* 区间包含 0"}), "  "); }

    // Paired and met on the very same paths.
    bool unmoved(const ComparedRow& row) const {
        return c_.pairing == Pairing::paired && row.only_a == 0 && row.only_b == 0 && row.difference.value == 0;
    }

    std::string probabilities(const std::vector<ComparedRow>& rows, const Label& heading) const {
        if (rows.empty()) return "";
        TextTable t = table(say(heading), "A %", "B %");
        std::string same;
        bool any = false;
        for (const ComparedRow& row : rows) {
            if (unmoved(row)) {
                same += (same.empty() ? "" : ", ") + label(row);
                continue;
            }
            add(t, label(row), row);
            any = true;
        }
        std::string text = "\n" + (any ? t.text(width()) : "");
        if (!same.empty())
            text += line(say({"Met on the same paths in both: ", "在两者的同一批路径上实现："}) + same, "  ", "    ");
        return text;
    }

    static double error_of(const Estimate& e) { return (e.high - e.low) / 2 / z95; }

    std::string means(const std::vector<ComparedRow>& rows) const {
        std::vector<const ComparedRow*> moved;
        for (const ComparedRow& row : rows) {
            if (std::isfinite(row.difference.value) && row.difference.value != 0) moved.push_back(&row);
        }
        if (moved.empty()) return "";
        std::stable_sort(moved.begin(), moved.end(), [](const ComparedRow* x, const ComparedRow* y) {
            return std::abs(x->difference.value) * error_of(y->difference) >
                   std::abs(y->difference.value) * error_of(x->difference);
        });
        TextTable t({Align::left, Align::left, Align::right, Align::right, Align::right});
        t.heading(
            {say({"mean of", "均值"}), say({"year", "年份"}), "A", "B", say({"B - A [95 % interval]", "B - A [95 % 区间]"})});
        const std::size_t shown = std::min(most_means, moved.size());
        for (std::size_t k = 0; k < shown; ++k) {
            const ComparedRow& row = *moved[k];
            // Differences of paths that all move alike have no error to speak of.
            const double finest = std::max(error_of(row.difference), error_of(row.a) / 100);
            const auto number = [&](double value) { return rounded(value, finest); };
            const auto with_sign = [&](double value) { return (value > 0 ? "+" : "") + number(value); };
            const Estimate& d = row.difference;
            t.row({label(row), std::to_string(row.year), number(row.a.value), number(row.b.value),
                   with_sign(d.value) + " [" + with_sign(d.low) + ", " + with_sign(d.high) + "]"});
        }
        std::string text = "\n" + t.text(width());
        if (moved.size() > shown) {
            text +=
                line(fmt::format(fmt::runtime(say({"{} more, moved less for their error: --json", "另有 {} 项变动较小：--json"})),
                                 moved.size() - shown),
                     "  ", "    ");
        }
        return text;
    }

    std::string in_full(const ComparedScenario& s) const {
        const std::string title = s.a.id == s.b.id ? fmt::format("{} '{}'", say({"Scenario", "情景"}), s.a.id)
                                                   : fmt::format("{} A '{}', B '{}'", say({"Scenarios", "情景"}), s.a.id, s.b.id);
        const std::string rows =
            probabilities(s.targets, {"target", "目标"}) + probabilities(s.goals, {"goal", "目标组"}) + means(s.indicators);
        std::string text = "\n" + line(title) + rows;
        if (rows.empty()) text += line(say({"No mean that both have differs.", "两者共有的均值均无差异。"}), "  ");
        const auto starred = [&](const ComparedRow& row) { return open(row) && !unmoved(row); };
        if (std::any_of(s.targets.begin(), s.targets.end(), starred) || std::any_of(s.goals.begin(), s.goals.end(), starred))
            text += star();
        const auto asks_another = [](const ComparedRow& row) { return !row.same_question; };
        if (std::any_of(s.targets.begin(), s.targets.end(), asks_another) ||
            std::any_of(s.goals.begin(), s.goals.end(), asks_another)) {
            text += line(say({"! asks for something else in B: another value, year or other members",
                              "! 在 B 中要求不同：数值、年份或成员有别"}),
                         "  ", "    ");
        }
        return text;
    }

    std::string others(std::size_t full) const {
        std::string text =
            "\n" + line(say({"Largest differences in the other scenarios, points [95 % interval] (in full: --scenario ID)",
                             "其他情景中差异最大的目标，百分点 [95 % 区间]（全部：--scenario ID）"}));
        for (std::size_t k = 0; k < c_.scenarios.size(); ++k) {
            if (k == full) continue;
            const std::vector<ComparedRow>& rows = c_.scenarios[k].targets;
            std::vector<std::size_t> order(rows.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
                return std::abs(rows[x].difference.value) > std::abs(rows[y].difference.value);
            });
            std::string list;
            for (std::size_t n = 0; n < std::min(largest_shown, order.size()); ++n) {
                const ComparedRow& row = rows[order[n]];
                if (row.difference.value == 0 || std::isnan(row.difference.value)) continue;
                list += (list.empty() ? "" : ", ") + label(row) + " " + points(row.difference);
            }
            if (list.empty()) list = say({"no probability differs", "概率无差异"});
            text += line(c_.scenarios[k].a.id + ": " + list, "  ", "    ");
        }
        return text;
    }

    std::string one_target() const {
        TextTable t = table(say({"scenario", "情景"}), "A %", "B %");
        std::string title;
        bool starred = false;
        for (const ComparedScenario& s : c_.scenarios) {
            if (!options_.scenario.empty() && s.a.id != options_.scenario) continue;
            const ComparedRow& row = s.targets[find_id(s.targets, options_.target, "common target")];
            title = row.id + (text_of(row.name, options_.language).empty() ? "" : ": " + text_of(row.name, options_.language));
            if (!row.same_question) title += " (! " + say({"asks for something else in B", "在 B 中要求不同"}) + ")";
            starred = starred || open(row);
            add(t, cut(s.a.id == s.b.id ? s.a.id : s.a.id + " - " + s.b.id, label_room), row);
        }
        return "\n" + line(title) + t.text(width()) + (starred ? star() : "");
    }

    std::string rest() const {
        std::string text;
        const auto list = [&](const char* letter, const OnlyIn& only) {
            const auto ids = [&](const Label& what, const std::vector<std::string>& found) {
                if (found.empty()) return;
                std::string all;
                for (const std::string& id : found) all += (all.empty() ? "" : ", ") + id;
                text += line(fmt::format("{} {}, {}: {}", say({"Only in", "仅见于"}), letter, say(what), all), "  ", "    ");
            };
            ids({"scenarios", "情景"}, only.scenarios);
            ids({"targets", "目标"}, only.targets);
            ids({"goals", "目标组"}, only.goals);
            ids({"indicators", "指标"}, only.indicators);
        };
        list("A", c_.only_a);
        list("B", c_.only_b);
        return text.empty() ? "" : "\n" + text;
    }

    const Comparison& c_;
    const ComparisonOptions& options_;
    Percent percent_;
};

}  // namespace

std::string comparison_table(const Comparison& comparison, const ComparisonOptions& options) {
    return ComparisonTable(comparison, options).text();
}

}  // namespace yuce::results
