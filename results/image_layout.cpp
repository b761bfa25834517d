#include "results/image_builder.hpp"
#include "results/target.hpp"

namespace yuce::results {
namespace {

void add_items(ImageBuilder& image, const std::string& kind, const std::vector<Item>& items) {
    image.add(kind, gather(items, [](const Item& i) { return i.id; }));
    image.add(kind + "_name_en", gather(items, [](const Item& i) { return i.name.en; }));
    image.add(kind + "_name_zh", gather(items, [](const Item& i) { return i.name.zh; }));
    image.add(kind + "_unit", gather(items, [](const Item& i) { return i.unit; }));
}

void add_targets(ImageBuilder& image, const Layout& layout) {
    const auto text = [&](const char* name, auto get) { image.add(name, gather(layout.targets, get)); };
    text("target", [](const Target& t) { return t.id; });
    text("target_other", [](const Target& t) { return t.id; });
    text("target_name_en", [](const Target& t) { return t.name.en; });
    text("target_name_zh", [](const Target& t) { return t.name.zh; });
    text("target_unit", [](const Target& t) { return t.unit; });
    text("target_class", [](const Target& t) { return t.target_class; });
    text("target_indicator", [](const Target& t) { return t.indicator; });
    text("target_comparator", [](const Target& t) { return std::string(name_of(t.comparator)); });
    text("target_side", [](const Target& t) { return std::string(name_of(t.side)); });
    text("target_year", [](const Target& t) { return std::int64_t{t.year}; });
    text("target_value", [](const Target& t) { return t.value; });
    text("target_tolerance", [](const Target& t) { return t.tolerance; });
    image.add("not_assessed", gather(layout.not_assessed, [](const NotAssessed& n) { return n.id; }));
    image.add("not_assessed_reason", gather(layout.not_assessed, [](const NotAssessed& n) { return n.reason; }));
}

void add_goals(ImageBuilder& image, const Layout& layout) {
    image.add("goal", gather(layout.goals, [](const Goal& g) { return g.id; }));
    image.add("goal_name_en", gather(layout.goals, [](const Goal& g) { return g.name.en; }));
    image.add("goal_name_zh", gather(layout.goals, [](const Goal& g) { return g.name.zh; }));
    image.add("goal_unit", gather(layout.goals, [](const Goal&) { return std::string(); }));
    image.add("goal_members", gather(layout.goals, [](const Goal& g) { return static_cast<std::int64_t>(g.members); }));
    image.add("goal_assessed", gather(layout.goals, [](const Goal& g) { return static_cast<std::int64_t>(g.targets.size()); }));
    std::vector<std::int64_t> member(layout.goals.size() * layout.targets.size(), 0);
    for (std::size_t g = 0; g < layout.goals.size(); ++g) {
        for (const std::size_t t : layout.goals[g].targets) member[g * layout.targets.size() + t] = 1;
    }
    image.add("goal_target", std::move(member));
}

}  // namespace

void add_layout(ImageBuilder& image, const ResultSet& results) {
    const Layout& layout = results.layout;
    add_items(image, "scenario", layout.scenarios);
    image.add("scenario_story", gather(layout.scenarios, [](const Item& i) { return i.story.en; }));
    image.add("scenario_story_zh", gather(layout.scenarios, [](const Item& i) { return i.story.zh; }));
    add_items(image, "indicator", layout.indicators);
    add_items(image, "variable", layout.variables);
    add_targets(image, layout);
    add_goals(image, layout);
    image.add("year", years_of(layout));
    image.add("period", layout.periods);
    image.add("quantile", quantile_levels);
    image.add("bin", count_up(histogram_bins, 0));
    image.add("bin_edge", count_up(histogram_bins + 1, 0));
    image.add("count", count_up(layout.targets.size() + 1, 0));
    image.add("checkpoint", gather(results.checkpoints, [](std::uint64_t p) { return static_cast<std::int64_t>(p); }));
}

void add_provenance(ImageBuilder& image, const Provenance& provenance) {
    image.add("provenance/file", gather(provenance.files, [](const InputFile& f) { return f.name; }));
    image.add("provenance/text", gather(provenance.files, [](const InputFile& f) { return f.text; }));
    image.add("provenance/correction", provenance.corrections);
    image.add("provenance/assumption", provenance.assumptions);
}

}  // namespace yuce::results
