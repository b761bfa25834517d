#include "results/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "results/statistics.hpp"
#include "results/target.hpp"

namespace yuce::results {
namespace {

using IndexPairs = std::vector<std::pair<std::size_t, std::size_t>>;

// Pairs of places with the same key, in A's order; keys of one side alone are added to the lists.
template <class Items, class Key>
IndexPairs match(const Items& a, const Items& b, Key key) {
    std::map<std::string, std::size_t> place;
    for (std::size_t k = 0; k < b.size(); ++k) place.emplace(key(b[k]), k);
    IndexPairs pairs;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const auto found = place.find(key(a[k]));
        if (found != place.end()) pairs.emplace_back(k, found->second);
    }
    return pairs;
}

template <class Items>
std::vector<std::string> missing(const Items& from, const Items& in) {
    std::vector<std::string> ids;
    for (const auto& item : from) {
        const bool there = std::any_of(in.begin(), in.end(), [&](const auto& other) { return other.id == item.id; });
        if (!there) ids.push_back(item.id);
    }
    return ids;
}

OnlyIn only_in(const Layout& here, const Layout& there, bool whole_batches) {
    OnlyIn only;
    if (whole_batches) only.scenarios = missing(here.scenarios, there.scenarios);
    only.targets = missing(here.targets, there.targets);
    only.goals = missing(here.goals, there.goals);
    only.indicators = missing(here.indicators, there.indicators);
    return only;
}

bool same_test(const Target& a, const Target& b) {
    const Bounds x = test_bounds(a), y = test_bounds(b);
    return x.low == y.low && x.high == y.high && a.year == b.year && a.indicator == b.indicator;
}

std::vector<std::string> members(const Layout& layout, const Goal& goal) {
    std::vector<std::string> ids;
    for (const std::size_t t : goal.targets) ids.push_back(layout.targets[t].id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool same_members(const Layout& a, const Goal& in_a, const Layout& b, const Goal& in_b) {
    if (members(a, in_a) != members(b, in_b)) return false;
    return std::all_of(in_a.targets.begin(), in_a.targets.end(), [&](std::size_t t) {
        const auto twin = std::find_if(in_b.targets.begin(), in_b.targets.end(),
                                       [&](std::size_t u) { return b.targets[u].id == a.targets[t].id; });
        return twin != in_b.targets.end() && same_test(a.targets[t], b.targets[*twin]);
    });
}

Estimate mean_of(const Distribution& d) { return {d.mean, d.mean - z95 * d.mean_error, d.mean + z95 * d.mean_error}; }

Estimate difference_of_means(const Distribution& a, const Distribution& b) {
    const double value = b.mean - a.mean, half = z95 * root_of_squares(a.mean_error, b.mean_error);
    return {value, value - half, value + half};
}

class Apart {
public:
    Apart(const ResultSet& a, const ResultSet& b) : a_(a), b_(b), rows_(common_rows(a.layout, b.layout)) {}

    ComparedScenario scenario(const ScenarioPair& pair, bool same) const {
        const ScenarioResult &in_a = a_.scenarios[pair.first], &in_b = b_.scenarios[pair.second];
        ComparedScenario s;
        s.a = a_.layout.scenarios[pair.first];
        s.b = b_.layout.scenarios[pair.second];
        for (const auto& [t, u] : rows_.targets) {
            const Target &target = a_.layout.targets[t], &other = b_.layout.targets[u];
            s.targets.push_back(row(target.id, target.name, in_a.probability[t], in_b.probability[u]));
            s.targets.back().unit = target.unit;
            s.targets.back().year = target.year;
            s.targets.back().same_question = same_test(target, other);
        }
        for (const auto& [g, h] : rows_.goals) {
            const Goal &goal = a_.layout.goals[g], &other = b_.layout.goals[h];
            s.goals.push_back(row(goal.id, goal.name, in_a.goals[g], in_b.goals[h]));
            s.goals.back().same_question = same_members(a_.layout, goal, b_.layout, other);
        }
        for (const auto& [i, j] : rows_.indicators) {
            const Distribution &here = in_a.indicators[i], &there = in_b.indicators[j];
            const Item& item = a_.layout.indicators[i % a_.layout.indicators.size()];
            s.indicators.push_back(row(item.id, item.name, mean_of(here), mean_of(there)));
            s.indicators.back().unit = item.unit;
            s.indicators.back().year = a_.layout.years[i / a_.layout.indicators.size()];
            s.indicators.back().difference = difference_of_means(here, there);
        }
        if (same) make_zero(s);
        return s;
    }

private:
    static ComparedRow row(const std::string& id, const Label& name, const Estimate& a, const Estimate& b) {
        ComparedRow r;
        r.id = id;
        r.name = name;
        r.a = a;
        r.b = b;
        r.difference = independent_difference(b, a);
        return r;
    }
    static void make_zero(ComparedScenario& s) {
        for (auto* rows : {&s.targets, &s.goals, &s.indicators}) {
            for (ComparedRow& r : *rows) {
                if (!std::isnan(r.difference.value)) r.difference = {0, 0, 0};
            }
        }
    }

    const ResultSet &a_, &b_;
    CommonRows rows_;
};

ComparedFile file_of(const ResultSet& results) {
    ComparedFile file;
    file.batch = results.layout.batch_id;
    file.batch_name = results.layout.batch_name;
    file.digest = results.digest;
    file.sampling = results.layout.sampling;
    file.overrides = results.provenance.overrides;
    file.engine_version = results.provenance.engine_version;
    file.paths = results.layout.paths;
    file.seed = results.layout.seed;
    return file;
}

std::vector<std::string> changed_inputs(const Provenance& a, const Provenance& b) {
    std::map<std::string, std::string> texts;
    for (const InputFile& file : a.files) texts[file.name] = file.text;
    std::vector<std::string> changed;
    for (const InputFile& file : b.files) {
        const auto found = texts.find(file.name);
        if (found == texts.end() || found->second != file.text) changed.push_back(file.name);
        if (found != texts.end()) texts.erase(found);
    }
    for (const auto& [name, text] : texts) changed.push_back(name);
    std::sort(changed.begin(), changed.end());
    return changed;
}

}  // namespace

std::vector<ScenarioPair> common_scenarios(const Layout& a, const Layout& b) {
    return match(a.scenarios, b.scenarios, [](const Item& item) { return item.id; });
}

CommonRows common_rows(const Layout& a, const Layout& b) {
    CommonRows rows;
    rows.targets = match(a.targets, b.targets, [](const Target& target) { return target.id; });
    rows.goals = match(a.goals, b.goals, [](const Goal& goal) { return goal.id; });
    for (std::size_t y = 0; y < a.years.size(); ++y) {
        const auto year = std::find(b.years.begin(), b.years.end(), a.years[y]);
        if (year == b.years.end()) continue;
        const auto other = static_cast<std::size_t>(year - b.years.begin());
        for (const auto& [i, j] : match(a.indicators, b.indicators, [](const Item& item) { return item.id; })) {
            rows.indicators.emplace_back(y * a.indicators.size() + i, other * b.indicators.size() + j);
        }
    }
    return rows;
}

Comparison compare_apart(const ResultSet& a, const ResultSet& b, const std::vector<ScenarioPair>& pairs) {
    Comparison c;
    c.a = file_of(a);
    c.b = file_of(b);
    c.equal = a.digest == b.digest && !a.digest.empty();
    c.same_seed = a.layout.seed == b.layout.seed;
    const bool whole_batches = std::all_of(pairs.begin(), pairs.end(), [&](const ScenarioPair& pair) {
        return a.layout.scenarios[pair.first].id == b.layout.scenarios[pair.second].id;
    });
    c.changed_inputs = changed_inputs(a.provenance, b.provenance);
    const Apart apart(a, b);
    for (const ScenarioPair& pair : pairs) {
        if (pair.first == a.layout.reference) c.main = c.scenarios.size();
        c.scenarios.push_back(apart.scenario(pair, c.equal && pair.first == pair.second));
    }
    c.only_a = only_in(a.layout, b.layout, whole_batches);
    c.only_b = only_in(b.layout, a.layout, whole_batches);
    return c;
}

}  // namespace yuce::results
