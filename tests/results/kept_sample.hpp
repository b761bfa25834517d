// The sample run's file with kept paths in it.
#pragma once

#include <cstdint>
#include <string>

#include "results/kept_paths.hpp"
#include "tests/results/sample_run.hpp"

namespace yuce::testing {

// Of two scenarios, three indicators and one variable.
results::KeptPaths some_kept(std::uint64_t paths, results::KeptAs as = results::KeptAs::float64);
// Hands the kept paths of `run` to the writer, last block first.
void put_paths(const SampleRun& run, const results::KeptPaths& kept, results::KeptPathsWriter& writer);
// sample_results(paths, failing) with `kept` in the file; returns what was written.
results::ResultSet write_sample(const std::string& path, std::uint64_t paths, Failing failing, const results::KeptPaths& kept,
                                results::Quantiles quantiles = results::Quantiles::exact);
// The output of the sample's layout in row r of a kept scenario.
std::size_t output_of_row(const results::Layout& layout, const results::KeptPaths& kept, std::size_t row);

}  // namespace yuce::testing
