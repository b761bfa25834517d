// Correlation matrices of the Gaussian copula: row-major n x n.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace yuce::engine {

// Lower Cholesky factor (row-major), or nothing when the matrix is not positive definite (smallest eigenvalue <= 1e-12).
std::optional<std::vector<double>> cholesky(const std::vector<double>& matrix, std::size_t n);

// The pairs (i < j) most to blame for a matrix that is not positive definite: those with the largest weight in the eigenvectors
// of the negative eigenvalues, most guilty first, at most six, only pairs with a nonzero entry.
std::vector<std::pair<std::size_t, std::size_t>> offending_pairs(const std::vector<double>& matrix, std::size_t n);

// The nearest correlation matrix (Higham 2002, alternating projections with Dykstra's correction; eigenvalues at least 1e-8).
std::vector<double> nearest_correlation(const std::vector<double>& matrix, std::size_t n);

}  // namespace yuce::engine
