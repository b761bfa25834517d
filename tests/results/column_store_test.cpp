#include "results/column_store.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/error.hpp"
#include "engine/run.hpp"
#include "results/checkpoints.hpp"

namespace yuce::results {
namespace {

TEST(ColumnStore, MemoryThatCannotBeHadIsRefusedInWords) {
    ColumnStore store;
    try {
        store.resize(1000, 1000, 1000000);  // more than 64-bit processors address
        FAIL() << "33 petabytes were given";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::input);
        EXPECT_NE(std::string(error.what()).find("MB"), std::string::npos);
    }
}

TEST(ColumnStore, RowsAreAlignedAndTheirDistancesDoNotAlias) {
    for (const std::size_t outputs : {1U, 31U, 32U, 64U}) {
        ColumnStore store;
        store.resize(2, outputs, 3);
        EXPECT_NE(store.output_stride() % 512, 0U);
        EXPECT_NE(store.scenario_stride() % 512, 0U);
        EXPECT_GE(store.output_stride(), 3 * engine::block_paths);
        EXPECT_GE(store.scenario_stride(), outputs * store.output_stride());
        for (const std::uint64_t block : {0U, 1U, 2U})
            EXPECT_EQ(reinterpret_cast<std::uintptr_t>(store.block(1, block)) % 64, 0U);
    }
}

TEST(ColumnStore, SuppliesWhatIsMissingAndLeavesWhatIsThere) {
    constexpr std::uint64_t blocks = 130;
    ColumnStore store;
    store.begin_supply();  // of nothing
    const auto use = [&](std::size_t outputs) {
        store.resize(1, outputs, blocks);
        store.begin_supply();
        for (std::uint64_t block = 0; block < blocks; ++block) store.supply_ahead(block);
    };
    const auto begin = [&] { return store.block(0, 0); };
    const auto end = [&](std::size_t outputs) { return begin() + outputs * store.output_stride(); };
    use(5);
    std::fill(begin(), end(5), 7.0);
    use(1);
    use(3);
    store.resize(1, 5, blocks);
    EXPECT_TRUE(std::all_of(begin(), end(5), [](double x) { return x == 7; }));
    use(9);  // in other memory
    std::fill(begin(), end(9), 8.0);
    for (std::uint64_t block = 0; block < blocks; ++block) store.supply_ahead(block);
    EXPECT_TRUE(std::all_of(begin(), end(9), [](double x) { return x == 8; }));
}

#ifdef MADV_POPULATE_WRITE
// How much of a range of memory is there.
std::size_t bytes_there(const double* begin, const double* end) {
    constexpr std::size_t page = 4096;
    const auto from = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page,
               to = reinterpret_cast<std::uintptr_t>(end) / page;
    std::vector<unsigned char> there(to - from);
    EXPECT_EQ(mincore(reinterpret_cast<void*>(from * page), there.size() * page, there.data()), 0);
    return page *
           static_cast<std::size_t>(std::count_if(there.begin(), there.end(), [](unsigned char p) { return (p & 1) != 0; }));
}

TEST(ColumnStore, HasMemoryBeforeItIsWrittenTo) {
    constexpr std::uint64_t blocks = 200;
    ColumnStore store;
    store.resize(1, 7, blocks);
    const double* const begin = store.block(0, 0);
    const double* const end = begin + 7 * store.output_stride() - 16;
    const auto all = static_cast<std::size_t>(end - begin) * sizeof(double);
    const std::size_t before = bytes_there(begin, end);
    store.begin_supply();
    const std::size_t first = bytes_there(begin, end);
    if (first == before) GTEST_SKIP() << "this system cannot be asked for memory";
    EXPECT_LT(first, all);
    for (std::uint64_t block = 0; block < 128; ++block) store.supply_ahead(block);
    EXPECT_LT(bytes_there(begin, end), all);
    for (std::uint64_t block = 128; block < blocks; ++block) store.supply_ahead(block);
    EXPECT_GE(bytes_there(begin, end) + 8192, all);
}
#endif

TEST(Checkpoints, AreAtMostSixteenAndEndWithAllPaths) {
    for (const std::uint64_t paths :
         {1ULL, 4096ULL, 4097ULL, 100000ULL, 1000000ULL, 10000000ULL, 1000000000ULL, 10000000000ULL}) {
        const auto all = checkpoints_of(paths);
        EXPECT_LE(all.size(), 16U) << paths;
        EXPECT_EQ(all.back(), paths);
        EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
        EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
        for (std::size_t k = 0; k + 1 < all.size(); ++k) EXPECT_EQ(all[k] % 4096, 0U);
    }
}

}  // namespace
}  // namespace yuce::results
