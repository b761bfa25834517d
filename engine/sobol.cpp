#include "engine/sobol.hpp"

#include <bit>
#include <boost/random/detail/sobol_table.hpp>
#include <cassert>

namespace yuce::engine {

static_assert(sobol_dimensions == BOOST_RANDOM_SOBOL_MAX_DIMENSION);

// Bratley and Fox, "Algorithm 659", ACM Transactions on Mathematical Software 14 (1988): m is the direction's odd number, the
// direction of bit k is m[k] / 2^(k + 1).
std::array<std::uint16_t, place_bits> sobol_directions(std::size_t dimension) {
    assert(dimension < sobol_dimensions);
    using Table = boost::random::detail::qrng_tables::sobol;
    std::array<std::uint32_t, place_bits> m{};
    m.fill(1);
    if (dimension > 0) {
        const std::uint32_t polynomial = Table::polynomial(dimension - 1);
        const int degree = std::bit_width(polynomial) - 1;
        for (int k = 0; k < place_bits; ++k) {
            const auto at = static_cast<std::size_t>(k);
            if (k < degree) {
                m[at] = Table::minit(dimension - 1, at);
                continue;
            }
            m[at] = m[at - static_cast<std::size_t>(degree)];
            for (int back = 1; back <= degree; ++back) {
                if ((polynomial >> (degree - back) & 1U) != 0) m[at] ^= m[at - static_cast<std::size_t>(back)] << back;
            }
        }
    }
    std::array<std::uint16_t, place_bits> directions{};
    for (int k = 0; k < place_bits; ++k) {
        const auto at = static_cast<std::size_t>(k);
        directions[at] = static_cast<std::uint16_t>(m[at] << (place_bits - 1 - k));
    }
    return directions;
}

SobolSteps sobol_steps(std::size_t dimension) {
    const auto directions = sobol_directions(dimension);
    SobolSteps steps;
    for (int m = 1; m < place_bits; ++m) {
        // The index whose point has the first m digits of directions[m]: bit k of an index is the last to touch digit k.
        std::uint32_t digits = directions[static_cast<std::size_t>(m)];
        for (int k = m; k-- > 0;) {
            if ((digits >> (place_bits - 1 - k) & 1U) == 0) continue;
            digits ^= directions[static_cast<std::size_t>(k)];
            steps.nearest[static_cast<std::size_t>(m)] |= static_cast<std::uint16_t>(1U << k);
        }
    }
    return steps;
}

}  // namespace yuce::engine
