// Which scenarios a table lists when there are more than a page can hold.

#include <algorithm>
#include <cmath>

#include "results/report_page_parts.hpp"

namespace yuce::results::page {
namespace {

constexpr std::size_t most_rows = 60;
constexpr std::size_t most_cells = 4500;  // of all tables of probabilities: some 500 KB
constexpr std::size_t fewest_rows = 5;

double change(const Page& page, std::size_t s) {
    if (!page.headline) return 0;
    const double difference = page.results.scenarios[s].difference[*page.headline].value;
    return std::isfinite(difference) ? difference : 0;
}

// So many of the scenarios, from the one that lowers the headline's probability most to the one that raises it most, as evenly in
// that probability as they allow.
std::vector<std::size_t> spread(const Page& page, std::vector<std::size_t> all, std::size_t n) {
    std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return change(page, a) < change(page, b); });
    const double first = change(page, all.front()), last = change(page, all.back());
    std::vector<std::size_t> chosen;
    std::size_t place = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const double wanted = first + (last - first) * static_cast<double>(k) / static_cast<double>(n - 1);
        const std::size_t end = all.size() - (n - 1 - k);  // enough must be left for the others
        while (place + 1 < end && change(page, all[place]) < wanted) ++place;
        chosen.push_back(all[place++]);
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace

std::vector<std::size_t> listed_scenarios(const Page& page) {
    std::vector<std::size_t> others;
    for (std::size_t s = 0; s < page.layout().scenarios.size(); ++s) {
        if (s != page.reference()) others.push_back(s);
    }
    const std::size_t per_row = std::max<std::size_t>(page.layout().targets.size(), 1);
    const std::size_t most = std::clamp(most_cells / per_row, fewest_rows, most_rows) - 1;
    if (others.size() > most) others = spread(page, std::move(others), most);
    others.insert(others.begin(), page.reference());
    return others;
}

std::string left_out(const Page& page, std::size_t listed) {
    const std::size_t all = page.layout().scenarios.size();
    if (listed >= all) return "";
    const std::string n = figure("scenario", grouped(all), "lengths"), others = grouped(listed - 1);
    return "<p class=\"lead\">" +
           both_html({"Of " + n + " scenarios the reference and " + others +
                          " others are listed, spread from the lowest probability to the highest; the results file holds all.",
                      "共" + n + "个情景，此处列出参照情景及概率由低到高均匀选取的" + others + "个；全部情景见结果文件。"}) +
           "</p>\n";
}

}  // namespace yuce::results::page
