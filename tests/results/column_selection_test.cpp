// Passing twice gives the very numbers that keeping the values gives.

#include "results/column_selection.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

namespace yuce::results {
namespace {

struct Case {
    std::string name;
    std::size_t n;
    std::function<double(std::mt19937_64&)> draw;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

double normal(std::mt19937_64& random) { return std::normal_distribution<double>()(random); }

std::vector<Case> cases() {
    return {{"normal", 100000, normal},
            {"large_offset", 20000, [](auto& r) { return 1e9 + normal(r); }},
            {"count", 50000, [](auto& r) { return static_cast<double>(std::poisson_distribution<int>(3)(r)); }},
            {"mostly_one_value", 50000, [](auto& r) { return r() % 100 < 97 ? 7.0 : normal(r); }},
            {"one_value_in_the_pilot", 50000, [](auto& r) { return r() % 3000 == 0 ? 5.0 : 0.0; }},
            {"constant", 30000, [](auto&) { return -2.5; }},
            {"heavy_tails", 50000, [](auto& r) { return std::cauchy_distribution<double>()(r); }},
            {"outliers", 50000, [](auto& r) { return r() % 1000 == 0 ? 1e300 * normal(r) : normal(r); }},
            {"many_outliers", 20000, [](auto& r) { return r() % 20 == 0 ? 1e306 * normal(r) : normal(r); }},
            {"subnormal", 10000, [](auto& r) { return 1e-315 * normal(r); }},
            {"two_humps", 50000, [](auto& r) { return (r() % 2 == 0 ? -1e6 : 1e6) + normal(r); }},
            {"both_zeros", 9000, [](auto& r) { return r() % 2 == 0 ? -0.0 : 0.0 * (r() % 3 == 0 ? 1 : -1); }},
            {"one_path", 1, normal},
            {"two_paths", 2, normal},
            {"nine_paths", 9, normal}};
}

class SelectedColumn : public ::testing::TestWithParam<Case> {
protected:
    SelectedColumn() {
        std::mt19937_64 random(3);
        for (std::size_t k = 0; k < GetParam().n; ++k) x_.push_back(GetParam().draw(random));
        const auto [low, high] = std::minmax_element(x_.begin(), x_.end());
        minimum_ = *low;
        maximum_ = *high;
        std::vector<double> column = x_;
        BinRoom room(strip_kernels(engine::Isa::best));
        summarise_column(column.data(), column.size(), minimum_, maximum_, WithHistogram::yes, expected_, room);
    }
    ColumnSelection counted(const SelectionBins& bins) const {
        std::vector<std::uint64_t> counts(selection_bins);
        std::vector<FineBin> bin(x_.size());
        const StripKernels& kernels = strip_kernels(engine::Isa::best);
        bins.place(kernels, x_.data(), x_.size(), bin.data());
        for (const FineBin b : bin) ++counts[b];
        return {bins, kernels, counts, x_.size(), minimum_, maximum_, WithHistogram::yes};
    }
    // Two threads' shares, a block at a time in turn.
    Distribution passed_twice(const ColumnSelection& selection) const {
        ColumnSelection::Found found[2];
        for (std::size_t k = 0; k < x_.size(); k += 4096) {
            found[k / 4096 % 2].take(selection, x_.data() + k, std::min<std::size_t>(4096, x_.size() - k));
        }
        Distribution out;
        selection.summarise({&found[1], &found[0]}, out);
        return out;
    }
    void expect_same(const Distribution& out) const {
        EXPECT_EQ(out.quantiles, expected_.quantiles);
        for (std::size_t q = 0; q < out.quantiles.size(); ++q) {
            EXPECT_EQ(std::signbit(out.quantiles[q]), std::signbit(expected_.quantiles[q])) << "the very bytes";
        }
        EXPECT_EQ(out.histogram, expected_.histogram);
        EXPECT_EQ(out.histogram_edges, expected_.histogram_edges);
    }

    std::vector<double> x_;
    double minimum_, maximum_;
    Distribution expected_;
};

TEST_P(SelectedColumn, HasTheQuantilesAndHistogramOfTheKeptOne) {
    std::vector<double> pilot(x_.begin(), x_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(1024, x_.size())));
    expect_same(passed_twice(counted(SelectionBins::around(pilot))));
}

TEST_P(SelectedColumn, IsRightWhereverTheBinsStand) {
    for (const SelectionBins bins :
         {SelectionBins{0, 1}, SelectionBins{-1e5, 1e-2}, SelectionBins{1e12, 1}, SelectionBins{0, 1e300}}) {
        expect_same(passed_twice(counted(bins)));
    }
}

INSTANTIATE_TEST_SUITE_P(Laws, SelectedColumn, ::testing::ValuesIn(cases()), [](const auto& info) { return info.param.name; });

TEST(SelectedColumnOfNothing, IsNotANumber) {
    const ColumnSelection nothing({}, strip_kernels(engine::Isa::best), {}, 0, 0, 0, WithHistogram::yes);
    EXPECT_TRUE(nothing.is_settled());
    Distribution out;
    nothing.summarise({}, out);
    EXPECT_TRUE(std::isnan(out.quantiles.front()));
    EXPECT_EQ(out.histogram, std::vector<std::uint64_t>(histogram_bins, 0));
}

}  // namespace
}  // namespace yuce::results
