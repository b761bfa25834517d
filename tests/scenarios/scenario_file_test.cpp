// Scenario files by themselves: what is read, and that form counts before names do.

#include "scenarios/scenario_file.hpp"

#include "tests/scenarios/small_batch.hpp"

namespace yuce::testing {
namespace {

using models::Frequency;

const std::string head = "format = \"yuce-scenario/1\"\nid = \"x\"\n";

struct Read {
    std::optional<scenarios::ScenarioFile> file;
    std::string messages;
};
Read read(const SmallBatch& at, const std::string& text, std::optional<Frequency> frequency = Frequency::quarterly) {
    at.write("x.toml", text);
    Diagnostics diagnostics;
    Read result;
    result.file = scenarios::read_scenario_file(at.path("x.toml"), {}, frequency, diagnostics);
    result.messages = diagnostics.render();
    return result;
}

TEST(ScenarioFile, ReadsEveryKeyOfTheFormat) {
    const SmallBatch at;
    const auto result = read(at, R"(format = "yuce-scenario/1"
id = "tariff-high"
name = { en = "Tariff escalation", zh = "关税升级" }
extends = ["a", "b"]
story = { en = "Tariffs rise.", zh = "关税上升。" }
source = "own"
freeze = ["noise", "slope"]
[exogenous]
tariff = { value = [20, 30], shift = 1, scale = 2, from = "2025Q2", to = "2025Q4", note = "why", assumption = true }
rain = [1, 2]
[shocks]
world = { shift = [-0.5, -0.2], scale = 1.2, from = "2025Q2" }
[events]
heat = { probability = 1, severity = 1.5, lasts = "year" }
[parameters]
slope = 0.2
)");
    ASSERT_TRUE(result.file && result.messages.empty()) << result.messages;
    const auto& file = *result.file;
    EXPECT_EQ(file.id, "tariff-high");
    EXPECT_EQ(file.name.zh, "关税升级");
    EXPECT_EQ(file.story.en, "Tariffs rise.");
    EXPECT_EQ(file.story.zh, "关税上升。");
    ASSERT_EQ(file.extends.size(), 2U);
    EXPECT_EQ(file.extends[1].text, "b");
    EXPECT_EQ(file.freeze.size(), 2U);
    ASSERT_EQ(file.exogenous.size(), 2U);
    const auto& tariff = file.exogenous[0].change;
    EXPECT_EQ(tariff.value->values, (std::vector<double>{20, 30}));
    EXPECT_TRUE(tariff.value->list);
    EXPECT_FALSE(tariff.shift->list);
    EXPECT_EQ(tariff.from, models::period_index(Frequency::quarterly, 2025, 2));
    EXPECT_EQ(tariff.to, models::period_index(Frequency::quarterly, 2025, 4));
    EXPECT_EQ(file.shocks[0].change.scale->values, std::vector<double>{1.2});
    EXPECT_EQ(file.events[0].name, "heat");
    EXPECT_EQ(std::get<double>(file.parameters[0].change), 0.2);
    EXPECT_EQ(file.assumptions, std::vector<std::string>{"tariff: why"});
}

TEST(ScenarioFile, TakesOneIdForAList) {
    const SmallBatch at;
    const auto result = read(at, head + "extends = \"baseline\"\nfreeze = \"noise\"\n");
    ASSERT_TRUE(result.file.has_value()) << result.messages;
    EXPECT_EQ(result.file->extends.at(0).text, "baseline");
    EXPECT_EQ(result.file->freeze.at(0).text, "noise");
}

TEST(ScenarioFile, PutsStarsBeforeNames) {
    const SmallBatch at;
    const auto result = read(at, head + "[shocks]\nworld = { scale = 2 }\n\"*\" = { scale = 0 }\n");
    ASSERT_TRUE(result.file.has_value()) << result.messages;
    EXPECT_EQ(result.file->shocks.at(0).name, "*");
    EXPECT_EQ(result.file->shocks.at(1).name, "world");
}

TEST(ScenarioFile, WithoutAModelTakesTheFrequencyThatFits) {
    const SmallBatch at;
    for (const char* period : {"2025", "2025Q2", "2025M02"}) {
        const auto result = read(at, head + "exogenous.x = { value = 1, from = \"" + period + "\" }\n", std::nullopt);
        EXPECT_EQ(result.messages, "") << period;
    }
    EXPECT_NE(read(at, head + "exogenous.x = { value = 1, from = \"2025Q2\", to = \"2025M02\" }\n", std::nullopt).messages, "");
}

TEST(ScenarioFile, RemembersTheFilesItReads) {
    const SmallBatch at;
    at.write("draws.csv", "x\n1\n2\n");
    const auto result =
        read(at, head + "[parameters]\nslope = { distribution = \"empirical\", file = \"draws.csv\", column = \"x\" }\n");
    ASSERT_TRUE(result.file.has_value()) << result.messages;
    ASSERT_EQ(result.file->files.size(), 2U);
    EXPECT_EQ(result.file->files[1]->text, "x\n1\n2\n");
}

}  // namespace
}  // namespace yuce::testing
