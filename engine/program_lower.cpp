#include "engine/program_lower.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/graph_store.hpp"

namespace yuce::engine {

Lowering::Lowering(const Graph& graph, const std::vector<ScenarioOutputs>& scenarios, Program::Code& code)
    : graph_(graph),
      analysis_(graph, scenarios),
      groups_(analysis_),
      scenarios_(scenarios),
      code_(code),
      stream_(&code.fast),
      emitted_(graph.size()) {}

void Lowering::run() {
    code_.outputs = static_cast<std::uint32_t>(analysis_.outputs());
    for (std::size_t s = 0; s < scenarios_.size(); ++s) {
        emit_scenario(s);
        code_.slow_ends.push_back(static_cast<std::uint32_t>(code_.fast.size()));
    }
    give_rows(analysis_, code_);
}

void Lowering::emit_scenario(std::size_t scenario) {
    for (const Check& check : scenarios_[scenario].checks) {
        const bool settled =
            graph_.is_constant(check.node) && std::isfinite(graph_.constant_value(check.node)) &&
            (!check.probability || (graph_.constant_value(check.node) >= 0 && graph_.constant_value(check.node) <= 1));
        if (!settled) visit(check.node);
    }
    for (const NodeId id : scenarios_[scenario].outputs) {
        if (!graph_.is_constant(id)) visit(id);
    }
    for (const NodeId id : scenarios_[scenario].outputs) {
        const std::uint32_t output = next_output_++;
        if (graph_.is_constant(id)) {
            add(Step::fill, output_row | output).number = static_cast<std::uint32_t>(code_.numbers.size());
            code_.numbers.push_back(graph_.constant_value(id));
        } else if (analysis_.home(id) != output) {
            add(Step::copy, output_row | output);
            add_operand(id.value);
        }
    }
    flush_watched();
}

// Depth first, without recursion: graphs are as deep as the horizon is long.
void Lowering::visit(NodeId root) {
    stack_.assign(1, root);
    while (!stack_.empty()) {
        const NodeId id = stack_.back();
        if (emitted_[id.value] == 0 && push_inputs(id)) continue;
        stack_.pop_back();
        if (emitted_[id.value] == 0) emit(id);
    }
}

// Whether something has to be calculated before; the first input comes first.
bool Lowering::push_inputs(NodeId id) {
    const Node& node = graph_.node(id);
    if (node.op == Op::solution) {
        plan_system(node.system);
        inputs_ = plans_[node.system].outside;
    } else if (groups_.is_normal_draw(id)) {
        inputs_.clear();
    } else {
        Recipe recipe;
        find_recipe(analysis_, id, recipe);
        find_inputs(analysis_, id, recipe, inputs_);
    }
    const std::size_t before = stack_.size();
    for (auto input = inputs_.rbegin(); input != inputs_.rend(); ++input) {
        if (emitted_[input->value] == 0) stack_.push_back(*input);
    }
    return stack_.size() > before;
}

void Lowering::emit(NodeId id) {
    if (graph_.node(id).op == Op::solution) return emit_solution(id);
    if (groups_.is_normal_draw(id)) return emit_normals(id);
    Recipe recipe;
    find_recipe(analysis_, id, recipe);
    if (recipe.is_product) {
        emit_product(id, recipe);
    } else if (recipe.is_sum) {
        if (stream_ == &code_.fast) {
            const std::vector<Groups::Member> members = groups_.summed_with(id, recipe, emitted_);
            if (members.size() > 1) return emit_tile(members);
        }
        emit_sum(id, recipe);
    } else if (argument_count(graph_.node(id).op) > 0) {
        if (!emit_quotient(id)) emit_apply(id);
    } else {
        emit_leaf(id);
    }
    finish(id);
}

void Lowering::emit_normals(NodeId id) {
    const std::vector<NodeId> drawn = groups_.drawn_with(id, emitted_);
    Instruction& in = add(Step::normals, 0);
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

void Lowering::emit_solution(NodeId id) {
    const std::uint32_t index = graph_.node(id).system;
    const System& system = graph_.systems()[index];
    SystemPlan plan = std::move(plans_[index]);
    SystemCode solver;
    solver.n = static_cast<std::uint32_t>(system.unknowns.size());
    solver.linear = system.linear;
    const auto is_constant = [&](NodeId entry) { return graph_.is_constant(entry); };
    solver.constant_jacobian = system.linear && std::all_of(system.jacobian.begin(), system.jacobian.end(), is_constant);
    for (const NodeId unknown : system.unknowns) solver.unknowns.push_back(unknown.value);
    stream_ = &solver.residual_code;
    for (const NodeId inside : plan.residual_nodes) emit(inside);
    stream_ = &solver.jacobian_code;
    for (const NodeId inside : plan.jacobian_nodes) emit(inside);
    stream_ = &code_.fast;
    for (const NodeId entry : system.residual) solver.residual.push_back(operand_of(entry));
    for (const NodeId entry : system.jacobian) solver.jacobian.push_back(operand_of(entry));
    if (!system.linear) {
        for (const NodeId guess : system.guesses) solver.guesses.push_back(operand_of(guess));
    }
    add(Step::solve, 0).number = static_cast<std::uint32_t>(code_.systems.size());
    code_.largest_system = std::max(code_.largest_system, solver.n);
    code_.systems.push_back(std::move(solver));
    plans_.erase(index);
    for (const NodeId solution : system.solution) {
        finish(solution);
    }
}

void Lowering::finish(NodeId id) {
    emitted_[id.value] = 1;
    finish_value(id);
}

void Lowering::finish_value(NodeId id) {
    bool probability = false;
    for (const NodeCheck& check : analysis_.checks(id)) {
        Instruction& in = add(Step::check, check.scenario);
        in.number = check.index;
        in.flags = static_cast<std::uint8_t>(slow_only | (check.probability ? fails_outside_unit : 0));
        add_operand(id.value);
        probability = probability || check.probability;
    }
    if (probability) {
        add(Step::watch_probability, 0);
        add_operand(id.value);
    } else if (analysis_.is_watched(id)) {
        watched_.push_back(id);
        if (watched_.size() == max_watched) flush_watched();
    }
}

void Lowering::flush_watched() {
    if (watched_.empty()) return;
    add(Step::watch, 0).terms = static_cast<std::uint8_t>(watched_.size());
    for (const NodeId id : watched_) add_operand(id.value);
    watched_.clear();
}

void Lowering::plan_system(std::uint32_t index) {
    if (plans_.contains(index)) return;
    SystemPlan plan;
    const System& system = graph_.systems()[index];
    planned_.clear();
    for (const NodeId id : system.residual) plan_inside(id, index, plan, plan.residual_nodes);
    for (const NodeId id : system.jacobian) plan_inside(id, index, plan, plan.jacobian_nodes);
    if (!system.linear) {
        for (const NodeId id : system.guesses) {
            if (!graph_.is_constant(id)) plan.outside.push_back(id);
        }
    }
    plans_.emplace(index, std::move(plan));
}

// Nodes of the system in order of calculation; what they read from outside is noted.
void Lowering::plan_inside(NodeId root, std::uint32_t index, SystemPlan& plan, std::vector<NodeId>& order) {
    constexpr std::uint8_t seen = 1, done = 2;
    if (graph_.is_constant(root)) return;
    std::vector<NodeId> stack{root}, inputs;
    while (!stack.empty()) {
        const NodeId id = stack.back();
        std::uint8_t& state = planned_[id.value];
        const bool inside = graph_.depends_on_system(id, index) && graph_.node(id).op != Op::unknown;
        if (!inside || state != 0) {
            stack.pop_back();
            if (state == 0 && graph_.node(id).op != Op::unknown) plan.outside.push_back(id);
            if (state == seen) order.push_back(id);
            state = done;
            continue;
        }
        state = seen;
        Recipe recipe;
        find_recipe(analysis_, id, recipe);
        find_inputs(analysis_, id, recipe, inputs);
        for (auto input = inputs.rbegin(); input != inputs.rend(); ++input) {
            if (planned_[input->value] == 0) stack.push_back(*input);
        }
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
