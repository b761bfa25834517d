// Batch files by themselves: every key, its default, its range.

#include "scenarios/batch_file.hpp"

#include "tests/scenarios/small_batch.hpp"

namespace yuce::testing {
namespace {

scenarios::BatchFile read(const SmallBatch& at, const std::string& text) {
    at.write("batch.toml", text);
    Diagnostics diagnostics;
    auto file = scenarios::read_batch_file(at.path(), diagnostics);
    if (!file || diagnostics.has_errors()) throw std::runtime_error(diagnostics.render());
    return std::move(*file);
}

const std::string head =
    "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\nfirst = \"2025Q1\"\nlast = \"2025Q4\"\n";

TEST(BatchFile, HasTheDefaultsOfTheFormat) {
    const SmallBatch at;
    const auto file = read(at, head);
    EXPECT_EQ(file.paths, 100000U);
    EXPECT_EQ(file.seed, 1U);
    EXPECT_EQ(file.sampling, "random");
    EXPECT_EQ(file.variables, scenarios::StoredVariables::declared);
    EXPECT_FALSE(file.scenarios.has_value());
    EXPECT_EQ(file.approx_tolerance, 0.3);
    EXPECT_EQ(file.max_failed, 0.001);
}

TEST(BatchFile, ReadsEveryKeyOfTheFormat) {
    const SmallBatch at;
    const auto file = read(at, head + R"(name = { en = "Small", zh = "小" }
baseline = "b.csv"
targets = "t.csv"
history = "h.csv"
paths = 1000000
seed = 20250311
sampling = "random"
quantiles = "exact"
variables = ["demand"]
scenarios = ["baseline.toml", "tariff.toml"]
reference = "baseline"
approx_tolerance = 0.5
max_failed = 0
[[sweep]]
of = "exogenous.tariff"
values = [0, 10.50, 1_000, -2e1]
on = ["baseline"]
[[goals]]
id = "binding"
name = "Binding"
targets = "class == binding"
[[goals]]
id = "two"
targets = ["a", "b"]
)");
    EXPECT_EQ(file.name.zh, "小");
    EXPECT_EQ(file.baseline->text, "b.csv");
    EXPECT_EQ(file.targets->text, "t.csv");
    EXPECT_EQ(file.history->text, "h.csv");
    EXPECT_EQ(file.paths, 1000000U);
    EXPECT_EQ(file.seed, 20250311U);
    EXPECT_EQ(file.variables, scenarios::StoredVariables::listed);
    EXPECT_EQ(file.scenarios->size(), 2U);
    EXPECT_EQ(file.reference->text, "baseline");
    EXPECT_EQ(file.approx_tolerance, 0.5);
    EXPECT_EQ(file.max_failed, 0);
    ASSERT_EQ(file.sweeps.size(), 1U);
    EXPECT_EQ(file.sweeps[0].values, (std::vector<double>{0, 10.5, 1000, -20}));
    std::vector<std::string> written;
    for (const auto& text : file.sweeps[0].written) written.push_back(text.text);
    EXPECT_EQ(written, (std::vector<std::string>{"0", "10.50", "1_000", "-2e1"}));
    ASSERT_EQ(file.goals.size(), 2U);
    EXPECT_FALSE(file.goals[0].list);
    EXPECT_TRUE(file.goals[1].list);
    EXPECT_EQ(file.goals[0].name.en, "Binding");
}

TEST(BatchFile, ReadsNumbersOfSweepsAsWrittenAfterChinese) {
    const SmallBatch at;
    const auto file =
        read(at, head + "[[sweep]]\nnote = \"税率\"\nof = \"exogenous.tariff\" # 税率\nvalues = [1.0,2.00] # 税率\n");
    EXPECT_EQ(file.sweeps[0].written[0].text, "1.0");
    EXPECT_EQ(file.sweeps[0].written[1].text, "2.00");
    const auto sourced =
        read(at, head + "[[sweep]]\nof = \"exogenous.tariff\"\nvalues = [{ value = 1.0 }, { value = 2.50, note = \"税率\" }]\n");
    EXPECT_EQ(sourced.sweeps[0].written[0].text, "1.0");
    EXPECT_EQ(sourced.sweeps[0].written[1].text, "2.50");
}

TEST(BatchFile, TakesPathsInPowersOfTen) {
    const SmallBatch at;
    EXPECT_EQ(read(at, head + "paths = 1e6\n").paths, 1000000U);
    EXPECT_EQ(read(at, head + "paths = 1e10\n").paths, 10000000000U);
}

TEST(MatchingFiles, AreSortedByBytesAndLeaveHiddenOnesOut) {
    const SmallBatch at;
    std::filesystem::create_directories(std::filesystem::path(at.path()).parent_path() / "s");
    for (const char* name : {"s/b.toml", "s/a.toml", "s/B.toml", "s/.hidden.toml", "s/c.csv"}) at.write(name, "");
    std::vector<std::string> names;
    for (const std::string& path : scenarios::matching_files(at.path(), "s/*.toml"))
        names.push_back(std::filesystem::path(path).filename());
    EXPECT_EQ(names, (std::vector<std::string>{"B.toml", "a.toml", "b.toml"}));
    EXPECT_EQ(scenarios::matching_files(at.path(), "*/a.toml").size(), 1U);
    EXPECT_TRUE(scenarios::matching_files(at.path(), "nothing/*.toml").empty());
}

}  // namespace
}  // namespace yuce::testing
