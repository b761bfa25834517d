// What a law comes down to before its rows are evaluated.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/law_rows.hpp"

namespace yuce::engine {

enum class LawForm : std::uint8_t {
    uniform,       // location + scale * u
    normal,        // location + scale * z
    lognormal,     // location * exp(scale * z)
    two_piece,     // closed form in u, polynomials in z
    polynomials,   // in z
    exponentials,  // exp of polynomials in z
    steps,         // single values
    scalar,        // law_quantile value by value: shapes too extreme for the polynomials, some microseconds a value
};

// The quantile as a function of z, one polynomial of degree 7 a piece of width 2^-k. Pieces begin at `knot` (where the quantile
// may have a kink) plus whole multiples of the width and cover |z| <= reach; z beyond is taken as +-reach.
struct LawPieces {
    static constexpr std::size_t terms = 8;
    static constexpr double reach = 8.5;
    struct alignas(64) Piece {
        std::array<double, terms> coefficients;  // powers of (z - middle of the piece) / width, lowest first
    };
    double knot = 0;
    double pieces_per_unit = 0;  // a power of two
    double first = 0;            // number of the first piece, counted from the knot
    std::vector<Piece> pieces;
};

// values[number of thresholds below the argument]; both threshold lists are filled up with infinity to a power of two less one.
struct LawStepTable {
    std::vector<double> values, of_uniform, of_normal;
    std::size_t thresholds = 0;
};

struct LawKernel::Table {
    LawForm form = LawForm::steps;
    double location = 0, scale = 0;
    double lowest = 0, highest = 0;                  // bounds of a continuous law, kept in spite of rounding
    double sd_low = 0, sd_high = 0, weight_low = 0;  // two_piece
    LawPieces pieces;
    LawStepTable steps;
    Law law;  // scalar
};

// The quantile at Phi(z) for LawForm::scalar.
double scalar_law_of_normal(const Law& law, double z);

// Polynomials for the quantile (or its logarithm) of a continuous law; no pieces when none of the allowed widths is fine enough.
enum class FitOf { quantile, logarithm };
LawPieces fit_law_pieces(const Law& law, FitOf what, int most_pieces_per_unit);

}  // namespace yuce::engine
