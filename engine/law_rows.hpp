// Quantiles of distributions over rows of doubles: prepared once a law, evaluated in vectors, same bits on every instruction set.
#pragma once

#include <cstddef>
#include <memory>

#include "engine/law.hpp"
#include "engine/program.hpp"

namespace yuce::engine {

// A law made ready: closed-form constants, or a piecewise polynomial table with a tested error bound. Immutable.
class LawKernel {
public:
    explicit LawKernel(const Law& law);  // law must be valid (check_law)
    LawKernel(LawKernel&&) noexcept;
    LawKernel& operator=(LawKernel&&) noexcept;
    ~LawKernel();

    struct Table;
    const Table& table() const { return *table_; }

private:
    std::unique_ptr<const Table> table_;
};

// Rows are 64-byte aligned, n is a multiple of 8, `out` may be the argument. NaN in gives NaN out.
struct LawRows {
    void (*of_normal)(const LawKernel& law, double* out, const double* z, std::size_t n);   // quantile at Phi(z)
    void (*of_uniform)(const LawKernel& law, double* out, const double* u, std::size_t n);  // quantile at u in (0, 1)
};
const LawRows& law_rows(Isa isa);

}  // namespace yuce::engine
