#include "results/report_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "results/statistics.hpp"
#include "results/target.hpp"

namespace yuce::results {
namespace {

const std::map<Word, Label>& words() {
    static const std::map<Word, Label> table = {
        {Word::counts, {"{} scenarios x {} paths, seed {}, {} sampling", "{} 个情景 x {} 条路径，随机种子 {}，抽样方法 {}"}},
        {Word::counts_of_one,
         {"{} scenario x {} paths, seed {}, {} sampling", "{} 个情景 x {} 条路径，随机种子 {}，抽样方法 {}"}},
        {Word::paths, {"paths", "路径数"}},
        {Word::in, {"in", "在"}},
        {Word::marked,
         {"More paths failed than max_failed allows: do not quote these results.",
          "失败路径超过 max_failed 的限度：这些结果不可引用。"}},
        {Word::targets_in, {"Targets in scenario", "目标，情景"}},
        {Word::target, {"target", "目标"}},
        {Word::wanted, {"wanted", "要求"}},
        {Word::probability, {"P %", "概率 %"}},
        {Word::interval, {"95 % interval", "95 % 区间"}},
        {Word::strict, {"strict %", "严格 %"}},
        {Word::strictly, {"Read strictly (the value itself or beyond):", "严格口径（达到目标值本身）："}},
        {Word::likelihood, {"in words", "措辞"}},
        {Word::name, {"name", "名称"}},
        {Word::by_scenario, {"Probability of each target and goal by scenario, %", "各情景下各目标与目标组的概率，%"}},
        {Word::overview,
         {"Probability by scenario, %: the headline, the targets that scenarios move most, goals (all targets: --scenario ID; "
          "all scenarios: --target ID)",
          "各情景下的概率，%：主要目标、受情景影响最大的目标、目标组（全部目标：--scenario ID；全部情景：--target ID）"}},
        {Word::goals_in, {"Goals: all assessed members together, scenario", "目标组：可评估成员全部实现，情景"}},
        {Word::goal, {"goal", "目标组"}},
        {Word::members, {"assessed", "可评估"}},
        {Word::weakest, {"weakest link", "最弱环节"}},
        {Word::differences,
         {"Difference to the reference on the same paths, points +- half its 95 % interval; * includes 0",
          "与参照情景之差（同一组路径），百分点 +- 95 % 区间半宽；* 表示区间含 0"}},
        {Word::largest_differences,
         {"Largest differences to the reference on the same paths, points +- half the 95 % interval (all: --target)",
          "与参照情景之差最大的目标（同一组路径），百分点 +- 95 % 区间半宽（全部：--target）"}},
        {Word::number_met, {"Number of targets met (of {})", "实现的目标个数（共 {} 个）"}},
        {Word::scenario, {"scenario", "情景"}},
        {Word::mean, {"mean", "均值"}},
        {Word::middle, {"5 % to 95 %", "5 % 至 95 %"}},
        {Word::all_met, {"all met %", "全部实现 %"}},
        {Word::not_assessed, {"Not assessed: {} of {} targets", "未评估：{} 个（共 {} 个目标）"}},
        {Word::and_more, {"and {} more", "等另 {} 项"}},
        {Word::failed, {"Failed paths (kept out of all figures)", "失败路径（不计入任何数字）"}},
        {Word::equation, {"failed in", "失败处"}},
        {Word::period, {"period", "时期"}},
        {Word::none_failed, {"No path failed.", "没有失败路径。"}},
        {Word::year, {"year", "年份"}},
        {Word::sd, {"sd", "标准差"}},
        {Word::ranges,
         {"very likely > 90 %, likely 66-90, about even 33-66, unlikely 10-33, very unlikely < 10",
          "很可能 > 90 %，较可能 66-90，可能性各半 33-66，不太可能 10-33，很不可能 < 10"}},
        {Word::very_likely, {"very likely", "很可能"}},
        {Word::likely, {"likely", "较可能"}},
        {Word::about_even, {"about even", "可能性各半"}},
        {Word::unlikely, {"unlikely", "不太可能"}},
        {Word::very_unlikely, {"very unlikely", "很不可能"}},
        {Word::too_few_paths, {"too few paths", "路径过少"}},
        {Word::difference, {"difference", "差"}},
        {Word::no_assessed_member, {"no member can be assessed", "没有可评估的成员"}},
        {Word::of, {"{} of {}", "{} / {}"}},
        {Word::indicators_in, {"Indicators in scenario", "指标，情景"}},
        {Word::indicator, {"indicator", "指标"}},
        {Word::indicator_hint,
         {" (one indicator in all scenarios: show --indicator ID)", "（某指标的全部情景：show --indicator ID）"}},
        {Word::streaming_quantiles,
         {"Quantiles are streaming: counted in bins, each within {} % of a standard deviation of the exact one.",
          "分位数为流式统计（按区间计数），与精确值之差不超过标准差的 {} %。"}},
        {Word::no_targets, {"No target is assessed.", "没有可评估的目标。"}},
    };
    return table;
}

std::string range_of(const Bounds& b, Language language) {
    return plain(b.low) + (language == Language::zh ? " 至 " : " to ") + plain(b.high);
}

// Which of the five words for likelihood, from the least on.
std::size_t step_of(double probability) {
    return probability > 0.90 ? 4 : probability >= 0.66 ? 3 : probability >= 0.33 ? 2 : probability >= 0.10 ? 1 : 0;
}

}  // namespace

const std::string& word(Word which, Language language) { return text_of(words().at(which), language); }

const std::string& text_of(const Label& label, Language language) {
    const std::string &first = language == Language::zh ? label.zh : label.en,
                      &second = language == Language::zh ? label.en : label.zh;
    return first.empty() ? second : first;
}

std::string likelihood(double probability, Language language) {
    if (std::isnan(probability)) return "";
    constexpr std::array words = {Word::very_unlikely, Word::unlikely, Word::about_even, Word::likely, Word::very_likely};
    return word(words.at(step_of(probability)), language);
}

bool says_nothing(const Estimate& probability) {
    const bool known = !std::isnan(probability.low) && !std::isnan(probability.high);
    return known && step_of(probability.high) >= step_of(probability.low) + 2;
}

std::string likelihood(const Estimate& probability, Language language) {
    return says_nothing(probability) ? word(Word::too_few_paths, language) : likelihood(probability.value, language);
}

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, ",");
    return text;
}

