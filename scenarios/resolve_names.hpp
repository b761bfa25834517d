// The names of a model by kind: what scenarios, sweeps, --set and --freeze may name.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "scenarios/scenario_file.hpp"

namespace yuce::scenarios {

enum class NameKind { variable, exogenous, parameter, shock, event };
std::string_view kind_noun(NameKind kind);   // "shock"
std::string_view kind_table(NameKind kind);  // "shocks"

enum class Spelling { table, dotted };  // [parameters] slope, or parameters.slope

class ModelNames {
public:
    explicit ModelNames(const models::Model& model);

    // Whether the model has `name` as that kind; reported otherwise, with its real kind or the nearest name. `spelling`: how the
    // right kind would have been written there.
    bool check(const CitedText& name, NameKind kind, Spelling spelling, Diagnostics& diagnostics) const;
    // A group, or the name of a parameter, shock or event.
    bool check_freezable(const CitedText& name, Diagnostics& diagnostics) const;
    // Every name that a scenario's tables and `freeze` use.
    void check(const ScenarioFile& file, Diagnostics& diagnostics) const;

    std::size_t index(const std::string& name) const { return entries_.at(name).second; }  // in its list of the spec
    bool has(const std::string& name, NameKind kind) const;
    const std::vector<std::string>& all(NameKind kind) const { return by_kind_.at(kind); }

private:
    void add(NameKind kind, const std::string& name, std::size_t index);

    std::map<std::string, std::pair<NameKind, std::size_t>> entries_;
    std::map<NameKind, std::vector<std::string>> by_kind_;
    std::set<std::string> groups_;
};

}  // namespace yuce::scenarios
