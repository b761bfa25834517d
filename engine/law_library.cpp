#include "engine/law_library.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace yuce::engine {
namespace {

void append(std::string& bytes, double x) {
    const auto bits = std::bit_cast<std::uint64_t>(std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x);
    for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(bits >> shift & 0xFF);
}

void append(std::string& bytes, const std::vector<double>& numbers) {
    bytes += std::to_string(numbers.size()) + ":";
    for (const double x : numbers) append(bytes, x);
}

}  // namespace

std::string bytes_of(const Law& law) {
    std::string bytes(1, static_cast<char>(law.kind));
    append(bytes, law.numbers);
    append(bytes, law.values);
    append(bytes, law.weights);
    for (const auto& bound : {law.low, law.high}) {
        bytes += bound ? 'b' : '-';
        if (bound) append(bytes, *bound);
    }
    return bytes;
}

LawKernel LawLibrary::of(const Law& law) {
    std::string bytes = bytes_of(law);
    const auto known = kernels_.find(bytes);
    return known != kernels_.end() ? known->second : kernels_.emplace(std::move(bytes), LawKernel(law)).first->second;
}

}  // namespace yuce::engine
