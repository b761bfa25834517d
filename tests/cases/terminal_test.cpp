// What the program does on a terminal and not elsewhere: width, colour, progress. The terminal is that of `script` (util-linux).

#include <gtest/gtest.h>

#include "results/text_layout.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

class OnATerminal : public ::testing::Test {
protected:
    void SetUp() override {
        if (at.shell("command -v script").code != 0) GTEST_SKIP() << "script (util-linux) is not installed";
        if (at.shell("script -qec true /dev/null").code != 0) GTEST_SKIP() << "this machine gives no pseudo-terminal";
        at.write("model.toml",
                 "format = \"yuce-model/1\"\nid = \"small\"\nfrequency = \"quarterly\"\n"
                 "equations = \"demand = 0.5 * demand[-1] + 2.7 + world\"\nannual = \"growth = mean(demand)\"\n"
                 "shocks.world = { distribution = \"normal\", sd = 0.8 }\ninitial.demand = 5.7\n"
                 "indicators.growth.name = { en = \"Growth of demand\", zh = \"需求增速\" }\n");
        at.write("targets.csv", "id,comparator,value,year\ngrowth,ge,5.5,2025\n");
        at.write("batch.toml",
                 "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\ntargets = \"targets.csv\"\n"
                 "first = \"2025Q1\"\nlast = \"2025Q4\"\npaths = 20000\n");
        ASSERT_EQ(at.shell("yuce run batch.toml --quiet").code, 0);
    }
    // Both streams of a command on a terminal of so many columns.
    std::string shown(const std::string& command, int columns) const {
        at.write("command.sh", "export TERM=xterm\nstty cols " + std::to_string(columns) + " rows 50\n" + command + "\n");
        const Outcome run = at.shell("script -qec 'sh command.sh' /dev/null");
        EXPECT_EQ(run.code, 0) << run.out;
        return run.out;
    }
    Workplace at{"terminal"};
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(OnATerminal, TablesUseTheWidthThereIs) {
    const std::string narrow = shown("yuce show small.h5", 80), wide = shown("yuce show small.h5", 160);
    EXPECT_TRUE(holds(wide, "in words    name")) << wide;
    EXPECT_FALSE(holds(narrow, "in words    name")) << narrow;
    for (const char* language : {"en", "zh"}) {
        for (const int columns : {80, 160}) {
            std::istringstream text(shown(std::string("NO_COLOR=1 yuce show small.h5 --lang ") + language, columns));
            for (std::string line; std::getline(text, line);) {
                if (!line.empty() && line.back() == '\r') line.pop_back();
                EXPECT_LE(results::width_of(line), static_cast<std::size_t>(columns)) << line;
            }
        }
    }
}

TEST_F(OnATerminal, ColourIsForTerminalsAndNeverWithNoColor) {
    EXPECT_TRUE(holds(shown("yuce show small.h5", 80), "\033["));
    EXPECT_FALSE(holds(shown("NO_COLOR=1 yuce show small.h5", 80), "\033["));
    EXPECT_TRUE(holds(shown("NO_COLOR= yuce show small.h5", 80), "\033[")) << "an empty NO_COLOR is none";
    EXPECT_FALSE(holds(shown("TERM=dumb yuce show small.h5", 80), "\033["));
    EXPECT_FALSE(holds(shown("yuce show small.h5 | cat", 80), "\033["));
    EXPECT_FALSE(holds(shown("yuce show small.h5 --json", 80), "\033["));
}

TEST_F(OnATerminal, ColumnsCountWhereThereIsNoTerminal) {
    EXPECT_TRUE(holds(at.shell("COLUMNS=160 yuce show small.h5").out, "in words    name"));
    EXPECT_FALSE(holds(at.shell("COLUMNS=80 yuce show small.h5").out, "in words    name"));
}

TEST_F(OnATerminal, ProgressTellsRateAndTimeLeftAndIsWipedOut) {
    const std::string run = shown("yuce run batch.toml", 80);
    const std::size_t progress = run.find(" paths/s  ");
    ASSERT_NE(progress, std::string::npos) << run;
    EXPECT_TRUE(holds(run, " s left")) << run;
    const std::size_t wiped = run.find("\r\033[K", progress), answer = run.find("P(", progress);
    EXPECT_LT(wiped, answer) << run;
    EXPECT_FALSE(holds(run.substr(answer), " left\r")) << run;
}

TEST_F(OnATerminal, QuietAndPipesShowNoProgress) {
    EXPECT_EQ(shown("yuce run batch.toml --quiet", 80), "");
    EXPECT_FALSE(holds(shown("yuce run batch.toml 2>&1 | cat", 80), "left"));
}

}  // namespace
}  // namespace yuce::testing
