// Mathematical functions over rows of doubles, one function table an instruction set; the bits are the same on all of them.
// Rows are 64-byte aligned, n is a multiple of 8, `out` may be one of the arguments. NaN in gives NaN out.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/program.hpp"
#include "engine/stream.hpp"

namespace yuce::engine {

using UnaryRow = void (*)(double* out, const double* a, std::size_t n);
using BinaryRow = void (*)(double* out, const double* a, const double* b, std::size_t n);
using TernaryRow = void (*)(double* out, const double* a, const double* b, const double* c, std::size_t n);

struct MathRows {
    // Uniforms of paths first_path .. first_path + n (first_path a multiple of 8), as uniform_at gives them.
    void (*uniform)(double* out, std::uint64_t seed, std::uint64_t first_path, DrawKey key, std::size_t n);
    // Standard normal numbers of as many draws, out[row][0..n): the normal quantiles of their uniforms. rows up to most_normal_rows.
    void (*normals)(double* const* out, std::size_t rows, std::uint64_t seed, std::uint64_t first_path, const DrawKey* keys,
                    std::size_t n);
    UnaryRow exp, log, sin, cos;      // domains and bounds: math_rows-inl.hpp
    UnaryRow normal_cdf;
    UnaryRow normal_quantile;         // AS241; 0 gives -inf, 1 inf, outside NaN
    BinaryRow pow;                    // IEEE 754 pow for special values
    BinaryRow poisson_quantile;       // (u, mean): smallest k with P(N <= k) >= u; mean 0 gives 0; outside the domain NaN
    TernaryRow gamma_quantile;        // (u, shape, scale)
};

// isa must be one of available_isas() or Isa::best.
const MathRows& math_rows(Isa isa);

}  // namespace yuce::engine
