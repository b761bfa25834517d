#include "scenarios/seen_outputs.hpp"

#include <gtest/gtest.h>

namespace yuce::scenarios {
namespace {

using Homes = SeenOutputs::Homes;
constexpr auto all = SeenOutputs::Among::all_seen, own = SeenOutputs::Among::its_own;

TEST(SeenOutputs, TheSameNodeIsFoundWhereItWasSeenFirst) {
    SeenOutputs seen(2);
    const std::vector<engine::NodeId> first{{7}, {8}, {9}}, second{{8}, {5}, {9}};
    EXPECT_EQ(seen.homes(3, first, all), (Homes{{3, 0}, {3, 1}, {3, 2}}));
    seen.add(3, first);
    EXPECT_EQ(seen.homes(1, second, all), (Homes{{3, 1}, {1, 1}, {3, 2}}));
    seen.add(1, second);
    EXPECT_EQ(seen.homes(0, second, all), (Homes{{3, 1}, {1, 1}, {3, 2}}));
}

TEST(SeenOutputs, AScenariosOwnOutputsMayBeTheSame) {
    SeenOutputs seen(4);
    const std::vector<engine::NodeId> outputs{{7}, {8}, {7}};
    EXPECT_EQ(seen.homes(2, outputs, all), (Homes{{2, 0}, {2, 1}, {2, 0}}));
    seen.add(1, outputs);
    EXPECT_EQ(seen.homes(2, outputs, own), (Homes{{2, 0}, {2, 1}, {2, 0}}));
}

TEST(SeenOutputs, IndicatorsAndVariablesAreNotCompared) {
    SeenOutputs seen(1);
    seen.add(0, {{7}, {8}});
    EXPECT_EQ(seen.homes(1, {{8}, {7}}, all), (Homes{{1, 0}, {1, 1}}));
    EXPECT_EQ(seen.homes(1, {{6}, {6}}, all), (Homes{{1, 0}, {1, 1}}));
}

TEST(SeenOutputs, WhatIsForgottenIsNotFound) {
    SeenOutputs seen(3);
    const std::vector<engine::NodeId> first{{7}, {8}}, second{{8}, {9}};
    seen.add(0, first);
    seen.add(1, second);
    seen.forget(1, second);
    EXPECT_EQ(seen.homes(2, {{8}, {9}}, all), (Homes{{0, 1}, {2, 1}}));
    seen.forget(0, first);
    EXPECT_EQ(seen.homes(2, {{8}, {7}}, all), (Homes{{2, 0}, {2, 1}}));
}

}  // namespace
}  // namespace yuce::scenarios
