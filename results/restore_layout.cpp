#include <algorithm>

#include "results/image_reader.hpp"
#include "results/target.hpp"

namespace yuce::results {
namespace {

using Texts = std::vector<std::string>;

std::vector<Item> items_of(const ImageReader& file, const std::string& kind) {
    const Texts ids = file.array<std::string>(kind);
    const Texts en = file.array<std::string>(kind + "_name_en", ids.size());
    const Texts zh = file.array<std::string>(kind + "_name_zh", ids.size());
    const Texts unit = file.array<std::string>(kind + "_unit", ids.size());
    std::vector<Item> items;
    for (std::size_t k = 0; k < ids.size(); ++k) items.push_back({ids[k], {en[k], zh[k]}, unit[k], {}});
    return items;
}

template <class Range, class Value>
std::size_t place_of(const Range& range, const Value& value, const std::string& what) {
    const auto found = std::find(range.begin(), range.end(), value);
    if (found == range.end()) refuse_contents(what + " is not among those of the file");
    return static_cast<std::size_t>(found - range.begin());
}

std::vector<Target> targets_of(const ImageReader& file, const Layout& layout) {
    const std::vector<Item> items = items_of(file, "target");
    const std::size_t n = items.size();
    const Texts indicator = file.array<std::string>("target_indicator", n), type = file.array<std::string>("target_class", n);
    const Texts comparator = file.array<std::string>("target_comparator", n), side = file.array<std::string>("target_side", n);
    const auto year = file.array<std::int64_t>("target_year", n);
    const auto value = file.array<double>("target_value", n), tolerance = file.array<double>("target_tolerance", n);
    Texts indicators;
    for (const Item& item : layout.indicators) indicators.push_back(item.id);
    std::vector<Target> targets(n);
    for (std::size_t k = 0; k < n; ++k) {
        Target& t = targets[k];
        t.id = items[k].id;
        t.name = items[k].name;
        t.unit = items[k].unit;
        t.target_class = type[k];
        t.indicator = indicator[k];
        t.indicator_index = place_of(indicators, indicator[k], "the indicator " + indicator[k] + " of target " + t.id);
        t.year = static_cast<int>(year[k]);
        t.year_index = place_of(layout.years, t.year, "the year of target " + t.id);
        t.comparator = comparator_of(comparator[k]);
        t.side = side_of(side[k]);
        t.value = value[k];
        t.tolerance = tolerance[k];
    }
    return targets;
}

std::vector<Goal> goals_of(const ImageReader& file, std::size_t targets) {
    const std::vector<Item> items = items_of(file, "goal");
    const auto members = file.array<std::int64_t>("goal_members", items.size());
    const auto member = file.array<std::int64_t>("goal_target", items.size() * targets);
    std::vector<Goal> goals;
    for (std::size_t g = 0; g < items.size(); ++g) {
        Goal goal{items[g].id, items[g].name, {}, static_cast<std::size_t>(members[g])};
        for (std::size_t t = 0; t < targets; ++t) {
            if (member[g * targets + t] != 0) goal.targets.push_back(t);
        }
        goals.push_back(std::move(goal));
    }
    return goals;
}

}  // namespace

Layout layout_of(const ImageReader& file) {
    Layout layout;
    layout.batch_id = file.attribute<std::string>("", "batch");
    layout.batch_name = {file.attribute<std::string>("", "title"), file.attribute<std::string>("", "title_zh")};
    layout.scenarios = items_of(file, "scenario");
    const Texts story = file.array<std::string>("scenario_story", layout.scenarios.size());
    const Texts story_zh = file.array<std::string>("scenario_story_zh", layout.scenarios.size());
    Texts ids;
    for (std::size_t s = 0; s < layout.scenarios.size(); ++s) {
        layout.scenarios[s].story = {story[s], story_zh[s]};
        ids.push_back(layout.scenarios[s].id);
    }
    layout.reference = place_of(ids, file.attribute<std::string>("", "reference"), "the reference scenario");
    layout.indicators = items_of(file, "indicator");
    layout.variables = items_of(file, "variable");
    for (const std::int64_t year : file.array<std::int64_t>("year")) layout.years.push_back(static_cast<int>(year));
    layout.periods = file.array<std::string>("period");
    layout.targets = targets_of(file, layout);
    const Texts not_assessed = file.array<std::string>("not_assessed");
    const Texts reason = file.array<std::string>("not_assessed_reason", not_assessed.size());
    for (std::size_t k = 0; k < reason.size(); ++k) layout.not_assessed.push_back({not_assessed[k], reason[k]});
    layout.goals = goals_of(file, layout.targets.size());
    layout.paths = file.attribute<std::uint64_t>("", "paths");
    layout.seed = file.attribute<std::uint64_t>("", "seed");
    layout.sampling = file.attribute<std::string>("", "sampling");
    layout.quantiles =
        file.attribute<std::string>("", "quantiles") == name_of(Quantiles::streaming) ? Quantiles::streaming : Quantiles::exact;
    layout.max_failed = file.attribute<double>("", "max_failed");
    return layout;
}

}  // namespace yuce::results
