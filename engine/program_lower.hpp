// From a graph to the flat program: order, superinstructions, rows. Internal to engine/.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "engine/program_analysis.hpp"
#include "engine/program_code.hpp"
#include "engine/program_groups.hpp"
#include "engine/program_recipe.hpp"

namespace yuce::engine {

class Lowering {
public:
    Lowering(const Graph& graph, const std::vector<ScenarioOutputs>& scenarios, Program::Code& code);
    void run();

private:
    // What solving a system needs: nodes outside it, and its own nodes in order of calculation.
    struct SystemPlan {
        std::vector<NodeId> outside, residual_nodes, jacobian_nodes;
    };

    void emit_scenario(std::size_t scenario);
    void visit(NodeId root);
    bool push_inputs(NodeId id);
    void emit(NodeId id);
    void emit_normals(NodeId id);
    void emit_sum(NodeId id, const Recipe& recipe);
    void emit_tile(const std::vector<Groups::Member>& members);
    void emit_product(NodeId id, const Recipe& recipe);
    std::size_t emit_terms(NodeId id, const Recipe& recipe, std::size_t first);
    void emit_apply(NodeId id);
    bool emit_quotient(NodeId id);
    void emit_leaf(NodeId id);
    void emit_solution(NodeId id);
    void finish(NodeId id);
    void finish_value(NodeId id);
    void flush_watched();
    void plan_system(std::uint32_t index);
    void plan_inside(NodeId root, std::uint32_t index, SystemPlan& plan, std::vector<NodeId>& order);
    Operand operand_of(NodeId id);
    Operand splat(double value);
    std::uint32_t kernel(std::uint32_t law);
    Instruction& add(Step step, std::uint32_t out);
    void add_operand(Operand operand) { code_.operands.push_back(operand); }

    const Graph& graph_;
    Analysis analysis_;
    Groups groups_;
    const std::vector<ScenarioOutputs>& scenarios_;
    Program::Code& code_;
    std::vector<Instruction>* stream_;
    std::vector<std::uint8_t> emitted_;
    std::vector<NodeId> stack_, inputs_, watched_;
    std::unordered_map<std::uint32_t, SystemPlan> plans_;
    std::unordered_map<std::uint32_t, std::uint8_t> planned_;
    std::unordered_map<std::uint64_t, std::uint32_t> splats_;
    std::unordered_map<std::uint32_t, std::uint32_t> kernels_;
};

// Replaces nodes by rows, each free again after its last reader (a scenario's end reads its outputs); code.fast holds all
// instructions before, those of the fast code after; code.slow all of them.
void give_rows(const Analysis& analysis, Program::Code& code);

}  // namespace yuce::engine
