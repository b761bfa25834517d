#include "results/report_words.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "results/statistics.hpp"

namespace yuce::results {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Likelihood, ChangesWordsAtItsLimits) {
    const auto en = [](double p) { return likelihood(p, Language::en); };
    EXPECT_EQ(en(0.901), "very likely");
    EXPECT_EQ(en(0.90), "likely");
    EXPECT_EQ(en(0.66), "likely");
    EXPECT_EQ(en(0.659), "about even");
    EXPECT_EQ(en(0.33), "about even");
    EXPECT_EQ(en(0.329), "unlikely");
    EXPECT_EQ(en(0.10), "unlikely");
    EXPECT_EQ(en(0.0999), "very unlikely");
    EXPECT_EQ(en(nan), "");
    EXPECT_EQ(likelihood(0.25, Language::zh), "不太可能");
}

TEST(Likelihood, IsNotSaidOnTooFewPaths) {
    const auto en = [](std::uint64_t hits, std::uint64_t n) { return likelihood(wilson(hits, n), Language::en); };
    EXPECT_EQ(en(0, 1), "too few paths");
    EXPECT_EQ(en(1, 1), "too few paths");
    EXPECT_EQ(en(2, 10), "too few paths") << "6 to 51 %: very unlikely to about even";
    EXPECT_EQ(en(0, 10), "very unlikely") << "0 to 28 %";
    EXPECT_EQ(en(50, 100), "about even");
    EXPECT_EQ(en(90, 100), "likely") << "83 to 94 %: two words are no reason to say nothing";
    EXPECT_EQ(likelihood(wilson(0, 1), Language::zh), "路径过少");
    EXPECT_EQ(likelihood(Estimate{0.5, nan, nan}, Language::en), "about even");
}

TEST(Percent, HasAsManyDigitsAsTheErrorAllows) {
    EXPECT_EQ(Percent(1000000).share(0.25), "25.0");
    EXPECT_EQ(Percent(1000000).interval(wilson(250000, 1000000)), "[24.9, 25.1]");
    EXPECT_EQ(Percent(100000).share(0.25), "25.0");
    EXPECT_EQ(Percent(1000).share(0.25), "25");
    EXPECT_EQ(Percent(100000000).share(0.25), "25.00");
}

TEST(Percent, RareEventsAreNotShownAsNone) {
    const Percent p(1000000);
    EXPECT_EQ(p.share(0), "0.0");
    EXPECT_EQ(p.share(0.000001), "<0.1");
    EXPECT_EQ(p.share(0.999999), ">99.9");
    EXPECT_EQ(p.share(1), "100.0");
    EXPECT_EQ(p.share(nan), "-");
    EXPECT_EQ(p.interval({nan, nan, nan}), "-");
}

TEST(Percent, AnIntervalDoesNotLookLikeAPoint) {
    const Percent p(1000000);
    const Estimate rare = wilson(12000, 1000000);
    EXPECT_EQ(p.share(rare), "1.20");
    EXPECT_EQ(p.interval(rare), "[1.18, 1.22]");
    EXPECT_EQ(p.share(wilson(250000, 1000000)), "25.0");
    EXPECT_EQ(p.interval(wilson(0, 1000000)), "[0.0, 0.0]") << "two more decimals would not tell them apart";
    EXPECT_EQ(p.share(wilson(999998, 1000000)), ">99.999");
    EXPECT_EQ(p.interval(wilson(999998, 1000000)), "[99.999, 100.000]");
}

TEST(Percent, PointsHaveASign) {
    const Percent p(1000000);
    EXPECT_EQ(p.points(0.012), "+1.2");
    EXPECT_EQ(p.points(-0.012), "-1.2");
    EXPECT_EQ(p.points(-0.00001), "0.0");
    EXPECT_EQ(p.points(Estimate{0.012, 0.011, 0.013}), "+1.2 [+1.1, +1.3]");
    EXPECT_EQ(p.points_and_half(Estimate{0.012, 0.0111, 0.0129}), "+1.2 +-0.1");
    EXPECT_EQ(p.points_and_half(Estimate{0.012, 0.0109, 0.0131}), "+1.2 +-0.2") << "half widths are rounded up";
    EXPECT_EQ(p.points_and_half(Estimate{0, 0, 0}), "0.0 +-0.0");
}

Target target(Comparator comparator, double value, Side side = Side::both, double tolerance = 0, const char* unit = "percent") {
    Target t;
    t.comparator = comparator;
    t.value = value;
    t.side = side;
    t.tolerance = tolerance;
    t.unit = unit;
    return t;
}

TEST(Wanted, SaysTheTestThatIsMade) {
    EXPECT_EQ(wanted(target(Comparator::ge, 65, Side::both, 0, "persons_10k"), Language::en), ">= 65");
    EXPECT_EQ(wanted(target(Comparator::le, -2.5), Language::en), "<= -2.5 %");
    EXPECT_EQ(wanted(target(Comparator::positive, 0), Language::en), "> 0 %");
    EXPECT_EQ(wanted(target(Comparator::eq, 3), Language::en), "= 3 %");
    EXPECT_EQ(wanted(target(Comparator::approx, 6, Side::at_least), Language::en), ">= 6 %");
    EXPECT_EQ(wanted(target(Comparator::approx, 6, Side::at_least, 0.3), Language::en), ">= 5.7 %");
    EXPECT_EQ(wanted(target(Comparator::approx, 2, Side::both, 0.5), Language::en), "1.5 to 2.5 %");
    EXPECT_EQ(wanted(target(Comparator::approx, 2, Side::at_most, 0.5), Language::zh), "<= 2.5 %");
    EXPECT_EQ(wanted(target(Comparator::approx, 2, Side::both, 0.5), Language::zh), "1.5 至 2.5 %");
}

TEST(Numbers, AreGroupedAndRoundedByTheirError) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(18446744073709551615U), "18,446,744,073,709,551,615");
    EXPECT_EQ(rounded(5.43217, 0.0009), "5.4322");
    EXPECT_EQ(rounded(33890.4567, 0.32), "33890.5");
    EXPECT_EQ(rounded(1200, 0), "1200");
    EXPECT_EQ(rounded(-0.0001, 0.01), "0.00");
    EXPECT_EQ(rounded(nan, nan), "-");
    EXPECT_EQ(plain(0.1), "0.1");
    EXPECT_EQ(plain(-0.0), "0");
}

}  // namespace
}  // namespace yuce::results
