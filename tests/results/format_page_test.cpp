// The table of datasets, the page and a written file say the same.

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "results/file.hpp"
#include "results/file_image.hpp"
#include "tests/results/kept_sample.hpp"
#include "tests/results/sample_run.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

using namespace results;

std::set<std::string> rows_of_page() {
    std::ifstream in(YUCE_SOURCE_DIR "/results/FORMAT.md");
    std::set<std::string> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("| `", 0) != 0) continue;
        EXPECT_TRUE(rows.insert(line).second) << "twice on the page: " << line;
    }
    return rows;
}

std::string row(std::initializer_list<std::string_view> cells) {
    std::string text = "|";
    for (const std::string_view cell : cells) text += " " + std::string(cell) + " |";
    return text;
}

std::set<std::string> rows_of_tables() {
    std::set<std::string> rows;
    for (const DatasetEntry& e : dataset_table()) {
        const std::string name = "`" + std::string(e.name) + "`";
        rows.insert(row({name, e.type, e.dimensions, e.units.empty() ? "-" : e.units, e.meaning, e.since}));
    }
    for (const AttributeEntry& a : attribute_table()) {
        const std::string name = "`" + (a.group.empty() ? "" : std::string(a.group) + "/") + std::string(a.name) + "`";
        rows.insert(row({name, a.type, a.meaning, a.since}));
    }
    return rows;
}

TEST(FormatPage, HasExactlyTheRowsOfTheTables) {
    const std::set<std::string> page = rows_of_page(), tables = rows_of_tables();
    for (const std::string& r : tables) EXPECT_TRUE(page.count(r)) << "not on the page: " << r;
    for (const std::string& r : page) EXPECT_TRUE(tables.count(r)) << "only on the page: " << r;
}

TEST(FormatPage, NamesTheFormat) {
    std::ifstream in(YUCE_SOURCE_DIR "/results/FORMAT.md");
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_NE(text.str().find(result_format), std::string::npos);
}

const FileImage& written() {
    static const FileImage image = [] {
        const ScratchFolder folder;
        write_sample(folder.file("a.h5"), 500, Failing::some, some_kept(500), Quantiles::streaming);
        return read_hdf5(folder.file("a.h5"));
    }();
    return image;
}

std::string type_of(const Dataset& dataset) {
    if (const Streamed* streamed = dataset.streamed()) return name_of(streamed->type);
    const char* const names[] = {"float64", "int64", "string"};
    return names[dataset.data.index()];
}
std::string type_of(const Attribute& attribute) {
    const char* const names[] = {"float64", "int64", "uint64", "string"};
    return names[attribute.value.index()];
}

const DatasetEntry* entry_of(const std::string& path) {
    for (const DatasetEntry& e : dataset_table()) {
        if (e.name == path) return &e;
    }
    return nullptr;
}

std::string text_of(const Dataset& dataset, const std::string& attribute) {
    for (const Attribute& a : dataset.attributes) {
        if (a.name == attribute) return std::get<std::string>(a.value);
    }
    return "";
}

TEST(DatasetTable, DescribesEveryDatasetOfAFile) {
    for (const Dataset& dataset : written().datasets) {
        const DatasetEntry* entry = entry_of(dataset.path);
        ASSERT_NE(entry, nullptr) << dataset.path;
        std::string dimensions;
        for (const std::string& d : dataset.dimensions) dimensions += (dimensions.empty() ? "" : ", ") + d;
        EXPECT_EQ(dimensions, entry->dimensions) << dataset.path;
        EXPECT_EQ(type_of(dataset), entry->type) << dataset.path;
        EXPECT_EQ(text_of(dataset, "long_name"), entry->meaning) << dataset.path;
        EXPECT_EQ(text_of(dataset, "units"), entry->units) << dataset.path;
    }
}

TEST(DatasetTable, HasNoDatasetThatAFullFileLacks) {
    for (const DatasetEntry& e : dataset_table()) EXPECT_NE(written().find(std::string(e.name)), nullptr) << e.name;
}

TEST(DatasetTable, NoDatasetUsesADimensionTwice) {
    for (const Dataset& dataset : written().datasets) {
        const std::set<std::string> distinct(dataset.dimensions.begin(), dataset.dimensions.end());
        EXPECT_EQ(distinct.size(), dataset.dimensions.size()) << dataset.path;
    }
}

TEST(DatasetTable, EveryDimensionHasValuesOfItsLength) {
    for (const Dataset& dataset : written().datasets) {
        const std::string group = group_of(dataset.path).empty() ? "" : group_of(dataset.path) + "/";
        for (std::size_t axis = 0; axis < dataset.dimensions.size(); ++axis) {
            const Dataset* scale = written().find(group + dataset.dimensions[axis]);
            ASSERT_NE(scale, nullptr) << dataset.path << " " << dataset.dimensions[axis];
            EXPECT_TRUE(scale->is_dimension());
            EXPECT_EQ(scale->shape[0], dataset.shape[axis]) << dataset.path;
        }
    }
}

TEST(AttributeTable, DescribesEveryAttributeOfAFileAndNoOther) {
    std::set<std::string> known, found;
    for (const AttributeEntry& a : attribute_table())
        known.insert(std::string(a.group) + "/" + std::string(a.name) + ":" + std::string(a.type));
    for (const Group& group : written().groups) {
        if (group.path == "provenance/run") continue;
        for (const Attribute& a : group.attributes) found.insert(group.path + "/" + a.name + ":" + type_of(a));
    }
    EXPECT_EQ(found, known);
}

TEST(DatasetTable, DatasetsOfEmptyDimensionsAreLeftOut) {
    SampleRun run = sample_run(100);
    run.layout.goals.clear();
    run.layout.not_assessed.clear();
    const FileImage image = image_of(collect(run));
    for (const Dataset& dataset : image.datasets) {
        EXPECT_GT(dataset.size(), 0U) << dataset.path;
        for (const std::string& d : dataset.dimensions) {
            EXPECT_TRUE(d != "goal" && d != "not_assessed" && d != "failure" && d != "file" && d != "path") << dataset.path;
        }
    }
    EXPECT_EQ(image.find("goal_probability"), nullptr);
    EXPECT_EQ(image.find("failures/failed_paths"), nullptr);
    EXPECT_EQ(image.find("paths/scenario"), nullptr);
    EXPECT_NE(image.find("probability"), nullptr);
}

}  // namespace
}  // namespace yuce::testing
