// Results files that are damaged, of another kind, or cannot be written.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"
#include "tests/results/sample_run.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

using namespace results;

// What read_file says of a file.
std::string refusal(const std::string& path) {
    try {
        read_file(path);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file);
        return error.what();
    }
    return "";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Writes an image whose format or attributes a test has changed, with a digest that fits.
void write_image(FileImage image, const std::string& path) {
    image.groups.front().attributes.push_back({"digest", digest_of(image)});
    save_bytes(hdf5_bytes(image), path);
}

void set_format(FileImage& image, const std::string& format) {
    for (Attribute& a : image.groups.front().attributes) {
        if (a.name == "format") a.value = format;
    }
}

TEST(ResultsFile, OtherFilesAreRefusedInWords) {
    const ScratchFolder folder;
    EXPECT_TRUE(contains(refusal(folder.file("missing.h5")), "No such file"));
    EXPECT_TRUE(contains(refusal(folder.path()), "it is a folder"));
    std::ofstream(folder.file("text.h5")) << "id,value\ngrowth,6\n";
    EXPECT_TRUE(contains(refusal(folder.file("text.h5")), "it is not HDF5"));
    std::ofstream(folder.file("empty.h5")) << "";
    EXPECT_TRUE(contains(refusal(folder.file("empty.h5")), "it is empty"));
    FileImage image;
    image.groups.push_back({"", {{"title", std::string("something else")}}});
    write_image(image, folder.file("other.h5"));
    EXPECT_TRUE(contains(refusal(folder.file("other.h5")), "format is not stated"));
}

TEST(ResultsFile, OtherVersionsAreRefusedAndMinorOnesRead) {
    const ScratchFolder folder;
    FileImage image = image_of(sample_results(100));
    set_format(image, "yuce-result/2");
    write_image(image, folder.file("newer.h5"));
    EXPECT_TRUE(contains(refusal(folder.file("newer.h5")), "'yuce-result/2'"));
    set_format(image, "yuce-batch/1");
    write_image(image, folder.file("kind.h5"));
    EXPECT_TRUE(contains(refusal(folder.file("kind.h5")), "no results file"));
    set_format(image, "yuce-result/1.7");
    image.datasets.push_back({"new_in_1_7", {"scenario"}, {3}, std::vector<double>{1, 2, 3}, {}});
    write_image(image, folder.file("minor.h5"));
    EXPECT_EQ(read_file(folder.file("minor.h5")).layout.batch_id, "sample-2025");
}

void remove(FileImage& image, const std::string& path) {
    auto& all = image.datasets;
    all.erase(std::remove_if(all.begin(), all.end(), [&](const Dataset& d) { return d.path == path; }), all.end());
}

// The table of a later version, in which a dataset is new.
std::vector<DatasetEntry> table_with_later(const std::string& path, std::string_view since) {
    std::vector<DatasetEntry> table = dataset_table();
    for (DatasetEntry& entry : table) {
        if (entry.name == path) entry.since = since;
    }
    return table;
}

TEST(ResultsFile, AMissingDatasetOfItsOwnVersionIsRefused) {
    const ScratchFolder folder;
    for (const char* path : {"hits", "kurtosis", "indicator_unit", "target_year", "provenance/text"}) {
        FileImage image = image_of(sample_results(100));
        remove(image, path);
        write_image(image, folder.file("a.h5"));
        EXPECT_TRUE(contains(refusal(folder.file("a.h5")), std::string("the dataset ") + path + " is missing")) << path;
    }
}

TEST(ResultsFile, WhatCameWithALaterVersionIsMissingInAnOlderFile) {
    const ResultSet whole = sample_results(100);
    FileImage image = image_of(whole);
    for (const char* path : {"kurtosis", "target_class", "hits_strict"}) remove(image, path);
    auto table = table_with_later("kurtosis", "1.1");
    for (DatasetEntry& entry : table) {
        if (entry.name == "target_class" || entry.name == "hits_strict") entry.since = "1.2";
    }
    const ResultSet read = result_set_of(image, table);
    EXPECT_TRUE(std::isnan(read.scenarios[1].indicators[0].kurtosis));
    EXPECT_EQ(read.scenarios[1].indicators[0].mean, whole.scenarios[1].indicators[0].mean);
    EXPECT_EQ(read.layout.targets[0].target_class, "");
    EXPECT_EQ(read.scenarios[0].hits_strict, std::vector<std::uint64_t>(whole.layout.targets.size(), 0));
    set_format(image, "yuce-result/1.1");
    EXPECT_THROW(result_set_of(image, table), Error) << "kurtosis is missing in a file of the version that has it";
}

