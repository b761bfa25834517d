#include "engine/program_recipe.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/graph_store.hpp"

namespace yuce::engine {
namespace {

// Builds the sum from its last operation down to its start.
class SumRecipe {
public:
    SumRecipe(const Analysis& analysis, Recipe& recipe) : analysis_(analysis), graph_(analysis.graph()), recipe_(recipe) {}

    void build(NodeId id) {
        recipe_.is_sum = true;
        const NodeId scaled = peel_clamp(id);
        const NodeId inner = scaled == id || analysis_.is_private(scaled) ? peel_scale(scaled) : scaled;
        if (inner != id && !can_join(inner, id)) {
            add_row(inner, 1);
        } else {
            for (std::optional<NodeId> next = inner; next;) next = take(*next);
        }
        std::reverse(recipe_.terms.begin(), recipe_.terms.end());
    }

    bool is_sum(NodeId id) const {
        const Node& node = graph_.node(id);
        switch (node.op) {
            case Op::add:
            case Op::sub:
            case Op::neg:
            case Op::mul: return true;
            case Op::fma: return !graph_.is_constant(node.a) || !graph_.is_constant(node.b);
            case Op::min:
            case Op::max: return bound(id).has_value();
            default: return false;
        }
    }

private:
    struct Bound {
        double value;
        NodeId inner;
    };

    // The constant of a min or max, where the fused clamp gives its bits: the sign of a zero needs care.
    std::optional<Bound> bound(NodeId id) const {
        const Node& node = graph_.node(id);
        if (node.op != Op::min && node.op != Op::max) return std::nullopt;
        const bool first = graph_.is_constant(node.a);
        if (!first && !graph_.is_constant(node.b)) return std::nullopt;
        const double value = graph_.constant_value(first ? node.a : node.b);
        const bool zero_fits = std::signbit(value) == (node.op == Op::min);
        if (std::isnan(value) || (value == 0 && !zero_fits)) return std::nullopt;
        return Bound{value, first ? node.b : node.a};
    }

    NodeId peel_clamp(NodeId id) {
        const auto outer = bound(id);
        if (!outer) return id;
        const double infinity = std::numeric_limits<double>::infinity();
        const Op op = graph_.node(id).op;
        double low = op == Op::max ? outer->value : -infinity, high = op == Op::min ? outer->value : infinity;
        NodeId inside = outer->inner;
        const auto inner = bound(inside);
        if (inner && analysis_.is_private(inside) && graph_.node(inside).op != op) {
            const double inner_low = op == Op::max ? low : inner->value, inner_high = op == Op::max ? inner->value : high;
            if (inner_low <= inner_high) {
                low = inner_low;
                high = inner_high;
                inside = inner->inner;
            }
        }
        recipe_.has_clamp = true;
        recipe_.low = low;
        recipe_.high = high;
        return inside;
    }

    // A number times a sum that nobody else needs: the sum, its scale noted.
    NodeId peel_scale(NodeId id) {
        const Node& node = graph_.node(id);
        if (node.op != Op::mul) return id;
        const bool first = graph_.is_constant(node.a);
        const NodeId sum = first ? node.b : node.a, number = first ? node.a : node.b;
        if (!graph_.is_constant(number) || graph_.node(sum).op == Op::mul || !can_join(sum, id)) return id;
        recipe_.has_scale = true;
        recipe_.scale = graph_.constant_value(number);
        return sum;
    }

    // Whether `id` can be calculated on the way to its only user.
    bool can_join(NodeId id, NodeId user) const {
        const Op op = graph_.node(id).op;
        return analysis_.is_private(id) && op != Op::min && op != Op::max && is_sum(id) &&
               analysis_.system_of(id) == analysis_.system_of(user);
    }

    void add_row(NodeId row, double coefficient) { recipe_.terms.push_back({true, coefficient, row, {}}); }

    void add_product(NodeId a, NodeId b) {
        if (graph_.is_constant(b)) std::swap(a, b);
        if (graph_.is_constant(a)) return add_row(b, graph_.constant_value(a));
        if (graph_.node(b).op == Op::neg) std::swap(a, b);
        const bool negative = graph_.node(a).op == Op::neg && analysis_.is_private(a);
        recipe_.terms.push_back({false, negative ? -0.0 : 0.0, negative ? graph_.node(a).a : a, b});
    }

    // The rest of the sum: a number, a row, or a node that joins and is returned.
    std::optional<NodeId> start_at(NodeId id, NodeId user) {
        if (can_join(id, user)) return id;
        if (graph_.is_constant(id)) {
            recipe_.start = graph_.constant_value(id);
        } else {
            recipe_.start_row = id;
        }
        return std::nullopt;
    }

