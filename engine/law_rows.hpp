// Quantiles of distributions over rows of doubles: prepared once a law, evaluated in vectors, same bits on every instruction set.
#pragma once

#include <cstddef>
#include <memory>

#include "engine/law.hpp"
#include "engine/program.hpp"

namespace yuce::engine {

// A law made ready: closed-form constants, or a piecewise polynomial table with a tested error bound. Immutable; copies share
// it.
class LawKernel {
public:
    explicit LawKernel(const Law& law);  // law must be valid (check_law)

    struct Table;
    const Table& table() const { return *table_; }

private:
    std::shared_ptr<const Table> table_;
};

// Rows are 64-byte aligned, n is a multiple of 8, `out` may be the argument. NaN in gives NaN out, as does u outside 0..1.
// Error against law_quantile at Phi(z), |z| <= 8.2: below 2e-13 relative, down to the smallest normal numbers; where the quantile
// crosses zero, below 2e-13 of the smaller of its distances from the median to z = -1 and to z = 1. In u the rounding of z comes
// on top, 1e-15 z dx/dz. Laws of single values are exact. Beyond |z| = 8.5 tabulated laws stay at their value there. Cost: 0.1 to
// 6 ns a value with AVX-512; shapes too extreme to tabulate (beta with a and b of 0.005) take microseconds.
struct LawRows {
    void (*of_normal)(const LawKernel& law, double* out, const double* z, std::size_t n);   // quantile at Phi(z)
    void (*of_uniform)(const LawKernel& law, double* out, const double* u, std::size_t n);  // quantile at u in (0, 1)
};
const LawRows& law_rows(Isa isa);

}  // namespace yuce::engine
