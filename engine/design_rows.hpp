// The loops behind the sampling designs, one function table an instruction set with the same bits on all. Internal to engine/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/program.hpp"
#include "engine/sobol.hpp"

namespace yuce::engine {

// Of one draw in one replicate. place[k] = shuffle(multiplier * k + offset), product and sum in the field of 4096 elements,
// so that any two paths' places are equally likely to be any two different ones; six Feistel rounds (r * factor + addend) >> 10
// shuffle.
struct LatinKeys {
    std::uint16_t multiplier = 1, offset = 0;  // 1..4095, 0..4095
    struct Round {
        std::uint16_t factor = 0, addend = 0;
    };
    std::array<Round, 6> rounds{};
};

// Rows of doubles are as in MathRows. Places stand in 0..4095, [path of the replicate].
struct DesignRows {
    // bits_at(first_index + i), i < n; multiples of 8
    void (*bits)(std::uint64_t* out, std::uint64_t seed, std::uint64_t first_index, DrawKey key, std::size_t n);
    void (*antithetic)(double* out, std::uint64_t seed, std::uint64_t first_path, DrawKey key, std::size_t n);
    // Place places[i] and, within it, the lower bits of uniform_at(first_path + i).
    void (*placed)(double* out, std::uint64_t seed, std::uint64_t first_path, DrawKey key, std::size_t n,
                   const std::uint16_t* places);
    void (*latin_places)(std::uint16_t* out, const LatinKeys& keys);
    // Nested uniform scrambling (A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995), as the sequence grows:
    // point 2^m + j takes the first m digits of the nearest point before it, the next digit is the other one, the digits after
    // that are fresh, from digits[2048], its lower 11 bits for point k being those of digits[k]; point 0 takes 12.
    void (*sobol_places)(std::uint16_t* out, const SobolSteps& steps, const std::uint16_t* digits);
};

// isa must be one of available_isas() or Isa::best.
const DesignRows& design_rows(Isa isa);

}  // namespace yuce::engine
