// The instructions that calculate single nodes, or several together.
#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/graph_store.hpp"
#include "engine/normal_draws.hpp"
#include "engine/program_lower.hpp"

namespace yuce::engine {

void Lowering::emit_normals(NodeId id) {
    const std::vector<NodeId> drawn = groups_.drawn_with(id, emitted_);
    Instruction& in = add(Step::normals, 0);
    static_assert(most_normal_rows <= 255);
    in.terms = static_cast<std::uint8_t>(drawn.size());
    in.number = static_cast<std::uint32_t>(code_.draws.size());
    for (const NodeId out : drawn) {
        add_operand(out.value);
        code_.draws.push_back(graph_.node(graph_.node(out).a).draw);
    }
    for (const NodeId out : drawn) finish(out);
}

void Lowering::emit_tile(const std::vector<Groups::Member>& members) {
    TileCode tile;
    const std::size_t shared = Groups::shared_terms(members);
    tile.shared = static_cast<std::uint8_t>(shared);
    tile.number = static_cast<std::uint32_t>(code_.numbers.size());
    Instruction& in = add(Step::tile, 0);
    in.terms = static_cast<std::uint8_t>(members.size());
    in.number = static_cast<std::uint32_t>(code_.tiles.size());
    for (const auto& member : members) {
        add_operand(member.id.value);
        code_.numbers.push_back(member.recipe.start);
        code_.statistics.fused_terms += member.recipe.terms.size();
    }
    for (std::size_t k = 0; k < shared; ++k) {
        add_operand(members.front().recipe.terms[k].a.value);
        for (const auto& member : members) code_.numbers.push_back(member.recipe.terms[k].coefficient);
    }
    for (std::size_t m = 0; m < members.size(); ++m) {
        const std::vector<Term>& terms = members[m].recipe.terms;
        tile.rest[m] = static_cast<std::uint8_t>(terms.size() - shared);
        for (std::size_t k = shared; k < terms.size(); ++k) {
            add_operand(terms[k].a.value);
            code_.numbers.push_back(terms[k].coefficient);
        }
    }
    code_.tiles.push_back(tile);
    for (const auto& member : members) finish(member.id);
}

void Lowering::emit_sum(NodeId id, const Recipe& recipe) {
    for (std::size_t done = 0; done < recipe.terms.size();) done = emit_terms(id, recipe, done);
}

void Lowering::emit_product(NodeId id, const Recipe& recipe) {
    for (std::size_t first = 0; first < recipe.factors.size(); first += max_factors) {
        const std::size_t last = std::min(first + max_factors, recipe.factors.size());
        Instruction& in = add(Step::factors, id.value);
        in.terms = static_cast<std::uint8_t>(last - first);
        in.number = static_cast<std::uint32_t>(code_.numbers.size());
        if (first > 0 || recipe.start_row) {
            in.flags |= starts_at_row;
            add_operand(first > 0 ? id.value : recipe.start_row->value);
        }
        for (std::size_t k = first; k < last; ++k) {
            const Factor& factor = recipe.factors[k];
            code_.numbers.push_back(factor.coefficient);
            code_.numbers.push_back(factor.addend);
            add_operand(factor.row.value);
        }
        code_.statistics.fused_terms += last - first;
    }
}

// As many terms of one kind as an instruction holds; the sum so far stands in the row of `id`. Returns the next term.
std::size_t Lowering::emit_terms(NodeId id, const Recipe& recipe, std::size_t first) {
    const bool linear = recipe.terms[first].by_constant;
    std::size_t last = first;
    while (last < recipe.terms.size() && recipe.terms[last].by_constant == linear &&
           last - first < (linear ? max_linear_terms : max_product_terms)) {
        ++last;
    }
    Instruction& in = add(linear ? Step::linear : Step::products, id.value);
    in.terms = static_cast<std::uint8_t>(last - first);
    in.number = static_cast<std::uint32_t>(code_.numbers.size());
    if (first > 0 || recipe.start_row) {
        in.flags |= starts_at_row;
        add_operand(first > 0 ? id.value : recipe.start_row->value);
    } else {
        code_.numbers.push_back(recipe.start);
    }
    for (std::size_t k = first; k < last; ++k) {
        const Term& term = recipe.terms[k];
        code_.numbers.push_back(term.coefficient);
        add_operand(term.a.value);
        if (!linear) add_operand(term.b.value);
    }
    if (last == recipe.terms.size() && recipe.has_scale) {
        in.flags |= scaled;
        code_.numbers.push_back(recipe.scale);
    }
    if (last == recipe.terms.size() && recipe.has_clamp) {
        in.flags |= clamped;
        code_.numbers.push_back(recipe.low);
        code_.numbers.push_back(recipe.high);
    }
    code_.statistics.fused_terms += last - first;
    return last;
}

void Lowering::emit_apply(NodeId id) {
    const Node& node = graph_.node(id);
    const bool law = node.op == Op::law_of_normal || node.op == Op::law_of_uniform;
    const std::uint32_t number = law ? kernel(node.index) : 0;
    const NodeId arguments[] = {node.a, node.b, node.c};
    Operand operands[3];
    const int count = argument_count(node.op);
    for (int k = 0; k < count; ++k) operands[k] = needs_rows(node.op) ? arguments[k].value : operand_of(arguments[k]);
    Instruction& in = add(law ? Step::law : Step::apply, id.value);
    in.op = node.op;
    in.terms = static_cast<std::uint8_t>(count);
    in.number = number;
    for (int k = 0; k < count; ++k) add_operand(operands[k]);
}

// By a number whose inverse can neither overflow nor lose digits.
bool Lowering::emit_quotient(NodeId id) {
    const Node& node = graph_.node(id);
    if (node.op != Op::div || graph_.is_constant(node.a) || !graph_.is_constant(node.b)) return false;
    const double divisor = graph_.constant_value(node.b);
    if (!(std::abs(divisor) >= 0x1p-100 && std::abs(divisor) <= 0x1p100)) return false;
    add(Step::quotient, id.value).number = static_cast<std::uint32_t>(code_.numbers.size());
    add_operand(node.a.value);
    code_.numbers.push_back(divisor);
    code_.numbers.push_back(1 / divisor);
    return true;
}

void Lowering::emit_leaf(NodeId id) {
    const Node& node = graph_.node(id);
    if (node.op == Op::uniform) {
        add(Step::draw, id.value).number = static_cast<std::uint32_t>(code_.draws.size());
        code_.draws.push_back(node.draw);
    } else if (node.op == Op::constant) {
        add(Step::fill, id.value).number = static_cast<std::uint32_t>(code_.numbers.size());
        code_.numbers.push_back(node.number);
    }
}

Operand Lowering::operand_of(NodeId id) { return graph_.is_constant(id) ? splat(graph_.constant_value(id)) : id.value; }

Operand Lowering::splat(double value) {
    const auto [entry, added] =
        splats_.emplace(std::bit_cast<std::uint64_t>(value), static_cast<std::uint32_t>(code_.splats.size()));
    if (added) {
        Splat lanes;
        std::fill(std::begin(lanes.lanes), std::end(lanes.lanes), value);
        code_.splats.push_back(lanes);
    }
    return entry->second | constant_operand;
}

std::uint32_t Lowering::kernel(std::uint32_t law) {
    const auto [entry, added] = kernels_.emplace(law, static_cast<std::uint32_t>(code_.kernels.size()));
    if (added) code_.kernels.push_back(graph_.law_kernel(law));
    return entry->second;
}

Instruction& Lowering::add(Step step, std::uint32_t out) {
    Instruction in;
    in.step = step;
    in.terms = 1;
    in.out = out;
    in.operand = static_cast<std::uint32_t>(code_.operands.size());
    stream_->push_back(in);
    return stream_->back();
}

}  // namespace yuce::engine
