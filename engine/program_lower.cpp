#include "engine/program_lower.hpp"

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
        visit(id);
        code_.output_rows.push_back(id.value);
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

}  // namespace yuce::engine
