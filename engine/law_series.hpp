// Quantiles near a point by their own differential equation, so that a table needs one slow quantile a piece.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "engine/law_base.hpp"

namespace yuce::engine {

// For the laws of Pearson's family (student_t, gamma, beta, pert), cut or not: x(z), the quantile at Phi(z), satisfies
// x' = mass phi(z) / f(x), hence D(x) x'' = -x' (z D(x) + N(x) x') where f'/f = N/D, N linear and D quadratic.
class QuantileSeries {
public:
    static constexpr std::size_t terms = 16;

    // Nothing for other laws.
    static std::optional<QuantileSeries> of(const Law& law, const Cut& cut);

    // Powers of (z - z0), from the quantile x0 at z0; not finite where x0 is rounded onto an end of the support.
    std::array<Real, terms> at(Real z0, Real x0) const;

private:
    explicit QuantileSeries(const Law& law, const Cut& cut) : law_(&law), mass_(cut.mass) {}

    const Law* law_;
    Real mass_;
    std::array<Real, 2> n_{};
    std::array<Real, 3> d_{};
};

}  // namespace yuce::engine
