#include "engine/law_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "engine/law_base.hpp"
#include "engine/law_kernel.hpp"
#include "tests/engine/aligned_row.hpp"
#include "tests/engine/law_samples.hpp"

namespace yuce::engine {
namespace {

using namespace law_samples;

constexpr double bound = 2e-13;  // law_rows.hpp
constexpr double subnormal = 2 * std::numeric_limits<double>::denorm_min();

class EveryLawRow : public testing::TestWithParam<Sample> {
protected:
    const Law& law() const { return GetParam().law; }

    AlignedRow of_normal(const AlignedRow& z, Isa isa = Isa::best) const {
        AlignedRow out(z.size());
        law_rows(isa).of_normal(kernel_, out.data(), z.data(), z.size());
        return out;
    }
    AlignedRow of_uniform(const AlignedRow& u, Isa isa = Isa::best) const {
        AlignedRow out(u.size());
        law_rows(isa).of_uniform(kernel_, out.data(), u.data(), u.size());
        return out;
    }

    // What the error is measured against where the quantile crosses zero; 0 for positive laws.
    double least() const {
        if (law_is_discrete(law()) || base_support(law()).min == 0) return 0;
        const double below = 0.15865525393145705, median = law_median(law());
        const double down = median - law_quantile(law(), below), up = law_quantile(law(), below, true) - median;
        return std::max(std::min(down, up), 1e-3 * std::max(down, up));
    }

