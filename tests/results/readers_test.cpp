// Results files opened by the readers of others. Skipped, in words, only where the reader is not installed.

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "results/file.hpp"
#include "results/report_text.hpp"
#include "tests/results/kept_sample.hpp"
#include "tests/results/scratch_folder.hpp"

namespace yuce::testing {
namespace {

struct Outcome {
    int status = -1;
    std::string output;
};

Outcome run(const std::string& command) {
    Outcome outcome;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return outcome;
    char piece[4096];
    for (std::size_t n; (n = std::fread(piece, 1, sizeof piece, pipe)) > 0;) outcome.output.append(piece, n);
    outcome.status = ::pclose(pipe);
    return outcome;
}

const std::string python = "/usr/bin/python3";

bool has_module(const std::string& name) { return run(python + " -c 'import " + name + "'").status == 0; }
bool has_tool(const std::string& name) { return run("command -v " + name).status == 0; }

// The script, told the file, the answer to expect and `last`, finds nothing to object to; with either kind of quantiles.
void expect_reads(const std::string& program, const std::string& script, const std::string& last = {}) {
    for (const results::Quantiles quantiles : {results::Quantiles::exact, results::Quantiles::streaming}) {
        const ScratchFolder folder;
        const results::ResultSet results = write_sample(folder.file("a.h5"), 9000, Failing::some, some_kept(9000), quantiles);
        std::ofstream(folder.file("expected.json")) << results::json(results);
        const Outcome outcome = run(program + " " YUCE_SOURCE_DIR "/tests/results/readers/" + script + " " + folder.file("a.h5") +
                                    " " + folder.file("expected.json") + " " + last);
        EXPECT_EQ(outcome.status, 0) << results::name_of(quantiles) << ": " << outcome.output;
    }
}

bool has_r_package(const std::string& name) {
    return has_tool("Rscript") && run("Rscript -e 'library(" + name + "); library(jsonlite)'").status == 0;
}

TEST(Readers, XarrayReadsNamesUnitsCoordinatesAndValuesByNetcdf4) {
    if (!has_module("xarray, netCDF4")) GTEST_SKIP() << "python3-xarray and python3-netcdf4 are not installed";
    expect_reads(python, "read_with_xarray.py", "netcdf4");
}

TEST(Readers, XarrayReadsNamesUnitsCoordinatesAndValuesByH5netcdf) {
    if (!has_module("xarray, h5netcdf")) GTEST_SKIP() << "python3-xarray and python3-h5netcdf are not installed";
    expect_reads(python, "read_with_xarray.py", "h5netcdf");
}

TEST(Readers, H5pyTakesTheSameDigestAndFindsEveryDimensionOnce) {
    if (!has_module("h5py")) GTEST_SKIP() << "python3-h5py is not installed";
    expect_reads(python, "read_with_h5py.py");
}

TEST(Readers, NcdumpShowsTheSameNumbers) {
    if (!has_tool("ncdump") || !has_tool(python)) GTEST_SKIP() << "ncdump (netcdf-bin) is not installed";
    expect_reads(python, "read_with_tools.py", "ncdump");
}

TEST(Readers, H5dumpShowsTheSameNumbers) {
    if (!has_tool("h5dump") || !has_tool(python)) GTEST_SKIP() << "h5dump (hdf5-tools) is not installed";
    expect_reads(python, "read_with_tools.py", "h5dump");
}

TEST(Readers, H5repackKeepsWhatIsReadAgain) {
    if (!has_tool("h5repack")) GTEST_SKIP() << "h5repack (hdf5-tools) is not installed";
    const ScratchFolder folder;
    const results::ResultSet results = write_sample(folder.file("a.h5"), 9000, Failing::some, some_kept(9000));
    for (const std::string filter : {"", "-f GZIP=9 "}) {
        const Outcome outcome = run("h5repack " + filter + folder.file("a.h5") + " " + folder.file("b.h5"));
        ASSERT_EQ(outcome.status, 0) << outcome.output;
        EXPECT_EQ(results::read_file(folder.file("b.h5")).digest, results.digest) << filter;
        EXPECT_NO_THROW(results::check_kept_paths(folder.file("b.h5"))) << filter;
    }
}

TEST(Readers, RReadsNamesUnitsCoordinatesAndValuesByHdf5r) {
    if (!has_r_package("hdf5r")) GTEST_SKIP() << "r-cran-hdf5r and r-cran-jsonlite are not installed";
    expect_reads("Rscript", "read_with_hdf5r.R");
}

TEST(Readers, RReadsNamesUnitsCoordinatesAndValuesByNcdf4) {
    if (!has_r_package("ncdf4")) GTEST_SKIP() << "r-cran-ncdf4 and r-cran-jsonlite are not installed";
    expect_reads("Rscript", "read_with_ncdf4.R");
}

TEST(Readers, OctaveReadsNamesUnitsCoordinatesAndValuesByLoadAndNcread) {
    if (!has_tool("octave-cli") || run("octave-cli --eval 'pkg load netcdf'").status != 0) {
        GTEST_SKIP() << "octave and octave-netcdf are not installed";
    }
    expect_reads("octave-cli --no-init-file", "read_with_octave.m");
}

}  // namespace
}  // namespace yuce::testing