    // Takes one operation into the sum; returns the node that goes on.
    std::optional<NodeId> take(NodeId id) {
        const Node& node = graph_.node(id);
        switch (node.op) {
            case Op::fma: add_product(node.a, node.b); return start_at(node.c, id);
            case Op::mul: add_product(node.a, node.b); return std::nullopt;
            case Op::neg: add_row(node.a, -1); return std::nullopt;
            case Op::sub:
                if (graph_.is_constant(node.b)) {
                    recipe_.start = -graph_.constant_value(node.b);
                    add_row(node.a, 1);
                    return std::nullopt;
                }
                add_row(node.b, -1);
                return start_at(node.a, id);
            default: {
                const bool from_b = graph_.is_constant(node.b) || (!graph_.is_constant(node.a) && can_join(node.b, id));
                add_row(from_b ? node.a : node.b, 1);
                return start_at(from_b ? node.b : node.a, id);
            }
        }
    }

    const Analysis& analysis_;
    const Graph& graph_;
    Recipe& recipe_;
};

// Builds the product from its last factor down to its start.
class ProductRecipe {
public:
    ProductRecipe(const Analysis& analysis, Recipe& recipe, NodeId id)
        : graph_(analysis.graph()), analysis_(analysis), recipe_(recipe), user_(id), next_(id) {}

    void build() {
        while (!done_ && take(next_)) {
        }
        if (recipe_.factors.empty()) return;
        recipe_.is_product = true;
        if (!done_) recipe_.start_row = next_;
        std::reverse(recipe_.factors.begin(), recipe_.factors.end());
    }

private:
    // Takes one multiplication; what comes before it stands in next_.
    bool take(NodeId id) {
        const Node& node = graph_.node(id);
        if (node.op != Op::mul || (!recipe_.factors.empty() && !is_own(id))) return false;
        const auto a = factor(node.a), b = factor(node.b);
        if (!a && !b) return false;
        recipe_.factors.push_back(b ? *b : *a);
        next_ = b ? node.a : node.b;
        if (a && b) {
            recipe_.factors.push_back(*a);
            done_ = true;
        }
        return true;
    }

    bool is_own(NodeId id) const { return analysis_.is_private(id) && analysis_.system_of(id) == analysis_.system_of(user_); }

    std::optional<Factor> factor(NodeId id) const {
        const Node& node = graph_.node(id);
        if (!is_own(id)) return std::nullopt;
        if (node.op == Op::fma && graph_.is_constant(node.c) && graph_.is_constant(node.a) != graph_.is_constant(node.b)) {
            const bool first = graph_.is_constant(node.a);
            return Factor{graph_.constant_value(first ? node.a : node.b), graph_.constant_value(node.c), first ? node.b : node.a};
        }
        if (node.op == Op::add && graph_.is_constant(node.a) != graph_.is_constant(node.b)) {
            const bool first = graph_.is_constant(node.a);
            return Factor{1, graph_.constant_value(first ? node.a : node.b), first ? node.b : node.a};
        }
        return std::nullopt;
    }

    const Graph& graph_;
    const Analysis& analysis_;
    Recipe& recipe_;
    NodeId user_, next_;
    bool done_ = false;  // no start row
};

}  // namespace

bool needs_rows(Op op) {
    switch (op) {
        case Op::exp:
        case Op::log:
        case Op::sin:
        case Op::cos:
        case Op::normal_cdf:
        case Op::normal_quantile:
        case Op::pow:
        case Op::poisson_quantile:
        case Op::gamma_quantile:
        case Op::law_of_normal:
        case Op::law_of_uniform: return true;
        default: return false;
    }
}

void find_recipe(const Analysis& analysis, NodeId id, Recipe& recipe) {
    recipe.is_sum = false;
    recipe.start_row.reset();
    recipe.start = -0.0;
    recipe.terms.clear();
    recipe.factors.clear();
    recipe.is_product = recipe.has_scale = recipe.has_clamp = false;
    if (analysis.graph().node(id).op == Op::mul) ProductRecipe(analysis, recipe, id).build();
    if (recipe.is_product) return;
    SumRecipe sum(analysis, recipe);
    if (sum.is_sum(id)) sum.build(id);
}

void find_inputs(const Analysis& analysis, NodeId id, const Recipe& recipe, std::vector<NodeId>& inputs) {
    inputs.clear();
    if (recipe.is_sum) {
        if (recipe.start_row) inputs.push_back(*recipe.start_row);
        for (const Term& term : recipe.terms) {
            inputs.push_back(term.a);
            if (!term.by_constant) inputs.push_back(term.b);
        }
        return;
    }
    if (recipe.is_product) {
        if (recipe.start_row) inputs.push_back(*recipe.start_row);
        for (const Factor& factor : recipe.factors) inputs.push_back(factor.row);
        return;
    }
    const Node& node = analysis.graph().node(id);
    const NodeId arguments[] = {node.a, node.b, node.c};
    for (int k = 0; k < argument_count(node.op); ++k) {
        if (needs_rows(node.op) || !analysis.graph().is_constant(arguments[k])) inputs.push_back(arguments[k]);
    }
}

}  // namespace yuce::engine
