// The printed form of a model.

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "models/explain_text.hpp"
#include "models/names.hpp"

namespace yuce::models {
namespace {

constexpr std::size_t drivers_shown = 40;        // of each indicator in the whole text
constexpr std::size_t correlations_listed = 60;  // more are summed up

std::string frequency_text(Frequency frequency) {
    if (frequency == Frequency::annual) return "annual";
    return frequency == Frequency::quarterly ? "quarterly" : "monthly";
}

class Explanation {
public:
    explicit Explanation(const Model::Bound& model) : model_(model) {
        for (const VariableSpec& spec : model.spec.variables) variable_entries_[spec.id] = &spec;
        for (const IndicatorSpec& spec : model.spec.indicators) indicator_entries_[spec.id] = &spec;
    }

    std::string whole() {
        summary();
        equations();
        entries("Shocks", model_.spec.shocks, shock_text);
        dependence();
        entries("Events", model_.spec.events, event_text);
        entries("Exogenous", model_.spec.exogenous, exogenous_text);
        entries("Parameters", model_.spec.parameters, parameter_text);
        initial_values();
        groups();
        indicators();
        return std::move(out_);
    }

    // One indicator or variable, and what reaches it, step by step.
    std::string one(Symbol symbol) {
        definition(symbol, 0);
        const std::vector<Driver> drivers = drivers_of(model_, symbol);
        if (drivers.empty()) line("nothing drives it", 2, 2);
        int distance = 0;
        for (const Driver& driver : drivers) {
            if (driver.distance != distance) {
                distance = driver.distance;
                heading(distance == 1 ? "Used directly" : std::to_string(distance) + " steps away");
            }
            definition(driver.symbol, 2);
        }
        return std::move(out_);
    }

private:
    void line(const std::string& text, std::size_t indent, std::size_t hang) { append_wrapped(out_, text, indent, hang); }
    void heading(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + text + "\n"; }

    void summary() {
        const ModelSpec& spec = model_.spec;
        Entry entry;
        entry.name = spec.name;
        const std::string name = label_text(entry);
        line(spec.id + (name.empty() ? "" : ": " + name), 0, 4);
        const auto together = static_cast<std::size_t>(
            std::count_if(model_.blocks.begin(), model_.blocks.end(), [](const Block& block) { return block.simultaneous; }));
        line(frequency_text(spec.frequency) + "; " + count_text(model_.variables.size(), "variable", "variables") + " in " +
                 count_text(model_.blocks.size(), "block", "blocks") + " (" + std::to_string(together) + " solved together), " +
                 count_text(model_.indicators.size(), "indicator", "indicators"),
             0, 4);
        line(count_text(spec.shocks.size(), "shock", "shocks") + ", " + count_text(spec.events.size(), "event", "events") + ", " +
                 std::to_string(spec.exogenous.size()) + " exogenous, " +
                 count_text(spec.parameters.size(), "parameter", "parameters"),
             0, 4);
    }

    void label(const Entry* entry, std::size_t indent) {
        if (entry == nullptr) return;
        const std::string text = label_text(*entry);
        if (!text.empty()) line(text, indent, indent);
    }

    const Entry* entry_of(Symbol symbol) const {
        const ModelSpec& spec = model_.spec;
        const auto described = [](const auto& entries, const std::string& name) -> const Entry* {
            const auto found = entries.find(name);
            return found == entries.end() ? nullptr : found->second;
        };
        switch (symbol.kind) {
            case SymbolKind::variable: return described(variable_entries_, model_.variables[symbol.index]);
            case SymbolKind::indicator: return described(indicator_entries_, model_.indicators[symbol.index]);
            case SymbolKind::shock: return &spec.shocks[symbol.index];
            case SymbolKind::event: return &spec.events[symbol.index];
            case SymbolKind::exogenous: return &spec.exogenous[symbol.index];
            case SymbolKind::parameter: return &spec.parameters[symbol.index];
            default: return nullptr;
        }
    }

    std::string right_side(Symbol symbol) const {
        switch (symbol.kind) {
            case SymbolKind::variable: return " = " + expression_text(model_.equations[symbol.index]);
            case SymbolKind::indicator: return " = " + expression_text(model_.annual[symbol.index]);
            case SymbolKind::shock: return ", shock: " + shock_text(model_, symbol.index);
            case SymbolKind::event: return ", event: " + event_text(model_, symbol.index);
            case SymbolKind::exogenous: return ", exogenous: " + exogenous_text(model_, symbol.index);
            case SymbolKind::parameter: return ", parameter: " + parameter_text(model_, symbol.index);
            default: return "";
        }
    }

