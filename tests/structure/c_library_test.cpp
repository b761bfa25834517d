// Numbers that end in results are made of operations that IEEE 754 rounds alike everywhere. The C library's exp, log, pow ... are
// not such: they differ between its versions, and those of long double between processors of different makers. So the libraries
// may not call them, neither themselves nor through Boost; only the words and digits of reports and tables may.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <regex>
#include <string>
#include <vector>

namespace {

// "archive:member: symbol" for every symbol that the archive leaves to others.
std::vector<std::string> undefined_symbols(const std::string& archive) {
    const std::string command = "LC_ALL=C nm -A -u '" + archive + "' 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::vector<std::string> lines;
    std::array<char, 4096> line{};
    while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) lines.emplace_back(line.data());
    return lines;
}

TEST(CLibrary, FunctionsThatDifferBetweenMachinesAreOnlyInReports) {
    const std::regex inexact(
        R"(:(\S+): +[Uw] _*((exp|exp2|exp10|expm1|log|log2|log10|log1p|pow|cbrt|hypot|sin|cos|tan|sincos|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|erf|erfc|lgamma|tgamma|lgamma_r)[fl]?)(_finite)?\s)");
    const std::regex words("^(report_.*|.*_text|page_.*)\\.cpp\\.o$");
    for (const char* room : {"engine", "models", "results", "scenarios"}) {
        const std::string archive = std::string(YUCE_BINARY_DIR) + "/" + room + "/libyuce_" + room + ".a";
        const std::vector<std::string> symbols = undefined_symbols(archive);
        if (symbols.empty()) GTEST_SKIP() << "no nm here, or it cannot read " << archive;
        for (const std::string& line : symbols) {
            std::smatch found;
            if (!std::regex_search(line, found, inexact)) continue;
            EXPECT_TRUE(std::regex_match(found[1].str(), words)) << room << "'s " << found[1] << " calls " << found[2];
        }
    }
}

}  // namespace
