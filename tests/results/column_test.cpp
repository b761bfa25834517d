// Quantiles and histograms against sorting and counting.

#include "results/column.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include "results/quantile_rules.hpp"

namespace yuce::results {
namespace {

double type_7(const std::vector<double>& sorted, double level) {
    const double h = static_cast<double>(sorted.size() - 1) * level;
    const auto k = static_cast<std::size_t>(h);
    if (k + 1 == sorted.size()) return sorted[k];
    const double share = h - static_cast<double>(k), width = sorted[k + 1] - sorted[k];
    if (!std::isfinite(width)) return sorted[k] * (1 - share) + sorted[k + 1] * share;
    return share < 0.5 ? sorted[k] + width * share : sorted[k + 1] - width * (1 - share);
}

// Bin b holds edge b <= x < edge b + 1, the last also its upper edge.
std::vector<std::uint64_t> counted(const std::vector<double>& x, const std::vector<double>& edges) {
    std::vector<std::uint64_t> counts(histogram_bins);
    for (const double v : x) {
        std::size_t b = 0;
        while (b + 1 < histogram_bins && v >= edges[b + 1]) ++b;
        ++counts[b];
    }
    return counts;
}

void expect_exact(std::vector<double> x, const std::string& what) {
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    const double minimum = *low, maximum = *high;
    std::vector<double> sorted = x;
    std::sort(sorted.begin(), sorted.end());
    static BinRoom room(strip_kernels(engine::Isa::best));  // of columns of any length before
    for (const WithHistogram histogram : {WithHistogram::yes, WithHistogram::no}) {
        Distribution d;
        std::vector<double> column = x;
        summarise_column(column.data(), column.size(), minimum, maximum, histogram, d, room);
        ASSERT_EQ(d.quantiles.size(), quantile_levels.size());
        for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
            EXPECT_EQ(d.quantiles[q], type_7(sorted, quantile_levels[q]))
                << what << ", n = " << x.size() << ", level " << quantile_levels[q];
            EXPECT_FALSE(d.quantiles[q] == 0 && std::signbit(d.quantiles[q])) << what << ": one zero";
        }
        if (histogram == WithHistogram::no) {
            EXPECT_TRUE(d.histogram.empty());
            continue;
        }
        ASSERT_EQ(d.histogram_edges.size(), histogram_bins + 1);
        if (minimum < maximum) {
            EXPECT_EQ(d.histogram_edges.front(), minimum) << what;
            EXPECT_EQ(d.histogram_edges.back(), maximum) << what;
        }
        EXPECT_EQ(d.histogram, counted(x, d.histogram_edges)) << what << ", n = " << x.size();
    }
}

std::vector<double> drawn(std::size_t n, const std::function<double(std::mt19937_64&)>& draw) {
    std::mt19937_64 random(11);
    std::vector<double> x(n);
    for (double& v : x) v = draw(random);
    return x;
}

const std::vector<std::size_t> sizes = {1, 2, 3, 10, 11, 101, 4095, 4096, 4097, 5000, 60000, 300001};

TEST(Column, QuantilesOfContinuousValuesAreThoseOfTheSorted) {
    for (const std::size_t n : sizes) {
        std::normal_distribution<double> normal(5, 0.9);
        std::student_t_distribution<double> heavy(1.5);
        std::uniform_real_distribution<double> uniform(-1, 1);
        expect_exact(drawn(n, [&](auto& r) { return normal(r); }), "normal");
        expect_exact(drawn(n, [&](auto& r) { return heavy(r); }), "student t");
        expect_exact(drawn(n, [&](auto& r) { return uniform(r); }), "uniform");
    }
}

TEST(Column, TiesAreCountedOnce) {
    for (const std::size_t n : sizes) {
        std::poisson_distribution<int> poisson(3);
        expect_exact(drawn(n, [&](auto& r) { return poisson(r); }), "poisson");
        expect_exact(drawn(n, [&](auto& r) { return poisson(r) * 0.1; }), "tenths");
        expect_exact(drawn(n, [&](auto& r) { return r() % 65 * 3.0; }), "on the edges");
        expect_exact(drawn(n, [&](auto& r) { return r() % 3 == 0 ? 7.0 : 1.0; }), "two values");
        expect_exact(drawn(n, [&](auto& r) { return r() % 2 == 0 ? 0.0 : poisson(r) + 0.5; }), "half zeros");
    }
}

TEST(Column, AConstantHasOneBinAroundIt) {
    for (const double c : {0.0, 1200.0, -3.5, 1e17, 1e-300}) {
        for (const std::size_t n : {std::size_t{1}, std::size_t{2}, std::size_t{9000}}) {
            expect_exact(std::vector<double>(n, c), "constant");
            Distribution d;
            std::vector<double> x(n, c);
            BinRoom room(strip_kernels(engine::Isa::best));
            summarise_column(x.data(), n, c, c, WithHistogram::yes, d, room);
            EXPECT_LT(d.histogram_edges.front(), c);
            EXPECT_GT(d.histogram_edges.back(), c);
            EXPECT_EQ(*std::max_element(d.histogram.begin(), d.histogram.end()), n);
        }
    }
}

TEST(Column, OutliersDoNotSpoilQuantiles) {
    std::normal_distribution<double> normal(5, 0.9);
    for (const std::size_t n : {std::size_t{100}, std::size_t{5000}, std::size_t{300001}}) {
        auto x = drawn(n, [&](auto& r) { return normal(r); });
        x[n / 2] = 1e300;
        expect_exact(x, "one at 1e300");
        x[n / 3] = -1e300;
        expect_exact(x, "two at 1e300");
        x[n / 4] = 1e150;
        x[n / 5] = 1e75;
        expect_exact(x, "four");
        x[n / 6] = std::numeric_limits<double>::max();
        x[n / 7] = std::numeric_limits<double>::lowest();
        expect_exact(x, "the largest doubles");
    }
}

TEST(Column, ValuesOfEveryMagnitudeAreSelectedExactly) {
    for (const std::size_t n : {std::size_t{5000}, std::size_t{100000}}) {
        expect_exact(drawn(n,
                           [&](auto& r) {
                               return std::ldexp(1.0 + static_cast<double>(r() % 1000), static_cast<int>(r() % 2000) - 1000);
                           }),
                     "powers");
        expect_exact(
            drawn(n, [&](auto& r) { return (r() % 2 == 0 ? 1 : -1) * std::ldexp(1.5, static_cast<int>(r() % 2000) - 1000); }),
            "signed powers");
        expect_exact(drawn(n,
                           [&](auto& r) {
                               return r() % 2 == 0 ? 1e-300 * static_cast<double>(r() % 9999)
                                                   : 1e300 + 1e290 * static_cast<double>(r() % 9999);
                           }),
                     "two clusters");
        expect_exact(
            drawn(n, [&](auto& r) { return static_cast<double>(r() % 5000) * std::numeric_limits<double>::denorm_min(); }),
            "subnormal");
    }
}

TEST(Column, ValuesThatDifferInTheirLastBitsAreSelectedExactly) {
    for (const std::size_t n : {std::size_t{5000}, std::size_t{100000}}) {
        expect_exact(drawn(n, [&](auto& r) { return 1e6 + static_cast<double>(r() % 300) * 0x1p-33; }), "last bits");
        expect_exact(drawn(n, [&](auto& r) { return 33000 + static_cast<double>(r() % 100000) * 1e-9; }), "narrow");
    }
}

// Each edge of the histogram and its neighbours, where rounding decides on which side a bin lies.
TEST(Column, ValuesAtTheEdgesOfTheHistogramCountOnTheirSide) {
    std::mt19937_64 random(12);
    std::uniform_real_distribution<double> uniform(0.1, 7);
    for (int turn = 0; turn < 40; ++turn) {
        const double low = (turn % 2 == 0 ? 1 : -1) * std::ldexp(uniform(random), turn - 20);
        const double high = low + std::ldexp(uniform(random), turn % 7 * 8 - 30);
        const HistogramEdges edges = histogram_edges(low, high);
        std::vector<double> x;
        for (const double edge : edges) {
            for (const double v : {edge, std::nextafter(edge, low), std::nextafter(edge, high)}) {
                if (v >= low && v <= high) x.insert(x.end(), 40, v);
            }
        }
        expect_exact(x, "edges between " + std::to_string(low) + " and " + std::to_string(high));
    }
}

TEST(Column, SortedAndReversedValuesAreSelectedExactly) {
    std::vector<double> x(50000);
    for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k) * 0.37;
    expect_exact(x, "ascending");
    std::reverse(x.begin(), x.end());
    expect_exact(x, "descending");
}

