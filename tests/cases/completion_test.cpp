// Help, completion and manual page say the same of every verb and option: they are made from one table.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <vector>

#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// First words of the indented lines under a heading of the help: verbs, or options such as "-o,--output".
std::vector<std::string> entries(const std::string& help, const std::string& heading) {
    std::vector<std::string> names;
    bool inside = false;
    for (const std::string& line : lines_of(help)) {
        if (line == heading) inside = true;
        if (line.empty()) inside = false;
        if (inside && line.rfind("  ", 0) == 0 && line[2] != ' ') names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return names;
}

std::vector<std::string> option_names(const std::string& help) {
    std::vector<std::string> names;
    for (const std::string& entry : entries(help, "Options:")) {
        std::istringstream parts(entry);
        for (std::string name; std::getline(parts, name, ',');) names.push_back(name);
    }
    return names;
}

// What bash offers in place of the last word.
std::vector<std::string> offered(const Workplace& at, const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += " '" + word + "'";
    at.write("ask.bash", "source <(yuce completion bash)\nCOMP_WORDS=(yuce" + list +
                             ")\nCOMP_CWORD=" + std::to_string(words.size()) + "\n_yuce\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
    const Outcome answer = at.shell("bash ask.bash");
    EXPECT_EQ(answer.code, 0) << answer.err;
    return lines_of(answer.out);
}

bool among(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

class Terminal : public ::testing::Test {
protected:
    Workplace at{"completion"};
    std::vector<std::string> verbs = entries(at.shell("yuce --help").out, "Subcommands:");
};

TEST_F(Terminal, EveryVerbHasAnExampleInItsHelp) {
    ASSERT_GE(verbs.size(), 8U);
    for (const std::string& verb : verbs) {
        const Outcome help = at.shell("yuce " + verb + " --help");
        EXPECT_EQ(help.code, 0) << verb;
        const std::size_t example = help.out.find("\nExample: ");
        ASSERT_NE(example, std::string::npos) << verb;
        EXPECT_NE(help.out.find("yuce " + verb + " ", example), std::string::npos) << verb;
    }
}

TEST_F(Terminal, BashOffersEveryVerbAndOptionOfTheHelp) {
    EXPECT_GE(verbs.size(), 8U);
    const std::vector<std::string> first = offered(at, {""});
    for (const std::string& verb : verbs) {
        EXPECT_TRUE(among(first, verb)) << verb;
        std::vector<std::string> options = option_names(at.shell("yuce " + verb + " --help").out);
        std::vector<std::string> completed = offered(at, {verb, "-"});
        std::sort(options.begin(), options.end());
        std::sort(completed.begin(), completed.end());
        EXPECT_EQ(completed, options) << verb;
    }
}

TEST_F(Terminal, TheManualPageHasEveryVerbAndOptionOfTheHelp) {
    std::string page = at.shell("yuce manual").out;
    page = std::regex_replace(page, std::regex(R"(\\-)"), "-");
    for (const std::string& verb : verbs) {
        const std::size_t begin = page.find("\n.SS yuce " + verb + "\n");
        ASSERT_NE(begin, std::string::npos) << verb;
        const std::string section = page.substr(begin, page.find("\n.S", begin + 1) - begin);
        EXPECT_NE(section.find("Example:"), std::string::npos) << verb;
        for (const std::string& name : option_names(at.shell("yuce " + verb + " --help").out))
            EXPECT_NE(section.find("\\fB" + name + "\\fR"), std::string::npos) << verb << " " << name;
    }
}

TEST_F(Terminal, WhatIsNotBuiltIsNotOffered) {
    const std::vector<std::string> first = offered(at, {""});
    const std::string page = at.shell("yuce manual").out;
    for (const std::string verb : {"export", "compare", "replay", "sensitivity", "seek", "require", "stress", "discover",
                                   "calibrate", "backtest", "bench"}) {
        const bool built = at.shell("yuce " + verb + " x").err.find("is not available in this version") == std::string::npos;
        EXPECT_EQ(among(first, verb), built) << verb;
        EXPECT_EQ(page.find(".SS yuce " + verb + "\n") != std::string::npos, built) << verb;
    }
}

TEST_F(Terminal, BashOffersValuesAndFilesOfTheRightKind) {
    at.write("batch.toml", "");
    at.write("results one.h5", "");
    at.shell("mkdir folder");
    using Words = std::vector<std::string>;
    EXPECT_EQ(offered(at, {"run", "--lang", ""}), (Words{"en", "zh"}));
    EXPECT_EQ(offered(at, {"run", "--lang", "=", "z"}), (Words{"zh"}));
    EXPECT_EQ(offered(at, {"run", "--lang", "="}), (Words{"en", "zh"}));
    EXPECT_EQ(offered(at, {"describe", "mod"}), (Words{"model"}));
    EXPECT_EQ(offered(at, {"completion", ""}), (Words{"bash", "zsh"}));
    EXPECT_EQ(offered(at, {"run", "b"}), (Words{"batch.toml"}));
    EXPECT_EQ(offered(at, {"show", ""}), (Words{"results one.h5", "folder"}));
    EXPECT_EQ(offered(at, {"run", "--seed", ""}), (Words{""}));
    EXPECT_EQ(offered(at, {"desc"}), (Words{"describe"}));
}

TEST_F(Terminal, BashOffersTheValuesOfEveryOptionThatHasFixedOnes) {
    using Words = std::vector<std::string>;
    for (const char* verb : {"run", "bench"}) {
        EXPECT_EQ(offered(at, {verb, "--sampling", ""}), (Words{"random", "antithetic", "latin_hypercube", "sobol"})) << verb;
        EXPECT_EQ(offered(at, {verb, "--sampling", "s"}), (Words{"sobol"})) << verb;
        EXPECT_EQ(offered(at, {verb, "--isa", ""}), (Words{"avx512", "avx2", "portable"})) << verb;
    }
    EXPECT_EQ(offered(at, {"run", "--keep-as", ""}), (Words{"f8", "f4"}));
    EXPECT_EQ(offered(at, {"export", "--format", ""}), (Words{"csv", "wide", "json"}));
    const Words tables = offered(at, {"export", "--table", ""});
    EXPECT_TRUE(among(tables, "probabilities") && among(tables, "goals"));
    const std::string answer = at.shell("yuce export x.h5 --table none").err, mark = "there are ";
    const std::string list = answer.substr(answer.find(mark) + mark.size());
    for (const std::string& table : tables) EXPECT_NE(list.find(table), std::string::npos) << answer;
}

TEST_F(Terminal, ZshIsGivenEveryVerbAndOption) {
    if (at.shell("command -v zsh").code != 0) GTEST_SKIP() << "zsh is not installed";
    at.write("ask.zsh", R"text(compdef() { }
_arguments() { [[ $1 == -C ]] && { line=($verb); state=argument; [[ -n $verb ]] || state=verb; return; }; print -l -- "$@" }
_describe() { print -l -- $verbs }
verb=$1
eval "$(yuce completion zsh)"
_yuce
)text");
    const Outcome first = at.shell("zsh -f ask.zsh ''");
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(first.err, "");
    for (const std::string& verb : verbs) {
        EXPECT_NE(("\n" + first.out).find("\n" + verb + ":"), std::string::npos) << verb;
        const Outcome asked = at.shell("zsh -f ask.zsh " + verb);
        EXPECT_EQ(asked.err, "") << verb;
        for (const std::string& name : option_names(at.shell("yuce " + verb + " --help").out))
            EXPECT_TRUE(std::regex_search(asked.out, std::regex("(^|\n|[*)])" + name + "[+=]?\\["))) << verb << " " << name;
    }
}

TEST_F(Terminal, TheManualPageRendersWithoutWarnings) {
    at.shell("yuce manual > yuce.1");
    const bool mandoc = at.shell("command -v mandoc").code == 0, groff = at.shell("command -v groff").code == 0;
    if (!mandoc && !groff) GTEST_SKIP() << "neither mandoc nor groff is installed";
    if (mandoc) {
        const Outcome lint = at.shell("mandoc -Tlint yuce.1");
        EXPECT_EQ(lint.out + lint.err, "");
    }
    if (groff) {
        const Outcome page = at.shell("groff -ww -man -Tutf8 yuce.1");
        EXPECT_EQ(page.err, "");
        EXPECT_NE(page.out.find("exogenous.tariff=20"), std::string::npos) << page.out;
    }
}

}  // namespace
}  // namespace yuce::testing
