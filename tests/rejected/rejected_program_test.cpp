// What only the whole program can refuse: outputs, disks, command lines, paths that fail.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

namespace fs = std::filesystem;

// The common files of the rejected cases in a folder of its own.
class Program : public ::testing::Test {
protected:
    Program() : at(std::string("program_") + ::testing::UnitTest::GetInstance()->current_test_info()->name()) {
        for (const auto& entry : fs::directory_iterator(fs::path(YUCE_SOURCE_DIR) / "tests/rejected/base")) {
            fs::copy_file(entry.path(), at.folder() / entry.path().filename());
        }
    }
    std::string listing() const {
        std::string names;
        for (const auto& entry : fs::directory_iterator(at.folder())) names += entry.path().filename().string() + "\n";
        return names;
    }
    bool left_a_result() const { return listing().find(".h5") != std::string::npos; }
    Workplace at;
};

TEST_F(Program, RefusesAnOutputThatIsAFolderBeforeItRuns) {
    fs::create_directory(at.folder() / "small.h5");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 4);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err,
              "error: the output 'small.h5' is a folder\n"
              "    one file is written\n"
              "    give a file name, for example -o small.h5/results.h5\n");
    EXPECT_TRUE(fs::is_empty(at.folder() / "small.h5"));
}

TEST_F(Program, RefusesAnOutputInAFolderThatDoesNotExist) {
    const Outcome run = at.shell("yuce run batch.toml -o nowhere/small.h5");
    EXPECT_EQ(run.code, 4);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err,
              "error: the output's folder 'nowhere' does not exist\n"
              "    make it first, or give another name with -o\n");
}

TEST_F(Program, RefusesAFullDisk) {
    if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "this machine has no /dev/full";
    // A file size limit of 16 KB stands for the full disk: the write fails half way.
    const Outcome run = at.shell("trap '' XFSZ; ulimit -f 16; yuce run batch.toml -o full.h5");
    EXPECT_EQ(run.code, 4) << run.err;
    EXPECT_NE(run.err.find("error: "), std::string::npos);
    EXPECT_NE(run.err.find("full.h5"), std::string::npos) << run.err;
    EXPECT_FALSE(left_a_result()) << listing();
}

TEST_F(Program, ReportsAnAnswerThatCannotBeWritten) {
    if (::access("/dev/full", W_OK) != 0) GTEST_SKIP() << "this machine has no /dev/full";
    for (const char* command :
         {"yuce run batch.toml", "yuce describe model", "yuce explain model.toml", "yuce check batch.toml"}) {
        const Outcome run = at.shell(std::string(command) + " >/dev/full");
        EXPECT_EQ(run.code, 4) << command << run.err;
        EXPECT_NE(run.err.find("could not be written"), std::string::npos) << command << run.err;
    }
}

TEST_F(Program, CountsPathsThatOverflowByEquationAndPeriod) {
    at.write("model.toml", R"text(format = "yuce-model/1"
id = "overflow"
frequency = "quarterly"
equations = '''
fine = fine[-1] + e
level = if(period < 3, 1, exp(1000 * (e - 2)))
'''
[shocks]
e = { distribution = "normal", sd = 1 }
[exogenous]
tariff = 0
[initial]
fine = 0
)text");
    at.write("targets.csv", "id,comparator,value,year\nfine,ge,0,2025\n");
    const Outcome run = at.shell("yuce run batch.toml --paths 20000");
    EXPECT_EQ(run.code, 3) << run.err;
    EXPECT_TRUE(left_a_result());
    // exp overflows for e above 2.7098: a share of 0.0034 in each of two quarters.
    EXPECT_NE(run.out.find("level"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("2025Q3"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("2025Q4"), std::string::npos) << run.out;
    EXPECT_NE(run.err.find("more paths failed than max_failed"), std::string::npos) << run.err;
}

TEST_F(Program, AcceptsFailedPathsBelowTheLimit) {
    at.write("model.toml", R"text(format = "yuce-model/1"
id = "overflow"
frequency = "quarterly"
equations = "level = exp(1000 * (e - 2))"
[shocks]
e = { distribution = "normal", sd = 1 }
[exogenous]
tariff = 0
)text");
    at.write("batch.toml", slurp(at.folder() / "batch.toml") + "max_failed = 0.1\n");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 0) << run.err;
}

TEST_F(Program, ExitsWith2AndRunsNothingOnMistakes) {
    at.write("targets.csv", "id,comparator,value,year\ngrowth,gee,5.5,2025\n");
    const Outcome run = at.shell("yuce run batch.toml");
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err,
              "targets.csv:2:8: error: the comparator must be ge, le, positive, eq or approx, it is 'gee'\n"
              "    2 | growth,gee,5.5,2025\n"
              "      |        ^\n"
              "    did you mean 'ge'?\n"
              "1 mistake; nothing was run\n");
    EXPECT_FALSE(left_a_result());
}

