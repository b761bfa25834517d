#include "engine/diagnostics.hpp"

#include <gtest/gtest.h>

namespace yuce {
namespace {

using Names = std::vector<std::string>;

TEST(NearestOrKnown, NamesTheNearestOrListsWhatThereIs) {
    EXPECT_EQ(nearest_or_known("tarif", {"baseline", "tariff"}), "did you mean 'tariff'?");
    EXPECT_EQ(nearest_or_known("xx", {"baseline", "tariff"}), "there are baseline, tariff");
    EXPECT_EQ(nearest_or_known("xx", {"baseline"}), "there is only baseline");
    EXPECT_EQ(nearest_or_known("xx", {}), "there is none");
}

TEST(NearestOrKnown, ListsTheFirstTwelveOfMany) {
    const Names many = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "b2", "b3", "b4", "b5"};
    EXPECT_EQ(nearest_or_known("xx", many), "there are a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3 and 2 more");
}

}  // namespace
}  // namespace yuce
