#include "engine/correlation.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cassert>
#include <cmath>

namespace yuce::engine {
namespace {

using Matrix = Eigen::MatrixXd;
using EigenSolver = Eigen::SelfAdjointEigenSolver<Matrix>;

constexpr double smallest_accepted = 1e-12;
constexpr double smallest_repaired = 1e-8;

Matrix eigen_matrix(const std::vector<double>& matrix, std::size_t n) {
    assert(matrix.size() == n * n);
    const auto size = static_cast<Eigen::Index>(n);
    return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(matrix.data(), size, size);
}

double smallest_eigenvalue(const Matrix& matrix) { return EigenSolver(matrix, Eigen::EigenvaluesOnly).eigenvalues()(0); }

Matrix nearest_semidefinite(const Matrix& matrix) {
    const EigenSolver solver(matrix);
    const Matrix scaled = solver.eigenvectors() * solver.eigenvalues().cwiseMax(0).asDiagonal();
    const Matrix projected = scaled * solver.eigenvectors().transpose();
    return (projected + projected.transpose()) / 2;
}

// Higham (2002), IMA Journal of Numerical Analysis 22, algorithm 3.3, unit weights.
Matrix alternate_projections(const Matrix& matrix) {
    constexpr int most_steps = 5000;
    constexpr double tolerance = 1e-11;
    Matrix unit_diagonal = matrix;
    Matrix correction = Matrix::Zero(matrix.rows(), matrix.cols());
    for (int step = 0; step < most_steps; ++step) {
        const Matrix corrected = unit_diagonal - correction;
        const Matrix semidefinite = nearest_semidefinite(corrected);
        correction = semidefinite - corrected;
        const Matrix before = unit_diagonal;
        unit_diagonal = semidefinite;
        unit_diagonal.diagonal().setOnes();
        if ((unit_diagonal - before).norm() <= tolerance * unit_diagonal.norm()) break;
    }
    return unit_diagonal;
}

// Mixed with the identity just enough that the smallest eigenvalue is clear of 0; the diagonal stays 1.
Matrix lifted(const Matrix& correlation) {
    const double smallest = smallest_eigenvalue(correlation);
    if (smallest >= smallest_repaired) return correlation;
    const double share = std::min(1.0, (1.001 * smallest_repaired - smallest) / (1 - smallest));
    Matrix result = (1 - share) * correlation;
    result.diagonal().setOnes();
    return result;
}

struct Blame {
    double weight;
    std::size_t i, j;
};

// How much each pair takes from the quadratic form along the eigenvectors in which it is not positive.
std::vector<Blame> blame_of_pairs(const Matrix& matrix) {
    const EigenSolver solver(matrix);
    const auto n = static_cast<std::size_t>(matrix.rows());
    std::vector<Blame> blames;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 1; j < n; ++j) {
            const auto row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(j);
            double weight = 0;
            for (Eigen::Index v = 0; v < matrix.rows() && solver.eigenvalues()(v) <= smallest_accepted; ++v) {
                weight -= solver.eigenvectors()(row, v) * solver.eigenvectors()(column, v) * matrix(row, column);
            }
            if (weight > 0) blames.push_back({weight, i, j});
        }
    }
    return blames;
}

}  // namespace

// Summed in index order by hand: the factor's bits must not depend on how a library vectorises.
std::optional<std::vector<double>> cholesky(const std::vector<double>& matrix, std::size_t n) {
    if (n == 0) return std::vector<double>{};
    const Matrix whole = eigen_matrix(matrix, n);
    if (!whole.allFinite() || smallest_eigenvalue(whole) <= smallest_accepted) return std::nullopt;
    std::vector<double> factor(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = matrix[i * n + j];
            for (std::size_t k = 0; k < j; ++k) rest -= factor[i * n + k] * factor[j * n + k];
            if (i == j && !(rest > 0)) return std::nullopt;
            factor[i * n + j] = i == j ? std::sqrt(rest) : rest / factor[j * n + j];
        }
    }
    return factor;
}

std::vector<std::pair<std::size_t, std::size_t>> offending_pairs(const std::vector<double>& matrix, std::size_t n) {
    constexpr std::size_t most = 6;
    constexpr double least_share = 0.05, tie = 1e-9;  // of the most guilty pair's weight
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    if (n == 0) return pairs;
    std::vector<Blame> blames = blame_of_pairs(eigen_matrix(matrix, n));
    double top = 0;
    for (const Blame& blame : blames) top = std::max(top, blame.weight);
    // Ties in the order of the pairs, not of rounding errors.
    const auto rank = [&](const Blame& blame) { return std::round(blame.weight / (top * tie)); };
    std::stable_sort(blames.begin(), blames.end(), [&](const Blame& a, const Blame& b) { return rank(a) > rank(b); });
    for (const Blame& blame : blames) {
        if (pairs.size() < most && blame.weight >= least_share * top) pairs.emplace_back(blame.i, blame.j);
    }
    return pairs;
}

std::vector<double> nearest_correlation(const std::vector<double>& matrix, std::size_t n) {
    if (n == 0) return {};
    const Matrix given = eigen_matrix(matrix, n);
    const bool is_correlation = (given.diagonal().array() == 1).all();
    if (is_correlation && smallest_eigenvalue(given) >= smallest_repaired) return matrix;
    const Matrix result = lifted(alternate_projections((given + given.transpose()) / 2));
    return {result.data(), result.data() + result.size()};  // symmetric: column-major is row-major
}

}  // namespace yuce::engine
