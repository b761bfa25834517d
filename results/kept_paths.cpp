#include "results/kept_paths.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/error.hpp"
#include "engine/run.hpp"
#include "results/image_builder.hpp"
#include "results/sha256.hpp"

namespace yuce::results {
namespace {

std::size_t rows_of(const Dataset& dataset) { return dataset.size() / dataset.shape.back(); }

}  // namespace

void add_kept_paths(ImageBuilder& image, const ResultSet& results) {
    const KeptPaths& kept = results.kept;
    const auto type = kept.as == KeptAs::float32 ? Streamed::Type::float32 : Streamed::Type::float64;
    image.add("paths/scenario", kept.scenarios);
    image.add("paths/year", kept.indicators.empty() ? std::vector<std::int64_t>() : years_of(results.layout));
    image.add("paths/indicator_id", kept.indicators);
    image.add("paths/period", kept.variables.empty() ? std::vector<std::string>() : results.layout.periods);
    image.add("paths/variable_id", kept.variables);
    image.add("paths/path", Streamed::Type::int64);
    image.add("paths/ok", Streamed::Type::int8);
    image.add("paths/indicator", type);
    image.add("paths/variable", type);
}

Sha256Bytes sha256_of_piece(const void* data, std::size_t bytes) {
    Sha256 sha;
    sha.add(data, bytes);
    return sha.bytes();
}

std::string sha256_of_pieces(const std::vector<Sha256Bytes>& pieces) {
    Sha256 sha;
    for (const Sha256Bytes& piece : pieces) sha.add(piece.data(), piece.size());
    return sha.hex();
}

KeptPathsWriter::KeptPathsWriter(const KeptPaths& kept, const FileDraft& draft, const NewFile& file)
    : kept_(kept),
      file_(file),
      blocks_((kept.paths + engine::block_paths - 1) / engine::block_paths),
      path_(place_of(draft, "paths/path")),
      ok_(place_of(draft, "paths/ok")),
      indicator_(place_of(draft, "paths/indicator")),
      variable_(place_of(draft, "paths/variable")) {
    const auto rows_of_a_scenario = [&](const Place& place) {
        return place.dataset == nullptr ? std::size_t{0} : rows_of(*place.dataset) / kept.scenarios.size();
    };
    indicator_rows_ = rows_of_a_scenario(indicator_);
    variable_rows_ = rows_of_a_scenario(variable_);
}

KeptPathsWriter::Place KeptPathsWriter::place_of(const FileDraft& draft, const std::string& path) const {
    Place place;
    place.dataset = draft.outline().find(path);
    if (place.dataset == nullptr) return place;
    place.chunks = &draft.chunks().at(path);
    place.pieces.resize(rows_of(*place.dataset) * blocks_);
    return place;
}

void KeptPathsWriter::put_row(Place& place, std::size_t row, std::uint64_t first_path, const void* values, std::size_t paths) {
    const std::uint64_t size = bytes_of(place.dataset->streamed()->type);
    const std::uint64_t chunks_of_a_row = (kept_.paths + chunk_values - 1) / chunk_values;
    const std::uint64_t chunk = (*place.chunks)[row * chunks_of_a_row + first_path / chunk_values];
    file_.write(chunk + first_path % chunk_values * size, values, paths * size);
    place.pieces[row * blocks_ + first_path / engine::block_paths] = sha256_of_piece(values, paths * size);
}

void KeptPathsWriter::put_values(Place& place, std::size_t row, std::uint64_t first_path, const double* values,
                                 std::size_t paths) {
    if (kept_.as == KeptAs::float64) {
        put_row(place, row, first_path, values, paths);
        return;
    }
    std::array<float, engine::block_paths> narrow{};
    for (std::size_t k = 0; k < paths; ++k) narrow[k] = static_cast<float>(values[k]);
    put_row(place, row, first_path, narrow.data(), paths);
}

void KeptPathsWriter::put(std::size_t scenario, std::uint64_t first_path, std::size_t paths, const double* values,
                          std::size_t stride, const std::uint32_t* failures) {
    if (first_path >= kept_.paths) return;
    paths = static_cast<std::size_t>(std::min<std::uint64_t>(paths, kept_.paths - first_path));
    std::array<std::int8_t, engine::block_paths> ok{};
    for (std::size_t k = 0; k < paths; ++k) ok[k] = failures[k] == 0 ? 1 : 0;
    put_row(ok_, scenario, first_path, ok.data(), paths);
    const bool all_count = std::all_of(failures, failures + paths, [](std::uint32_t code) { return code == 0; });
    std::array<double, engine::block_paths> masked{};
    for (std::size_t row = 0; row < indicator_rows_ + variable_rows_; ++row) {
        const double* from = values + row * stride;
        if (!all_count) {
            for (std::size_t k = 0; k < paths; ++k) {
                masked[k] = failures[k] == 0 ? from[k] : std::numeric_limits<double>::quiet_NaN();
            }
            from = masked.data();
        }
        if (row < indicator_rows_) {
            put_values(indicator_, scenario * indicator_rows_ + row, first_path, from, paths);
        } else {
            put_values(variable_, scenario * variable_rows_ + row - indicator_rows_, first_path, from, paths);
        }
    }
}

std::map<std::string, std::string> KeptPathsWriter::finish() {
    std::array<std::int64_t, engine::block_paths> numbers{};
    for (std::uint64_t first = 0; first < kept_.paths; first += engine::block_paths) {
        std::iota(numbers.begin(), numbers.end(), static_cast<std::int64_t>(first));
        const std::uint64_t paths = std::min<std::uint64_t>(engine::block_paths, kept_.paths - first);
        put_row(path_, 0, first, numbers.data(), static_cast<std::size_t>(paths));
    }
    std::map<std::string, std::string> sums;
    for (const Place* place : {&path_, &ok_, &indicator_, &variable_}) {
        if (place->dataset == nullptr) continue;
        for (const Sha256Bytes& piece : place->pieces) {
            if (piece == Sha256Bytes{}) throw Error(ErrorKind::internal, "not all kept paths were simulated");
        }
        sums[place->dataset->path] = sha256_of_pieces(place->pieces);
    }
    return sums;
}

}  // namespace yuce::results
