// Every case under tests/rejected/cases must be answered with exactly the message that stands in it.
// YUCE_ACCEPT=1 in the environment writes the present messages into the cases, to be reviewed line by line.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "tests/rejected/case_file.hpp"

namespace yuce::testing {
namespace {

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(YUCE_SOURCE_DIR) + "/tests/rejected/cases")) {
        if (entry.path().extension() == ".txt") names.push_back(entry.path().stem());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Rejected : public ::testing::TestWithParam<std::string> {};

TEST_P(Rejected, IsAnsweredWithTheExpectedMessage) {
    const std::string path = std::string(YUCE_SOURCE_DIR) + "/tests/rejected/cases/" + GetParam() + ".txt";
    const RejectedCase rejected = read_case(path);
    const std::string message = answer(rejected);
    if (std::getenv("YUCE_ACCEPT") != nullptr) {
        accept_message(path, message);
        return;
    }
    EXPECT_FALSE(message.empty()) << "nothing was rejected";
    EXPECT_EQ(message, rejected.expect);
}

INSTANTIATE_TEST_SUITE_P(Input, Rejected, ::testing::ValuesIn(cases()), [](const auto& parameter) { return parameter.param; });

TEST(RejectedCases, AreManyEnoughToBeSeen) { EXPECT_GE(cases().size(), 70U); }

}  // namespace
}  // namespace yuce::testing
