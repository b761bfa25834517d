#include <algorithm>
#include <array>

#include "results/export_text.hpp"
#include "results/report_words.hpp"

namespace yuce::results {
namespace {

using Line = std::vector<std::string>;  // of cells as they stand in the file

const Label kind_word = {"kind", "类别"}, id_word = {"id", "编号"}, name_word = {"name", "名称"}, year_word = {"year", "年份"},
            asks_word = {"asks", "要求"}, class_word = {"class", "分类"}, unit_word = {"unit", "单位"},
            target_word = {"target", "目标"}, goal_word = {"goal", "目标组"}, statistic_word = {"statistic", "统计量"},
            low_word = {"low", "下限"}, high_word = {"high", "上限"};

std::string joined(const Line& cells) {
    std::string line;
    for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + cell;
    return line + "\n";
}

class Wide {
public:
    Wide(const ResultSet& results, const Selected& selected, Language language)
        : results_(results), layout_(results.layout), selected_(selected), language_(language) {}

    std::string targets() const {
        std::string text = std::string(byte_order_mark) + joined(targets_header());
        for (const std::size_t t : selected_.targets) text += joined(target_line(t));
        for (std::size_t g = 0; g < layout_.goals.size(); ++g) text += joined(goal_line(g));
        return text;
    }

    std::string indicators() const {
        std::string text = std::string(byte_order_mark) + joined(indicators_header());
        for (std::size_t year = 0; year < layout_.years.size(); ++year) {
            for (const std::size_t i : selected_.indicators) text += indicator_lines(year, i);
        }
        return text;
    }

private:
    std::string say(const Label& label) const { return csv_text(text_of(label, language_)); }

    // The name, with the id where another scenario bears the same.
    std::string scenario_name(std::size_t s) const {
        const auto name = [&](std::size_t k) {
            const std::string& text = text_of(layout_.scenarios[k].name, language_);
            return text.empty() ? layout_.scenarios[k].id : text;
        };
        const auto same = [&](std::size_t k) { return name(k) == name(s); };
        const bool alone = std::count_if(selected_.scenarios.begin(), selected_.scenarios.end(), same) == 1;
        return alone ? name(s) : name(s) + " (" + layout_.scenarios[s].id + ")";
    }

    Line targets_header() const {
        Line line = {say(kind_word), say(id_word),   say(name_word), say(year_word),
                     say(asks_word), say(unit_word), say(class_word)};
        const std::string colon = language_ == Language::zh ? "：" : ": ";
        for (const std::size_t s : selected_.scenarios) {
            const std::string name = scenario_name(s);
            line.push_back(csv_text(name));
            line.push_back(csv_text(name + colon + text_of(low_word, language_)));
            line.push_back(csv_text(name + colon + text_of(high_word, language_)));
        }
        return line;
    }

    // A cell that begins with = would be a formula.
    std::string asks(const Target& target) const {
        const std::string text = wanted(target, language_);
        if (text.rfind("= ", 0) != 0) return csv_text(text);
        return csv_text((language_ == Language::zh ? "等于 " : "equal to ") + text.substr(2));
    }

    static void add(Line& line, const Estimate& e) {
        for (const double value : {e.value, e.low, e.high}) line.push_back(csv_number(value));
    }

    Line target_line(std::size_t t) const {
        const Target& target = layout_.targets[t];
        Line line = {say(target_word),
                     csv_text(target.id),
                     csv_text(text_of(target.name, language_)),
                     std::to_string(target.year),
                     asks(target),
                     csv_text(target.unit),
                     csv_text(target.target_class)};
        for (const std::size_t s : selected_.scenarios) add(line, results_.scenarios[s].probability[t]);
        return line;
    }

    Line goal_line(std::size_t g) const {
        const Goal& goal = layout_.goals[g];
        const std::string members = std::to_string(goal.targets.size()) + " / " + std::to_string(goal.members);
        const std::string text =
            language_ == Language::zh ? "全部可评估成员（" + members + "）" : "all assessed members (" + members + ")";
        Line line = {say(goal_word), csv_text(goal.id), csv_text(text_of(goal.name, language_)), "", csv_text(text), "", ""};
        for (const std::size_t s : selected_.scenarios) add(line, results_.scenarios[s].goals[g]);
        return line;
    }

    Line indicators_header() const {
        Line line = {say(id_word), say(name_word), say(year_word), say(unit_word), say(statistic_word)};
        for (const std::size_t s : selected_.scenarios) line.push_back(csv_text(scenario_name(s)));
        return line;
    }

    std::string indicator_lines(std::size_t year, std::size_t i) const {
        const Item& item = layout_.indicators[i];
        const Line begin = {csv_text(item.id), csv_text(text_of(item.name, language_)), std::to_string(layout_.years[year]),
                            csv_text(item.unit)};
        const auto line = [&](const std::string& statistic, auto value) {
            Line cells = begin;
            cells.push_back(statistic);
            for (const std::size_t s : selected_.scenarios) {
                cells.push_back(csv_number(value(results_.scenarios[s].indicators[year * layout_.indicators.size() + i])));
            }
            return joined(cells);
        };
        std::string text = line(say({"mean", "均值"}), [](const Distribution& d) { return d.mean; });
        text += line(say({"sd", "标准差"}), [](const Distribution& d) { return d.sd; });
        text += line(say({"minimum", "最小值"}), [](const Distribution& d) { return d.minimum; });
        for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
            const std::string level = plain(100 * quantile_levels[q]) + " %";
            text += line(say({level + " quantile", level + " 分位数"}), [q](const Distribution& d) { return d.quantiles[q]; });
        }
        return text + line(say({"maximum", "最大值"}), [](const Distribution& d) { return d.maximum; });
    }

    const ResultSet& results_;
    const Layout& layout_;
    const Selected& selected_;
    Language language_;
};

}  // namespace

std::string wide_table(const ResultSet& results, const Selected& selected, WideOf what, Language language) {
    const Wide wide(results, selected, language);
    return what == WideOf::targets ? wide.targets() : wide.indicators();
}

std::vector<std::string> wide_beginnings() {
    std::vector<std::string> beginnings;
    for (const Language language : {Language::en, Language::zh}) {
        for (const Label* first : {&kind_word, &id_word}) {
            const Label& second = first == &kind_word ? id_word : name_word;
            beginnings.push_back(std::string(byte_order_mark) + text_of(*first, language) + "," + text_of(second, language) +
                                 ",");
        }
    }
    return beginnings;
}

}  // namespace yuce::results
