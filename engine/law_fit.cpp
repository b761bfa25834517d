#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/law_base.hpp"
#include "engine/law_kernel.hpp"
#include "engine/law_series.hpp"

namespace yuce::engine {
namespace {

constexpr std::size_t terms = LawPieces::terms;
using Terms = std::array<Real, terms>;
constexpr Real pi = 3.141592653589793238462643383279502884L;

// Chebyshev's points on -1/2 .. 1/2, and the matrix from values there to coefficients of powers.
struct Interpolation {
    Terms points;
    std::array<Terms, terms> powers;  // [power][point]
};

Interpolation make_interpolation() {
    Interpolation result{};
    // Powers of t in T_j(2 t), by T_(j+1) = 4 t T_j - T_(j-1).
    std::array<Terms, terms> chebyshev{};
    chebyshev[0][0] = 1;
    chebyshev[1][1] = 2;
    for (std::size_t j = 2; j < terms; ++j) {
        for (std::size_t i = 0; i < terms; ++i) {
            chebyshev[j][i] = (i > 0 ? 4 * chebyshev[j - 1][i - 1] : 0) - chebyshev[j - 2][i];
        }
    }
    for (std::size_t k = 0; k < terms; ++k) {
        const Real angle = pi * (static_cast<Real>(k) + 0.5L) / terms;
        result.points[k] = cos(angle) / 2;
        for (std::size_t j = 0; j < terms; ++j) {
            const Real weight = (j == 0 ? 1.0L : 2.0L) / terms * cos(static_cast<Real>(j) * angle);
            for (std::size_t i = 0; i < terms; ++i) result.powers[i][k] += weight * chebyshev[j][i];
        }
    }
    return result;
}

const Interpolation& interpolation() {
    static const Interpolation result = make_interpolation();
    return result;
}

class LawFit {
public:
    LawFit(const Law& law, FitOf what) : law_(law), what_(what), cut_(cut_of(law)), knot_(knot_of()) {
        if (what == FitOf::quantile) series_ = QuantileSeries::of(law, cut_);
        const bool positive = base_support(law).min == 0;
        if (what == FitOf::quantile && !positive) {
            const Real down = quantile(0) - quantile(-1), up = quantile(1) - quantile(0);
            least_ = std::max(std::min(down, up), 1e-3L * std::max(down, up));
        }
    }

    LawPieces with(double pieces_per_unit) const {
        LawPieces result;
        result.knot = knot_;
        result.pieces_per_unit = pieces_per_unit;
        result.first = std::floor((-LawPieces::reach - knot_) * pieces_per_unit);
        const double last = std::floor((LawPieces::reach - knot_) * pieces_per_unit);
        result.pieces.resize(static_cast<std::size_t>(last - result.first) + 1);
        for (std::size_t i = 0; i < result.pieces.size(); ++i) {
            if (!fit(result.first + static_cast<double>(i), pieces_per_unit, result.pieces[i])) return {};
        }
        return result;
    }

private:
    // Where the quantile's second or third derivative jumps, in z.
    double knot_of() const {
        Real below = 0;
        if (law_.kind == LawKind::two_piece_normal || law_.kind == LawKind::triangular) {
            below = base_probability(law_, law_number(law_, "mode"), Tail::lower);
        }
        const Real inside = (below - cut_.below) / cut_.mass;
        if (!(inside > 0 && inside < 1)) return 0;
        const Real score = normal_score(inside, Tail::lower);
        return fabs(score) < LawPieces::reach ? static_cast<double>(score) : 0;
    }

    Real quantile(Real z) const { return cut_quantile(law_, cut_, normal_tail(z), z < 0 ? Tail::lower : Tail::upper); }

    Real fitted(Real z) const { return what_ == FitOf::quantile ? quantile(z) : log(quantile(z)); }

    // Largest error allowed where the function has this value.
    Real tolerance(Real value) const {
        constexpr Real fit = 3e-14L, rounding = 4e-16L;
        return what_ == FitOf::quantile ? fit * std::max(fabs(value), least_) : fit + rounding * fabs(value);
    }

    // The function at Chebyshev's points of the piece around `middle`.
    Terms values(Real middle, double pieces_per_unit) const {
        Terms result{};
        std::array<Real, QuantileSeries::terms> powers{};
        if (series_) powers = series_->at(middle, quantile(middle));
        const bool by_series = series_ && std::all_of(powers.begin(), powers.end(), [](Real c) { return isfinite(c); });
        for (std::size_t k = 0; k < terms; ++k) {
            const Real t = interpolation().points[k] / pieces_per_unit;
            if (by_series) {
                for (std::size_t i = powers.size(); i-- > 0;) result[k] = result[k] * t + powers[i];
            } else {
                result[k] = fitted(middle + t);
            }
        }
        return result;
    }

    bool fit(double number, double pieces_per_unit, LawPieces::Piece& piece) const {
        const Real middle = knot_ + (number + 0.5L) / pieces_per_unit;
        const Terms at_points = values(middle, pieces_per_unit);
        for (std::size_t i = 0; i < terms; ++i) {
            Real coefficient = 0;
            for (std::size_t k = 0; k < terms; ++k) coefficient += interpolation().powers[i][k] * at_points[k];
            piece.coefficients[i] = static_cast<double>(coefficient);
        }
        // Where the error of interpolation is largest: the ends and the middle. Just inside, for the sides of a kink.
        for (const double t : {-0.4999, 0.0, 0.4999}) {
            if (series_ && t > -0.4) break;  // smooth: one end speaks for the other
            double value = piece.coefficients[terms - 1];
            for (std::size_t i = terms - 1; i-- > 0;) value = std::fma(value, t, piece.coefficients[i]);
            const Real exact = fitted(middle + static_cast<Real>(t) / pieces_per_unit);
            if (!(fabs(value - exact) <= tolerance(exact))) return false;
        }
        return true;
    }

    const Law& law_;
    FitOf what_;
    Cut cut_;
    double knot_;
    std::optional<QuantileSeries> series_;
    Real least_ = 0;
};

}  // namespace

LawPieces fit_law_pieces(const Law& law, FitOf what, int most_pieces_per_unit) {
    const LawFit fit(law, what);
    for (int per_unit = 8; per_unit <= most_pieces_per_unit; per_unit *= 2) {
        LawPieces pieces = fit.with(per_unit);
        if (!pieces.pieces.empty()) return pieces;
    }
    return {};
}

}  // namespace yuce::engine
