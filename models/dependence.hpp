// Correlated draws: the Gaussian copula split into groups that have nothing to do with each other.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"
#include "models/model_spec.hpp"

namespace yuce::models {

// Names whose normals are correlated with each other, in the order of the model, and the lower Cholesky factor of their matrix
// (row-major). An entry added to the model that none of them is correlated with leaves the group, and so every draw, as it was.
struct CorrelatedGroup {
    std::vector<std::string> names;
    std::vector<double> factor;
};

struct Dependence {
    std::vector<CorrelatedGroup> groups;                               // only those of two names or more
    std::map<std::string, std::pair<std::size_t, std::size_t>> place;  // name -> group, row
    std::vector<std::string> corrections;                              // what repair = "nearest" changed, in words
};

// Of the model's shocks and parameters. A matrix that is not positive definite, and not to be repaired, is reported at the pairs
// most to blame; what a repair changes is a warning.
Dependence build_dependence(const ModelSpec& spec, Diagnostics& diagnostics);

}  // namespace yuce::models
