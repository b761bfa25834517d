// Puts the report page together: the skeleton of page/page.html with its parts, data, style and scripts.

#include "results/report_page.hpp"

#include <numeric>

#include "engine/error.hpp"
#include "results/report_page_assets.hpp"
#include "results/report_page_parts.hpp"

namespace yuce::results {
namespace {

using namespace page;

// Each {{name}} of the skeleton once; what is put in is not searched again.
std::string filled_in(const std::string& skeleton, const std::map<std::string, std::string>& values) {
    std::string out;
    std::size_t from = 0;
    for (std::size_t open = skeleton.find("{{"); open != std::string::npos; open = skeleton.find("{{", from)) {
        const std::size_t close = skeleton.find("}}", open);
        const auto value = values.find(skeleton.substr(open + 2, close - open - 2));
        if (close == std::string::npos || value == values.end())
            throw Error(ErrorKind::internal, "the skeleton of the report names something that is not there");
        out += skeleton.substr(from, open - from) + value->second;
        from = close + 2;
    }
    return out + skeleton.substr(from);
}

// Words that the charts need.
std::string words() {
    const std::map<std::string, Label> table = {{"given", {"mean when it is met", "目标实现时的均值"}},
                                                {"interval", {"95% interval", "95%区间"}},
                                                {"mean", {"mean of all futures", "全部未来的均值"}},
                                                {"median", {"median", "中位数"}},
                                                {"number_met", {"targets met", "实现的目标项数"}},
                                                {"paths", {"paths", "路径数"}},
                                                {"points", {"points", "个百分点"}},
                                                {"points_axis", {"percentage points", "百分点"}},
                                                {"shift", {"shift of the mean, standard deviations", "均值的偏移（标准差）"}},
                                                {"target", {"target", "目标"}},
                                                {"published", {"published", "已公布"}},
                                                {"strict", {"read strictly", "严格口径"}}};
    std::string json;
    for (const auto& [id, label] : table) json += (json.empty() ? "" : ",") + json_text(id) + ":" + json_label(label);
    return "{" + json + "}";
}

std::string data_of(const Page& page) {
    std::string json = "{\"words\":" + words();
    for (const auto& [name, data] : page.charts) json += "," + json_text(name) + ":" + data;
    return json + "}";
}

// Only the page's own style and scripts, known by their hashes; nothing is fetched.
std::string policy() {
    return "default-src 'none'; style-src " + policy_hash(page_style) + "; script-src " + policy_hash(page_chart_library) + " " +
           policy_hash(page_script) + "; img-src data:; base-uri 'none'; form-action 'none'";
}

}  // namespace

std::string report_page(const ResultSet& results, const ReportOptions& options) {
    std::vector<std::size_t> all(results.layout.targets.size());
    std::iota(all.begin(), all.end(), 0U);
    Page page{results, options, headline_of(results.layout, all), {}};
    std::map<std::string, std::string> values;
    const bool chinese = options.language == Language::zh;
    const Label name = filled(results.layout.batch_name, results.layout.batch_id);
    values["language"] = chinese ? "zh" : "en";
    values["title"] = escaped(chinese ? name.zh : name.en);
    values["summary"] = summary_part(page);
    values["growth"] = page.headline ? growth_part(page) : indicators_part(page);
    values["targets"] = targets_part(page);
    values["moves"] = moves_part(page);
    values["together"] = together_part(page);
    values["needs"] = needs_part(page);
    values["assumed"] = assumed_part(page);
    values["data"] = data_of(page);
    values["policy"] = policy();
    values["style"] = page_style;
    values["chart"] = page_chart_library;
    values["script"] = page_script;
    return filled_in(page_skeleton, values);
}

}  // namespace yuce::results
