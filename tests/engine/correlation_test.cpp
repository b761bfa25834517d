#include "engine/correlation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace yuce::engine {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

std::vector<double> equicorrelated(std::size_t n, double rho) {
    std::vector<double> matrix(n * n, rho);
    for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] = 1;
    return matrix;
}

void expect_near(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], tolerance) << i;
}

TEST(Cholesky, MultipliesBackToTheMatrix) {
    const std::size_t n = 37;
    const std::vector<double> matrix = equicorrelated(n, 0.5);
    const auto factor = cholesky(matrix, n);
    ASSERT_TRUE(factor);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            double sum = 0;
            for (std::size_t k = 0; k < n; ++k) sum += (*factor)[i * n + k] * (*factor)[j * n + k];
            EXPECT_NEAR(sum, matrix[i * n + j], 1e-15);
            EXPECT_TRUE(j <= i || (*factor)[i * n + j] == 0);
        }
    }
}

TEST(Cholesky, LeadingPartStaysWhenARowIsAppended) {
    const std::vector<double> small{1, 0.3, -0.2, 0.3, 1, 0.4, -0.2, 0.4, 1};
    const std::vector<double> large{1, 0.3, -0.2, 0, 0.3, 1, 0.4, 0, -0.2, 0.4, 1, 0, 0, 0, 0, 1};
    const auto a = cholesky(small, 3), b = cholesky(large, 4);
    ASSERT_TRUE(a && b);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ((*a)[i * 3 + j], (*b)[i * 4 + j]);
    }
    for (std::size_t j = 0; j < 4; ++j) EXPECT_EQ((*b)[12 + j], j == 3 ? 1 : 0);
}

TEST(Cholesky, RefusesWhatIsNotPositiveDefinite) {
    EXPECT_FALSE(cholesky({1, 1, 1, 1}, 2));
    EXPECT_FALSE(cholesky({1, 1.2, 1.2, 1}, 2));
    EXPECT_FALSE(cholesky({1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}, 3));
    EXPECT_FALSE(cholesky({1, std::nan(""), std::nan(""), 1}, 2));
    EXPECT_TRUE(cholesky({1, 1 - 1e-9, 1 - 1e-9, 1}, 2));
}

TEST(OffendingPairs, NamesThePairsThatContradictEachOther) {
    // Of 0, 1 and 2 any two pairs forbid the third; the tie of 3 to 0 lays a little more of the blame on the pairs of 0.
    const std::vector<double> matrix{1, 0.9, -0.9, 0.1, 0.9, 1, 0.9, 0, -0.9, 0.9, 1, 0, 0.1, 0, 0, 1};
    EXPECT_EQ(offending_pairs(matrix, 4), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
}

TEST(OffendingPairs, OrdersTiesByIndex) {
    EXPECT_EQ(offending_pairs({1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}, 3), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
    EXPECT_EQ(offending_pairs({1, 1, 1, 1}, 2), (Pairs{{0, 1}}));
}

TEST(OffendingPairs, AreNoneForAPositiveDefiniteMatrix) { EXPECT_TRUE(offending_pairs(equicorrelated(5, 0.5), 5).empty()); }

TEST(NearestCorrelation, MatchesHighamsExamples) {
    expect_near(nearest_correlation({1, 1, 0, 1, 1, 1, 0, 1, 1}, 3), {1, 0.7607, 0.1573, 0.7607, 1, 0.7607, 0.1573, 0.7607, 1},
                5e-5);
    expect_near(
        nearest_correlation({2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2}, 4),
        {1, -0.8084, 0.1916, 0.1068, -0.8084, 1, -0.6562, 0.1916, 0.1916, -0.6562, 1, -0.8084, 0.1068, 0.1916, -0.8084, 1}, 5e-5);
}

TEST(NearestCorrelation, LeavesAPositiveDefiniteMatrixAlone) {
    const std::vector<double> matrix = equicorrelated(6, 0.4);
    EXPECT_EQ(nearest_correlation(matrix, 6), matrix);
}

TEST(NearestCorrelation, IsSymmetricWithUnitDiagonalAndPositiveDefinite) {
    std::vector<double> matrix = equicorrelated(8, 0.8);
    for (std::size_t i = 1; i < 8; i += 2) matrix[i] = matrix[i * 8] = -0.8;
    ASSERT_FALSE(cholesky(matrix, 8));
    const std::vector<double> repaired = nearest_correlation(matrix, 8);
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(repaired[i * 8 + i], 1);
        for (std::size_t j = 0; j < i; ++j) EXPECT_EQ(repaired[i * 8 + j], repaired[j * 8 + i]);
    }
    EXPECT_TRUE(cholesky(repaired, 8));
    expect_near(nearest_correlation(repaired, 8), repaired, 1e-14);
}

}  // namespace
}  // namespace yuce::engine
