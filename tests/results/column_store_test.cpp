#include "results/column_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

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
    ColumnStore store;
    store.supply();  // of nothing
    const auto last = [&] { return store.block(0, 0) + 99 * store.output_stride() + 2 * engine::block_paths - 1; };
    store.resize(1, 100, 2);
    store.supply();
    std::fill(store.block(0, 0), last() + 1, 7.0);
    store.resize(1, 1, 2);
    store.supply();
    store.resize(1, 100, 2);
    store.supply();
    EXPECT_TRUE(std::all_of(store.block(0, 0), last() + 1, [](double x) { return x == 7; }));
}

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
