// A replayed path as a table, JSON and CSV.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "results/json_text.hpp"
#include "results/target.hpp"
#include "results/text_layout.hpp"
#include "scenarios/replay.hpp"

namespace yuce::scenarios {
namespace {

using results::Language;

struct KindWords {
    SeriesKind kind;
    const char* id;  // in JSON and CSV
    const char* en;
    const char* zh;
};
constexpr std::array<KindWords, 7> kinds = {
    {{SeriesKind::parameter, "parameter", "Parameters", "参数"},
     {SeriesKind::exogenous, "exogenous", "Exogenous", "外生变量"},
     {SeriesKind::shock, "shock", "Shocks, as the equations use them", "冲击（方程所用的值）"},
     {SeriesKind::event, "event", "Events: severity while they stand", "事件：持续期间的强度"},
     {SeriesKind::onset, "onset", "Events: 1 where they begin", "事件：开始时为 1"},
     {SeriesKind::variable, "variable", "Variables", "变量"},
     {SeriesKind::indicator, "indicator", "Indicators", "指标"}}};

constexpr std::size_t label_width = 24, widest_label = 40, column_width = 14;

std::string number(double value) {
    if (std::isnan(value)) return "nan";
    return fmt::format("{:.7g}", value + 0.0);
}

std::string label_of(const results::Item& item, Language language) {
    return language == Language::zh && item.name.zh != item.id ? item.name.zh : item.id;
}

// Labels as wide as `room` leaves beside the columns; a longer one has a line of its own.
std::string line_of(const std::string& label, const std::vector<std::string>& cells, std::size_t room) {
    std::string text = "  " + label;
    if (results::width_of(text) > room) {
        text += "\n" + std::string(room, ' ');
    } else {
        text = results::pad_right(text, room);
    }
    for (const std::string& cell : cells) text += results::pad_left(cell, column_width);
    return text + "\n";
}

std::size_t room_for_labels(std::size_t width, std::size_t columns) {
    return std::clamp(std::max(width, columns * column_width) - columns * column_width, label_width, widest_label);
}

template <class T>
std::vector<T> part_of(const std::vector<T>& all, std::size_t first, std::size_t last) {
    return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

// Headings and values of one kind, so many columns at a time.
std::string block_of(const ReplayedPath& path, SeriesKind kind, const std::vector<std::string>& headings, Language language,
                     std::size_t width) {
    const std::size_t fitting = std::max<std::size_t>(1, (std::max(width, label_width) - label_width) / column_width);
    const std::size_t columns = std::min(fitting, headings.size()), room = room_for_labels(width, columns);
    std::string text;
    for (std::size_t first = 0; first < headings.size(); first += columns) {
        const std::size_t last = std::min(first + columns, headings.size());
        if (headings.size() > 1 || !headings[0].empty()) text += line_of("", part_of(headings, first, last), room);
        for (const ReplayedSeries& series : path.series) {
            if (series.kind != kind) continue;
            std::vector<std::string> cells;
            for (const double value : part_of(series.values, first, last)) cells.push_back(number(value));
            text += line_of(label_of(series.item, language), cells, room);
        }
    }
    return text;
}

std::vector<std::string> headings_of(const ReplayedPath& path, SeriesKind kind) {
    if (kind == SeriesKind::parameter) return {""};
    if (kind != SeriesKind::indicator) return path.periods;
    std::vector<std::string> years;
    for (const int year : path.years) years.push_back(std::to_string(year));
    return years;
}

std::string beginning_of(const ReplayedPath& path, Language language) {
    const bool zh = language == Language::zh;
    std::string text =
        zh ? fmt::format("批次 {}，情景 '{}'，路径 {}（种子 {}）\n", path.batch, path.scenario.id, path.path, path.seed)
           : fmt::format("Path {} of scenario '{}' of {} (seed {})\n", path.path, path.scenario.id, path.batch, path.seed);
    if (path.at) {
        const PathAtQuantile& at = *path.at;
        text += zh ? fmt::format("{} 年 {} = {}，最接近其 {:g} % 分位数 {}\n", at.year, at.indicator, at.value, 100 * at.level,
                                 at.quantile)
                   : fmt::format("{} of {} = {} is nearest to its {:g} % quantile,\n  {}\n", at.indicator, at.year, at.value,
                                 100 * at.level, at.quantile);
    }
    if (path.compared) text += zh ? "与结果文件中保存的路径一致。\n" : "Equal to the kept path in the results file.\n";
    if (path.failure) {
        text += zh ? fmt::format("该路径失败：{} 于 {}。此后的值没有意义。\n", path.failure->what, path.failure->period)
                   : fmt::format("The path failed: {} in {}. Values after that mean nothing.\n", path.failure->what,
                                 path.failure->period);
    }
    return text;
}

std::string targets_of(const ReplayedPath& path, Language language, std::size_t width) {
    const bool zh = language == Language::zh;
    std::string text = zh ? "\n目标\n" : "\nTargets\n";
    for (const ReplayedTarget& one : path.targets) {
        const std::string met = path.failure ? "-" : one.met ? (zh ? "达到" : "met") : (zh ? "未达到" : "missed");
        const results::Item item{one.target.id, one.target.name, one.target.unit, {}};
        text += line_of(label_of(item, language), {std::to_string(one.target.year), number(one.value), met},
                        room_for_labels(width, 3));
    }
    return text;
}

std::string json_values(const std::vector<double>& values) {
    results::JsonList list = results::json_array();
    for (const double value : values) list.add(results::json_number(value));
    return list.text();
}

// Of a failed path nothing is said about targets.
std::string json_of(const ReplayedTarget& one, const ReplayedPath& path) {
    const auto answer = [&path](bool yes) { return path.failure ? "null" : yes ? "true" : "false"; };
    return results::json_object()
        .add("id", results::json_quoted(one.target.id))
        .add("indicator", results::json_quoted(one.target.indicator))
        .add("year", results::json_number(one.target.year))
        .add("value", results::json_number(one.value))
        .add("met", answer(one.met))
        .add("strict", answer(one.met_strictly))
        .text();
}

std::string json_of(const PathAtQuantile& at) {
    return results::json_object()
        .add("indicator", results::json_quoted(at.indicator))
        .add("year", results::json_number(at.year))
        .add("level", results::json_number(at.level))
        .add("quantile", results::json_number(at.quantile))
        .add("value", results::json_number(at.value))
        .text();
}

std::string json_of(const results::FailureCount& failure) {
    return results::json_object()
        .add("in", results::json_quoted(failure.what))
        .add("period", results::json_quoted(failure.period))
        .text();
}

}  // namespace

std::string replay_table(const ReplayedPath& path, Language language, std::size_t width) {
    std::string text = beginning_of(path, language);
    if (!path.targets.empty()) text += targets_of(path, language, width);
    for (const KindWords& kind : kinds) {
        const bool any = std::any_of(path.series.begin(), path.series.end(), [&](const auto& s) { return s.kind == kind.kind; });
        if (!any) continue;
        text += fmt::format("\n{}\n", language == Language::zh ? kind.zh : kind.en);
        text += block_of(path, kind.kind, headings_of(path, kind.kind), language, width);
    }
    return text;
}

std::string replay_json(const ReplayedPath& path) {
    results::JsonList periods = results::json_array(), years = results::json_array(), targets = results::json_array();
    for (const std::string& period : path.periods) periods.add(results::json_quoted(period));
    for (const int year : path.years) years.add(results::json_number(year));
    for (const ReplayedTarget& one : path.targets) targets.add(json_of(one, path));
    results::JsonList all = results::json_object();
    all.add("batch", results::json_quoted(path.batch))
        .add("scenario", results::json_quoted(path.scenario.id))
        .add("path", results::json_number(path.path))
        .add("seed", results::json_number(path.seed))
        .add("periods", periods.text())
        .add("years", years.text())
        .add("at", path.at ? json_of(*path.at) : "null")
        .add("failure", path.failure ? json_of(*path.failure) : "null")
        .add("equals_kept", path.compared ? "true" : "null")
        .add("targets", targets.text());
    for (const KindWords& kind : kinds) {
        results::JsonList series = results::json_object();
        for (const ReplayedSeries& one : path.series) {
            if (one.kind != kind.kind) continue;
            series.add(one.item.id,
                       kind.kind == SeriesKind::parameter ? results::json_number(one.values[0]) : json_values(one.values));
        }
        all.add(kind.id, series.text());
    }
    return all.text();
}

std::string replay_csv(const ReplayedPath& path) {
    std::string text = "kind,id,period,value\n";
    for (const KindWords& kind : kinds) {
        const std::vector<std::string> headings = headings_of(path, kind.kind);
        for (const ReplayedSeries& one : path.series) {
            if (one.kind != kind.kind) continue;
            for (std::size_t k = 0; k < one.values.size(); ++k) {
                const std::string value = std::isfinite(one.values[k]) ? results::json_number(one.values[k]) : "";
                text += fmt::format("{},{},{},{}\n", kind.id, one.item.id, headings[k], value);
            }
        }
    }
    return text;
}

}  // namespace yuce::scenarios
