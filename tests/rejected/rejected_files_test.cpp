// Files that no text case can hold: binary, huge, unreadable.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "scenarios/run_plan.hpp"
#include "tests/cases/program_run.hpp"
#include "tests/rejected/case_file.hpp"

namespace yuce::testing {
namespace {

namespace fs = std::filesystem;

std::string checked(const RejectedCase& rejected) { return answer(rejected); }

RejectedCase with_file(const std::string& name, const std::string& text) {
    RejectedCase rejected;
    rejected.files[name] = text;
    return rejected;
}

TEST(RejectedFiles, AreNotUtf8) {
    EXPECT_EQ(checked(with_file("targets.csv", "id,comparator,value,year\ngr\xF6wth,ge,5,2025\n")),
              "batch.toml:5:12: error: cannot read 'targets.csv': line 2 is not UTF-8\n"
              "    5 | targets = \"targets.csv\"\n"
              "      |            ^\n"
              "    save the file in the encoding UTF-8 (in Excel: CSV UTF-8)\n");
    EXPECT_EQ(checked(with_file("tariff.toml", std::string("format = \"yuce-scenario/1\"\nid = \"tariff\"\nstory = \"\xFF\"\n"))),
              "batch.toml:6:32: error: cannot read 'tariff.toml': line 3 is not UTF-8\n"
              "    6 | scenarios = [\"baseline.toml\", \"tariff.toml\"]\n"
              "      |                                ^\n"
              "    save the file in the encoding UTF-8\n");
    EXPECT_EQ(checked(with_file("model.toml",
                                "\xFF\xFE"
                                "f")),
              "batch.toml:3:10: error: cannot read 'model.toml': line 1 is not UTF-8\n"
              "    3 | model = \"model.toml\"\n"
              "      |          ^\n"
              "    save the file in the encoding UTF-8\n");
}

TEST(RejectedFiles, HoldZeroBytes) {
    EXPECT_EQ(checked(with_file("targets.csv", std::string("id,comparator,value,year\ngrowth\0,ge,5,2025\n", 43))),
              "batch.toml:5:12: error: cannot read 'targets.csv': line 2 holds a NUL byte, so it is no text\n"
              "    5 | targets = \"targets.csv\"\n"
              "      |            ^\n");
}

TEST(RejectedFiles, AreOverOneGibibyte) {
    const Workplace place("over_1_gib");
    place.write("huge.csv", "id,value,unit\n");
    fs::resize_file(place.folder() / "huge.csv", (std::uintmax_t{1} << 30) + 1);  // sparse
    Diagnostics diagnostics;
    scenarios::check_file((place.folder() / "huge.csv").string(), diagnostics);
    std::string message = diagnostics.render();
    const std::string folder = place.folder().string() + "/";
    for (std::size_t at; (at = message.find(folder)) != std::string::npos;) message.erase(at, folder.size());
    EXPECT_EQ(message, "huge.csv: error: cannot read 'huge.csv': it is larger than 1 GiB\n");
}

TEST(AcceptedFiles, WithAByteOrderMarkAndCrlfAreRead) {
    RejectedCase accepted = with_file("targets.csv", "\xEF\xBB\xBFid,comparator,value,year\r\ngrowth,ge,5,2025\r\n");
    EXPECT_EQ(checked(accepted), "");
    accepted.files["tariff.toml"] =
        "\xEF\xBB\xBF"
        "format = \"yuce-scenario/1\"\r\nid = \"tariff\"\r\n";
    EXPECT_EQ(checked(accepted), "");
}

}  // namespace
}  // namespace yuce::testing
