// Correlations and mixtures: who may be tied to whom.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "models/bind.hpp"
#include "models/suggest.hpp"

namespace yuce::models {
namespace {

std::string quoted(const std::string& name) { return "'" + name + "'"; }

const char* in_words(Per per) {
    if (per == Per::period) return "period";
    return per == Per::year ? "year" : "path";
}

class DependenceCheck {
public:
    DependenceCheck(const ModelSpec& spec, const Names& names, Diagnostics& diagnostics)
        : spec_(spec), names_(names), diagnostics_(diagnostics) {}

    void run() {
        for (const CorrelationSpec& correlation : spec_.correlations) correlation_pair(correlation);
        for (const MixtureSpec& mixture : spec_.mixtures) check_mixture(mixture);
    }

private:
    void error(const Place& place, std::string message, std::string suggestion = {}) {
        diagnostics_.error(place, std::move(message), std::move(suggestion));
    }

    // A shock or a parameter with a distribution.
    std::optional<Symbol> correlated(const std::string& name, const Place& place) {
        const std::optional<Symbol> symbol = names_.find(name);
        const bool shock = symbol && symbol->kind == SymbolKind::shock,
                   parameter = symbol && symbol->kind == SymbolKind::parameter;
        if (shock) return symbol;
        if (parameter && std::holds_alternative<engine::Law>(spec_.parameters[symbol->index].value)) return symbol;
        if (parameter) {
            error(place, "parameter " + quoted(name) + " has no distribution and cannot be correlated");
        } else if (symbol) {
            error(place, quoted(name) + " is " + std::string(kind_with_article(symbol->kind)) +
                             ": only shocks and parameters are correlated");
        } else {
            std::vector<std::string> candidates = names_.all(SymbolKind::shock);
            for (std::string& other : names_.all(SymbolKind::parameter)) candidates.push_back(std::move(other));
            error(place, "a correlation names " + quoted(name) + ", which is no shock or parameter", nearest(name, candidates));
        }
        return std::nullopt;
    }

    void correlation_pair(const CorrelationSpec& pair) {
        const std::optional<Symbol> a = correlated(pair.a, pair.place), b = correlated(pair.b, pair.place);
        const std::string both = quoted(pair.a) + " and " + quoted(pair.b);
        if (!(pair.value > -1 && pair.value < 1)) error(pair.place, "the correlation of " + both + " must lie between -1 and 1");
        if (pair.a == pair.b) return error(pair.place, "a correlation of " + quoted(pair.a) + " with itself");
        auto& named = pair.from_file ? pairs_of_file_ : pairs_;
        if (!named.insert(std::minmax(pair.a, pair.b)).second) error(pair.place, "the pair " + both + " is named twice");
        if (!a || !b) return;
        if (a->kind != b->kind) {
            // A file is square: what it says of pairs that cannot be tied must be 0.
            if (!pair.from_file || pair.value != 0) {
                error(pair.place, both + " cannot be correlated: one is a shock, the other a parameter");
            }
        } else if (a->kind == SymbolKind::shock) {
            const Per first = spec_.shocks[a->index].per, second = spec_.shocks[b->index].per;
            if (first == second || (pair.from_file && pair.value == 0)) return;
            error(pair.place, both + " cannot be correlated: one is drawn every " + in_words(first) + ", the other every " +
                                  in_words(second));
        }
    }

    void check_mixture(const MixtureSpec& mixture) {
        if (!(mixture.df > 2) || !std::isfinite(mixture.df)) error(mixture.place, "df of a mixture must be above 2");
        const bool all = mixture.shocks == std::vector<std::string>{"*"};
        if (mixture.shocks.empty() == mixture.group.empty()) {
            return error(mixture.place, "a mixture takes `shocks` or `group`, one of the two");
        }
        std::set<std::string> members;
        if (!mixture.group.empty()) return of_group(mixture);
        for (const std::string& name : mixture.shocks) {
            if (all) break;
            const std::optional<Symbol> symbol = names_.find(name);
            if (!symbol || symbol->kind != SymbolKind::shock) {
                error(mixture.place, "a mixture names " + quoted(name) + ", which is no shock",
                      nearest(name, names_.all(SymbolKind::shock)));
            } else if (!members.insert(name).second) {
                error(mixture.place, "a mixture names " + quoted(name) + " twice");
            } else {
                member(mixture, spec_.shocks[symbol->index]);
            }
        }
        if (!all) return;
        bool any = false;
        for (const ShockSpec& shock : spec_.shocks) {
            if (!scalable(shock)) continue;
            member(mixture, shock);
            any = true;
        }
        if (!any) error(mixture.place, "the mixture holds no shock: none is normal or Student t");
    }

    void of_group(const MixtureSpec& mixture) {
        std::vector<std::string> groups;
        bool any = false;
        for (const ShockSpec& shock : spec_.shocks) {
            if (!shock.group.empty()) groups.push_back(shock.group);
            if (shock.group != mixture.group) continue;
            member(mixture, shock);
            any = true;
        }
        if (!any)
            error(mixture.place, "group " + quoted(mixture.group) + " of the mixture holds no shocks",
                  nearest(mixture.group, groups));
    }

    static bool scalable(const ShockSpec& shock) {
        return shock.law.kind == engine::LawKind::normal || shock.law.kind == engine::LawKind::student_t;
    }

    void member(const MixtureSpec& mixture, const ShockSpec& shock) {
        if (!scalable(shock)) {
            error(mixture.place,
                  "shock " + quoted(shock.id) + " cannot be in a mixture: its distribution is neither normal nor student_t");
        }
        if (static_cast<int>(mixture.per) < static_cast<int>(shock.per)) {
            error(mixture.place, "shock " + quoted(shock.id) + " is drawn once a " + in_words(shock.per) +
                                     ", its mixture once a " + in_words(mixture.per) +
                                     ": a mixture cannot change while its shock stands");
        }
        if (!mixed_.insert(shock.id).second) error(mixture.place, "shock " + quoted(shock.id) + " is in two mixtures");
    }

    const ModelSpec& spec_;
    const Names& names_;
    Diagnostics& diagnostics_;
    std::set<std::pair<std::string, std::string>> pairs_, pairs_of_file_;
    std::set<std::string> mixed_;
};

}  // namespace

void check_dependence(const ModelSpec& spec, const Names& names, Diagnostics& diagnostics) {
    DependenceCheck(spec, names, diagnostics).run();
}

}  // namespace yuce::models
