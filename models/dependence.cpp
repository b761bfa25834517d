#include "models/dependence.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/correlation.hpp"

namespace yuce::models {
namespace {

using Pair = std::pair<std::string, std::string>;

std::vector<std::string> names_in_order(const ModelSpec& spec) {
    std::vector<std::string> names;
    for (const ShockSpec& shock : spec.shocks) names.push_back(shock.id);
    for (const ParameterSpec& parameter : spec.parameters) names.push_back(parameter.id);
    return names;
}

// Pairs over the file; the last one said stands.
class Pairs {
public:
    explicit Pairs(const ModelSpec& spec) {
        for (const CorrelationSpec& entry : spec.correlations) {
            if (entry.from_file) values_[key(entry.a, entry.b)] = &entry;
        }
        for (const CorrelationSpec& entry : spec.correlations) {
            if (!entry.from_file) values_[key(entry.a, entry.b)] = &entry;
        }
    }
    const CorrelationSpec* find(const std::string& a, const std::string& b) const {
        const auto found = values_.find(key(a, b));
        return found == values_.end() || found->second->value == 0 ? nullptr : found->second;
    }
    const std::map<Pair, const CorrelationSpec*>& all() const { return values_; }

private:
    static Pair key(const std::string& a, const std::string& b) { return a < b ? Pair(a, b) : Pair(b, a); }
    std::map<Pair, const CorrelationSpec*> values_;
};

// The root of a name's group, halving the way to it.
std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

std::vector<std::vector<std::string>> connected(const std::vector<std::string>& names, const Pairs& pairs) {
    std::map<std::string, std::size_t> index;
    std::vector<std::size_t> parent(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) parent[index[names[i]] = i] = i;
    for (const auto& [pair, entry] : pairs.all()) {
        const auto a = index.find(pair.first), b = index.find(pair.second);
        if (entry->value == 0 || a == index.end() || b == index.end()) continue;
        parent[root_of(parent, a->second)] = root_of(parent, b->second);
    }
    std::map<std::size_t, std::size_t> group_of_root;
    std::vector<std::vector<std::string>> groups;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto [found, is_new] = group_of_root.emplace(root_of(parent, i), groups.size());
        if (is_new) groups.emplace_back();
        groups[found->second].push_back(names[i]);
    }
    return groups;
}

std::vector<double> matrix_of(const std::vector<std::string>& names, const Pairs& pairs) {
    const std::size_t n = names.size();
    std::vector<double> matrix(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        matrix[i * n + i] = 1;
        for (std::size_t j = 0; j < i; ++j) {
            const CorrelationSpec* entry = pairs.find(names[i], names[j]);
            if (entry != nullptr) matrix[i * n + j] = matrix[j * n + i] = entry->value;
        }
    }
    return matrix;
}

// Four digits, whatever the locale: these words stand in the results.
std::string number(double value) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::general, 4).ptr};
}

void report(const std::vector<std::string>& names, const std::vector<double>& matrix, const Pairs& pairs,
            Diagnostics& diagnostics) {
    std::string list;
    Place place;
    for (const auto& [i, j] : engine::offending_pairs(matrix, names.size())) {
        const CorrelationSpec* entry = pairs.find(names[i], names[j]);
        if (entry == nullptr) continue;
        if (list.empty()) place = entry->place;
        list += (list.empty() ? "" : ", ") + names[i] + " with " + names[j] + " (" + number(entry->value) + ")";
    }
    diagnostics.error(place,
                      "the correlations are not positive definite: no random numbers have them all; most to blame: " + list,
                      "make these smaller, or write `[correlation] repair = \"nearest\"` to take the nearest valid matrix");
}

// One warning a group, and every change in `corrections`.
void note_changes(const std::vector<std::string>& names, const std::vector<double>& before, const std::vector<double>& after,
                  const Pairs& pairs, std::vector<std::string>& corrections, Diagnostics& diagnostics) {
    const std::size_t n = names.size();
    std::string list;
    Place place;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (std::abs(after[i * n + j] - before[i * n + j]) < 5e-5) continue;
            const std::string change = number(before[i * n + j]) + " repaired to " + number(after[i * n + j]);
            corrections.push_back("correlation of " + names[j] + " and " + names[i] + ": " + change);
            list += (list.empty() ? "" : ", ") + names[j] + " with " + names[i] + " " + change;
            const CorrelationSpec* entry = pairs.find(names[j], names[i]);
            if (!place.source && entry != nullptr) place = entry->place;
        }
    }
    diagnostics.warning(place, "the correlations are not positive definite, the nearest valid ones are used: " + list);
}

}  // namespace

Dependence build_dependence(const ModelSpec& spec, Diagnostics& diagnostics) {
    Dependence dependence;
    const Pairs pairs(spec);
    for (std::vector<std::string>& names : connected(names_in_order(spec), pairs)) {
        if (names.size() < 2) continue;
        std::vector<double> matrix = matrix_of(names, pairs);
        std::optional<std::vector<double>> factor = engine::cholesky(matrix, names.size());
        if (!factor && spec.repair == Repair::nearest) {
            const std::vector<double> repaired = engine::nearest_correlation(matrix, names.size());
            note_changes(names, matrix, repaired, pairs, dependence.corrections, diagnostics);
            factor = engine::cholesky(repaired, names.size());
        }
        if (!factor) {
            report(names, matrix, pairs, diagnostics);
            continue;
        }
        for (std::size_t row = 0; row < names.size(); ++row) dependence.place[names[row]] = {dependence.groups.size(), row};
        dependence.groups.push_back({std::move(names), std::move(*factor)});
    }
    return dependence;
}

}  // namespace yuce::models
