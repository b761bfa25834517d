// Every instruction set against the same plain calculation, and bit for bit against each other.

#include "results/strip_kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace yuce::results {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

std::vector<double> values(std::size_t n, unsigned seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal(3, 2);
    std::vector<double> x(n);
    for (double& v : x) v = normal(random);
    return x;
}

const std::vector<std::size_t> lengths = {8, 24, 64, 256, 512, 4096};

TEST(ColumnSums, GiveTheMomentsOfTheValuesOnEveryInstructionSet) {
    for (const std::size_t n : lengths) {
        const std::vector<double> x = values(n, 1);
        long double mean = 0, m2 = 0, m3 = 0, m4 = 0;
        for (const double v : x) mean += v;
        mean /= static_cast<long double>(n);
        for (const double v : x) {
            const long double d = v - mean;
            m2 += d * d;
            m3 += d * d * d;
            m4 += d * d * d * d;
        }
        Moments first;
        for (const StripKernels* k : available_strip_kernels()) {
            ColumnSums sums;
            sums.begin(2.5);
            for (std::size_t at = 0; at < n; at += 8) k->add(x.data() + at, 8, sums, nullptr);
            const Moments m = sums.moments(n);
            EXPECT_NEAR(m.mean, static_cast<double>(mean), 1e-14);
            EXPECT_NEAR(m.m2 / static_cast<double>(m2), 1, 1e-13);
            EXPECT_NEAR(m.m3, static_cast<double>(m3), 1e-13 * static_cast<double>(m2) * 4);
            EXPECT_NEAR(m.m4 / static_cast<double>(m4), 1, 1e-12);
            EXPECT_EQ(m.minimum, std::min(2.5, *std::min_element(x.begin(), x.end())));
            EXPECT_EQ(m.maximum, std::max(2.5, *std::max_element(x.begin(), x.end())));
            if (first.n == 0) first = m;
            EXPECT_TRUE(m.mean == first.mean && m.m2 == first.m2 && m.m3 == first.m3 && m.m4 == first.m4) << n;
            ColumnSums whole;
            whole.begin(2.5);
            k->add(x.data(), n, whole, nullptr);
            EXPECT_EQ(whole.moments(n).m4, m.m4) << "however the block is cut into strips";
        }
    }
}

TEST(ColumnSums, OfAConstantHaveNoSpread) {
    ColumnSums sums;
    sums.begin(0.1);
    const std::vector<double> x(64, 0.1);
    strip_kernels(engine::Isa::best).add(x.data(), x.size(), sums, nullptr);
    const Moments m = sums.moments(60);  // four lanes held the centre
    EXPECT_EQ(m.n, 60U);
    EXPECT_EQ(m.mean, 0.1);
    EXPECT_EQ(m.m2, 0);
}

TEST(StripKernels, RangeBitsMarkEveryValueInside) {
    for (const StripKernels* k : available_strip_kernels()) {
        for (const std::size_t n : lengths) {
            std::vector<double> x = values(n, 2);
            x[n / 2] = 4;  // a bound itself
            x[3] = nan;
            std::vector<std::uint8_t> bytes(n / 8);
            k->range_bits(x.data(), n, 2.5, 4, bytes.data());
            for (std::size_t p = 0; p < n; ++p) {
                ASSERT_EQ((bytes[p / 8] >> (p % 8) & 1) != 0, x[p] >= 2.5 && x[p] <= 4) << "path " << p << " of " << n;
            }
        }
    }
}

TEST(StripKernels, SumsOfMarkedPathsHaveTheSameBitsHoweverTheyAreCut) {
    constexpr std::size_t masks = 5, rows = 21, octets = (rows + 7) / 8, n = 3 * 64 + 24;
    std::mt19937_64 random(6);
    std::vector<std::vector<std::uint8_t>> bytes(masks, std::vector<std::uint8_t>(n / 8));
    std::vector<std::vector<double>> x;
    for (std::size_t r = 0; r < rows; ++r) x.push_back(values(n, static_cast<unsigned>(r)));
    for (auto& mask : bytes) std::generate(mask.begin(), mask.end(), [&] { return static_cast<std::uint8_t>(random()); });
    for (auto& mask : bytes) mask[1] = mask[3] = 0;
    // Of paths that no mask marks, a whole eight and one by one.
    for (auto& mask : bytes) mask[9] &= 0b1011'0110;
    for (auto& row : x) {
        std::fill(row.begin() + 8, row.begin() + 16, nan);
        row[3 * 8 + 5] = inf;
        row[9 * 8] = row[9 * 8 + 3] = row[9 * 8 + 6] = nan;
    }
    std::vector<double> first;
    for (const StripKernels* k : available_strip_kernels()) {
        for (const std::size_t strip : {n, std::size_t{8}, std::size_t{40}, std::size_t{64}}) {
            std::vector<EightSums> sums(octets * masks);
            for (std::size_t begin = 0; begin < n; begin += strip) {
                std::vector<const std::uint8_t*> marked;
                for (const auto& mask : bytes) marked.push_back(mask.data() + begin / 8);
                std::vector<const double*> pointers;
                for (const auto& row : x) pointers.push_back(row.data() + begin);
                k->add_marked(pointers.data(), rows, std::min(strip, n - begin), marked.data(), masks, sums.data());
            }
            std::vector<double> found;
            for (std::size_t m = 0; m < masks; ++m) {
                for (std::size_t r = 0; r < rows; ++r) {
                    long double sum = 0;
                    for (std::size_t p = 0; p < n; ++p) {
                        if ((bytes[m][p / 8] >> (p % 8) & 1) != 0) sum += x[r][p];
                    }
                    found.push_back(sums[r / 8 * masks + m].sums[r % 8]);
                    ASSERT_NEAR(found.back(), static_cast<double>(sum), 1e-11) << "mask " << m << ", row " << r;
                }
            }
            if (first.empty()) first = found;
            EXPECT_EQ(found, first) << "in strips of " << strip;
        }
    }
}

