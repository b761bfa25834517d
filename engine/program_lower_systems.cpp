// Equations solved together: what they need from outside, and the instructions for residual and Jacobian.
#include <algorithm>

#include "engine/graph_store.hpp"
#include "engine/program_lower.hpp"

namespace yuce::engine {

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

}  // namespace yuce::engine
