// Names of one expression: what each stands for and whether it may stand there.

#include <cmath>
#include <string>
#include <utility>

#include "models/bind.hpp"
#include "models/function_table.hpp"
#include "models/suggest.hpp"

namespace yuce::models {
namespace {

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

std::string_view every(Frequency frequency) {
    if (frequency == Frequency::quarterly) return "every quarter";
    return frequency == Frequency::monthly ? "every month" : "every period";
}

class TreeBinder {
public:
    TreeBinder(Context context, const Model::Bound& model, const Names& names, Diagnostics& diagnostics)
        : context_(context), model_(model), names_(names), diagnostics_(diagnostics) {}

    void bind(Expression& tree) {
        if (tree.kind == Expression::Kind::reference) reference(tree);
        if (tree.kind == Expression::Kind::call) call(tree);
    }

private:
    void error(const Expression& at, std::string message, std::string suggestion = {}) {
        diagnostics_.error(at.place, std::move(message), std::move(suggestion));
    }
    bool yearly() const { return context_ == Context::annual && !aggregating_; }

    void call(Expression& tree) {
        if (yearly() && tree.arguments.size() == 1) {
            if (tree.function == Function::min) tree.function = Function::year_min;
            if (tree.function == Function::max) tree.function = Function::year_max;
        }
        if (is_aggregator(tree.function)) return aggregate(tree);
        if (tree.function == Function::occurs) return occurs(tree);
        const bool outer = aggregating_;
        if (tree.function == Function::ytd || tree.function == Function::ytd_growth) check_so_far(tree);
        for (Expression& argument : tree.arguments) bind(argument);
        aggregating_ = outer;
    }

    // What stands inside is of the period, whether or not that was allowed.
    void check_so_far(const Expression& tree) {
        const bool by_period = context_ == Context::equation || context_ == Context::probability || aggregating_;
        if (by_period) return;
        const std::string name(spelling_of(tree.function));
        if (context_ == Context::annual) {
            aggregating_ = true;
            error(tree,
                  quoted(name) + " changes " + std::string(every(model_.spec.frequency)) +
                      "; in annual it stands only inside an aggregator",
                  "write last(" + name + "(...))");
        } else {
            error(tree, quoted(name) + " runs over periods and stands only in equations");
        }
    }

    void aggregate(Expression& tree) {
        const std::string name(spelling_of(tree.function));
        if (context_ != Context::annual) {
            error(tree, quoted(name) + " runs over the periods of a year and stands only in annual",
                  tree.function == Function::year_growth ? "in equations the sum of the year so far is ytd(x)" : "");
        } else if (aggregating_) {
            error(tree, quoted(name) + " stands inside another aggregator: aggregators do not nest",
                  "give the inner one an indicator of its own");
        }
        const auto weights = static_cast<std::size_t>(periods_per_year(model_.spec.frequency));
        if (tree.function == Function::year_wmean && tree.arguments.size() >= 2 && tree.arguments.size() != weights + 1) {
            error(tree, "'wmean' takes a series and " + std::to_string(weights) + (weights == 1 ? " weight" : " weights") +
                            ", one for each period of the year, not " + std::to_string(tree.arguments.size() - 1));
        }
        const bool outer = aggregating_;
        for (std::size_t k = 0; k < tree.arguments.size(); ++k) {
            aggregating_ = context_ == Context::annual && (k == 0 || outer);
            bind(tree.arguments[k]);
        }
        aggregating_ = outer;
    }

    void occurs(Expression& tree) {
        if (tree.arguments.size() != 1) return;  // reported by the parser
        Expression& event = tree.arguments.front();
        const auto symbol = event.kind == Expression::Kind::reference ? names_.find(event.name) : std::nullopt;
        const bool is_event = symbol && symbol->kind == SymbolKind::event && event.symbol.kind != SymbolKind::baseline;
        if (is_event) return reference(event);
        const bool named = event.kind == Expression::Kind::reference;
        if (event.kind == Expression::Kind::number && std::isnan(event.number)) return;  // reported by the lexer
        error(event, "'occurs' takes the name of an event", named ? nearest(event.name, names_.all(SymbolKind::event)) : "");
    }

    void reference(Expression& tree) {
        if (tree.symbol.kind == SymbolKind::baseline) return base_figure(tree);
        if (yearly()) {
            if (const auto indicator = names_.find_indicator(tree.name)) {
                tree.symbol = *indicator;
                return;
            }
        }
        const std::optional<Symbol> symbol = names_.find(tree.name);
        if (!symbol) return unknown(tree);
        tree.symbol = *symbol;
        if (check_lag(tree)) check_context(tree);
    }

