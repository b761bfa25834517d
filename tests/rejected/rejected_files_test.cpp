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
    EXPECT_EQ(checked(with_file("targets.csv", "id,comparator,value,year\ngr\xF6wth,ge,5,2025\n")), "");
    EXPECT_EQ(checked(with_file("tariff.toml", std::string("format = \"yuce-scenario/1\"\nid = \"tariff\"\nstory = \"\xFF\"\n"))), "");
    EXPECT_EQ(checked(with_file("model.toml", "\xFF\xFE" "f")), "");
}

TEST(RejectedFiles, HoldZeroBytes) {
    EXPECT_EQ(checked(with_file("targets.csv", std::string("id,comparator,value,year\ngrowth\0,ge,5,2025\n", 43))), "");
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
    EXPECT_EQ(message, "");
}

TEST(AcceptedFiles, WithAByteOrderMarkAndCrlfAreRead) {
    RejectedCase accepted = with_file("targets.csv", "\xEF\xBB\xBFid,comparator,value,year\r\ngrowth,ge,5,2025\r\n");
    EXPECT_EQ(checked(accepted), "");
    accepted.files["tariff.toml"] = "\xEF\xBB\xBF" "format = \"yuce-scenario/1\"\r\nid = \"tariff\"\r\n";
    EXPECT_EQ(checked(accepted), "");
}

}  // namespace
}  // namespace yuce::testing
