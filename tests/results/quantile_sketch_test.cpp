// Streaming quantiles and histograms against sorting and counting: never further off than they state.

#include "results/quantile_sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <thread>

#include "results/quantile_rules.hpp"

namespace yuce::results {
namespace {

constexpr std::size_t block = 4096;

Distribution exact(std::vector<double> x) {
    Distribution d;
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    const double minimum = *low, maximum = *high;
    BinRoom room(strip_kernels(engine::Isa::best));
    summarise_column(x.data(), x.size(), minimum, maximum, WithHistogram::yes, d, room);
    return d;
}

Distribution streamed(const std::vector<double>& x) {
    QuantileSketch sketch(PilotBins(x.data(), std::min(x.size(), block), kernels(engine::Isa::best)));
    for (std::size_t k = 0; k < x.size(); k += block) sketch.add(x.data() + k, std::min(block, x.size() - k));
    Distribution d;
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    sketch.summarise(*low, *high, WithHistogram::yes, d);
    return d;
}

// Gives the streamed distribution for what else a law promises.
Distribution expect_within_stated(const std::vector<double>& x, const std::string& law) {
    const Distribution truth = exact(x), stated = streamed(x);
    EXPECT_EQ(stated.quantiles.size(), quantile_levels.size());
    for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
        const double off = std::abs(stated.quantiles[q] - truth.quantiles[q]);
        EXPECT_LE(off, stated.quantile_error[q]) << law << ", n = " << x.size() << ", level " << quantile_levels[q];
        EXPECT_TRUE(std::isfinite(stated.quantiles[q])) << law;
    }
    EXPECT_TRUE(std::is_sorted(stated.quantiles.begin(), stated.quantiles.end())) << law;
    EXPECT_EQ(stated.histogram_edges, truth.histogram_edges) << law;
    std::uint64_t counted = 0;
    for (std::size_t b = 0; b < histogram_bins; ++b) {
        const auto off = static_cast<std::int64_t>(stated.histogram[b]) - static_cast<std::int64_t>(truth.histogram[b]);
        EXPECT_LE(std::abs(off), static_cast<std::int64_t>(stated.histogram_error[b])) << law << ", bin " << b;
        counted += stated.histogram[b];
    }
    EXPECT_EQ(counted, x.size()) << law;
    return stated;
}

std::vector<double> drawn(std::size_t n, const std::function<double(std::mt19937_64&)>& draw) {
    std::mt19937_64 random(23);
    std::vector<double> x(n);
    for (double& v : x) v = draw(random);
    return x;
}

const std::vector<std::size_t> sizes = {1, 2, 3, 10, 101, 4095, 4096, 4097, 60000, 300001};

TEST(QuantileSketch, StaysWithinItsStatedErrorForSmoothLaws) {
    std::normal_distribution<double> normal(5, 0.9);
    std::lognormal_distribution<double> lognormal(0, 2);
    std::uniform_real_distribution<double> uniform(-1, 1);
    for (const std::size_t n : sizes) {
        expect_within_stated(drawn(n, [&](auto& r) { return normal(r); }), "normal");
        expect_within_stated(drawn(n, [&](auto& r) { return lognormal(r); }), "lognormal");
        expect_within_stated(drawn(n, [&](auto& r) { return uniform(r); }), "uniform");
        expect_within_stated(drawn(n, [&](auto& r) { return r() % 20 == 0 ? normal(r) - 30 : normal(r); }), "bimodal");
        expect_within_stated(drawn(n, [&](auto& r) { return 1e9 + 1e-7 * normal(r); }), "hardly varying");
    }
}

TEST(QuantileSketch, StaysWithinItsStatedErrorForHeavyTails) {
    std::cauchy_distribution<double> cauchy(2, 3);
    std::student_t_distribution<double> heavy(0.3);
    for (const std::size_t n : sizes) {
        expect_within_stated(drawn(n, [&](auto& r) { return cauchy(r); }), "cauchy");
        expect_within_stated(drawn(n, [&](auto& r) { return heavy(r); }), "student t, 0.3 degrees of freedom");
        expect_within_stated(drawn(n, [&](auto& r) { return std::ldexp(1.5, static_cast<int>(r() % 2000) - 1000); }), "powers");
        expect_within_stated(
            drawn(n, [&](auto& r) { return (r() % 2 == 0 ? 1 : -1) * std::ldexp(1.5, static_cast<int>(r() % 2000) - 1000); }),
            "signed powers");
    }
}

TEST(QuantileSketch, DiscreteLawsComeOutExactly) {
    std::poisson_distribution<int> poisson(3);
    for (const std::size_t n : sizes) {
        for (const double unit : {1.0, 0.1, 1e6}) {
            const auto x = drawn(n, [&](auto& r) { return poisson(r) * unit; });
            const Distribution d = expect_within_stated(x, "poisson");
            if (n >= block) {
                EXPECT_EQ(d.quantiles, exact(x).quantiles) << n;
            }
        }
        const auto two = drawn(n, [&](auto& r) { return r() % 3 == 0 ? 7.0 : 1.0; });
        EXPECT_EQ(expect_within_stated(two, "two values").quantiles, exact(two).quantiles) << n;
        expect_within_stated(drawn(n, [&](auto& r) { return r() % 2 == 0 ? 0.0 : poisson(r) + 0.5; }), "half zeros");
        expect_within_stated(drawn(n, [&](auto& r) { return static_cast<double>(r() % 65) * 3; }), "on the histogram's edges");
    }
}

TEST(QuantileSketch, AConstantHasNoError) {
    for (const double c : {0.0, -0.0, 1200.0, -3.5, 1e17, 1e-300, 1e305, std::numeric_limits<double>::max()}) {
        for (const std::size_t n : {std::size_t{1}, std::size_t{2}, std::size_t{9000}}) {
            const Distribution d = expect_within_stated(std::vector<double>(n, c), "constant");
            EXPECT_EQ(d.quantiles, std::vector<double>(quantile_levels.size(), c));
            EXPECT_EQ(d.quantile_error, std::vector<double>(quantile_levels.size(), 0));
        }
    }
}

TEST(QuantileSketch, OutliersInAndAfterThePilotDoNotSpoilIt) {
    std::normal_distribution<double> normal(5, 0.9);
    for (const std::size_t n : {std::size_t{5000}, std::size_t{300001}}) {
        auto x = drawn(n, [&](auto& r) { return normal(r); });
        for (const auto& [place, value] :
             std::vector<std::pair<std::size_t, double>>{{5, 1e300},
                                                         {n - 1, -1e300},
                                                         {70, 1e75},
                                                         {n - 9, std::numeric_limits<double>::max()},
                                                         {6, std::numeric_limits<double>::lowest()}}) {
            x[place] = value;
            const Distribution d = expect_within_stated(x, "outliers");
            EXPECT_LT(d.quantile_error[5], 0.002) << "of the median, in units of which the standard deviation is 0.9";
        }
    }
}

TEST(QuantileSketch, APilotThatIsNothingLikeTheRestIsStatedHonestly) {
    std::vector<double> x(block, 1);
    std::normal_distribution<double> normal;
    for (const double v : drawn(50000, [&](auto& r) { return normal(r); })) x.push_back(v);
    expect_within_stated(x, "constant at first");
    x.assign(block, -1e250);
    for (const double v : drawn(50000, [&](auto& r) { return normal(r); })) x.push_back(v);
    expect_within_stated(x, "far away at first");
}

TEST(QuantileSketch, StatedErrorsAreSmallAgainstTheSamplingError) {
    std::normal_distribution<double> normal;
    std::student_t_distribution<double> student(5);
    constexpr std::size_t n = 200000;
    for (int law = 0; law < 2; ++law) {
        const auto x = drawn(n, [&](auto& r) { return law == 0 ? normal(r) : student(r); });
        const Distribution d = streamed(x);
        for (std::size_t q = 1; q + 1 < quantile_levels.size(); ++q) {
            const double p = quantile_levels[q];
            // Density by the neighbouring levels.
            const double slope = (d.quantiles[q + 1] - d.quantiles[q - 1]) / (quantile_levels[q + 1] - quantile_levels[q - 1]);
            EXPECT_LT(d.quantile_error[q], slope * std::sqrt(p * (1 - p) / n)) << law << " " << p;
        }
    }
}

TEST(QuantileSketch, NothingAddedGivesNaN) {
    Distribution d;
    QuantileSketch(PilotBins(nullptr, 0, kernels(engine::Isa::best))).summarise(0, 0, WithHistogram::yes, d);
    EXPECT_TRUE(std::isnan(d.quantiles[5]));
    EXPECT_TRUE(std::isnan(d.quantile_error[5]));
    EXPECT_EQ(d.histogram, std::vector<std::uint64_t>(histogram_bins, 0));
}

TEST(QuantileSketch, WorksWhenEveryPathOfThePilotFailed) {
    QuantileSketch sketch(PilotBins(nullptr, 0, kernels(engine::Isa::best)));
    std::vector<double> x = {3, 1, 4, 1, 5, -9, 2, 6};
    sketch.add(x.data(), x.size());
    Distribution d;
    sketch.summarise(-9, 6, WithHistogram::no, d);
    const Distribution truth = exact(x);
    for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
        EXPECT_LE(std::abs(d.quantiles[q] - truth.quantiles[q]), d.quantile_error[q]);
    }
    EXPECT_TRUE(d.histogram.empty());
}

TEST(QuantileSketch, ThreadsMayAddInAnyOrder) {
    std::normal_distribution<double> normal;
    const auto x = drawn(40 * block, [&](auto& r) { return normal(r); });
    QuantileSketch sketch(PilotBins(x.data(), block, kernels(engine::Isa::best)));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::size_t b = 0; b < 10; ++b) sketch.add(x.data() + (39 - 4 * b - t) * block, block);
        });
    }
    for (std::thread& thread : threads) thread.join();
    Distribution d;
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    sketch.summarise(*low, *high, WithHistogram::yes, d);
    const Distribution expected = streamed(x);
    EXPECT_EQ(d.quantiles, expected.quantiles);
    EXPECT_EQ(d.quantile_error, expected.quantile_error);
    EXPECT_EQ(d.histogram, expected.histogram);
    EXPECT_EQ(d.histogram_error, expected.histogram_error);
}

}  // namespace
}  // namespace yuce::results
