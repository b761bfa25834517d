// What a results file holds, without HDF5: groups with attributes, datasets with named dimensions. The digest is taken of this.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results {

struct DatasetEntry;

struct Attribute {
    std::string name;
    std::variant<double, std::int64_t, std::uint64_t, std::string> value;
};

struct Dataset {
    std::string path;                     // "probability", "provenance/text"
    std::vector<std::string> dimensions;  // names; {its own name} for a dimension's values
    std::vector<std::size_t> shape;
    std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>> data;
    std::vector<Attribute> attributes;
    bool is_dimension() const;
    std::size_t size() const;  // product of the shape
};

struct Group {
    std::string path;  // "" the root
    std::vector<Attribute> attributes;
};

struct FileImage {
    std::vector<Group> groups;      // the root first, parents before children
    std::vector<Dataset> datasets;  // dimensions before the datasets that use them
    const Dataset* find(const std::string& path) const;
    const Attribute* find(const std::string& group, const std::string& name) const;
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

// The bytes of the HDF5 file; the same image gives the same bytes. Throws Error (internal).
std::vector<unsigned char> hdf5_bytes(const FileImage& image);
// Appends the seal (FORMAT.md), by which a damaged file is known before HDF5 reads it.
void add_seal(std::vector<unsigned char>& bytes);
// False when a seal is there and does not fit; a file without one (rewritten by other tools) passes.
bool seal_fits(const std::string& path);
// Throws Error (file) when the file cannot be read as HDF5 or holds what no results file holds.
FileImage read_hdf5(const std::string& path);
// Whole or not at all: written beside under a temporary name, flushed to the disk, renamed. Throws Error (file).
void save_bytes(const std::vector<unsigned char>& bytes, const std::string& path);

}  // namespace yuce::results
