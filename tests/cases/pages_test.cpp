// The pages a new user follows: their examples run and answer as printed, and the files they name exist.

#include <gtest/gtest.h>

#include <regex>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

const std::filesystem::path root = YUCE_SOURCE_DIR;

// The indented lines that follow the line with the mark, without their indentation.
std::string block_after(const std::string& page, const std::string& mark) {
    std::size_t at = page.find(mark);
    if (at == std::string::npos) return {};
    std::istringstream lines(page.substr(page.find('\n', at) + 1));
    std::string block, line;
    std::size_t indent = 0;
    while (std::getline(lines, line)) {
        const std::size_t first = line.find_first_not_of(' ');
        if (first == std::string::npos) {
            if (!block.empty()) block += '\n';
            continue;
        }
        if (indent == 0 && first >= 4) indent = first;
        if (indent > 0 && first < indent) break;
        if (indent > 0) block += line.substr(indent) + '\n';
    }
    return block;
}

TEST(Readme, ExampleAnswersAsPrinted) {
    const std::string page = slurp(root / "README.md");
    Workplace at("readme");
    at.write("model.toml", block_after(page, "a model in `model.toml`:"));
    at.write("targets.csv", block_after(page, "in `targets.csv`:"));
    at.write("batch.toml", block_after(page, "in `batch.toml`:"));
    const Outcome run = at.shell("yuce run batch.toml");
    ASSERT_EQ(run.code, 0) << run.err;
    const std::string answer = block_after(page, "begins its answer with");
    const std::string first = answer.substr(0, answer.find('\n') + 1);
    EXPECT_GT(first.size(), 10U);
    EXPECT_EQ(run.out.substr(0, first.size()), first);
    const Outcome changed = at.shell("yuce run batch.toml --set exogenous.tariff=20");
    std::smatch printed;
    ASSERT_TRUE(std::regex_search(page, printed, std::regex("exogenous.tariff=20`, it is ([0-9.]+ %)")));
    EXPECT_NE(changed.out.find("= " + printed[1].str() + " ["), std::string::npos) << changed.out;
}

TEST(FormatPage, PlanStepByStepRuns) {
    const std::string page = slurp(root / "scenarios/FORMAT.md");
    Workplace at("steps");
    at.write("model.toml", block_after(slurp(root / "README.md"), "a model in `model.toml`:"));
    at.write("baseline.toml", block_after(page, "in `baseline.toml`:"));
    at.write("tariff.toml", block_after(page, "in `tariff.toml`:"));
    at.write("targets.csv", block_after(page, "to `targets.csv`."));
    at.write("batch.toml", block_after(page, "in `batch.toml`, both"));
    const Outcome check = at.shell("yuce check batch.toml");
    ASSERT_EQ(check.code, 0) << check.err;
    ASSERT_EQ(at.shell("yuce run batch.toml --paths 10000").code, 0);
    const Outcome show = at.shell("yuce show small.h5 --target growth");
    EXPECT_EQ(show.code, 0) << show.err;
    for (const std::string id : {"baseline ", "baseline+tariff=5", "baseline+tariff=10", "baseline+tariff=15", "tariff "}) {
        EXPECT_NE(show.out.find("\n  " + id), std::string::npos) << id << show.out;
    }
    EXPECT_EQ(at.shell("yuce show small.h5 --scenario tariff").code, 0);
    EXPECT_EQ(at.shell("yuce show small.h5 --indicator growth").code, 0);
}

TEST(Readme, NamesFilesThatExist) {
    const std::string page = slurp(root / "README.md");
    const std::regex path("`((?:engine|models|results|scenarios|tests|bench)/[A-Za-z0-9_./-]*)`");
    std::size_t found = 0;
    for (std::sregex_iterator each(page.begin(), page.end(), path), end; each != end; ++each) {
        const std::string name = (*each)[1];
        EXPECT_TRUE(std::filesystem::exists(root / name)) << name;
        ++found;
    }
    EXPECT_GE(found, 12U);
}

}  // namespace
}  // namespace yuce::testing
