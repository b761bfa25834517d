#include "scenarios/teams.hpp"

#include <gtest/gtest.h>

namespace yuce::scenarios {
namespace {

TEST(Teams, AreOneWhereAScenarioHasBlocksForAllThreads) {
    EXPECT_EQ(teams_for(17, 245, 2), 1U);
    EXPECT_EQ(teams_for(17, 2450, 64), 1U);
    EXPECT_EQ(teams_for(1001, 245, 2), 1U);
}

TEST(Teams, AreAsManyAsThreadsWhereScenariosAreManyAndSmall) {
    EXPECT_EQ(teams_for(1001, 1, 2), 2U);
    EXPECT_EQ(teams_for(1001, 3, 2), 2U);
    EXPECT_GE(teams_for(1001, 3, 64), 60U);
    EXPECT_EQ(teams_for(100000, 3, 64), 64U);
}

TEST(Teams, ShareThreadsWhereScenariosAreFew) {
    const std::size_t teams = teams_for(9, 16, 64);
    EXPECT_GT(teams, 1U);
    EXPECT_LE(teams, 8U);
}

TEST(Teams, AreOneWhereThereIsNothingToShare) {
    EXPECT_EQ(teams_for(1, 1, 64), 1U);
    EXPECT_EQ(teams_for(2, 1, 64), 1U);  // the reference and one compared with it
    EXPECT_EQ(teams_for(1001, 3, 1), 1U);
}

}  // namespace
}  // namespace yuce::scenarios
