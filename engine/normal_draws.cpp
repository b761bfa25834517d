#include "engine/normal_draws.hpp"

namespace yuce::engine {
namespace {

std::uint64_t high(std::uint64_t product) { return product >> 32; }
std::uint64_t low(std::uint64_t product) { return product & 0xFFFFFFFFu; }

}  // namespace

// Of the counter's words only the first, the path's, is unknown; stream.hpp says what stands in the others.
StreamWords stream_words(std::uint64_t seed, std::uint64_t first_path, DrawKey key) {
    const std::uint64_t place = high(first_path / 2) << 24 | std::uint64_t{key.period} << 8 | key.draw;
    const std::uint64_t key0 = low(seed), key1 = high(seed);
    const std::uint64_t next_key0 = low(key0 + 0x9E3779B9u), next_key1 = low(key1 + 0xBB67AE85u);
    const std::uint64_t product1 = low(key.stream.value) * 0xCD9E8D57u;
    const std::uint64_t product0 = (high(product1) ^ place ^ key0) * 0xD2511F53u;
    return {high(key.stream.value) ^ key1, low(product1) ^ next_key0, high(product0) ^ next_key1, low(product0)};
}

}  // namespace yuce::engine
