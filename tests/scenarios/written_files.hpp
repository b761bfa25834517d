// Files written for one test, and what their readers say about them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "engine/diagnostics.hpp"
#include "scenarios/toml_value.hpp"

namespace yuce::scenarios::testing {

// A folder of the running test alone, empty at first and removed at its end.
class Folder {
public:
    Folder() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        path_ = ::testing::TempDir() + "yuce_" + test->test_suite_name() + "_" + test->name();
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path(const std::string& name) const { return path_ + "/" + name; }
    std::string write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }
    // The rendered messages without the folder's name.
    std::string render(const Diagnostics& diagnostics) const {
        std::string text = diagnostics.render();
        const std::string prefix = path_ + "/";
        for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
            text.erase(at, prefix.size());
        return text;
    }

private:
    std::string path_;
};

inline std::shared_ptr<const SourceText> source_of(const std::string& text, const std::string& name = "file.toml") {
    return std::make_shared<const SourceText>(SourceText{name, text});
}

inline std::string at(const Place& place) { return std::to_string(place.line) + ":" + std::to_string(place.column); }

}  // namespace yuce::scenarios::testing
