#include "engine/angle.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace yuce::engine {

namespace {

__extension__ typedef unsigned __int128 Wide;

// The binary digits of 2 / pi, after 64 zeros.
constexpr std::uint64_t two_over_pi[] = {0,
                                         0xa2f9836e4e441529,
                                         0xfc2757d1f534ddc0,
                                         0xdb6295993c439041,
                                         0xfe5163abdebbc561,
                                         0xb7246e3a424dd2e0,
                                         0x06492eea09d1921c,
                                         0xfe1deb1cb129a73e,
                                         0xe88235f52ebb4484,
                                         0xe99c7026b45f7e41,
                                         0x3991d639835339f4,
                                         0x9c845f8bbdf9283b,
                                         0x1ff897ffde05980f,
                                         0xef2f118b5a0a6d1f,
                                         0x6d367ecf27cb09b7,
                                         0x4f463f669e5fea2d,
                                         0x7527bac7ebe5f17b,
                                         0x3d0739f78a5292ea,
                                         0x6bfb5fb11f8d5d08,
                                         0x56033046fc7b6bab,
                                         0xf0cfbc209af4361d};

// A fraction of 192 binary digits, the most significant word first.
using Fraction = std::array<std::uint64_t, 3>;

Fraction digits_from(unsigned first) {
    const std::uint64_t* const word = two_over_pi + first / 64;
    const unsigned shift = first % 64;
    Fraction digits;
    for (unsigned i = 0; i < 3; ++i) digits[i] = shift == 0 ? word[i] : word[i] << shift | word[i + 1] >> (64 - shift);
    return digits;
}

Fraction fraction_of_product(const Fraction& digits, std::uint64_t factor) {
    Fraction product;
    std::uint64_t carry = 0;
    for (unsigned i = 3; i-- > 0;) {
        const Wide wide = Wide{digits[i]} * factor + carry;
        product[i] = static_cast<std::uint64_t>(wide);
        carry = static_cast<std::uint64_t>(wide >> 64);
    }
    return product;
}

Fraction negated(const Fraction& x) {
    Fraction result = {~x[0], ~x[1], ~x[2] + 1};
    if (result[2] == 0 && ++result[1] == 0) ++result[0];
    return result;
}

}  // namespace

ReducedAngle reduce_large_angle(double x) {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t significand = (bits & 0x000FFFFFFFFFFFFF) | 0x0010000000000000;
    const int exponent = static_cast<int>(bits >> 52 & 0x7FF) - 1075;
    // |x| 2 / pi modulo 4 is 4 times the fraction of significand * (the digits from 2^(1 - exponent) on).
    Fraction turns = fraction_of_product(digits_from(static_cast<unsigned>(64 + exponent - 2)), significand);
    int quadrants = static_cast<int>(turns[0] >> 62);
    turns = {turns[0] << 2 | turns[1] >> 62, turns[1] << 2 | turns[2] >> 62, turns[2] << 2};
    const bool past_half = turns[0] >> 63;
    if (past_half) {
        turns = negated(turns);
        ++quadrants;
    }
    const double a = static_cast<double>(turns[0] & ~std::uint64_t{0x7FF}) * 0x1p-64;
    const double b = static_cast<double>(turns[0] & 0x7FF) * 0x1p-64 + static_cast<double>(turns[1]) * 0x1p-128;
    const double part = a + b;
    const double part_low = b - (part - a);
    constexpr double half_pi = 0x1.921fb54442d18p+0, half_pi_low = 0x1.1a62633145c07p-54;
    const double product = part * half_pi;
    const double product_low = std::fma(part, half_pi, -product) + std::fma(part, half_pi_low, part_low * half_pi);
    const bool negative = (bits >> 63 != 0) != past_half;
    if (bits >> 63 != 0) quadrants = -quadrants;
    const double sign = negative ? -1.0 : 1.0;
    return {sign * product, sign * product_low, quadrants & 3};
}

}  // namespace yuce::engine
