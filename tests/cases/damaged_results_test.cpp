// Every verb that reads results refuses damaged and foreign files in words, with exit code 4, and leaves nothing behind.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "results/file_image.hpp"
#include "tests/cases/program_run.hpp"

namespace yuce::testing {
namespace {

using results::Attribute;
using results::FileImage;

void put(const Workplace& at, const std::string& name, const std::string& bytes) { at.write(name, bytes); }

// The file again, without seal, with another text in an attribute of the root.
void put_changed(const Workplace& at, const std::string& name, const std::string& attribute, const std::string& text) {
    FileImage image = results::read_hdf5((at.folder() / "small.h5").string());
    for (Attribute& a : image.groups.front().attributes) {
        if (a.name == attribute) a.value = text;
    }
    std::stable_partition(image.datasets.begin(), image.datasets.end(),
                          [](const results::Dataset& d) { return d.is_dimension(); });
    const std::vector<unsigned char> bytes = results::hdf5_bytes(image);
    put(at, name, {bytes.begin(), bytes.end()});
}

// Damaged files and what is said of them.
std::map<std::string, std::string> damaged_files(const Workplace& at) {
    const std::string whole = slurp(at.folder() / "small.h5");
    put(at, "truncated.h5", whole.substr(0, whole.size() / 2));
    std::string flipped = whole;
    flipped[whole.size() / 3] = static_cast<char>(flipped[whole.size() / 3] ^ 4);
    put(at, "flipped.h5", flipped);
    put(at, "empty.h5", "");
    put(at, "table.h5", "id,value\ngrowth,6\n");
    put_changed(at, "digest.h5", "digest", std::string(64, '0'));
    put_changed(at, "title.h5", "title", "Another title");
    put_changed(at, "newer.h5", "format", "yuce-result/2");
    put_changed(at, "other.h5", "format", "something/1");
    return {{"truncated.h5", "is damaged"},
            {"flipped.h5", "is damaged or was changed: its bytes do not have the checksum at its end"},
            {"empty.h5", "it is empty"},
            {"table.h5", "it is not HDF5"},
            {"digest.h5", "its contents do not have the digest it states"},
            {"title.h5", "its contents do not have the digest it states"},
            {"newer.h5", "the file was written by a newer program"},
            {"other.h5", "is HDF5 but no results file: its format is 'something/1'"},
            {"missing.h5", "No such file"},
            {"folder", "it is a folder"}};
}

TEST(DamagedResults, AreRefusedInWordsByEveryVerbThatReadsResults) {
    Workplace at("damaged");
    at.write("model.toml",
             "format = \"yuce-model/1\"\nid = \"small\"\nfrequency = \"annual\"\nequations = \"demand = 2 + world\"\n"
             "shocks.world = { distribution = \"normal\", sd = 1 }\n");
    at.write("batch.toml",
             "format = \"yuce-batch/1\"\nid = \"small\"\nmodel = \"model.toml\"\nfirst = \"2025\"\nlast = \"2025\"\n"
             "paths = 100\n");
    ASSERT_EQ(
        at.shell("mkdir folder; yuce run batch.toml --quiet && yuce show small.h5 && yuce report small.h5 -o whole.html").code,
        0);
    const auto files = damaged_files(at);
    for (const std::string verb :
         {"show", "show --json", "show --digest", "report", "export --format csv", "compare ../small.h5", "replay --path 0"}) {
        if (at.shell("yuce " + verb + " small.h5").err.find("is not available in this version") != std::string::npos) continue;
        for (const auto& [file, words] : files) {
            const Outcome run = at.shell("mkdir out; cd out; yuce " + verb + " ../" + file + "; code=$?; ls; exit $code");
            EXPECT_EQ(run.code, 4) << verb << " " << file << run.err;
            EXPECT_EQ(run.out, "") << verb << " " << file;
            EXPECT_NE(run.err.find("error: "), std::string::npos) << verb << " " << file << run.err;
            EXPECT_NE(run.err.find(words), std::string::npos) << verb << " " << file << ": " << run.err;
            at.shell("rm -r out");
        }
    }
}

}  // namespace
}  // namespace yuce::testing
