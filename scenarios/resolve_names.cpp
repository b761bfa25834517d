#include "scenarios/resolve_names.hpp"

#include <algorithm>
#include <array>

#include "scenarios/key_table.hpp"

namespace yuce::scenarios {
namespace {

struct KindEntry {
    NameKind kind;
    std::string_view noun, article, table;
};
constexpr std::array<KindEntry, 5> kinds = {{
    {NameKind::variable, "variable", "a", "variables"},
    {NameKind::exogenous, "exogenous", "an", "exogenous"},
    {NameKind::parameter, "parameter", "a", "parameters"},
    {NameKind::shock, "shock", "a", "shocks"},
    {NameKind::event, "event", "an", "events"},
}};

const KindEntry& entry_of(NameKind kind) {
    return *std::find_if(kinds.begin(), kinds.end(), [&](const KindEntry& entry) { return entry.kind == kind; });
}

// Whether it is a key of scenario files, which stands above the tables.
bool key_above_tables(const std::string& name) {
    const auto& keys = find_table("scenario", "").keys;
    return std::any_of(keys.begin(), keys.end(), [&](const KeyEntry& key) { return key.name == name; });
}

std::string with_article(NameKind kind) { return std::string(entry_of(kind).article) + " " + std::string(entry_of(kind).noun); }

}  // namespace

std::string_view kind_noun(NameKind kind) { return entry_of(kind).noun; }
std::string_view kind_table(NameKind kind) { return entry_of(kind).table; }

ModelNames::ModelNames(const models::Model& model) {
    for (const KindEntry& entry : kinds) by_kind_[entry.kind];
    for (std::size_t k = 0; k < model.variables().size(); ++k) add(NameKind::variable, model.variables()[k], k);
    const auto add_all = [this](NameKind kind, const auto& list) {
        for (std::size_t k = 0; k < list.size(); ++k) {
            add(kind, list[k].id, k);
            if (kind != NameKind::exogenous && !list[k].group.empty()) groups_.insert(list[k].group);
        }
    };
    add_all(NameKind::exogenous, model.spec().exogenous);
    add_all(NameKind::parameter, model.spec().parameters);
    add_all(NameKind::shock, model.spec().shocks);
    add_all(NameKind::event, model.spec().events);
}

void ModelNames::add(NameKind kind, const std::string& name, std::size_t index) {
    entries_.emplace(name, std::pair(kind, index));
    by_kind_[kind].push_back(name);
}

bool ModelNames::has(const std::string& name, NameKind kind) const {
    const auto found = entries_.find(name);
    return found != entries_.end() && found->second.first == kind;
}

bool ModelNames::check(const CitedText& name, NameKind kind, Spelling spelling, Diagnostics& diagnostics) const {
    const auto found = entries_.find(name.text);
    if (found == entries_.end()) {
        std::string advice = key_above_tables(name.text) ? "in TOML what follows a [table] belongs to it: move `" + name.text +
                                                               "` above the first [table]"
                                                         : nearest_name(name.text, all(kind));
        if (advice.empty()) {
            std::vector<std::string> others;
            for (const auto& [other, entry] : entries_) others.push_back(other);
            advice = nearest_name(name.text, others);
        }
        diagnostics.error(name.place, "the model has no " + std::string(kind_noun(kind)) + " '" + name.text + "'", advice);
        return false;
    }
    const NameKind real = found->second.first;
    if (real == kind) return true;
    const std::string table(kind_table(real));
    const std::string advice = real == NameKind::variable    ? "variables follow from the equations; change what drives them"
                               : spelling == Spelling::table ? "write it under [" + table + "]"
                                                             : "write " + table + "." + name.text;
    diagnostics.error(name.place, "'" + name.text + "' is " + with_article(real) + ", not " + with_article(kind), advice);
    return false;
}

bool ModelNames::check_freezable(const CitedText& name, Diagnostics& diagnostics) const {
    if (groups_.count(name.text) > 0) return true;
    const auto found = entries_.find(name.text);
    if (found == entries_.end()) {
        std::vector<std::string> names(groups_.begin(), groups_.end());
        for (const auto& [other, entry] : entries_) {
            if (entry.first != NameKind::variable && entry.first != NameKind::exogenous) names.push_back(other);
        }
        diagnostics.error(name.place, "the model has no group, parameter, shock or event '" + name.text + "' to freeze",
                          nearest_name(name.text, names));
        return false;
    }
    const NameKind kind = found->second.first;
    if (kind != NameKind::variable && kind != NameKind::exogenous) return true;
    diagnostics.error(name.place, "'" + name.text + "' is " + with_article(kind) +
                                      ": only groups, parameters, shocks and events can be frozen");
    return false;
}

void ModelNames::check(const ScenarioFile& file, Diagnostics& diagnostics) const {
    const auto check_all = [&](const auto& changes, NameKind kind) {
        for (const auto& change : changes) {
            if (change.name != "*") check({change.name, change.place}, kind, Spelling::table, diagnostics);
        }
    };
    check_all(file.exogenous, NameKind::exogenous);
    check_all(file.shocks, NameKind::shock);
    check_all(file.parameters, NameKind::parameter);
    check_all(file.events, NameKind::event);
    for (const CitedText& name : file.freeze) check_freezable(name, diagnostics);
}

}  // namespace yuce::scenarios
