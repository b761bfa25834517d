// The seal: a line after the end of the HDF5 file with the SHA-256 of all before it. HDF5 and netCDF do not look there, and
// HDF5 must not meet a damaged file: it can crash on one.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "results/file_image.hpp"
#include "results/sha256.hpp"

namespace yuce::results {
namespace {

constexpr std::string_view word = "yuce-seal ";
constexpr std::size_t length = word.size() + 64 + 1;

}  // namespace

void add_seal(std::vector<unsigned char>& bytes) {
    Sha256 sha;
    sha.add(bytes.data(), bytes.size());
    const std::string line = std::string(word) + sha.hex() + "\n";
    bytes.insert(bytes.end(), line.begin(), line.end());
}

bool seal_fits(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    if (!in || ignored || size < length) return true;
    std::uintmax_t left = size - length;
    std::string line(length, '\0');
    in.seekg(static_cast<std::streamoff>(left));
    in.read(line.data(), length);
    if (line.compare(0, word.size(), word) != 0) return true;
    in.seekg(0);
    Sha256 sha;
    std::vector<char> piece(std::size_t{1} << 20);
    while (left > 0 && in) {
        const auto want = static_cast<std::streamsize>(std::min<std::uintmax_t>(left, piece.size()));
        in.read(piece.data(), want);
        sha.add(piece.data(), static_cast<std::size_t>(in.gcount()));
        left -= static_cast<std::uintmax_t>(in.gcount());
    }
    return left == 0 && line.substr(word.size(), 64) == sha.hex();
}

}  // namespace yuce::results
