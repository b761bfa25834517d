// Sections on what is left out, and the one on an indicator.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "results/report_sections.hpp"
#include "results/text_layout.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t ids_shown = 8;
constexpr std::size_t failures_shown = 20;

struct Reason {
    std::string text;
    std::vector<std::string> ids;
};

std::vector<Reason> by_reason(const std::vector<NotAssessed>& all) {
    std::vector<Reason> reasons;
    for (const NotAssessed& n : all) {
        auto found = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.text == n.reason; });
        if (found == reasons.end()) {
            reasons.push_back({n.reason, {}});
            found = reasons.end() - 1;
        }
        found->ids.push_back(n.id);
    }
    return reasons;
}

}  // namespace

std::string not_assessed_section(const Report& report) {
    const auto& all = report.layout().not_assessed;
    if (all.empty()) return "";
    std::string text = report.section(
        fmt::format(fmt::runtime(report.say(Word::not_assessed)), all.size(), all.size() + report.layout().targets.size()));
    for (const Reason& reason : by_reason(all)) {
        std::string line = fmt::format("{} ({}): ", reason.text, reason.ids.size());
        for (std::size_t k = 0; k < std::min(ids_shown, reason.ids.size()); ++k) line += (k > 0 ? ", " : "") + reason.ids[k];
        if (reason.ids.size() > ids_shown) {
            line += " " + fmt::format(fmt::runtime(report.say(Word::and_more)), reason.ids.size() - ids_shown);
        }
        text += report.lines(line, "  ", "    ");
    }
    return text;
}

std::string failures_section(const Report& report) {
    TextTable table({Align::left, Align::right, Align::left, Align::left});
    table.heading({report.say(Word::scenario), report.say(Word::paths), report.say(Word::equation), report.say(Word::period)});
    std::size_t shown = 0, more = 0;
    for (const std::size_t s : report.scenarios) {
        for (const FailureCount& f : report.of(s).failures) {
            if (++shown > failures_shown) {
                ++more;
                continue;
            }
            table.row({report.layout().scenarios[s].id, grouped(f.paths), cut(f.what, report.width / 2 - 10), f.period});
        }
    }
    if (shown == 0) return "\n" + report.say(Word::none_failed) + "\n";
    std::string text = report.section(report.say(Word::failed)) + table.text(report.width);
    if (more > 0) text += "  " + fmt::format(fmt::runtime(report.say(Word::and_more)), more) + "\n";
    return text;
}

namespace {

// Rows of mean, spread and as many quantiles as the width holds.
class DistributionTable {
public:
    DistributionTable(const Report& report, const std::string& first) : report_(report), all_(report.width >= 140) {
        std::vector<std::string> heading{first, report.say(Word::year), report.say(Word::mean), report.say(Word::sd)};
        for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
            const double level = quantile_levels[q];
            const bool few = level == 0.05 || level == 0.25 || level == 0.50 || level == 0.75 || level == 0.95;
            if (!all_ && !few) continue;
            levels_.push_back(q);
            heading.push_back(fmt::format("{:.0f} %", 100 * level));
        }
        std::vector<Align> align(heading.size(), Align::right);
        align[0] = Align::left;
        table_ = TextTable(align);
        table_.heading(heading);
    }
    void add(const std::string& label, std::size_t scenario, std::size_t indicator) {
        const Layout& layout = report_.layout();
        for (std::size_t y = 0; y < layout.years.size(); ++y) {
            const Distribution& d = report_.of(scenario).indicators[y * layout.indicators.size() + indicator];
            std::vector<std::string> row{label, std::to_string(layout.years[y]), rounded(d.mean, d.mean_error),
                                         rounded(d.sd, d.mean_error)};
            for (const std::size_t q : levels_) {
                row.push_back(rounded(d.quantiles[q], d.mean_error));
                if (!d.quantile_error.empty() && d.sd > 0) off_ = std::max(off_, d.quantile_error[q] / d.sd);
            }
            table_.row(row);
        }
    }
    std::string text() const {
        const std::string table = table_.text(report_.width);
        if (report_.layout().quantiles == Quantiles::exact) return table;
        return table +
               report_.lines(fmt::format(fmt::runtime(report_.say(Word::streaming_quantiles)), at_most(100 * off_)), "  ", "  ");
    }

private:
    // Two digits, rounded up: "0.32".
    static std::string at_most(double percent) {
        if (!(percent > 0)) return "0";
        const double unit = std::pow(10, std::floor(std::log10(percent)) - 1);
        return fmt::format("{:.2g}", std::ceil(percent / unit) * unit);
    }

    const Report& report_;
    bool all_;
    double off_ = 0;  // the largest stated error of those shown, in standard deviations
    std::vector<std::size_t> levels_;
    TextTable table_{{}};
};

}  // namespace

std::string indicator_section(const Report& report) {
    const Layout& layout = report.layout();
    const auto found = std::find_if(layout.indicators.begin(), layout.indicators.end(),
                                    [&](const Item& item) { return item.id == report.options.indicator; });
    DistributionTable table(report, report.say(Word::scenario));
    for (const std::size_t s : report.scenarios) {
        table.add(layout.scenarios[s].id, s, static_cast<std::size_t>(found - layout.indicators.begin()));
    }
    const std::string name = text_of(found->name, report.options.language);
    return report.section(found->id + (name.empty() ? "" : " (" + name + ")") + (found->unit.empty() ? "" : ", " + found->unit)) +
           table.text();
}

std::string indicators_section(const Report& report) {
    const Layout& layout = report.layout();
    if (layout.indicators.empty() || layout.years.empty()) return "";
    DistributionTable table(report, report.say(Word::indicator));
    for (std::size_t i = 0; i < layout.indicators.size(); ++i) {
        table.add(report.label(layout.indicators[i].id, layout.indicators[i].name), report.main, i);
    }
    std::string heading = report.say(Word::indicators_in) + " '" + layout.scenarios[report.main].id + "'";
    if (report.scenarios.size() > 1) heading += report.say(Word::indicator_hint);
    return report.section(heading) + table.text();
}

}  // namespace yuce::results
