// Kept paths on their way into the results file: group /paths.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "results/file_draft.hpp"
#include "results/file_image.hpp"
#include "results/new_file.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

using Sha256Bytes = std::array<unsigned char, 32>;

// SHA-256 of pieces' SHA-256, row after row: what a streamed dataset's attribute `sha256` says. A piece is one block of paths.
std::string sha256_of_pieces(const std::vector<Sha256Bytes>& pieces);
Sha256Bytes sha256_of_piece(const void* data, std::size_t bytes);

// Puts blocks of paths into their places. Memory: 32 bytes a piece.
class KeptPathsWriter {
public:
    // All must stay while it is used.
    KeptPathsWriter(const KeptPaths& kept, const FileDraft& draft, const NewFile& file);

    // One block of paths of the kept scenario with this number, from any thread, each block once. Values of row r are at
    // values + r * stride; rows are indicators [year][indicator], then variables [period][variable]; failures[path]: 0 where it
    // counts.
    void put(std::size_t scenario, std::uint64_t first_path, std::size_t paths, const double* values, std::size_t stride,
             const std::uint32_t* failures);
    // The numbers of the paths; then all is there, and the attribute `sha256` of each dataset is returned by its path.
    std::map<std::string, std::string> finish();

private:
    struct Place {
        const Dataset* dataset = nullptr;
        const std::vector<std::uint64_t>* chunks = nullptr;
        std::vector<Sha256Bytes> pieces;  // [row][block]
    };
    Place place_of(const FileDraft& draft, const std::string& path) const;
    void put_row(Place& place, std::size_t row, std::uint64_t first_path, const void* values, std::size_t paths);
    void put_values(Place& place, std::size_t row, std::uint64_t first_path, const double* values, std::size_t paths);

    const KeptPaths& kept_;
    const NewFile& file_;
    std::uint64_t blocks_;
    std::size_t indicator_rows_ = 0, variable_rows_ = 0;  // of a scenario
    Place path_, ok_, indicator_, variable_;
};

}  // namespace yuce::results
