#include "engine/program_groups.hpp"

#include <algorithm>

#include "engine/graph_store.hpp"
#include "engine/normal_draws.hpp"
#include "engine/program_code.hpp"

namespace yuce::engine {

Groups::Groups(const Analysis& analysis) : analysis_(analysis) {
    const Graph& graph = analysis.graph();
    const std::vector<std::uint8_t> joining = find_joining();
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        const NodeId id{i};
        if (!analysis.is_needed(id)) continue;
        if (is_normal_draw(id)) draws_[{analysis.needed_first_by(id), graph.node(graph.node(id).a).draw.period}].push_back(id);
        if (graph.node(id).op == Op::fma && analysis.system_of(id) == 0 && joining[i] == 0) add_sum(id);
    }
}

// Private nodes that may be calculated on the way to their user.
std::vector<std::uint8_t> Groups::find_joining() const {
    const Graph& graph = analysis_.graph();
    std::vector<std::uint8_t> joining(graph.size());
    const auto mark = [&](NodeId id) { joining[id.value] = analysis_.is_private(id) ? 1 : 0; };
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        const Node& node = graph.node({i});
        switch (node.op) {
            case Op::fma: mark(node.c); break;
            case Op::add:
            case Op::sub:
            case Op::mul:
            case Op::min:
            case Op::max: mark(node.b); [[fallthrough]];
            case Op::neg: mark(node.a); break;
            default: break;
        }
    }
    return joining;
}

void Groups::add_sum(NodeId id) {
    Recipe recipe;
    find_recipe(analysis_, id, recipe);
    if (fits(recipe)) sums_[{analysis_.needed_first_by(id), first_rows(recipe)}].push_back(id);
}

bool Groups::fits(const Recipe& recipe) const {
    return recipe.is_sum && !recipe.has_scale && !recipe.has_clamp && !recipe.start_row && recipe.terms.size() >= least_shared &&
           recipe.terms.size() <= most_tile_terms &&
           std::all_of(recipe.terms.begin(), recipe.terms.end(), [](const Term& term) { return term.by_constant; });
}

Groups::Rows Groups::first_rows(const Recipe& recipe) {
    Rows rows;
    for (std::size_t k = 0; k < rows.size(); ++k) rows[k] = recipe.terms[k].a.value;
    return rows;
}

bool Groups::is_normal_draw(NodeId id) const {
    const Node& node = analysis_.graph().node(id);
    return node.op == Op::normal_quantile && analysis_.graph().node(node.a).op == Op::uniform && analysis_.is_private(node.a);
}

std::vector<NodeId> Groups::drawn_with(NodeId id, const std::vector<std::uint8_t>& emitted) const {
    const Graph& graph = analysis_.graph();
    std::vector<NodeId> drawn{id};
    for (const NodeId other : draws_.at({analysis_.needed_first_by(id), graph.node(graph.node(id).a).draw.period})) {
        if (drawn.size() < most_normal_rows && other != id && emitted[other.value] == 0) drawn.push_back(other);
    }
    return drawn;
}

std::vector<Groups::Member> Groups::summed_with(NodeId id, const Recipe& recipe, const std::vector<std::uint8_t>& emitted) const {
    std::vector<Member> members{{id, recipe}};
    if (!fits(recipe)) return members;
    const auto found = sums_.find({analysis_.needed_first_by(id), first_rows(recipe)});
    if (found == sums_.end()) return members;
    for (const NodeId other : found->second) {
        if (members.size() == most_tile_outs) break;
        if (other == id || emitted[other.value] != 0) continue;
        Member member{other, {}};
        find_recipe(analysis_, other, member.recipe);
        const auto is_there = [&](const Term& term) { return emitted[term.a.value] != 0; };
        if (std::all_of(member.recipe.terms.begin(), member.recipe.terms.end(), is_there)) members.push_back(std::move(member));
    }
    return members;
}

std::size_t Groups::shared_terms(const std::vector<Member>& members) {
    std::size_t shared = members.front().recipe.terms.size();
    for (const Member& member : members) {
        std::size_t same = 0;
        while (same < shared && same < member.recipe.terms.size() &&
               member.recipe.terms[same].a == members.front().recipe.terms[same].a) {
            ++same;
        }
        shared = same;
    }
    return shared;
}

}  // namespace yuce::engine
