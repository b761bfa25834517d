#include "engine/design.hpp"

#include <algorithm>
#include <array>

#include "engine/design_places.hpp"

namespace yuce::engine {
namespace {

constexpr std::uint64_t least_replicates = 16;

constexpr std::array designs{
    SamplingEntry{Sampling::random, "random", 1, 1, 1, "independent paths"},
    SamplingEntry{Sampling::antithetic, "antithetic", 2, 16, 2 * least_replicates,
                  "pairs of paths with opposite numbers (u and 1 - u); paths are rounded up to a multiple of 16, at least 32"},
    SamplingEntry{
        Sampling::latin_hypercube, "latin_hypercube", replicate_paths, replicate_paths, least_replicates* replicate_paths,
        "replicates of 4096 paths in which every number is spread evenly; paths are rounded up to a multiple of 4096, at "
        "least 65536"},
    SamplingEntry{Sampling::sobol, "sobol", replicate_paths, replicate_paths, least_replicates* replicate_paths,
                  "replicates of 4096 paths of a scrambled Sobol sequence; paths are rounded up to a multiple of 4096, at least "
                  "65536"},
};

}  // namespace

std::span<const SamplingEntry> sampling_table() { return designs; }

const SamplingEntry& sampling_entry(Sampling sampling) { return designs[static_cast<std::size_t>(sampling)]; }

const SamplingEntry* find_sampling(std::string_view name) {
    const auto* found =
        std::find_if(designs.begin(), designs.end(), [&](const SamplingEntry& entry) { return entry.name == name; });
    return found == designs.end() ? nullptr : found;
}

std::uint64_t whole_paths(Sampling sampling, std::uint64_t paths) {
    const SamplingEntry& entry = sampling_entry(sampling);
    return (std::max(paths, entry.least_paths) + entry.step_paths - 1) / entry.step_paths * entry.step_paths;
}

double design_uniform_at(const Design& design, std::uint64_t seed, std::uint64_t path, DrawKey key) {
    if (design.sampling == Sampling::random) return uniform_at(seed, path, key);
    if (design.sampling == Sampling::antithetic) {
        return path % 16 < 8 ? uniform_at(seed, path, key) : 1 - uniform_at(seed, path - 8, key);
    }
    DesignPlaces places({key}, design, seed, Isa::portable);
    places.lay_out(path / replicate_paths);
    constexpr int jitter_bits = 52 - place_bits;
    const std::uint64_t jitter = bits_at(seed, path, key) >> 12 & ((std::uint64_t{1} << jitter_bits) - 1);
    const std::uint64_t place = places.of(0)[path % replicate_paths];
    return (static_cast<double>(place << jitter_bits | jitter) + 0.5) * 0x1p-52;
}

}  // namespace yuce::engine
