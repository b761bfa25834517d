#include "results/large_array.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace yuce::results {
namespace {

TEST(LargeArray, IsAlignedAndTakesWhatIsSaid) {
    EXPECT_EQ(large_memory_taken(1), 64U);
    EXPECT_EQ(large_memory_taken(64), 64U);
    EXPECT_EQ(large_memory_taken(huge_page / 2 - 1), huge_page / 2);
    EXPECT_EQ(large_memory_taken(huge_page / 2), huge_page);
    EXPECT_EQ(large_memory_taken(huge_page + 1), 2 * huge_page);
    for (const std::size_t n : {std::size_t{1}, std::size_t{100000}, std::size_t{1000000}}) {
        const LargeArray<double> array = large_array<double>(n);
        ASSERT_TRUE(array);
        const auto place = reinterpret_cast<std::uintptr_t>(array.get());
        EXPECT_EQ(place % (n * sizeof(double) < huge_page / 2 ? 64 : huge_page), 0U) << n;
        array[0] = array[n - 1] = 1;
    }
}

TEST(LargeArray, OfMoreThanThereIsIsNone) { EXPECT_FALSE(large_array<double>(std::size_t{1} << 58)); }

}  // namespace
}  // namespace yuce::results
