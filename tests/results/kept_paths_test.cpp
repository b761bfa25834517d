// Kept paths in the results file: written in pieces, read one by one, checked as a whole.

#include "results/kept_paths.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "results/file_image.hpp"
#include "results/report_text.hpp"
#include "tests/results/kept_sample.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

using namespace results;

constexpr std::uint64_t several_chunks = 70000;

std::string refusal_of_kept(const std::string& path) {
    try {
        check_kept_paths(path);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file);
        return error.what();
    }
    return "";
}

// What the file says of a path of the kept scenario `s`, in the order of rows.
std::vector<double> rows_of(const std::string& path, const Layout& layout, const KeptPaths& kept, std::size_t s,
                            std::uint64_t number) {
    const std::size_t indicators = layout.years.size() * kept.indicators.size();
    const std::size_t variables = layout.periods.size() * kept.variables.size();
    std::vector<double> all = read_kept_path(path, "paths/indicator", s * indicators, indicators, number);
    const std::vector<double> rest = read_kept_path(path, "paths/variable", s * variables, variables, number);
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

void expect_sample(const std::string& path, std::uint64_t paths, const KeptPaths& kept) {
    const SampleRun run = sample_run(paths, Failing::some);
    const std::size_t scenarios[] = {0, 2};
    std::size_t failed = 0;
    for (std::size_t s = 0; s < 2; ++s) {
        for (std::uint64_t number = 0; number < kept.paths; number += 1 + kept.paths / 97) {
            const bool ok = run.failures[scenarios[s]][number] == 0;
            failed += ok ? 0 : 1;
            EXPECT_EQ(read_kept_path(path, "paths/ok", s, 1, number)[0], ok ? 1 : 0);
            const std::vector<double> rows = rows_of(path, run.layout, kept, s, number);
            for (std::size_t row = 0; row < rows.size(); ++row) {
                const double value = run.values[scenarios[s]][output_of_row(run.layout, kept, row)][number];
                const double stored = kept.as == KeptAs::float32 ? double{static_cast<float>(value)} : value;
                EXPECT_TRUE(ok ? rows[row] == stored : std::isnan(rows[row])) << "row " << row << " of path " << number;
            }
        }
    }
    EXPECT_EQ(read_kept_path(path, "paths/path", 0, 1, kept.paths - 1)[0], static_cast<double>(kept.paths - 1));
    EXPECT_GT(failed, 0U) << "the sample has no failed path among those compared";
}

TEST(KeptPaths, StandInTheFileAsTheyWerePutWithFailedOnesMissing) {
    const ScratchFolder folder;
    for (const std::uint64_t kept : {std::uint64_t{1000}, std::uint64_t{4097}, std::uint64_t{9000}}) {
        write_sample(folder.file("a.h5"), 9000, Failing::some, some_kept(kept));
        expect_sample(folder.file("a.h5"), 9000, some_kept(kept));
    }
    write_sample(folder.file("b.h5"), several_chunks, Failing::some, some_kept(several_chunks));
    expect_sample(folder.file("b.h5"), several_chunks, some_kept(several_chunks));
}

TEST(KeptPaths, AsFloat32AreRoundedAndTakeHalfTheRoom) {
    const ScratchFolder folder;
    write_sample(folder.file("8.h5"), 70000, Failing::some, some_kept(65536));
    write_sample(folder.file("4.h5"), 70000, Failing::some, some_kept(65536, KeptAs::float32));
    write_sample(folder.file("0.h5"), 70000, Failing::some, {});
    expect_sample(folder.file("4.h5"), 70000, some_kept(65536, KeptAs::float32));
    const auto size = [&](const char* name) { return static_cast<double>(std::filesystem::file_size(folder.file(name))); };
    const double rows = 2 * (2 * 3 + 3 * 1);
    EXPECT_NEAR((size("8.h5") - size("4.h5")) / (rows * 65536 * 4), 1, 0.01);
    EXPECT_NEAR((size("4.h5") - size("0.h5")) / (rows * 65536 * 4 + 2 * 65536 + 65536 * 8), 1, 0.01);
}

TEST(KeptPaths, LeaveEverythingElseInTheFileAsItIs) {
    const ScratchFolder folder;
    const ResultSet with = write_sample(folder.file("a.h5"), 9000, Failing::some, some_kept(5000));
    const ResultSet without = write_sample(folder.file("b.h5"), 9000, Failing::some, {});
    const ResultSet read = read_file(folder.file("a.h5"));
    EXPECT_EQ(read.digest, with.digest);
    EXPECT_NE(with.digest, without.digest);
    ResultSet other = read;
    other.digest = without.digest;
    EXPECT_EQ(json(other), json(read_file(folder.file("b.h5"))));
    EXPECT_EQ(read.kept.paths, 5000U);
    EXPECT_EQ(read.kept.scenarios, with.kept.scenarios);
    EXPECT_EQ(read.kept.indicators, with.kept.indicators);
    EXPECT_EQ(read.kept.variables, with.kept.variables);
    EXPECT_EQ(read.kept.as, KeptAs::float64);
}

TEST(KeptPaths, HaveTheSameDigestHoweverTheyWerePut) {
    const ScratchFolder folder;
    const KeptPaths kept = some_kept(9000);
    const ResultSet results = write_sample(folder.file("a.h5"), 9000, Failing::some, kept);
    ResultSet again = sample_results(9000, Failing::some);
    again.kept = kept;
    const SampleRun run = sample_run(9000, Failing::some);
    write_file(again, folder.file("b.h5"), [&](KeptPathsWriter& writer) {
        put_paths(run, kept, writer);
        put_paths(run, kept, writer);
    });
    EXPECT_EQ(again.digest, results.digest);
    EXPECT_EQ(bytes_of(folder.file("a.h5")), bytes_of(folder.file("b.h5")));
}

TEST(KeptPaths, AChangedValueIsFoundWhenTheyAreReadAndTheDigestCoversThem) {
    const ScratchFolder folder;
    const ResultSet results = write_sample(folder.file("a.h5"), 9000, Failing::none, some_kept(9000));
    EXPECT_EQ(refusal_of_kept(folder.file("a.h5")), "");
    const double value = sample_run(9000).values[2][1][8999];
    std::string stored(sizeof value, '\0'), bytes = bytes_of(folder.file("a.h5"));
    std::memcpy(stored.data(), &value, sizeof value);
    const std::size_t place = bytes.find(stored);
    ASSERT_NE(place, std::string::npos);
    bytes[place] = static_cast<char>(bytes[place] ^ 1);
    std::ofstream(folder.file("a.h5"), std::ios::binary) << bytes;
    EXPECT_EQ(read_file(folder.file("a.h5")).digest, results.digest) << "summaries are as they were";
    EXPECT_NE(refusal_of_kept(folder.file("a.h5")).find("the values of paths/indicator"), std::string::npos);
}

// The bytes [from, to) that the lines before the seal leave out of it.
std::vector<FileRange> ranges_left_out(const std::string& bytes) {
    std::vector<FileRange> ranges;
    for (std::size_t at = bytes.find("yuce-kept "); at != std::string::npos; at = bytes.find("yuce-kept ", at + 1)) {
        std::istringstream line(bytes.substr(at + 10, 60));
        FileRange range;
        line >> range.from >> range.to;
        ranges.push_back(range);
    }
    return ranges;
}

TEST(KeptPaths, AnyChangedByteOutsideTheirValuesIsRefused) {
    const ScratchFolder folder;
    write_sample(folder.file("a.h5"), 500, Failing::some, some_kept(500));
    const std::string bytes = bytes_of(folder.file("a.h5"));
    const std::vector<FileRange> ranges = ranges_left_out(bytes);
    std::uint64_t left_out = 0;
    for (const FileRange& range : ranges) left_out += range.to - range.from;
    EXPECT_EQ(left_out, 500U * (2 * ((2 * 3 + 3 * 1) * 8 + 1) + 8)) << "the values, and nothing else";
    const auto changed_is_refused = [&](std::size_t at) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        std::ofstream(folder.file("b.h5"), std::ios::binary) << changed;
        try {
            read_file(folder.file("b.h5"));
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::file);
            return true;
        }
        return false;
    };
    for (const FileRange& range : ranges) {
        for (const std::uint64_t at : {range.from - 1, range.to}) EXPECT_TRUE(changed_is_refused(at)) << "byte " << at;
        for (const std::uint64_t at : {range.from, range.to - 1}) EXPECT_FALSE(changed_is_refused(at)) << "byte " << at;
    }
    const std::size_t lines = bytes.find("yuce-kept "), seal = bytes.rfind("yuce-seal ");
    ASSERT_LT(lines, seal);
    for (std::size_t at = lines; at < seal; at += 7) EXPECT_TRUE(changed_is_refused(at)) << "byte " << at;
}

TEST(KeptPaths, AFullDiskOrATroubleOnTheWayLeavesNothingBehind) {
    const ScratchFolder folder;
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_THROW(write_sample(folder.file("a.h5"), 70000, Failing::none, some_kept(70000)), Error);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    ResultSet results = sample_results(500);
    results.kept = some_kept(500);
    EXPECT_THROW(write_file(results, folder.file("a.h5"), [](KeptPathsWriter&) { throw Error(ErrorKind::interrupted, "stop"); }),
                 Error);
    EXPECT_THROW(write_file(results, folder.file("a.h5"), [](KeptPathsWriter&) {}), Error) << "not all paths were put";
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(KeptPaths, TooLittleRoomIsKnownBeforehand) {
    const ScratchFolder folder;
    Layout layout = sample_run(1).layout;
    KeptPaths kept = some_kept(100);
    EXPECT_EQ(bytes_of_kept_paths(layout, kept), 100U * (2 * ((2 * 3 + 3 * 1) * 8 + 1) + 8));
    EXPECT_NO_THROW(check_room(folder.file("a.h5"), 1000));
    EXPECT_THROW(check_room(folder.file("a.h5"), std::uint64_t{1} << 60U), Error);
}

}  // namespace
}  // namespace yuce::testing
