// The order of calculation. Internal to models/.
#pragma once

#include <cstddef>
#include <vector>

#include "models/bound.hpp"

namespace yuce::models {

// uses[i]: what i needs first. Groups of members that need each other, in an order in which every group comes after what it needs
// and, where that leaves a choice, the one with the lowest member first. Members ascend. Linear in the number of arrows but for
// a logarithm.
std::vector<std::vector<std::size_t>> solving_order(const std::vector<std::vector<std::size_t>>& uses);

// A group of solving_order that is no single member free of itself.
bool is_circle(const std::vector<std::size_t>& group, const std::vector<std::vector<std::size_t>>& uses);

// Indices of symbols of that kind that the tree uses without a lag, ascending, each once.
std::vector<std::size_t> uses_now(const Expression& tree, SymbolKind kind);

// The blocks of the equations, by variable.
std::vector<Block> order_blocks(const std::vector<Expression>& equations);

}  // namespace yuce::models
