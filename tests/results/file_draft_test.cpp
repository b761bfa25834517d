// Files begun before their results are known.

#include "results/file_draft.hpp"

#include <gtest/gtest.h>

#include "results/file.hpp"
#include "tests/results/kept_sample.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

using namespace results;

FileImage outline_before(const ResultSet& results) { return outline_before_run(results.layout, results.provenance); }

TEST(FileDraft, KnowsBeforeARunAllButItsFigures) {
    ResultSet exact = sample_results(9000), streaming = sample_results(9000, Failing::none, Quantiles::streaming);
    EXPECT_EQ(outline_before(exact), outline_of(image_of(exact)));
    EXPECT_EQ(outline_before(streaming), outline_of(image_of(streaming)));
    EXPECT_FALSE(outline_before(exact) == outline_before(streaming));
    exact.kept = some_kept(5000);
    EXPECT_FALSE(outline_before(exact) == outline_of(image_of(exact))) << "kept paths are not drafted for";
}

TEST(FileDraft, IsWithoutWhatARunDecides) {
    ResultSet results = sample_results(9000);
    const FileImage outline = outline_before(results);
    results.provenance.run["threads"] = "64";
    results.scenarios[1].probability[0].value += 1;
    EXPECT_EQ(outline_of(image_of(results)), outline);
    EXPECT_EQ(outline.find("", "too_many_failed"), nullptr);
    EXPECT_TRUE(std::get<std::vector<double>>(outline.find("probability")->data).empty());
    EXPECT_EQ(outline.find("probability")->shape, (std::vector<std::size_t>{3, 9}));
    EXPECT_FALSE(outline_before(results) == outline_of(image_of(sample_results(9000, Failing::some)))) << "failures have names";
}

TEST(FileDraft, GivesTheBytesOfAFileMadeAtOnceAlsoWhereItDoesNotFit) {
    for (const Failing failing : {Failing::none, Failing::some}) {
        for (const std::uint64_t kept : {0, 5000}) {
            const ScratchFolder folder;
            const KeptPaths paths = kept == 0 ? KeptPaths{} : some_kept(kept);
            const ResultSet at_once = write_sample(folder.file("a.h5"), 9000, failing, paths);
            ResultSet drafted = sample_results(9000, failing);
            drafted.kept = paths;
            const SampleRun run = sample_run(9000, failing);
            write_file(
                drafted, folder.file("b.h5"), [&](KeptPathsWriter& writer) { put_paths(run, paths, writer); },
                draft_file(drafted.layout, drafted.provenance));
            EXPECT_EQ(drafted.digest, at_once.digest);
            EXPECT_EQ(bytes_of(folder.file("a.h5")), bytes_of(folder.file("b.h5")));
        }
    }
}

TEST(FileDraft, FitsNoResultsItWasNotMadeFor) {
    const ResultSet results = sample_results(500);
    FileDraft draft(outline_before(results));
    EXPECT_FALSE(draft.fits(image_of(sample_results(9000))));
    EXPECT_FALSE(draft.fits(image_of(sample_results(500, Failing::some))));
    ASSERT_TRUE(draft.fits(image_of(results)));
    EXPECT_GT(draft.finish(image_of(results)).length, 10000U);
}

}  // namespace
}  // namespace yuce::testing
