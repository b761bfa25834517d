// What a results file holds, without HDF5: groups with attributes, datasets with named dimensions. The digest is taken of this.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "results/file_pages.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

struct DatasetEntry;
class NewFile;

struct Attribute {
    std::string name;
    std::variant<double, std::int64_t, std::uint64_t, std::string> value;
    bool operator==(const Attribute& other) const = default;
};

// Values that stand in the file but not in the image: written and read piece by piece. The last axis is cut into chunks; the
// attribute `sha256` stands for the values in the digest.
struct Streamed {
    enum class Type { int8, int64, float32, float64 };
    Type type = Type::float64;
    bool operator==(const Streamed& other) const = default;
};

struct Dataset {
    std::string path;                     // "probability", "provenance/text"
    std::vector<std::string> dimensions;  // names; {its own name} for a dimension's values
    std::vector<std::size_t> shape;
    std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>, Streamed> data;
    std::vector<Attribute> attributes;
    bool is_dimension() const;
    const Streamed* streamed() const { return std::get_if<Streamed>(&data); }
    std::size_t size() const;  // product of the shape
    bool operator==(const Dataset& other) const = default;
};

struct Group {
    std::string path;  // "" the root
    std::vector<Attribute> attributes;
    bool operator==(const Group& other) const = default;
};

struct FileImage {
    std::vector<Group> groups;      // the root first, parents before children
    std::vector<Dataset> datasets;  // dimensions before the datasets that use them
    const Dataset* find(const std::string& path) const;
    const Attribute* find(const std::string& group, const std::string& name) const;
    bool operator==(const FileImage& other) const = default;
};

// "b" of "a/b", and "a"; "" where there is no group.
std::string leaf_of(const std::string& path);
std::string group_of(const std::string& path);

// Everything by the tables of file.hpp but the digest. Throws Error (internal) when an array has not the size its dimensions say.
FileImage image_of(const ResultSet& results);
// The inverse; throws Error (file) naming what is missing or does not fit.
ResultSet result_set_of(const FileImage& image);
// The same by another table of datasets, as a later version of the program has it.
ResultSet result_set_of(const FileImage& image, const std::vector<DatasetEntry>& table);

// SHA-256, in hexadecimal, of everything but provenance/run and the digest; FORMAT.md says of which bytes.
std::string digest_of(const FileImage& image);

// Streamed values of a row lie in chunks of so many, the last one filled up; a shorter row is one chunk.
inline constexpr std::uint64_t chunk_values = 65536;
std::uint64_t bytes_of(Streamed::Type type);
std::string name_of(Streamed::Type type);  // "float32"

// An HDF5 file but for its streamed values, which belong at the places of their chunks.
struct FileParts {
    FilePages pages;
    std::uint64_t length = 0;
    std::map<std::string, std::vector<std::uint64_t>> chunks;  // of each streamed dataset, row after row: where they begin
};
// The same image gives the same bytes. Throws Error (internal; file where a text cannot be stored).
FileParts hdf5_parts(const FileImage& image);
// The whole file of an image without streamed values.
std::vector<unsigned char> hdf5_bytes(const FileImage& image);
// Bytes [from, to) of a file; of streamed values, in ascending order, neighbours joined.
struct FileRange {
    std::uint64_t from = 0, to = 0;
    bool operator==(const FileRange& other) const = default;
};
std::vector<FileRange> streamed_ranges(const FileImage& image, const FileParts& parts);
// Writes all but what lies in `streamed`, and after it the seal (FORMAT.md), by which a damaged file is known before HDF5 reads
// it.
void write_sealed(const NewFile& file, const FileParts& parts, const std::vector<FileRange>& streamed);
// False when a seal is there and does not fit; a file without one (rewritten by other tools) passes.
bool seal_fits(const std::string& path);
// Throws Error (file) where there is no such file or it does not begin as HDF5 files do.
void refuse_unless_hdf5(const std::string& path);
// Throws Error (file) when the file cannot be read as HDF5 or holds what no results file holds.
FileImage read_hdf5(const std::string& path);
// Of each streamed dataset of the file: whether its values have the checksum that stands in its attribute. Reads them all.
std::map<std::string, bool> kept_paths_hold(const std::string& path);
// One path's values in so many rows of a streamed dataset.
std::vector<double> read_kept_path(const std::string& path, const std::string& dataset, std::size_t first_row, std::size_t rows,
                                   std::uint64_t number);
// Whole or not at all: written beside under a temporary name, flushed to the disk, renamed. Throws Error (file).
void save_bytes(const std::vector<unsigned char>& bytes, const std::string& path);

}  // namespace yuce::results
