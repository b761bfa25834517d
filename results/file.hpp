// The results file: HDF5 that opens as netCDF-4, layout of FORMAT.md.
#pragma once

#include <string>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results {

inline constexpr const char* result_format = "yuce-result/1";

// One dataset of the file: the table the writer, FORMAT.md and the tests go by.
struct DatasetEntry {
    std::string_view name, type, dimensions, meaning, since;
};
const std::vector<DatasetEntry>& dataset_table();

// Writes under a temporary name in the same folder and renames; sets results.digest. Throws Error (file).
void write_file(ResultSet& results, const std::string& path);
// Reads what write_file wrote (any minor version); verifies the digest. Throws Error (file) in words.
ResultSet read_file(const std::string& path);

}  // namespace yuce::results
