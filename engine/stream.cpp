#include "engine/stream.hpp"

#include <cassert>

namespace yuce::engine {

namespace {

// Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11.
struct Words {
    std::uint32_t w0, w1, w2, w3;
};

Words philox_4x32_10(Words c, std::uint32_t k0, std::uint32_t k1) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c.w0;
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57} * c.w2;
        c = {static_cast<std::uint32_t>(p1 >> 32) ^ c.w1 ^ k0, static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32) ^ c.w3 ^ k1, static_cast<std::uint32_t>(p0)};
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return c;
}

}  // namespace

StreamId stream_of(std::string_view name) { return stream_within({0xcbf29ce484222325u}, name); }

StreamId stream_within(StreamId stream, std::string_view name) {
    std::uint64_t hash = stream.value;
    for (const char c : name) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3u;
    }
    return {hash};
}

std::uint64_t bits_at(std::uint64_t seed, std::uint64_t path, DrawKey key) {
    assert(path < std::uint64_t{1} << 41);
    const std::uint64_t group = path / 16 * 8 + path % 8;
    const std::uint32_t place = static_cast<std::uint32_t>(group >> 32) << 24 | std::uint32_t{key.period} << 8 | key.draw;
    const Words out = philox_4x32_10({static_cast<std::uint32_t>(group), place, static_cast<std::uint32_t>(key.stream.value),
                                      static_cast<std::uint32_t>(key.stream.value >> 32)},
                                     static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32));
    const bool first_half = path % 16 < 8;
    const std::uint64_t high = first_half ? out.w1 : out.w3;
    const std::uint64_t low = first_half ? out.w0 : out.w2;
    return high << 32 | low;
}

double uniform_at(std::uint64_t seed, std::uint64_t path, DrawKey key) {
    return (static_cast<double>(bits_at(seed, path, key) >> 12) + 0.5) * 0x1p-52;
}

}  // namespace yuce::engine
