#include "results/target.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/error.hpp"

namespace yuce::results {
namespace {

Target target(Comparator comparator, double value, Side side = Side::both, double tolerance = 0) {
    Target t;
    t.comparator = comparator;
    t.value = value;
    t.side = side;
    t.tolerance = tolerance;
    return t;
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Target, GeAndLeIncludeTheValue) {
    EXPECT_TRUE(target(Comparator::ge, 6).passes(6));
    EXPECT_FALSE(target(Comparator::ge, 6).passes(std::nextafter(6, 0)));
    EXPECT_TRUE(target(Comparator::le, -2.5).passes(-2.5));
    EXPECT_FALSE(target(Comparator::le, -2.5).passes(std::nextafter(-2.5, 0)));
}

TEST(Target, PositiveExcludesZeroOfEitherSign) {
    const Target t = target(Comparator::positive, 0);
    EXPECT_TRUE(t.passes(std::numeric_limits<double>::denorm_min()));
    EXPECT_FALSE(t.passes(0.0));
    EXPECT_FALSE(t.passes(-0.0));
    EXPECT_FALSE(t.passes(-1));
}

TEST(Target, EqHoldsWithinARelativeThousandMillionth) {
    const Target t = target(Comparator::eq, -2000);
    EXPECT_TRUE(t.passes(-2000 * (1 + 9e-10)));
    EXPECT_TRUE(t.passes(-2000 * (1 - 9e-10)));
    EXPECT_FALSE(t.passes(-2000 * (1 + 1.1e-9)));
    EXPECT_FALSE(t.passes(-2000 * (1 - 1.1e-9)));
    EXPECT_TRUE(target(Comparator::eq, 0).passes(0));
    EXPECT_FALSE(target(Comparator::eq, 0).passes(1e-300));
}

TEST(Target, ApproxHasASide) {
    const Target both = target(Comparator::approx, 2, Side::both, 0.5),
                 least = target(Comparator::approx, 2, Side::at_least, 0.5),
                 most = target(Comparator::approx, 2, Side::at_most, 0.5);
    for (const auto& [x, in_both, in_least, in_most] :
         {std::tuple{1.4, false, false, true}, {1.5, true, true, true}, {2.5, true, true, true}, {2.6, false, true, false}}) {
        EXPECT_EQ(both.passes(x), in_both) << x;
        EXPECT_EQ(least.passes(x), in_least) << x;
        EXPECT_EQ(most.passes(x), in_most) << x;
    }
}

TEST(Target, StrictReadingOfApproxIsTheValueItself) {
    EXPECT_TRUE(target(Comparator::approx, 2, Side::both, 0.5).passes_strict(2));
    EXPECT_FALSE(target(Comparator::approx, 2, Side::both, 0.5).passes_strict(1.9));
    EXPECT_TRUE(target(Comparator::approx, 2, Side::both, 0.5).passes_strict(9));
    EXPECT_FALSE(target(Comparator::approx, 2, Side::at_least, 0.5).passes_strict(1.9));
    EXPECT_TRUE(target(Comparator::approx, 2, Side::at_most, 0.5).passes_strict(2));
    EXPECT_FALSE(target(Comparator::approx, 2, Side::at_most, 0.5).passes_strict(2.1));
}

TEST(Target, StrictReadingOutsideApproxIsTheTest) {
    for (const Comparator c : {Comparator::ge, Comparator::le, Comparator::positive, Comparator::eq}) {
        const Target t = target(c, 1.5);
        for (const double x : {-1.0, 0.0, 1.0, 1.5, 2.0}) EXPECT_EQ(t.passes(x), t.passes_strict(x)) << name_of(c) << " " << x;
    }
}

TEST(Target, NaNMeetsNothing) {
    for (const Comparator c : {Comparator::ge, Comparator::le, Comparator::positive, Comparator::eq, Comparator::approx}) {
        EXPECT_FALSE(target(c, 0, Side::at_most, 1).passes(nan));
        EXPECT_FALSE(target(c, 0, Side::at_most, 1).passes_strict(nan));
    }
}

TEST(Target, NamesOfComparatorsAndSidesReadBack) {
    for (const Comparator c : {Comparator::ge, Comparator::le, Comparator::positive, Comparator::eq, Comparator::approx}) {
        EXPECT_EQ(comparator_of(name_of(c)), c);
    }
    for (const Side s : {Side::both, Side::at_least, Side::at_most}) EXPECT_EQ(side_of(name_of(s)), s);
    EXPECT_THROW(comparator_of("gt"), Error);
    EXPECT_THROW(side_of(""), Error);
}

}  // namespace
}  // namespace yuce::results
