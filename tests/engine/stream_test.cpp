#include "engine/stream.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/math_rows.hpp"

namespace yuce::engine {
namespace {

double lattice_point(std::uint32_t low, std::uint32_t high) {
    return (static_cast<double>((std::uint64_t{high} << 32 | low) >> 12) + 0.5) * 0x1p-52;
}

TEST(Stream, IsFnv1aOfItsName) {
    EXPECT_EQ(stream_of("").value, 0xcbf29ce484222325u);
    EXPECT_EQ(stream_of("a").value, 0xaf63dc4c8601ec8cu);
    EXPECT_EQ(stream_of("foobar").value, 0x85944171f73967e8u);
    EXPECT_EQ(stream_of("\xe6\xb8\x9d").value, stream_of("渝").value);
}

// The three vectors of Random123's kat_vectors for philox4x32-10: counter, key, result.
TEST(Philox, MatchesPublishedVectors) {
    const DrawKey zero{{0}, 0, 0};
    EXPECT_EQ(uniform_at(0, 0, zero), lattice_point(0x6627e8d5, 0xe169c58d));
    EXPECT_EQ(uniform_at(0, 8, zero), lattice_point(0xbc57ac4c, 0x9b00dbd8));

    const DrawKey ones{{0xffffffffffffffff}, 0xffff, 0xff};
    const std::uint64_t last = 0xffffffffff / 8 * 16 + 7;
    EXPECT_EQ(uniform_at(0xffffffffffffffff, last, ones), lattice_point(0x408f276d, 0x41c83b0e));
    EXPECT_EQ(uniform_at(0xffffffffffffffff, last + 8, ones), lattice_point(0xa20bc7c6, 0x6d5451fd));

    const DrawKey pi{{0x0370734413198a2e}, 0xa308, 0xd3};
    const std::uint64_t group = 0x85243f6a88;
    const std::uint64_t path = group / 8 * 16 + group % 8;
    EXPECT_EQ(uniform_at(0x299f31d0a4093822, path, pi), lattice_point(0xd16cfe09, 0x94fdcceb));
    EXPECT_EQ(uniform_at(0x299f31d0a4093822, path + 8, pi), lattice_point(0x5001e420, 0x24126ea1));
}

TEST(Philox, MatchesRandom123ForRandomCounters) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 10000; ++i) {
        const std::uint64_t seed = random(), path = random() >> 23;
        const DrawKey key{{random()}, static_cast<std::uint16_t>(random()), static_cast<std::uint8_t>(random())};
        const std::uint64_t group = (path / 16) * 8 + path % 8;
        const r123::Philox4x32::ctr_type counter = {
            {static_cast<std::uint32_t>(group),
             static_cast<std::uint32_t>((group >> 32) << 24 | std::uint64_t{key.period} << 8 | key.draw),
             static_cast<std::uint32_t>(key.stream.value), static_cast<std::uint32_t>(key.stream.value >> 32)}};
        const r123::Philox4x32::key_type words = {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
        const auto result = r123::Philox4x32()(counter, words);
        const std::size_t half = path % 16 < 8 ? 0 : 2;
        ASSERT_EQ(uniform_at(seed, path, key), lattice_point(result[half], result[half + 1])) << "path " << path;
    }
}

TEST(Philox, GivesEveryPathOfARunItsOwnNumber) {
    std::vector<double> numbers;
    for (std::uint64_t path = 0; path < 64; ++path) numbers.push_back(uniform_at(7, path, {{3}, 1, 0}));
    std::sort(numbers.begin(), numbers.end());
    EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end());
    EXPECT_GT(numbers.front(), 0);
    EXPECT_LT(numbers.back(), 1);
}

class UniformRows : public testing::TestWithParam<Isa> {};

TEST_P(UniformRows, EqualTheScalarFormInEveryLane) {
    constexpr std::size_t room = 512;
    alignas(64) double row[room];
    std::mt19937_64 random(2);
    for (const std::uint64_t start : {std::uint64_t{0}, std::uint64_t{8}, std::uint64_t{4096}, (std::uint64_t{1} << 33) - 24,
                                      (std::uint64_t{1} << 40) + 8, (std::uint64_t{1} << 41) - room}) {
        for (const std::size_t n : {8, 16, 24, 256, 264}) {
            const std::uint64_t seed = random();
            const DrawKey key{{random()}, static_cast<std::uint16_t>(random()), static_cast<std::uint8_t>(random())};
            std::fill(std::begin(row), std::end(row), -1.0);
            math_rows(GetParam()).uniform(row, seed, start, key, n);
            for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(row[i], uniform_at(seed, start + i, key)) << start << " + " << i;
            for (std::size_t i = n; i < room; ++i) ASSERT_EQ(row[i], -1.0) << "written beyond the row";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Isas, UniformRows, testing::ValuesIn(available_isas()),
                         [](const auto& info) { return isa_name(info.param); });

}  // namespace
}  // namespace yuce::engine
