#include <algorithm>
#include <string>

#include "bench/w1/hard_coded.hpp"
#include "engine/stream.hpp"
#include "models/compiler.hpp"

namespace yuce::bench::w1 {
namespace {

std::uint64_t high(std::uint64_t product) { return product >> 32; }
std::uint64_t low(std::uint64_t product) { return product & 0xFFFFFFFFu; }

// engine/stream.hpp says what stands in the counter's four words; only the first, the paths', is not known yet. The upper
// eight bits of the second, which begin at path 2^33, are taken as 0.
StreamWords words_of(const std::string& name, int period) {
    const std::uint64_t stream = engine::stream_of(name).value;
    const std::uint64_t place = static_cast<std::uint64_t>(period) << 8;
    const std::uint64_t key0 = low(seed), key1 = high(seed);
    const std::uint64_t next_key0 = low(key0 + 0x9E3779B9u), next_key1 = low(key1 + 0xBB67AE85u);
    const std::uint64_t product1 = low(stream) * 0xCD9E8D57u;
    const std::uint64_t product0 = (high(product1) ^ place ^ key0) * 0xD2511F53u;
    return {high(stream) ^ key1, low(product1) ^ next_key0, high(product0) ^ next_key1, low(product0)};
}

}  // namespace

Setup::Setup(const std::vector<double>& cholesky) : chi_square(models::gamma_law(mixture_df / 2, 2)) {
    std::copy_n(cholesky.begin(), factor.size(), factor.begin());
    std::size_t row = 0;
    for (int quarter = 0; quarter < quarters; ++quarter) {
        for (const char* shock : shock_names) streams[row++] = words_of(std::string("shock/") + shock, first_period + quarter);
        streams[row++] = words_of(std::string("mixture/") + mixture_name, first_period + quarter);
    }
}

}  // namespace yuce::bench::w1
