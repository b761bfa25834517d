// Binding: from a specification to a model, all mistakes reported together.

#include "models/bind.hpp"

#include <algorithm>
#include <utility>

#include "models/order.hpp"

namespace yuce::models {
namespace {

class Binder {
public:
    Binder(Model::Bound& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {}

    void run() {
        const std::size_t before = diagnostics_.error_count();
        parse();
        const Names names(model_);
        bind_all(names);
        bind_initial(names);
        check_tables(model_, names, diagnostics_);
        check_dependence(model_.spec, names, diagnostics_);
        if (diagnostics_.error_count() > before) return;
        check_circles();
        order();
        if (diagnostics_.error_count() == before) warn_unused(model_, diagnostics_);
    }

private:
    void parse() {
        const ModelSpec& spec = model_.spec;
        std::vector<Equation> equations = parse_equations(spec.equations, diagnostics_);
        std::vector<Equation> annual;
        if (spec.annual) annual = parse_equations(*spec.annual, diagnostics_);
        check_definitions(spec, equations, annual, diagnostics_);
        if (equations.empty()) missing(spec.equations.place, "the model has no equations");
        if (spec.annual && annual.empty())
            missing(spec.annual->place, "`annual` has no indicators: leave it out to report each variable's mean");
        for (Equation& equation : equations) {
            model_.variables.push_back(std::move(equation.name));
            model_.equations.push_back(std::move(equation.right));
        }
        for (Equation& equation : annual) {
            model_.indicators.push_back(std::move(equation.name));
            model_.annual.push_back(std::move(equation.right));
        }
        if (!spec.annual) mean_of_each_variable();
    }

    void missing(const Place& place, std::string message) {
        if (!diagnostics_.has_errors()) diagnostics_.error(place, std::move(message));
    }

    void mean_of_each_variable() {
        model_.indicators = model_.variables;
        for (std::size_t v = 0; v < model_.variables.size(); ++v) {
            Expression variable;
            variable.kind = Expression::Kind::reference;
            variable.name = model_.variables[v];
            variable.place = model_.equations[v].place;
            Expression mean;
            mean.kind = Expression::Kind::call;
            mean.function = Function::year_mean;
            mean.place = variable.place;
            mean.arguments.push_back(std::move(variable));
            model_.annual.push_back(std::move(mean));
        }
    }

    void bind_all(const Names& names) {
        for (Expression& tree : model_.equations) bind_tree(tree, Context::equation, model_, names, diagnostics_);
        for (Expression& tree : model_.annual) bind_tree(tree, Context::annual, model_, names, diagnostics_);
        for (const ParameterSpec& parameter : model_.spec.parameters) {
            const auto* text = std::get_if<ExpressionText>(&parameter.value);
            model_.parameters.push_back(bind_text(text, Context::parameter, names));
        }
        for (const EventSpec& event : model_.spec.events) {
            const auto* text = std::get_if<ExpressionText>(&event.probability);
            model_.probabilities.push_back(bind_text(text, Context::probability, names));
        }
    }

    std::optional<Expression> bind_text(const ExpressionText* text, Context context, const Names& names) {
        if (text == nullptr) return std::nullopt;
        std::optional<Expression> tree = parse_expression(*text, diagnostics_);
        if (tree) bind_tree(*tree, context, model_, names, diagnostics_);
        return tree;
    }

    BoundInitial bind_values(const InitialSpec& spec, const Names& names) {
        BoundInitial initial;
        initial.single = spec.single;
        initial.newest = spec.newest;
        initial.place = spec.place;
        if (spec.values.empty()) diagnostics_.error(spec.place, "the initial values of '" + spec.id + "' are an empty list");
        for (const Scalar& value : spec.values) {
            Expression number;
            number.place = spec.place;
            if (const auto* given = std::get_if<double>(&value)) number.number = *given;
            std::optional<Expression> tree = bind_text(std::get_if<ExpressionText>(&value), Context::initial, names);
            initial.values.push_back(tree ? std::move(*tree) : std::move(number));
        }
        return initial;
    }

    // Where the values of [initial] go; nullptr (check_tables has the words) where nothing of the name has initial values.
    std::optional<BoundInitial>* place_of(const std::string& name, const Names& names) {
        const std::optional<Symbol> symbol = names.find(name);
        if (symbol && symbol->kind == SymbolKind::variable) return &model_.variable_initial[symbol->index];
        if (symbol && symbol->kind == SymbolKind::exogenous) return &model_.exogenous_initial[symbol->index];
        const std::optional<Symbol> indicator = names.find_indicator(name);
        return indicator ? &model_.indicator_initial[indicator->index] : nullptr;
    }

    void bind_initial(const Names& names) {
        model_.variable_initial.resize(model_.variables.size());
        model_.exogenous_initial.resize(model_.spec.exogenous.size());
        model_.indicator_initial.resize(model_.indicators.size());
        for (const InitialSpec& spec : model_.spec.initial) {
            BoundInitial initial = bind_values(spec, names);
            if (std::optional<BoundInitial>* place = place_of(spec.id, names)) *place = std::move(initial);
        }
        for (const IndicatorSpec& indicator : model_.spec.indicators) {
            if (!indicator.initial) continue;
            BoundInitial initial = bind_values(*indicator.initial, names);
            const std::optional<Symbol> symbol = names.find_indicator(indicator.id);
            if (!symbol) continue;
            std::optional<BoundInitial>& place = model_.indicator_initial[symbol->index];
            if (place) {
                diagnostics_.error(indicator.initial->place, "the initial values of indicator '" + indicator.id +
                                                                 "' are given twice: here and under [initial]");
            }
            place = std::move(initial);
        }
    }

    template <class Trees>
    static std::vector<std::vector<std::size_t>> arrows(const Trees& trees, SymbolKind kind) {
        std::vector<std::vector<std::size_t>> uses;
        uses.reserve(trees.size());
        for (const std::optional<Expression>& tree : trees) {
            uses.push_back(tree ? uses_now(*tree, kind) : std::vector<std::size_t>{});
        }
        return uses;
    }

    // Parameters, events of one period and indicators of one year may not depend on themselves.
    void check_circles() {
        const auto parameters = arrows(model_.parameters, SymbolKind::parameter);
        for (const auto& group : solving_order(parameters)) {
            if (is_circle(group, parameters)) circle(group, SymbolKind::parameter, "give one of them a number or a distribution");
        }
        const auto events = arrows(model_.probabilities, SymbolKind::event);
        for (const auto& group : solving_order(events)) {
            const std::string before = model_.spec.events[group.front()].id + "[-1]";
            if (is_circle(group, events)) circle(group, SymbolKind::event, "use the period before: " + before);
        }
    }

    void order() {
        model_.blocks = order_blocks(model_.equations);
        std::vector<std::vector<std::size_t>> uses;
        uses.reserve(model_.annual.size());
        for (const Expression& tree : model_.annual) uses.push_back(uses_now(tree, SymbolKind::indicator));
        for (const auto& group : solving_order(uses)) {
            const std::string before = model_.indicators[group.front()] + "[-1]";
            if (is_circle(group, uses)) circle(group, SymbolKind::indicator, "use the year before: " + before);
            model_.annual_order.insert(model_.annual_order.end(), group.begin(), group.end());
        }
    }

    void circle(const std::vector<std::size_t>& group, SymbolKind kind, std::string suggestion) {
        std::string list;
        for (const std::size_t member : group) {
            list += (list.empty() ? "'" : ", '") + name_of(model_, {kind, static_cast<std::uint32_t>(member)}) + "'";
        }
        const bool one = group.size() == 1;
        std::string who = std::string(kind_name(kind)) + (one ? " " : "s ") + list;
        if (kind == SymbolKind::event) who = (one ? "the probability of " : "the probabilities of ") + who;
        const Place place = definition_of(model_, {kind, static_cast<std::uint32_t>(group.front())})->place;
        diagnostics_.error(place, who + (one ? " depends on itself" : " depend on each other in a circle"),
                           std::move(suggestion));
    }

    Model::Bound& model_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Model> Model::bind(ModelSpec spec, const Baseline* baseline, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.error_count();
    Model model;
    model.bound_->spec = std::move(spec);
    model.bound_->baseline_known = baseline != nullptr;
    if (baseline != nullptr) model.bound_->baseline = *baseline;
    Binder(*model.bound_, diagnostics).run();
    if (diagnostics.error_count() > before) return std::nullopt;
    return model;
}

}  // namespace yuce::models
