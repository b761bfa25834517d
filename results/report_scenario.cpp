// Sections about one scenario: headline, title, targets, goals.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_sections.hpp"
#include "results/target.hpp"
#include "results/text_layout.hpp"

namespace yuce::results {
namespace {

// From so many columns on rows also show the name beside the id (in Chinese the id beside the name).
constexpr std::size_t wide = 110;

std::string other_label(const Report& report, const std::string& id, const Label& name) {
    if (report.width < wide) return "";
    return report.options.language == Language::zh ? id : cut(text_of(name, Language::en), report.width - 80);
}

// What a target asks inside a sentence: ">= 6 %", "in 1.5 to 2.5 %".
std::string asks(const Report& report, const Target& target) {
    const std::string text = wanted(target, report.options.language);
    return text.find_first_of("<>=") == 0 ? text : report.say(Word::in) + " " + text;
}

}  // namespace

std::size_t headline_target(const Report& report) { return *headline_of(report.layout(), report.targets); }

std::string headline(const Report& report) {
    if (report.targets.empty()) return report.say(Word::no_targets) + "\n";
    const std::size_t t = headline_target(report);
    const Target& target = report.layout().targets[t];
    const Estimate& p = report.of(report.main).probability[t];
    const Percent percent = report.percent(report.main);
    const std::string& name = text_of(target.name, report.options.language);
    std::string text = fmt::format("P({} {}) = {} % {}", name.empty() ? target.id : name, asks(report, target), percent.share(p),
                                   percent.interval(p));
    const std::string words = likelihood(p, report.options.language);
    if (!words.empty()) text += (report.options.language == Language::zh ? "：" : ": ") + words;
    if (!report.options.colour) return report.lines(text, "", "  ");
    return "\033[1m" + report.lines(text, "", "  ") + "\033[0m";
}

std::string title(const Report& report) {
    const Layout& layout = report.layout();
    const std::string& counts = word(layout.scenarios.size() == 1 ? Word::counts_of_one : Word::counts, report.options.language);
    const std::string& name = text_of(layout.batch_name, report.options.language);
    std::string text = name.empty() ? layout.batch_id : name + " (" + layout.batch_id + ")";
    text += report.options.language == Language::zh ? "：" : ": ";
    text += fmt::format(fmt::runtime(counts), layout.scenarios.size(), grouped(layout.paths), layout.seed, layout.sampling);
    text = report.lines(text, "", "  ");
    if (report.results.too_many_failed()) text += report.lines(report.say(Word::marked), "", "");
    return text;
}

namespace {

// "cpi_change 46.5 %, ..." of those whose strict reading differs.
std::string strict_readings(const Report& report) {
    const ScenarioResult& s = report.of(report.main);
    std::string list;
    for (const std::size_t t : report.targets) {
        const Target& target = report.layout().targets[t];
        if (!has_strict_reading(target) || s.hits_strict[t] == s.hits[t]) continue;
        list += (list.empty() ? "" : ", ") + report.label(target.id, target.name) + " " +
                report.percent(report.main).share(s.strict[t].value) + " %";
    }
    return list.empty() ? "" : report.lines(report.say(Word::strictly) + " " + list, "  ", "    ");
}

}  // namespace

std::string targets_section(const Report& report) {
    if (report.targets.empty()) return "";
    const ScenarioResult& s = report.of(report.main);
    const Percent percent = report.percent(report.main);
    TextTable table({Align::left, Align::left, Align::right, Align::right, Align::left, Align::left});
    table.heading({report.say(Word::target), report.say(Word::wanted), report.say(Word::probability), report.say(Word::interval),
                   report.say(Word::likelihood), report.width >= wide ? report.say(Word::name) : ""});
    for (const std::size_t t : report.targets) {
        const Target& target = report.layout().targets[t];
        const Estimate& p = s.probability[t];
        table.row({report.label(target.id, target.name), cut(wanted(target, report.options.language), 20), percent.share(p),
                   percent.interval(p), likelihood(p, report.options.language), other_label(report, target.id, target.name)});
    }
    return report.section(report.say(Word::targets_in) + " '" + report.layout().scenarios[report.main].id + "'") +
           table.text(report.width) + strict_readings(report) + report.lines(report.say(Word::ranges), "  ", "  ");
}

namespace {

// The assessed member least likely to be met: "energy_intensity_change 40.1 %".
std::string weakest_link(const Report& report, const Goal& goal) {
    const ScenarioResult& s = report.of(report.main);
    if (goal.targets.empty()) return report.say(Word::no_assessed_member);
    const std::size_t weakest = *std::min_element(goal.targets.begin(), goal.targets.end(),
                                                  [&](std::size_t a, std::size_t b) { return s.hits[a] < s.hits[b]; });
    const Target& target = report.layout().targets[weakest];
    return cut(report.label(target.id, target.name), report.width - 56) + " " +
           report.percent(report.main).share(s.probability[weakest]) + " %";
}

}  // namespace

std::string goals_section(const Report& report) {
    const Layout& layout = report.layout();
    if (layout.goals.empty()) return "";
    const ScenarioResult& s = report.of(report.main);
    const Percent percent = report.percent(report.main);
    TextTable table({Align::left, Align::right, Align::right, Align::right, Align::left});
    table.heading({report.say(Word::goal), report.say(Word::members), report.say(Word::probability), report.say(Word::interval),
                   report.say(Word::weakest)});
    for (std::size_t g = 0; g < layout.goals.size(); ++g) {
        const Goal& goal = layout.goals[g];
        table.row({report.label(goal.id, goal.name),
                   fmt::format(fmt::runtime(report.say(Word::of)), goal.targets.size(), goal.members), percent.share(s.goals[g]),
                   percent.interval(s.goals[g]), weakest_link(report, goal)});
    }
    return report.section(report.say(Word::goals_in) + " '" + layout.scenarios[report.main].id + "'") + table.text(report.width);
}

namespace {

bool strict_differs(const Report& report, std::size_t target) {
    return std::any_of(report.scenarios.begin(), report.scenarios.end(),
                       [&](std::size_t s) { return report.of(s).hits_strict[target] != report.of(s).hits[target]; });
}

}  // namespace

std::string one_target_section(const Report& report) {
    const std::size_t t = report.targets.front();
    const Target& target = report.layout().targets[t];
    const std::string& name = text_of(target.name, report.options.language);
    std::string heading = name.empty() ? target.id : name + " (" + target.id + ")";
    heading += fmt::format(": {}, {}", wanted(target, report.options.language), target.year);
    if (!target.unit.empty() && target.unit != "percent") heading += ", " + target.unit;
    const std::string text = report.section(heading);
    const bool strict = has_strict_reading(target) && strict_differs(report, t);
    const bool likelihoods = report.width >= wide || !strict;
    TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::left});
    table.heading({report.say(Word::scenario), report.say(Word::probability), report.say(Word::interval),
                   strict ? report.say(Word::strict) : "", report.say(Word::difference),
                   likelihoods ? report.say(Word::likelihood) : ""});
    for (const std::size_t s : report.scenarios) {
        const ScenarioResult& r = report.of(s);
        const Percent percent = report.percent(s);
        table.row({report.layout().scenarios[s].id, percent.share(r.probability[t].value), percent.interval(r.probability[t]),
                   strict ? percent.share(r.strict[t].value) : "",
                   s == report.layout().reference ? "" : percent.points(r.difference[t]),
                   likelihoods ? likelihood(r.probability[t], report.options.language) : ""});
    }
    return text + table.text(report.width) + (likelihoods ? report.lines(report.say(Word::ranges), "  ", "  ") : "");
}

}  // namespace yuce::results
