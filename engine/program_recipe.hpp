// How one row is calculated: an operation, or a sum of products or a product of sums with all the nodes it swallows. Internal to
// engine/.
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

// coefficient * row + addend, rounded once.
struct Factor {
    double coefficient = 1, addend = 0;
    NodeId row;
};

struct Recipe {
    bool is_sum = false, is_product = false;  // else: the node's own operation
    // Of a sum: begins at a row or at a number (-0 adds nothing), then the terms in order, then times scale, then max with low,
    // min with high. Of a product: begins at a row or at the first factor, then the factors in order.
    std::optional<NodeId> start_row;
    double start = -0.0;
    std::vector<Term> terms;
    std::vector<Factor> factors;
    bool has_scale = false, has_clamp = false;
    double scale = 1;
    double low = 0, high = 0;
};

// The bits of the recipe's result are those of the node's own operations.
void find_recipe(const Analysis& analysis, NodeId id, Recipe& recipe);

// Nodes whose rows the calculation reads; constants only where the operation needs them as rows.
void find_inputs(const Analysis& analysis, NodeId id, const Recipe& recipe, std::vector<NodeId>& inputs);

// Functions that take whole rows, never a constant operand.
bool needs_rows(Op op);

}  // namespace yuce::engine
