// The steps of binding a model. Internal to models/.
#pragma once

#include <string>
#include <vector>

#include "models/bound.hpp"
#include "models/names.hpp"

namespace yuce::models {

// Resolves the names of one tree and checks what its context allows.
void bind_tree(Expression& tree, Context context, const Model::Bound& model, const Names& names, Diagnostics& diagnostics);

// Names defined twice in one namespace, with both places. `equations` and `annual` as parsed.
void check_definitions(const ModelSpec& spec, const std::vector<Equation>& equations, const std::vector<Equation>& annual,
                       Diagnostics& diagnostics);

// Entries of tables that describe or begin what the model does not have.
void check_tables(const Model::Bound& model, const Names& names, Diagnostics& diagnostics);

// Correlations and mixtures: names, kinds, `per`, laws, values, pairs named twice.
void check_dependence(const ModelSpec& spec, const Names& names, Diagnostics& diagnostics);

// Warnings for parameters, exogenous, shocks and events that no expression uses.
void warn_unused(const Model::Bound& model, Diagnostics& diagnostics);

}  // namespace yuce::models
