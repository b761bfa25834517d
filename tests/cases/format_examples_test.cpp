// The examples of results/FORMAT.md run as they stand and print what the file holds. Skipped, in words, where a reader is
// missing.

#include <gtest/gtest.h>

#include <regex>
#include <vector>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

const std::filesystem::path root = YUCE_SOURCE_DIR;

struct Example {
    std::string section, language, code;
};

std::vector<Example> examples() {
    std::istringstream page(slurp(root / "results/FORMAT.md"));
    std::vector<Example> all;
    std::string section, line;
    while (std::getline(page, line)) {
        if (line.rfind("## ", 0) == 0) section = line.substr(3);
        if (line.rfind("```", 0) != 0) continue;
        Example example{section, line.substr(3), {}};
        while (std::getline(page, line) && line != "```") example.code += line + "\n";
        all.push_back(std::move(example));
    }
    return all;
}

std::vector<Example> examples(const std::string& language) {
    std::vector<Example> some;
    for (Example& example : examples()) {
        if (example.language == language) some.push_back(std::move(example));
    }
    return some;
}

// A folder with the files the examples name: the shipped batch, and one whose paths fail in part.
class FormatExamples : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        at = new Workplace("examples");
        const std::string batch = (root / "scenarios/chongqing-2025/batch.toml").string();
        answer = at->shell("yuce run '" + batch + "' --paths 1000 --scenario baseline --keep-paths all --json").out;
        at->write("model.toml",
                  "format = \"yuce-model/1\"\nid = \"small\"\nfrequency = \"annual\"\n"
                  "equations = \"demand = sqrt(2 + world)\"\nannual = \"growth = mean(demand)\"\n"
                  "shocks.world = { distribution = \"normal\", sd = 1 }\n");
        at->write("small.toml",
                  "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\nfirst = \"2025\"\n"
                  "last = \"2026\"\npaths = 1000\nmax_failed = 0.5\n");
        EXPECT_EQ(at->shell("yuce run small.toml -o results.h5").code, 0);
    }
    static void TearDownTestSuite() {
        delete at;
        at = nullptr;
    }

    // What of the answer each section's examples print.
    static std::vector<std::string> printed(const std::string& section) {
        if (section == "Reading the root") return {probability(), "地区生产总值增速", digest()};
        if (section == "Group `/provenance`") return {"20250311"};
        if (section == "Group `/characters`") return {"地区生产总值增速", "粮食产量"};
        if (section == "Group `/paths`") return {hits() + " of 1000"};
        if (section == "Group `/failures`") return {"demand", "2025", "2026"};
        return {};
    }

    static std::string probability() { return of_growth("probability"); }
    static std::string hits() { return of_growth("hits"); }
    static std::string of_growth(const std::string& key) {
        std::smatch found;
        std::regex_search(answer, found, std::regex("\"id\": ?\"gdp_growth\",[^}]*\"" + key + "\": ?([0-9.]+)"));
        return found[1].str();
    }
    static std::string digest() {
        std::smatch found;
        std::regex_search(answer, found, std::regex("\"digest\": ?\"([0-9a-f]{64})\""));
        return found[1].str();
    }

    static void expect_all_print(const std::string& language, const std::string& command, const std::string& before = {}) {
        ASSERT_GE(probability().size(), 3U) << answer.substr(0, 300);
        for (const Example& example : examples(language)) {
            at->write("example", before + example.code);
            const Outcome run = at->shell(command + " example");
            EXPECT_EQ(run.code, 0) << example.code << run.err;
            // Octave 7.3 says the latter on leaving whenever its package netcdf was loaded.
            EXPECT_TRUE(run.err.empty() || run.err == "error: ignoring const execution_exception& while preparing to exit\n")
                << example.code << run.err;
            for (const std::string& text : printed(example.section))
                EXPECT_NE(run.out.find(text), std::string::npos) << example.code << "\n" << run.out;
        }
    }

    static Workplace* at;
    static std::string answer;
};

Workplace* FormatExamples::at = nullptr;
std::string FormatExamples::answer;

TEST_F(FormatExamples, EverySectionThatHasOneHasOneForEachLanguage) {
    std::map<std::string, std::vector<std::string>> languages;
    for (const Example& example : examples()) languages[example.section].push_back(example.language);
    EXPECT_GE(languages.size(), 4U);
    for (const auto& [section, found] : languages)
        EXPECT_EQ(found, (std::vector<std::string>{"python", "r", "matlab", "julia"})) << section;
}

TEST_F(FormatExamples, PythonPrintsWhatTheFileHolds) {
    if (at->shell("/usr/bin/python3 -c 'import xarray, netCDF4, h5py'").code != 0)
        GTEST_SKIP() << "python3-xarray, python3-netcdf4 and python3-h5py are not installed";
    expect_all_print("python", "/usr/bin/python3");
}

TEST_F(FormatExamples, RPrintsWhatTheFileHolds) {
    if (at->shell("Rscript -e 'library(hdf5r); library(ncdf4)'").code != 0)
        GTEST_SKIP() << "r-cran-hdf5r and r-cran-ncdf4 are not installed";
    expect_all_print("r", "Rscript");
}

TEST_F(FormatExamples, OctavePrintsWhatTheFileHolds) {
    if (at->shell("octave-cli --no-init-file --eval 'pkg load netcdf'").code != 0)
        GTEST_SKIP() << "octave and octave-netcdf are not installed";
    expect_all_print("matlab", "octave-cli --no-init-file", "pkg load netcdf\n");
}

}  // namespace
}  // namespace yuce::testing