    void base_figure(Expression& tree) {
        if (context_ != Context::annual && context_ != Context::initial) {
            error(tree, "figures of the baseline stand only in annual and under [initial]");
        }
        tree.number = 1;
        if (!model_.baseline_known) return;
        const auto found = model_.baseline.find(tree.name);
        if (found != model_.baseline.end()) {
            tree.number = found->second;
            if (std::isnan(tree.number)) error(tree, "the baseline's figure " + quoted(tree.name) + " has no value");
            return;
        }
        std::vector<std::string> ids;
        for (const auto& figure : model_.baseline) ids.push_back(figure.first);
        error(tree, "the baseline has no figure " + quoted(tree.name),
              ids.empty() ? "name the file of the baseline in the batch: baseline = \"...\"" : nearest(tree.name, ids));
    }

    void unknown(const Expression& tree) {
        if (names_.find_indicator(tree.name)) {
            const std::string why = context_ == Context::annual ? "inside an aggregator stands a series of the equations"
                                                                : "it is calculated after the periods and stands only in annual";
            return error(tree, quoted(tree.name) + " is an indicator, one value a year: " + why);
        }
        if (const FunctionEntry* function = find_function(tree.name)) {
            return error(tree, "unknown name " + quoted(tree.name),
                         "as a function it is written " + std::string(function->signature));
        }
        std::vector<std::string> candidates = names_.all();
        if (yearly()) {
            for (std::string& name : names_.all(SymbolKind::indicator)) candidates.push_back(std::move(name));
        }
        std::string advice = nearest(tree.name, candidates);
        if (advice.empty()) {
            advice = model_.baseline.count(tree.name) > 0
                         ? "a figure of the baseline is written base." + tree.name
                         : "give it an equation, or an entry under [parameters], [exogenous], [shocks] or [events]";
        }
        error(tree, "unknown name " + quoted(tree.name), std::move(advice));
    }

    // Whether the lag is one the name can have.
    bool check_lag(const Expression& tree) {
        const SymbolKind kind = tree.symbol.kind;
        if (tree.lag == 0 || (kind != SymbolKind::parameter && kind != SymbolKind::calendar)) return true;
        error(tree, quoted(tree.name) + " is " + std::string(kind_with_article(kind)) + " and has no lags");
        return false;
    }

    void check_context(const Expression& tree) {
        const SymbolKind kind = tree.symbol.kind;
        const std::string what = quoted(tree.name) + " is " + std::string(kind_with_article(kind));
        switch (context_) {
            case Context::equation: return;
            case Context::annual: return check_yearly(tree);
            case Context::parameter:
                if (kind != SymbolKind::parameter) error(tree, what + ": a parameter is an expression of other parameters only");
                return;
            case Context::initial:
                if (kind == SymbolKind::parameter) return;
                return error(tree, what + ": an initial value is an expression of base figures and parameters only");
            case Context::probability:
                if (kind != SymbolKind::variable || tree.lag > 0) return;
                return error(tree,
                             what +
                                 " of the same period, calculated only after the events: a probability takes its value of an "
                                 "earlier period",
                             "write " + tree.name + "[-1]");
        }
    }

    // In annual, outside aggregators: one value a year or a path.
    void check_yearly(const Expression& tree) {
        if (aggregating_ || tree.symbol.kind == SymbolKind::parameter) return;
        if (tree.symbol.kind == SymbolKind::calendar && tree.name == "year") return;
        const bool slow_shock = tree.symbol.kind == SymbolKind::shock && model_.spec.shocks[tree.symbol.index].per != Per::period;
        if (slow_shock && tree.lag == 0) return;
        if (slow_shock)
            return error(tree, quoted(tree.name) + " is a shock: in annual, outside aggregators, only indicators have lags");
        error(tree,
              quoted(tree.name) + " changes " + std::string(every(model_.spec.frequency)) +
                  "; in annual it stands only inside an aggregator: mean sum first last min max wmean compound growth",
              "write for instance mean(" + tree.name + ")");
    }

    Context context_;
    const Model::Bound& model_;
    const Names& names_;
    Diagnostics& diagnostics_;
    bool aggregating_ = false;
};

}  // namespace

void bind_tree(Expression& tree, Context context, const Model::Bound& model, const Names& names, Diagnostics& diagnostics) {
    TreeBinder(context, model, names, diagnostics).bind(tree);
}

std::optional<Expression> bind_expression(const Model::Bound& model, const ExpressionText& text, Context context,
                                          Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.error_count();
    std::optional<Expression> tree = parse_expression(text, diagnostics);
    if (tree) bind_tree(*tree, context, model, Names(model), diagnostics);
    return diagnostics.error_count() == before ? std::move(tree) : std::nullopt;
}

}  // namespace yuce::models