std::string plain(double value) { return fmt::format("{:.10g}", value + 0.0); }

std::string rounded(double value, double error) {
    if (std::isnan(value)) return "-";
    if (!(error > 0) || !std::isfinite(error) || std::abs(value) >= 1e15) return fmt::format("{:.6g}", value);
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(error))), 0, 8);
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    return text.find_first_not_of("-0.") == std::string::npos ? fmt::format("{:.{}f}", 0.0, decimals) : text;
}

std::string wanted(const Target& target, Language language) {
    const Bounds b = test_bounds(target);
    std::string text;
    switch (target.comparator) {
        case Comparator::ge: text = ">= " + plain(target.value); break;
        case Comparator::le: text = "<= " + plain(target.value); break;
        case Comparator::positive: text = "> 0"; break;
        case Comparator::eq: text = "= " + plain(target.value); break;
        case Comparator::approx:
            text = target.side == Side::at_least  ? ">= " + plain(b.low)
                   : target.side == Side::at_most ? "<= " + plain(b.high)
                                                  : range_of(b, language);
            break;
    }
    return target.unit == "percent" ? text + " %" : text;
}

bool is_further_reading(const Target& target) { return target.target_class == "reading"; }

std::optional<std::size_t> headline_of(const Layout& layout, const std::vector<std::size_t>& targets) {
    for (const std::size_t t : targets) {
        if (layout.targets[t].comparator == Comparator::approx) return t;
    }
    return targets.empty() ? std::nullopt : std::optional<std::size_t>(targets.front());
}

Percent::Percent(std::uint64_t n) {
    const double half = n == 0 ? 100 : 100 * z95 * 0.5 / std::sqrt(static_cast<double>(n));  // at 50 %, in points
    decimals_ = half >= 1 ? 0 : std::max(1, static_cast<int>(std::floor(-std::log10(half))));
}

std::string Percent::fixed(double percent) const { return fmt::format("{:.{}f}", percent, decimals_); }

std::string Percent::share(double value) const {
    if (std::isnan(value)) return "-";
    const double least = std::pow(10.0, -decimals_);
    if (value > 0 && 100 * value < least / 2) return "<" + fixed(least);
    if (value < 1 && 100 * value > 100 - least / 2) return ">" + fixed(100 - least);
    return fixed(100 * value);
}

Percent Percent::finer_for(const Estimate& e) const {
    Percent finer = *this;
    for (int more = 0; more <= 2; ++more) {
        finer.decimals_ = decimals_ + more;
        if (finer.fixed(100 * e.low) != finer.fixed(100 * e.high)) return finer;
    }
    return *this;
}

std::string Percent::share(const Estimate& e) const { return finer_for(e).share(e.value); }

std::string Percent::interval(const Estimate& e) const {
    if (std::isnan(e.low)) return "-";
    const Percent finer = finer_for(e);
    return fmt::format("[{}, {}]", finer.fixed(100 * e.low), finer.fixed(100 * e.high));
}

std::string Percent::points(double difference) const {
    if (std::isnan(difference)) return "-";
    std::string text = fixed(100 * difference);
    if (text.find_first_not_of("-0.") == std::string::npos) return fixed(0);
    return text[0] == '-' ? text : "+" + text;
}

std::string Percent::points(const Estimate& e) const {
    if (std::isnan(e.value)) return "-";
    return fmt::format("{} [{}, {}]", points(e.value), points(e.low), points(e.high));
}

std::string Percent::points_and_half(const Estimate& e) const {
    if (std::isnan(e.value)) return "-";
    const double half = 100 * (e.high - e.low) / 2;
    // Rounded up: a half width must not vanish.
    const double step = std::pow(10.0, -decimals_);
    return points(e.value) + " +-" + fixed(half > 0 ? std::ceil(half / step - 1e-9) * step : 0);
}

}  // namespace yuce::results
