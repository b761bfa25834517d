// The reference of the formats: complete, and equal to the page.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/law.hpp"
#include "models/model.hpp"
#include "results/file.hpp"
#include "scenarios/key_table.hpp"

namespace yuce::scenarios {
namespace {

const std::string page_name = YUCE_SOURCE_DIR "/scenarios/FORMAT.md";

std::string read_page() {
    std::ifstream in(page_name);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The page with every section between its markers written anew.
std::string renewed(std::string page) {
    for (const FormatEntry& format : format_table()) {
        const std::string begin = "<!-- describe " + std::string(format.name) + " -->\n";
        const std::size_t from = page.find(begin);
        if (from == std::string::npos) {
            ADD_FAILURE() << "the page has no section for " << format.name;
            continue;
        }
        const std::size_t text = from + begin.size();
        page.replace(text, page.find("<!-- end -->", text) - text, describe(format.name));
    }
    return page;
}

TEST(Describe, IsWhatTheFormatPageSays) {
    const std::string page = read_page();
    const std::string expected = renewed(page);
    // With YUCE_ACCEPT set the page is rewritten.
    if (std::getenv("YUCE_ACCEPT") != nullptr) std::ofstream(page_name) << expected;
    EXPECT_EQ(page, expected) << "run this test with YUCE_ACCEPT=1 to rewrite the page";
}

TEST(Describe, StatesTypeDefaultAndMeaningOfEveryKey) {
    for (const FormatEntry& format : format_table()) {
        const std::string text = describe(format.name);
        EXPECT_FALSE(format.meaning.empty());
        for (const TableEntry& table : format.tables) {
            EXPECT_FALSE(table.meaning.empty()) << format.name << " " << table.path;
            for (const KeyEntry& key : table.keys) {
                EXPECT_FALSE(key.type.empty() || key.meaning.empty()) << format.name << " " << table.path << " " << key.name;
                EXPECT_FALSE(key.required && !key.fallback.empty()) << key.name << " is required and has a default";
                const std::string fallback(key.required ? "required" : key.fallback.empty() ? "none" : key.fallback);
                const std::string row = "| `" + std::string(key.name) + "` | " + std::string(key.type) + " | " + fallback + " | ";
                EXPECT_NE(text.find(row), std::string::npos) << row;
            }
        }
    }
}

TEST(Describe, ListsEveryDistributionAndFunctionForModels) {
    const std::string text = describe("model");
    for (const engine::LawEntry& law : engine::law_table()) {
        EXPECT_NE(text.find("| `" + std::string(law.name) + "` | "), std::string::npos) << law.name;
    }
    for (const models::FunctionEntry& function : models::function_table()) {
        EXPECT_NE(text.find("| `" + std::string(function.signature) + "` | "), std::string::npos) << function.signature;
    }
    EXPECT_EQ(describe("batch").find("### Distributions"), std::string::npos);
}

TEST(Describe, StatesDefaultsOfDistributions) {
    const std::string text = describe("model");
    EXPECT_NE(text.find("| `pert` | `min`: "), std::string::npos);
    EXPECT_NE(text.find("`shape` = 4: "), std::string::npos);
    EXPECT_NE(text.find("| `normal` | `mean` = 0: "), std::string::npos);
}

TEST(Describe, ResultNamesEveryDatasetAndAttributeOnce) {
    const std::string text = describe_result();
    const auto count = [&text](const std::string& part) {
        std::size_t found = 0;
        for (std::size_t k = text.find(part); k != std::string::npos; k = text.find(part, k + 1)) ++found;
        return found;
    };
    for (const auto& dataset : results::dataset_table()) {
        EXPECT_EQ(count("| `" + std::string(dataset.name) + "` | " + std::string(dataset.type) + " | " +
                        std::string(dataset.dimensions) + " | "),
                  1U)
            << dataset.name;
    }
    for (const auto& attribute : results::attribute_table()) {
        const std::string path =
            (attribute.group.empty() ? "" : std::string(attribute.group) + "/") + std::string(attribute.name);
        EXPECT_EQ(count("| `" + path + "` | " + std::string(attribute.type) + " | " + std::string(attribute.meaning) + " |\n"),
                  1U)
            << path;
    }
    for (const char* heading : {"### The root", "### Group `/failures`", "### Group `/provenance`"})
        EXPECT_EQ(count(heading), 1U);
}

TEST(Describe, SaysNothingOfUnknownFormats) { EXPECT_EQ(describe("scenarios"), ""); }

}  // namespace
}  // namespace yuce::scenarios