    const LawKernel kernel_{GetParam().law};
};

INSTANTIATE_TEST_SUITE_P(Laws, EveryLawRow, testing::ValuesIn(all()), [](const auto& info) { return info.param.name; });

// One point a cell of an even grid of |z| <= 8.2, at a place in the cell that wanders.
AlignedRow scores(std::size_t n) {
    AlignedRow z(n);
    double place = 0.5;
    for (std::size_t i = 0; i < n; ++i) {
        place = std::fmod(place + 0.61803398874989485, 1.0);
        z[i] = -8.2 + 16.4 * (static_cast<double>(i) + place) / static_cast<double>(n);
    }
    return z;
}

// Lattice points (k + 1/2) 2^-52 next to Phi(z).
AlignedRow lattice(const AlignedRow& z) {
    AlignedRow u(z.size());
    for (std::size_t i = 0; i < z.size(); ++i) {
        const double tail = std::floor(0.5 * std::erfc(std::fabs(z[i]) / std::sqrt(2.0)) * 0x1p52);
        const double lower = (std::min(tail, 0x1p51 - 1) + 0.5) * 0x1p-52;
        u[i] = z[i] < 0 ? lower : 1 - lower;
    }
    return u;
}

// Discrete laws: the steps, found by linear search from the nearer end.
double step_at(const LawSteps& steps, double p, Tail tail) {
    std::size_t i = 0;
    while (i + 1 < steps.values.size() && (tail == Tail::lower ? steps.below[i] < p : steps.above[i] > p)) ++i;
    return steps.values[i];
}

TEST_P(EveryLawRow, OfNormalMatchesTheScalarQuantile) {
    const AlignedRow z = scores(law_is_discrete(law()) ? 10000 : 100000), x = of_normal(z);
    const double smallest = least();
    const LawSteps steps = law_is_discrete(law()) ? law_steps(law()) : LawSteps{};
    for (std::size_t i = 0; i < z.size(); ++i) {
        const double tail = 0.5 * std::erfc(std::fabs(z[i]) / std::sqrt(2.0));
        if (law_is_discrete(law())) {
            ASSERT_EQ(x[i], step_at(steps, tail, z[i] < 0 ? Tail::lower : Tail::upper)) << z[i];
        } else {
            const double exact = scalar_law_of_normal(law(), z[i]);
            ASSERT_NEAR(x[i], exact, bound * std::max(std::fabs(exact), smallest) + subnormal) << z[i];
        }
    }
}

// The same but for the rounding of z, which counts where the quantile is steep.
TEST_P(EveryLawRow, OfUniformMatchesTheScalarQuantile) {
    const AlignedRow z = scores(law_is_discrete(law()) ? 10000 : 20000), u = lattice(z), x = of_uniform(u);
    const double smallest = least();
    const LawSteps steps = law_is_discrete(law()) ? law_steps(law()) : LawSteps{};
    for (std::size_t i = 0; i < u.size(); ++i) {
        const bool upper = u[i] > 0.5;
        const double p = upper ? 1 - u[i] : u[i];
        if (law_is_discrete(law())) {
            ASSERT_EQ(x[i], step_at(steps, p, upper ? Tail::upper : Tail::lower)) << u[i];
        } else {
            const double exact = law_quantile(law(), p, upper);
            ASSERT_NEAR(x[i], exact, 3 * bound * std::max(std::fabs(exact), smallest) + subnormal) << u[i];
        }
    }
}

TEST_P(EveryLawRow, HasTheSameBitsOnEveryInstructionSet) {
    AlignedRow z = scores(20000), u = lattice(z);
    const double special[] = {0.0, -0.0, INFINITY, -INFINITY, std::nan(""), 8.5, -8.5, 40.0};
    std::copy(std::begin(special), std::end(special), z.begin());
    std::copy(std::begin(special), std::end(special), u.begin());
    const AlignedRow x = of_normal(z, Isa::portable), y = of_uniform(u, Isa::portable);
    for (const Isa isa : available_isas()) {
        const AlignedRow other = of_normal(z, isa), another = of_uniform(u, isa);
        EXPECT_EQ(std::memcmp(x.data(), other.data(), x.size() * sizeof(double)), 0) << isa_name(isa);
        EXPECT_EQ(std::memcmp(y.data(), another.data(), y.size() * sizeof(double)), 0) << isa_name(isa);
    }
}

TEST_P(EveryLawRow, PassesNotANumberOn) {
    AlignedRow in(8, 0.25);
    in[3] = std::nan("");
    for (const Isa isa : available_isas()) {
        const AlignedRow x = of_normal(in, isa), y = of_uniform(in, isa);
        for (std::size_t i = 0; i < 8; ++i) {
            EXPECT_EQ(std::isnan(x[i]), i == 3);
            EXPECT_EQ(std::isnan(y[i]), i == 3);
        }
    }
    const AlignedRow outside = of_uniform(AlignedRow(8, 1.5));
    EXPECT_TRUE(std::isnan(outside[0]));
}

// Up to the error bound: neighbours a rounding error apart may change places.
TEST_P(EveryLawRow, NeverFallsAndStaysInsideItsBounds) {
    const AlignedRow x = of_normal(scores(100000));
    const double smallest = least(), infinite = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < x.size(); ++i) ASSERT_GE(x[i], x[i - 1] - bound * std::max(std::fabs(x[i]), smallest));
    const AlignedRow ends = of_normal({-infinite, -40, -9, -8, 8, 9, 40, infinite});
    const AlignedRow corners = of_uniform({0, 0x1p-53, 1e-300, 0.5, 0.75, 1 - 0x1p-52, 1 - 0x1p-53, 1});
    for (const AlignedRow& row : {x, ends, corners}) {
        for (const double value : row) {
            ASSERT_GE(value, law().low.value_or(-infinite));
            ASSERT_LE(value, law().high.value_or(infinite));
            if (law_is_discrete(law())) continue;
            ASSERT_GE(value, static_cast<double>(base_support(law()).min));
            ASSERT_LE(value, static_cast<double>(base_support(law()).max));
        }
    }
}

TEST_P(EveryLawRow, MayOverwriteItsArgument) {
    const AlignedRow z = scores(64), u = lattice(z);
    AlignedRow in_place = z;
    law_rows(Isa::best).of_normal(kernel_, in_place.data(), in_place.data(), z.size());
    EXPECT_EQ(in_place, of_normal(z));
    in_place = u;
    law_rows(Isa::best).of_uniform(kernel_, in_place.data(), in_place.data(), u.size());
    EXPECT_EQ(in_place, of_uniform(u));
}

TEST(LawKernel, UsualShapesAreTabulatedAndExtremeOnesStillRight) {
    for (const Sample& sample : all()) EXPECT_NE(LawKernel(sample.law).table().form, LawForm::scalar) << sample.name;
    const Law law = make("beta", {{"a", 0.004}, {"b", 0.004}});
    const LawKernel kernel(law);
    EXPECT_EQ(kernel.table().form, LawForm::scalar);
    AlignedRow x{-3, -1, -0.01, 0, 0.005, 0.5, 2, 4};
    const AlignedRow z = x;
    law_rows(Isa::best).of_normal(kernel, x.data(), x.data(), 8);
    for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(x[i], scalar_law_of_normal(law, z[i]));
}

TEST(LawKernel, QuantilesOfTheExactMedianAreTheMedian) {
    for (const Sample& sample : all()) {
        AlignedRow x(8, 0.0), y(8, 0.5);
        const LawKernel kernel(sample.law);
        law_rows(Isa::best).of_normal(kernel, x.data(), x.data(), 8);
        law_rows(Isa::best).of_uniform(kernel, y.data(), y.data(), 8);
        const double median = law_median(sample.law);
        const double scale =
            law_is_discrete(sample.law) ? 0 : std::fabs(median) + std::fabs(law_quantile(sample.law, 0.8) - median);
        EXPECT_NEAR(x[0], median, bound * scale) << sample.name;
        EXPECT_NEAR(y[0], median, bound * scale) << sample.name;
    }
}

}  // namespace
}  // namespace yuce::engine
