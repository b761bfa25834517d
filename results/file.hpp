// The results file: HDF5 that opens as netCDF-4, layout of FORMAT.md.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results {

class FileDraft;
class KeptPathsWriter;

inline constexpr const char* result_format = "yuce-result/1";

// One dataset of the file: the table the writer, FORMAT.md and the tests go by.
struct DatasetEntry {
    std::string_view name;        // with its group: "probability", "provenance/text"
    std::string_view type;        // "float64", "int64", "string"
    std::string_view dimensions;  // "scenario, target"; a dataset named as its only dimension holds that dimension's values
    std::string_view meaning;     // one line; the dataset's long_name
    std::string_view since;       // version of the format
    std::string_view units;       // the dataset's units; "" where none apply
};
const std::vector<DatasetEntry>& dataset_table();
// Attributes of a group ("" the root, "provenance"); the dimensions field is empty. provenance/run holds any.
struct AttributeEntry {
    std::string_view group, name, type, meaning, since;
};
const std::vector<AttributeEntry>& attribute_table();

// The file as far as it can be made before the run, some milliseconds' work, so that write_file need not wait for it; if it then
// does not fit, as where paths failed or are kept, the file is made anew. On any thread, but not beside the functions below.
std::shared_ptr<FileDraft> draft_file(const Layout& layout, const Provenance& provenance);

// Writes under a temporary name in the same folder and renames; sets results.digest. Throws Error (file).
// Not to be called from several threads at once: the HDF5 library of the distributions does not allow it (nor for read_file).
// `source` puts the paths of results.kept into their places (kept_paths.hpp) while the file is being made; needed if there are
// any.
using KeptPathsSource = std::function<void(KeptPathsWriter&)>;
void write_file(ResultSet& results, const std::string& path, const KeptPathsSource& source = {},
                std::shared_ptr<FileDraft> draft = nullptr);
// About how many bytes they will take in the file; layout and kept paths as they are known before the run.
std::uint64_t bytes_of_kept_paths(const Layout& layout, const KeptPaths& kept);
// Reads what write_file wrote (any minor version) but for kept paths; verifies the digest. Throws Error (file) in words.
ResultSet read_file(const std::string& path);
// Reads all kept paths and throws Error (file) if one of them was changed.
void check_kept_paths(const std::string& path);
// Whether the file begins as HDF5 files do; false where it cannot be read.
bool is_hdf5(const std::string& path);

}  // namespace yuce::results
