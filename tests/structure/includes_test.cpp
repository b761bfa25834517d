// Arrows between the rooms point one way: scenarios/cli -> scenarios -> models, results -> engine.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Include {
    std::string file, room, target;
};

bool is_source(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".hpp"; }

std::vector<fs::path> sources(const std::string& room) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(YUCE_SOURCE_DIR) / room)) {
        if (entry.is_regular_file() && is_source(entry.path())) found.push_back(entry.path());
    }
    return found;
}

std::string room_of(const std::string& header) {
    if (header.rfind("scenarios/cli/", 0) == 0) return "scenarios/cli";
    return header.substr(0, header.find('/'));
}

std::vector<Include> includes_of(const std::string& folder) {
    static const std::regex quoted(R"(^\s*#include\s+"([^"]+)\")");
    std::vector<Include> all;
    for (const fs::path& path : sources(folder)) {
        const std::string name = fs::relative(path, YUCE_SOURCE_DIR).generic_string();
        std::ifstream in(path);
        for (std::string line; std::getline(in, line);) {
            std::smatch match;
            if (std::regex_search(line, match, quoted)) all.push_back({name, room_of(name), match[1]});
        }
    }
    return all;
}

std::vector<std::string> angle_includes(const fs::path& path) {
    static const std::regex angle(R"(^\s*#include\s+<([^>]+)>)");
    std::vector<std::string> all;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (std::regex_search(line, match, angle)) all.push_back(match[1]);
    }
    return all;
}

TEST(Includes, PointOnlyDownwards) {
    const std::map<std::string, std::set<std::string>> allowed = {
        {"engine", {"engine"}},
        {"models", {"models", "engine"}},
        {"results", {"results", "engine"}},
        {"scenarios", {"scenarios", "models", "results", "engine"}},
        {"scenarios/cli", {"scenarios/cli", "scenarios", "models", "results", "engine"}},
    };
    std::size_t arrows = 0;
    for (const char* folder : {"engine", "models", "results", "scenarios"}) {
        for (const Include& include : includes_of(folder)) {
            const std::string target = room_of(include.target);
            EXPECT_TRUE(allowed.at(include.room).count(target)) << include.file << " includes " << include.target;
            if (target != include.room) ++arrows;
        }
    }
    EXPECT_GT(arrows, 10U) << "the test no longer sees the includes";
}

TEST(Includes, NameFilesThatExistFromTheRoot) {
    for (const char* folder : {"engine", "models", "results", "scenarios"}) {
        for (const Include& include : includes_of(folder)) {
            EXPECT_TRUE(fs::exists(fs::path(YUCE_SOURCE_DIR) / include.target)) << include.file << ": " << include.target;
        }
    }
}

TEST(Includes, KeepHeavyLibrariesOutOfHeaders) {
    const std::regex heavy("^(boost/|Eigen/|hdf5|H5|toml\\+\\+/|CLI/|tbb/|oneapi/)");
    for (const char* folder : {"engine", "models", "results", "scenarios"}) {
        for (const fs::path& path : sources(folder)) {
            if (path.extension() != ".hpp") continue;
            for (const std::string& header : angle_includes(path)) {
                EXPECT_FALSE(std::regex_search(header, heavy)) << path << " includes <" << header << ">";
            }
        }
    }
}

TEST(Includes, KeepHdf5InAtMostTwoFilesAndTomlInOne) {
    std::map<std::string, std::set<std::string>> users;
    for (const char* folder : {"engine", "models", "results", "scenarios"}) {
        for (const fs::path& path : sources(folder)) {
            for (const std::string& header : angle_includes(path)) {
                if (header == "hdf5.h" || header == "hdf5_hl.h") users["hdf5"].insert(path.filename());
                if (header.rfind("toml++/", 0) == 0) users["toml"].insert(path.filename());
                if (header.rfind("CLI/", 0) == 0) users["cli"].insert(path.parent_path().filename());
            }
        }
    }
    EXPECT_LE(users["hdf5"].size(), 2U);
    EXPECT_EQ(users["toml"].size(), 1U);
    EXPECT_EQ(users["cli"], std::set<std::string>{"cli"});
}

}  // namespace
