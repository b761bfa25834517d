// The parts of the report page, in the order in which it has them, and what they share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/report_page.hpp"
#include "results/report_page_html.hpp"
#include "results/report_words.hpp"

namespace yuce::results::page {

// What is shown of whom: everything is about the reference and the headline's target unless it says otherwise.
struct Page {
    const ResultSet& results;
    const ReportOptions& options;
    std::optional<std::size_t> headline;        // target; none when none is assessed
    std::map<std::string, std::string> charts;  // what page.js draws, JSON by the name of the chart

    const Layout& layout() const { return results.layout; }
    std::size_t reference() const { return results.layout.reference; }
    const ScenarioResult& main() const { return results.scenarios[reference()]; }
    const Target& target() const { return layout().targets[*headline]; }
    Label target_name(std::size_t t) const { return filled(layout().targets[t].name, layout().targets[t].id); }
    Label scenario_name(std::size_t s) const { return filled(layout().scenarios[s].name, layout().scenarios[s].id); }
    // What the headline's target is about, in the fewest words: its indicator where that has a name.
    Label headline_name() const {
        const Label& name = layout().indicators[target().indicator_index].name;
        return name.en.empty() && name.zh.empty() ? target_name(*headline) : filled(name, "");
    }
    Label indicator_name(std::size_t i) const { return filled(layout().indicators[i].name, layout().indicators[i].id); }
    Percent percent(std::size_t s) const { return Percent(results.scenarios[s].paths_used); }
    // Of the headline's indicator in its year.
    const Distribution& distribution() const {
        return main().indicators[target().year_index * layout().indicators.size() + target().indicator_index];
    }
};

// Each returns HTML, "" where the results have nothing for it, and may add charts.
std::string summary_part(Page& page);
std::string growth_part(Page& page);
std::string indicators_part(Page& page);  // in place of growth_part where no target is assessed
std::string targets_part(Page& page);
std::string moves_part(Page& page);
std::string together_part(Page& page);
std::string needs_part(Page& page);
std::string assumed_part(Page& page);

// Names of units and classes that planners use; others are shown as they stand, with spaces for underscores.
Label unit_name(const std::string& unit);
// What follows a number: "%" and nothing between, " 10,000 persons".
Label unit_suffix(const std::string& unit);
Label class_name(const std::string& id);
std::size_t class_place(const std::string& id);  // in the page
Label sampling_name(const std::string& id);

// Decimals as the error allows, so that at most three digits count (whole numbers keep all).
int decimals_of(double value, double error);
// The number with so many, in groups of three from 10,000 on; "–" for NaN.
std::string fixed(double value, int decimals);
std::string digits(double value, double error);
// Twice the standard error of a median of so many paths, as if the middle half were normal: tails may have no variance.
double quantile_error(const Distribution& d, std::uint64_t paths);
// "25.5%" of the reference's paths, "0%" when none does, and "25.2–25.8%", with sources.
std::string share_figure(const Page& page, const std::string& source, const Estimate& e);
std::string interval_figure(const Page& page, const std::string& low, const std::string& high, const Estimate& e);
// The interval as text: "25.2–25.8%"
std::string interval_text(const Percent& percent, const Estimate& e);

// What a target asks: "≥ 6%" as HTML with its sources, and the value alone.
std::string asks(const Page& page, std::size_t t);
std::string asked_value(const Page& page, std::size_t t);
// "≥ 1,086 × 10,000 t"
std::string asks_in_unit(const Page& page, std::size_t t);
// "6% or more", "between 1.5 and 2.5%" with sources; the Chinese is a verb with its object.
Label asked_html(const Page& page, std::size_t t);

// The scenarios that tables of all scenarios list: every one, or where they would fill a file the reference and some that cover
// the range of the headline's probability. In the order of the batch, the reference first.
std::vector<std::size_t> listed_scenarios(const Page& page);
// A sentence on those left out as HTML; "" when none is.
std::string left_out(const Page& page, std::size_t listed);

std::string section(const std::string& id, const Label& title_html, const Label& lead_html, const std::string& body);
// A canvas for page.js with its text alternative and a caption (HTML).
struct Chart {
    std::string name, sources;
    Label alternative, caption_html;
    std::string table;  // the figures behind it, folded
};
std::string chart(const Chart& chart);

}  // namespace yuce::results::page
