// `yuce bench`: its table, its JSON, and what it leaves behind. No time is asserted.

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "results/text_layout.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

const std::filesystem::path root = YUCE_SOURCE_DIR;
const std::string klein = (root / "tests/cases/klein/batch.toml").string();
const std::string w1 = (root / "bench/w1/batch.toml").string();

std::set<std::string> matches(const std::string& text, const char* pattern) {
    const std::regex expression(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator each(text.begin(), text.end(), expression), end; each != end; ++each) found.insert((*each)[1]);
    return found;
}

TEST(BenchCommand, FindsTheSameBytesOnEveryNumberOfThreads) {
    const Workplace at("bench_threads");
    const Outcome bench = at.shell("yuce bench " + w1 + " --paths 9000 --threads 1,2,3 --repeat 2 --json");
    ASSERT_EQ(bench.code, 0) << bench.err;
    EXPECT_EQ(matches(bench.out, R"re("same_bytes": (\w+))re"), std::set<std::string>{"true"});
    EXPECT_EQ(matches(bench.out, R"re("threads": (\d+))re"), (std::set<std::string>{"1", "2", "3"}));
    const Outcome run = at.shell("yuce run " + w1 + " --paths 9000 -o x.h5 --quiet && yuce show x.h5 --digest");
    EXPECT_EQ(matches(bench.out, R"re("digest": "(\w+)")re").count(run.out.substr(0, 64)), 1U) << "the job is that of yuce run";
}

TEST(BenchCommand, SharesOfTheStagesMakeTheWhole) {
    const Workplace at("bench_stages");
    const Outcome bench = at.shell("yuce bench " + w1 + " --paths 9000 --threads 2 --repeat 1 --json");
    ASSERT_EQ(bench.code, 0) << bench.err;
    const std::regex share(R"re("id": "(\w+)", "seconds": ([0-9.e-]+), "share": ([0-9.e-]+))re");
    double sum = 0;
    std::size_t stages = 0;
    for (std::sregex_iterator each(bench.out.begin(), bench.out.end(), share), end; each != end; ++each, ++stages) {
        sum += std::stod((*each)[3]);
        const std::string id = (*each)[1];
        if (id == "drawing" || id == "equations") {
            EXPECT_GT(std::stod((*each)[2]), 0) << id;
        }
    }
    EXPECT_EQ(stages, 8U);
    EXPECT_NEAR(sum, 1, 1e-12);
}

TEST(BenchCommand, AnswersInEightyColumnsInBothLanguages) {
    const Workplace at("bench_columns");
    for (const std::string language : {"en", "zh"}) {
        const Outcome bench = at.shell("yuce bench " + klein + " --paths 100 --threads 1,2 --repeat 1 --lang " + language);
        ASSERT_EQ(bench.code, 0) << bench.err;
        EXPECT_NE(bench.out.find(language == "en" ? "same bytes" : "字节相同"), std::string::npos);
        std::istringstream lines(bench.out);
        std::size_t count = 0;
        for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(results::width_of(line), 80U) << line;
        EXPECT_GT(count, 14U);
    }
}

TEST(BenchCommand, LeavesNothingBehind) {
    const Workplace at("bench_files");
    std::filesystem::create_directories(at.folder() / "temporary");
    const Outcome bench = at.shell("TMPDIR=\"$PWD/temporary\" yuce bench " + klein + " --paths 100 --threads 1 --repeat 1");
    ASSERT_EQ(bench.code, 0) << bench.err;
    EXPECT_TRUE(std::filesystem::is_empty(at.folder() / "temporary"));
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(at.folder())) files.insert(entry.path().filename().string());
    EXPECT_EQ(files, (std::set<std::string>{"stderr.txt", "stdout.txt", "temporary"}));
}

TEST(BenchCommand, RefusesWhatIsNoNumberOfThreads) {
    const Workplace at("bench_refused");
    for (const std::string threads : {"0", "two", "1,,2", "5000", "1,-2"}) {
        const Outcome bench = at.shell("yuce bench " + klein + " --threads " + threads);
        EXPECT_EQ(bench.code, 2) << threads << bench.err;
        EXPECT_NE(bench.err.find("--threads"), std::string::npos) << bench.err;
        EXPECT_EQ(bench.out, "");
    }
    EXPECT_EQ(at.shell("yuce bench " + klein + " --repeat 0").code, 2);
}

TEST(BenchCommand, JsonHasTheKeysThePageNames) {
    const Workplace at("bench_page");
    const Outcome bench = at.shell("yuce bench " + klein + " --paths 100 --threads 1 --repeat 1 --json");
    ASSERT_EQ(bench.code, 0) << bench.err;
    const std::string page = slurp(root / "bench/README.md");
    const std::size_t begin = page.find("\n## `yuce bench --json`");
    ASSERT_NE(begin, std::string::npos);
    const std::string section = page.substr(begin + 1, page.find("\n## ", begin + 1) - begin - 1);
    EXPECT_EQ(matches(bench.out, R"re("(\w+)": )re"), matches(section, R"re(\n\| `(?:\w+\.)?(\w+)`)re"));
    EXPECT_EQ(at.shell("yuce bench " + klein + " --paths 100 --threads 1 --repeat 1 --json | python3 -m json.tool").code, 0);
}

}  // namespace
}  // namespace yuce::testing
