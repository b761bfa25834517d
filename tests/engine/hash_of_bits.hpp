// A hash of numbers' bits that any machine can compare with the one written down: what results are made of must not depend on the
// processor's maker or the C library.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace yuce::engine {

// FNV-1a over little-endian bytes; all NaN are one.
class HashOfBits {
public:
    void add(double x) {
        const auto bits = std::bit_cast<std::uint64_t>(std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x);
        for (int shift = 0; shift < 64; shift += 8) value_ = (value_ ^ (bits >> shift & 0xFF)) * 0x100000001B3;
    }
    template <class Numbers>
    void add_all(const Numbers& numbers) {
        add(static_cast<double>(numbers.size()));
        for (const double x : numbers) add(x);
    }
    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0xCBF29CE484222325;
};

}  // namespace yuce::engine
