// Every instruction set against the same plain calculation, and bit for bit against each other.

#include "results/kernels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "results/strip_kernels.hpp"
#include "results/vector_sets.hpp"

namespace yuce::results {
namespace {

const std::vector<std::size_t> lengths = {1, 2, 7, 8, 9, 63, 64, 65, 100, 511, 512, 513, 4095, 4096};

std::vector<double> values(std::size_t n, unsigned seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal(3, 2);
    std::vector<double> x((n + 7) / 8 * 8, std::numeric_limits<double>::quiet_NaN());  // what lies beyond n must not matter
    for (std::size_t k = 0; k < n; ++k) x[k] = normal(random);
    return x;
}

TEST(Kernels, AreThoseOfTheSetOrTheNextBelow) {
    EXPECT_EQ(&kernels(engine::Isa::best), available_kernels().front());
    EXPECT_EQ(&strip_kernels(engine::Isa::best), available_strip_kernels().front());
    for (const Kernels* k : available_kernels()) EXPECT_EQ(&kernels(k->isa), k);
    for (const StripKernels* k : available_strip_kernels()) EXPECT_EQ(&strip_kernels(k->isa), k);
    const std::vector<const Kernels*> portable_only = {available_kernels().back()};
    EXPECT_EQ(best_within(portable_only, engine::Isa::avx512).isa, engine::Isa::portable);
}

TEST(Kernels, MomentsHaveTheSameBitsOnEveryInstructionSet) {
    for (const std::size_t n : lengths) {
        const std::vector<double> x = values(n, 1);
        Moments expected;
        kernels(engine::Isa::best).moments(x.data(), n, expected);
        for (const Kernels* k : available_kernels()) {
            Moments m;
            k->moments(x.data(), n, m);
            EXPECT_EQ(m.n, n);
            EXPECT_EQ(m.mean, expected.mean) << n;
            EXPECT_EQ(m.m2, expected.m2) << n;
            EXPECT_EQ(m.m3, expected.m3) << n;
            EXPECT_EQ(m.m4, expected.m4) << n;
            EXPECT_EQ(m.minimum, *std::min_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n))) << n;
            EXPECT_EQ(m.maximum, *std::max_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n))) << n;
        }
    }
}

TEST(Kernels, RangeMaskHasABitForEveryValueInside) {
    for (const Kernels* k : available_kernels()) {
        for (const std::size_t n : lengths) {
            std::vector<double> x = values(n, 2);
            x[n / 2] = 4;  // a bound itself
            if (n > 4) x[3] = std::numeric_limits<double>::quiet_NaN();
            std::uint64_t words[block_words];
            k->range_mask(x.data(), n, 2.5, 4, words);
            std::uint32_t inside = 0;
            for (std::size_t p = 0; p < 4096; ++p) {
                const bool bit = (words[p / 64] >> (p % 64) & 1U) != 0, expected = p < n && x[p] >= 2.5 && x[p] <= 4;
                ASSERT_EQ(bit, expected) << "path " << p << " of " << n;
                inside += expected ? 1 : 0;
            }
            EXPECT_EQ(k->count(words), inside);
        }
    }
}

TEST(Kernels, CountsOfMaskPairsAreThoseOfTheBits) {
    std::mt19937_64 random(5);
    std::uint64_t a[block_words], b[block_words], c[block_words];
    std::uint32_t both = 0, only = 0;
    for (std::size_t w = 0; w < block_words; ++w) {
        a[w] = random();
        b[w] = random();
        c[w] = random();
        for (unsigned k = 0; k < 64; ++k) {
            both += (a[w] & b[w]) >> k & 1U;
            only += (a[w] & ~b[w] & c[w]) >> k & 1U;
        }
    }
    for (const Kernels* k : available_kernels()) {
        EXPECT_EQ(k->count_both(a, b), both);
        EXPECT_EQ(k->count_only(a, b, c), only);
    }
}

TEST(Kernels, CountsOfMetTargetsAreThoseOfThePaths) {
    std::mt19937_64 random(7);
    for (const std::size_t targets : {0U, 1U, 3U, 4U, 37U, 130U}) {
        std::vector<std::uint64_t> words(targets * block_words), counting(block_words);
        for (std::uint64_t& word : words) word = random() | random();
        for (std::uint64_t& word : counting) word = random();
        std::vector<std::uint64_t> expected(targets + 1);
        for (std::size_t path = 0; path < block_words * 64; ++path) {
            const auto bit = [path](const std::uint64_t* mask) { return mask[path / 64] >> (path % 64) & 1U; };
            std::size_t met = 0;
            for (std::size_t t = 0; t < targets; ++t) met += bit(words.data() + t * block_words);
            expected[met] += bit(counting.data());
        }
        for (const Kernels* k : available_kernels()) {
            std::vector<std::uint64_t> reached(targets + 1, 7);
            k->count_met(words.data(), targets, counting.data(), reached.data());
            EXPECT_EQ(reached, expected) << targets << " targets";
        }
    }
}

TEST(Kernels, CellBinsSplitCellsAndNeverDecrease) {
    const std::vector<std::int32_t> first = {0, 1, 2, 7, 10}, split = {0, 1, 5, 3, 0};
    const CellTable table{-2, 0.5, 3, first.data(), split.data()};  // cells of width 2 from -2 to 4
    const std::vector<double> x = {-1e308, -2.0000001, -2, -0.1, 0, 0.39, 0.41, 1.99, 2, 2.7, 3.99, 4, 1e308};
    for (const Kernels* k : available_kernels()) {
        std::vector<std::int32_t> bin(x.size(), -1);
        k->cell_bins(x.data(), x.size(), table, bin.data());
        EXPECT_EQ(bin, (std::vector<std::int32_t>{0, 0, 1, 1, 2, 2, 3, 6, 7, 8, 9, 10, 10}));
    }
    std::vector<double> sorted = values(4096, 5);
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::int32_t> expected(sorted.size());
    kernels(engine::Isa::best).cell_bins(sorted.data(), sorted.size(), table, expected.data());
    EXPECT_TRUE(std::is_sorted(expected.begin(), expected.end()));
    for (const Kernels* k : available_kernels()) {
        std::vector<std::int32_t> bin(sorted.size());
        k->cell_bins(sorted.data(), sorted.size(), table, bin.data());
        EXPECT_EQ(bin, expected);
    }
}

}  // namespace
}  // namespace yuce::results