TEST_F(Program, SaysWhatThisVersionLacks) {
    for (const char* verb : {"seek batch.toml --target growth"}) {
        const Outcome run = at.shell(std::string("yuce ") + verb);
        EXPECT_EQ(run.code, 2) << verb;
        EXPECT_NE(run.err.find("is not available in this version"), std::string::npos) << verb << run.err;
    }
    for (const char* option : {"--resume", "--observe growth@2025Q1=6"}) {
        const Outcome run = at.shell(std::string("yuce run batch.toml ") + option);
        EXPECT_EQ(run.code, 2) << option;
        EXPECT_NE(run.err.find("is not available in this version"), std::string::npos) << option << run.err;
    }
    const std::string help = at.shell("yuce --help").out + at.shell("yuce run --help").out;
    for (const char* word : {"seek", "--resume", "--observe"}) {
        EXPECT_EQ(help.find(word), std::string::npos) << word << " is offered but not built";
    }
}

TEST_F(Program, RefusesCommandLinesItDoesNotUnderstand) {
    for (const char* line :
         {"run", "run batch.toml --path 5", "run batch.toml --paths many", "run batch.toml --paths -5",
          "run batch.toml --lang fr", "run batch.toml --memory much", "run batch.toml --isa neon", "run batch.toml --strip 12",
          "run batch.toml --threads 4294967295", "run batch.toml --seed -1", "simulate batch.toml"}) {
        const Outcome run = at.shell(std::string("yuce ") + line);
        EXPECT_EQ(run.code, 2) << line << run.err;
        EXPECT_EQ(run.out, "") << line;
        EXPECT_NE(run.err, "") << line;
    }
    EXPECT_FALSE(left_a_result());
}

TEST_F(Program, NamesTheNearestVerb) {
    const Outcome run = at.shell("yuce chek batch.toml");
    EXPECT_EQ(run.code, 2);
    EXPECT_EQ(run.err, "error: there is no verb 'chek'\n    did you mean 'check'?\n");
}

TEST_F(Program, TakesPathsInPowersOfTen) { EXPECT_EQ(at.shell("yuce run batch.toml --paths 1e3 --quiet").code, 0); }

TEST_F(Program, RefusesAFileThatIsMissing) {
    const Outcome run = at.shell("yuce run nothing.toml");
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("nothing.toml"), std::string::npos);
    EXPECT_EQ(at.shell("yuce check nothing.toml").code, 2);
}

TEST_F(Program, RefusesARunBeyondTheMemoryLimit) {
    const Outcome run = at.shell("yuce run batch.toml --paths 10000000 --memory 1M");
    EXPECT_EQ(run.code, 2) << run.err;
    EXPECT_NE(run.err.find("--memory"), std::string::npos) << run.err;
    EXPECT_FALSE(left_a_result());
}

}  // namespace
}  // namespace yuce::testing