// An effect times whether it happens: most values are zeros of either sign, the extreme among them.
TEST(Column, ZerosOfBothSignsAreOneValue) {
    for (const std::size_t n : sizes) {
        for (const double first : {0.0, -0.0}) {
            const auto zeros_and = [&](const std::function<double(std::mt19937_64&)>& draw, const std::string& what) {
                auto x = drawn(n, [&](auto& r) { return r() % 10 == 0 ? draw(r) : r() % 2 == 0 ? 0.0 : -0.0; });
                x[0] = first;
                expect_exact(x, what);
            };
            zeros_and([](auto& r) { return static_cast<double>(r() % 9973); }, "zeros at the lower end");
            zeros_and([](auto& r) { return -static_cast<double>(r() % 9973); }, "zeros at the upper end");
            zeros_and([](auto& r) { return r() % 200 == 0 ? 1e6 : 1e-7 * static_cast<double>(r() % 9973); }, "outliers");
            zeros_and([](auto&) { return 0.0; }, "nothing else");
        }
    }
}

TEST(Column, OfNoValuesIsNaN) {
    Distribution d;
    BinRoom room(strip_kernels(engine::Isa::best));
    summarise_column(nullptr, 0, 0, 0, WithHistogram::yes, d, room);
    ASSERT_EQ(d.quantiles.size(), quantile_levels.size());
    EXPECT_TRUE(std::isnan(d.quantiles[0]));
    EXPECT_TRUE(std::isnan(d.histogram_edges[64]));
    EXPECT_EQ(d.histogram[0], 0U);
}

}  // namespace
}  // namespace yuce::results