TEST(StripKernels, ValuesAreKeptAsTheyAreAddedAndNothingBesides) {
    for (const StripKernels* k : available_strip_kernels()) {
        for (const std::size_t n : {0U, 8U, 24U, 256U}) {
            alignas(64) double to[8 + 256 + 8];
            std::fill(std::begin(to), std::end(to), -1.0);
            const std::vector<double> from = values(n + 1, 3);
            ColumnSums kept, alone;
            kept.begin(1);
            alone.begin(1);
            k->add(from.data() + 1, n, kept, to + 8);
            k->add(from.data() + 1, n, alone, nullptr);
            EXPECT_EQ(std::memcmp(&kept, &alone, offsetof(ColumnSums, centre)), 0);
            finish_stores();
            EXPECT_TRUE(std::equal(from.begin() + 1, from.end(), to + 8));
            EXPECT_TRUE(std::all_of(to, to + 8, [](double x) { return x == -1; }));
            EXPECT_TRUE(std::all_of(to + 8 + n, std::end(to), [](double x) { return x == -1; }));
        }
    }
}

TEST(StripKernels, BinsAreCutToWholeNumbersAndStayInside) {
    const std::vector<double> x = {
        -1e300, -0.5, 0, 0.25, 0.9999, 1, 2.5, 99.9, 100, 1e300, std::numeric_limits<double>::infinity()};
    for (const StripKernels* k : available_strip_kernels()) {
        std::vector<FineBin> bin(x.size());
        k->bins(x.data(), x.size(), 0, 1, 99, bin.data());
        EXPECT_EQ(bin, (std::vector<FineBin>{0, 0, 0, 0, 0, 1, 2, 99, 99, 99, 99}));
        for (std::size_t j = 0; j < x.size(); ++j) {  // outside a vector
            FineBin alone = 7;
            k->bins(&x[j], 1, 0, 1, 99, &alone);
            EXPECT_EQ(alone, bin[j]) << x[j];
        }
        std::vector<double> many;
        for (int j = -2; j < 70; ++j) many.push_back(1000.0 * j + 0.5);
        std::vector<FineBin> of_many(many.size());
        k->bins(many.data(), many.size(), 0, 1, 65535, of_many.data());
        for (std::size_t j = 0; j < many.size(); ++j) EXPECT_EQ(of_many[j], std::clamp(many[j] - 0.5, 0.0, 65535.0)) << many[j];
    }
}

TEST(StripKernels, TheBinsSoughtAreFoundInOrder) {
    std::mt19937_64 random(13);
    for (const bool edges : {false, true}) {
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{11}, most_sought}) {
            SoughtBins sought;
            sought.edges = edges;
            sought.flags.assign(select_bins, 0);
            while (sought.select.size() < count) {
                const std::size_t bin = sought.select.empty() ? select_bins - 1 : random() % select_bins;  // 4095 among them
                if (sought.flags[bin] == 0) sought.select.push_back(static_cast<FineBin>(bin));
                sought.flags[bin] = 1;
            }
            for (const std::size_t n : {0U, 5U, 31U, 32U, 100U, 4096U}) {
                std::vector<FineBin> bin(n);
                for (FineBin& b : bin) b = static_cast<FineBin>(random());
                for (std::size_t k = 0; k < n; k += 3)
                    bin[k] = static_cast<FineBin>((random() % 65) * fine_of_edges - random() % 3);
                for (std::size_t k = 1; k < n && count > 0; k += 4) {
                    bin[k] = static_cast<FineBin>(sought.select[k % count] * fine_of_select + random() % fine_of_select);
                }
                std::vector<std::uint16_t> expected;
                for (std::size_t k = 0; k < n; ++k) {
                    const bool at_edge = bin[k] % fine_of_edges == 0 || bin[k] % fine_of_edges == fine_of_edges - 1;
                    const auto select = static_cast<FineBin>(bin[k] / fine_of_select);
                    const bool listed = std::count(sought.select.begin(), sought.select.end(), select) > 0;
                    if (listed || (edges && at_edge)) expected.push_back(static_cast<std::uint16_t>(k));
                }
                for (const StripKernels* k : available_strip_kernels()) {
                    std::vector<std::uint16_t> found(found_room);
                    found.resize(k->find(bin.data(), n, sought, found.data()));
                    EXPECT_EQ(found, expected) << n << " bins, " << count << " sought";
                }
            }
        }
    }
}

}  // namespace
}  // namespace yuce::results
