// How one row is calculated: an operation, or a sum of products with all the nodes it swallows. Internal to engine/.
#pragma once

#include <optional>
#include <vector>

#include "engine/program_analysis.hpp"

namespace yuce::engine {

// sum + coefficient * a (by_constant), or sum + (+-a) * b: one fused multiply-add.
struct Term {
    bool by_constant = false;
    double coefficient = 0;  // by_constant; else +0 or -0, the sign of a
    NodeId a, b;
};

struct Recipe {
    bool is_sum = false;  // else: the node's own operation
    // Of a sum: begins at a row or at a number (-0 adds nothing), then the terms in order, then max with low, min with high.
    std::optional<NodeId> start_row;
    double start = -0.0;
    std::vector<Term> terms;
    bool has_clamp = false;
    double low = 0, high = 0;
};

// The bits of the recipe's result are those of the node's own operations.
void find_recipe(const Analysis& analysis, NodeId id, Recipe& recipe);

// Nodes whose rows the calculation reads; constants only where the operation needs them as rows.
void find_inputs(const Analysis& analysis, NodeId id, const Recipe& recipe, std::vector<NodeId>& inputs);

// Functions that take whole rows, never a constant operand.
bool needs_rows(Op op);

}  // namespace yuce::engine