TEST(ResultsFile, ATruncatedFileIsRefused) {
    const ScratchFolder folder;
    ResultSet results = sample_results(100);
    write_file(results, folder.file("whole.h5"));
    const std::string bytes = bytes_of(folder.file("whole.h5"));
    const std::size_t seal = bytes.rfind("yuce-seal ");
    for (const std::size_t keep : {seal - 1, bytes.size() / 2, std::size_t{500}, std::size_t{48}, std::size_t{9}}) {
        std::ofstream(folder.file("cut.h5"), std::ios::binary) << bytes.substr(0, keep);
        EXPECT_TRUE(contains(refusal(folder.file("cut.h5")), "damaged")) << keep;
    }
}

// Changes one bit of the file's value `stored`.
void change_value(std::string& bytes, double value) {
    std::string stored(sizeof value, '\0');
    std::memcpy(stored.data(), &value, sizeof value);
    const std::size_t place = bytes.find(stored);
    ASSERT_NE(place, std::string::npos);
    bytes[place] = static_cast<char>(bytes[place] ^ 1);
}

TEST(ResultsFile, AChangedValueIsFoundByTheSealAndWithoutItByTheDigest) {
    const ScratchFolder folder;
    ResultSet results = sample_results(100);
    write_file(results, folder.file("a.h5"));
    std::string bytes = bytes_of(folder.file("a.h5"));
    const std::size_t seal = bytes.rfind("yuce-seal ");
    ASSERT_EQ(seal, bytes.size() - 75);
    std::ofstream(folder.file("b.h5"), std::ios::binary) << bytes.substr(0, seal);
    EXPECT_EQ(read_file(folder.file("b.h5")).digest, results.digest) << "a file without seal is read";
    change_value(bytes, results.scenarios[1].indicators[1].mean);
    std::ofstream(folder.file("a.h5"), std::ios::binary) << bytes;
    EXPECT_TRUE(contains(refusal(folder.file("a.h5")), "the checksum at its end"));
    std::ofstream(folder.file("b.h5"), std::ios::binary) << bytes.substr(0, seal);
    EXPECT_TRUE(contains(refusal(folder.file("b.h5")), "the digest it states"));
}

TEST(ResultsFile, AnyChangedByteIsRefused) {
    const ScratchFolder folder;
    ResultSet results = sample_results(100, Failing::some);
    write_file(results, folder.file("a.h5"));
    const std::string bytes = bytes_of(folder.file("a.h5"));
    const std::size_t seal = bytes.rfind("yuce-seal ");
    for (std::size_t place = 0; place < bytes.size(); place += place + 10 < seal || place > seal + 10 ? 311 : 1) {
        std::string changed = bytes;
        changed[place] = static_cast<char>(changed[place] ^ 0x40);
        std::ofstream(folder.file("b.h5"), std::ios::binary) << changed;
        const bool seal_word = place >= seal && place < seal + 10;  // without its word it is no seal, and the contents are whole
        EXPECT_EQ(refusal(folder.file("b.h5")).empty(), seal_word || place + 1 == bytes.size()) << "byte " << place;
    }
}

std::size_t files_in(const std::string& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(ResultsFile, AFullDiskLeavesNothingBehind) {
    const ScratchFolder folder;
    ResultSet results = sample_results(100);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{20000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::string message;
    try {
        write_file(results, folder.file("a.h5"));
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file);
        message = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_TRUE(contains(message, "cannot write")) << message;
    EXPECT_EQ(files_in(folder.path()), 0U);
    EXPECT_TRUE(results.digest.empty());
}

TEST(ResultsFile, AnUnwritableFolderIsRefusedInWords) {
    ResultSet results = sample_results(100);
    try {
        write_file(results, "/proc/results.h5");
        FAIL() << "written to /proc";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file);
        EXPECT_TRUE(contains(error.what(), "cannot write '/proc/results.h5'")) << error.what();
    }
}

TEST(ResultsFile, AFolderInTheWayLeavesNothingBehind) {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder.file("a.h5"));
    ResultSet results = sample_results(100);
    EXPECT_THROW(write_file(results, folder.file("a.h5")), Error);
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(ResultsFile, ReplacesAnOlderFileWhole) {
    const ScratchFolder folder;
    ResultSet first = sample_results(100), second = sample_results(200);
    write_file(first, folder.file("a.h5"));
    write_file(second, folder.file("a.h5"));
    EXPECT_EQ(read_file(folder.file("a.h5")).digest, second.digest);
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(ResultsFile, AZeroByteInATextIsRefusedInWords) {
    const ScratchFolder folder;
    ResultSet results = sample_results(100);
    results.provenance.files[0].text = std::string("a\0b", 3);
    EXPECT_THROW(write_file(results, folder.file("a.h5")), Error);
    EXPECT_EQ(files_in(folder.path()), 0U);
}

}  // namespace
}  // namespace yuce::testing
