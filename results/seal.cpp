// The seal: a line after the end of the HDF5 file with the SHA-256 of all before it but streamed values, whose places stand in
// lines before it. HDF5 and netCDF do not look there, and HDF5 must not meet a damaged file: it can crash on one. Damaged values
// are met by their own checksums.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

#include "results/file_image.hpp"
#include "results/new_file.hpp"
#include "results/sha256.hpp"

namespace yuce::results {
namespace {

constexpr std::string_view word = "yuce-seal ", kept_word = "yuce-kept ";
constexpr std::size_t length = word.size() + 64 + 1;
constexpr std::size_t piece_size = std::size_t{1} << 20;

// Calls use(from, length) for each piece of [0, end) outside the ranges.
template <class Use>
void each_piece_outside(const std::vector<FileRange>& ranges, std::uint64_t end, Use use) {
    const auto pieces = [&](std::uint64_t from, std::uint64_t to) {
        for (; from < to; from += piece_size) use(from, static_cast<std::size_t>(std::min<std::uint64_t>(piece_size, to - from)));
    };
    std::uint64_t from = 0;
    for (const FileRange& range : ranges) {
        pieces(from, range.from);
        from = range.to;
    }
    pieces(from, end);
}

std::string lines_of(const std::vector<FileRange>& ranges) {
    std::string lines;
    for (const FileRange& range : ranges) {
        lines += std::string(kept_word) + std::to_string(range.from) + " " + std::to_string(range.to) + "\n";
    }
    return lines;
}

// The inverse; nothing where the text is not exactly such lines in ascending order.
std::optional<std::vector<FileRange>> ranges_of(const std::string& lines, std::uint64_t end) {
    std::vector<FileRange> ranges;
    const char* at = lines.data();
    const char* const stop = at + lines.size();
    std::uint64_t before = 0;
    while (at < stop) {
        FileRange range;
        if (std::string_view(at, static_cast<std::size_t>(stop - at)).rfind(kept_word, 0) != 0) return std::nullopt;
        const auto first = std::from_chars(at + kept_word.size(), stop, range.from);
        if (first.ec != std::errc() || first.ptr == stop || *first.ptr != ' ') return std::nullopt;
        const auto second = std::from_chars(first.ptr + 1, stop, range.to);
        if (second.ec != std::errc() || second.ptr == stop || *second.ptr != '\n') return std::nullopt;
        if (range.from < before || range.to <= range.from || range.to > end) return std::nullopt;
        before = range.to;
        at = second.ptr + 1;
        ranges.push_back(range);
    }
    return ranges;
}

// Where the HDF5 file ends stands in its superblock (version 2: 8 bytes from byte 28).
std::uint64_t stated_end(std::ifstream& in) {
    constexpr std::streamoff place = 28;
    std::uint64_t end = 0;
    std::array<char, sizeof end> bytes{};
    in.seekg(place);
    in.read(bytes.data(), bytes.size());
    std::memcpy(&end, bytes.data(), sizeof end);
    return end;
}

std::string text_at(std::ifstream& in, std::uint64_t from, std::uint64_t size) {
    std::string text(size, '\0');
    in.seekg(static_cast<std::streamoff>(from));
    in.read(text.data(), static_cast<std::streamsize>(size));
    return text;
}

}  // namespace

std::vector<FileRange> streamed_ranges(const FileImage& image, const FileParts& parts) {
    std::vector<FileRange> all, joined;
    for (const Dataset& dataset : image.datasets) {
        if (dataset.streamed() == nullptr) continue;
        const std::uint64_t values = std::min<std::uint64_t>(dataset.shape.back(), chunk_values);
        for (const std::uint64_t at : parts.chunks.at(dataset.path)) {
            all.push_back({at, at + values * bytes_of(dataset.streamed()->type)});
        }
    }
    std::sort(all.begin(), all.end(), [](const FileRange& a, const FileRange& b) { return a.from < b.from; });
    for (const FileRange& range : all) {
        if (!joined.empty() && joined.back().to == range.from) {
            joined.back().to = range.to;
        } else {
            joined.push_back(range);
        }
    }
    return joined;
}

void write_sealed(const NewFile& file, const FileParts& parts, const std::vector<FileRange>& streamed) {
    Sha256 sha;
    std::vector<unsigned char> piece(static_cast<std::size_t>(std::min<std::uint64_t>(piece_size, parts.length)));
    each_piece_outside(streamed, parts.length, [&](std::uint64_t from, std::size_t size) {
        parts.pages.read(from, piece.data(), size);
        file.write(from, piece.data(), size);
        sha.add(piece.data(), size);
    });
    const std::string ranges = lines_of(streamed);
    sha.add(ranges.data(), ranges.size());
    const std::string text = ranges + std::string(word) + sha.hex() + "\n";
    file.write(parts.length, text.data(), text.size());
}

bool seal_fits(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    if (!in || ignored || size < length) return true;
    const std::string line = text_at(in, size - length, length);
    if (line.compare(0, word.size(), word) != 0) return true;
    const std::uint64_t end = stated_end(in);
    if (!in || end > size - length) return false;
    const std::string lines = text_at(in, end, size - length - end);
    const auto ranges = ranges_of(lines, end);
    if (!ranges) return false;
    Sha256 sha;
    std::vector<char> piece(piece_size);
    each_piece_outside(*ranges, end, [&](std::uint64_t from, std::size_t bytes) {
        in.seekg(static_cast<std::streamoff>(from));
        in.read(piece.data(), static_cast<std::streamsize>(bytes));
        sha.add(piece.data(), bytes);
    });
    sha.add(lines.data(), lines.size());
    return in && line.substr(word.size(), 64) == sha.hex();
}

}  // namespace yuce::results