    void definition(Symbol symbol, std::size_t indent) {
        line(name_of(model_, symbol) + right_side(symbol), indent, indent + 4);
        label(entry_of(symbol), indent + 4);
    }

    void equations() {
        heading("Equations in solving order");
        for (const Block& block : model_.blocks) {
            if (block.simultaneous) {
                line("solved together (" + std::string(block.linear ? "linear" : "Newton") + "):", 2, 2);
            }
            for (const std::size_t v : block.variables) {
                definition({SymbolKind::variable, static_cast<std::uint32_t>(v)}, block.simultaneous ? 4 : 2);
            }
        }
    }

    template <class Specs>
    void entries(const std::string& title, const Specs& specs, std::string (*text)(const Model::Bound&, std::size_t)) {
        if (specs.empty()) return;
        heading(title);
        for (std::size_t k = 0; k < specs.size(); ++k) {
            line(specs[k].id + ": " + text(model_, k), 2, 6);
            label(&specs[k], 6);
        }
    }

    void dependence() {
        const ModelSpec& spec = model_.spec;
        if (!spec.mixtures.empty()) heading("Mixtures");
        for (const MixtureSpec& mixture : spec.mixtures) line(mixture_text(mixture), 2, 6);
        std::vector<const CorrelationSpec*> pairs;
        for (const CorrelationSpec& pair : spec.correlations) {
            if (pair.value != 0 && pair.a != pair.b) pairs.push_back(&pair);
        }
        if (pairs.empty()) return;
        heading("Correlations");
        const bool many = pairs.size() > correlations_listed;
        std::vector<std::string> listed;
        double lowest = 1, highest = -1;
        for (const CorrelationSpec* pair : pairs) {
            lowest = std::min(lowest, pair->value);
            highest = std::max(highest, pair->value);
            if (!many || !pair->from_file) listed.push_back(pair->a + " with " + pair->b + " " + number_text(pair->value));
        }
        if (many) line(std::to_string(pairs.size()) + " pairs from " + number_text(lowest) + " to " + number_text(highest), 2, 6);
        if (!listed.empty()) append_list(out_, "", listed, 2, 2);
        if (spec.repair == Repair::nearest) line("taken to the nearest valid matrix where they are not one", 2, 6);
    }

    void initial_values() {
        std::vector<std::string> lines;
        const auto add = [&](const auto& initials, SymbolKind kind) {
            for (std::uint32_t k = 0; k < initials.size(); ++k) {
                if (initials[k]) lines.push_back(name_of(model_, {kind, k}) + ": " + initial_text(*initials[k]));
            }
        };
        add(model_.variable_initial, SymbolKind::variable);
        add(model_.exogenous_initial, SymbolKind::exogenous);
        add(model_.indicator_initial, SymbolKind::indicator);
        if (lines.empty()) return;
        heading("Before the first period, newest first");
        for (const std::string& text : lines) line(text, 2, 6);
    }

    void groups() {
        std::map<std::string, std::vector<std::string>> members;
        const auto add = [&](const auto& specs) {
            for (const auto& spec : specs) {
                if (!spec.group.empty()) members[spec.group].push_back(spec.id);
            }
        };
        add(model_.spec.parameters);
        add(model_.spec.shocks);
        add(model_.spec.events);
        if (members.empty()) return;
        heading("Groups");
        for (const auto& [group, names] : members) append_list(out_, group + ":", names, 2, 6);
    }

    void indicators() {
        heading("Indicators and what drives them, nearest first");
        for (std::uint32_t i = 0; i < model_.indicators.size(); ++i) {
            const Symbol symbol{SymbolKind::indicator, i};
            definition(symbol, 2);
            const std::vector<Driver> drivers = drivers_of(model_, symbol);
            std::vector<std::string> names;
            for (std::size_t k = 0; k < std::min(drivers.size(), drivers_shown); ++k)
                names.push_back(name_of(model_, drivers[k].symbol));
            if (drivers.size() > drivers_shown) names.push_back(std::to_string(drivers.size() - drivers_shown) + " more");
            append_list(out_, names.empty() ? "driven by nothing" : "driven by", names, 6, 6);
        }
    }

    const Model::Bound& model_;
    std::map<std::string, const Entry*> variable_entries_, indicator_entries_;
    std::string out_;
};

}  // namespace

std::string explain(const Model& model, const std::string& indicator) {
    const Model::Bound& bound = model.bound();
    if (indicator.empty()) return Explanation(bound).whole();
    const Names names(bound);
    std::optional<Symbol> symbol = names.find_indicator(indicator);
    if (!symbol || !bound.spec.annual) symbol = names.find(indicator);
    return symbol ? Explanation(bound).one(*symbol) : std::string{};
}

}  // namespace yuce::models
