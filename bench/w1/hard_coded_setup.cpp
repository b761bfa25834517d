#include <algorithm>
#include <string>

#include "bench/w1/hard_coded.hpp"
#include "engine/stream.hpp"
#include "models/compiler.hpp"

namespace yuce::bench::w1 {
namespace {

// Good up to path 2^33.
engine::StreamWords words_of(const std::string& name, int period) {
    return engine::stream_words(seed, 0, {engine::stream_of(name), static_cast<std::uint16_t>(period), 0});
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
