#include "engine/law_base.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <limits>

namespace yuce::engine {
namespace {

namespace bm = boost::math;
using Quiet = bm::policies::policy<
    bm::policies::domain_error<bm::policies::ignore_error>, bm::policies::pole_error<bm::policies::ignore_error>,
    bm::policies::overflow_error<bm::policies::ignore_error>, bm::policies::evaluation_error<bm::policies::ignore_error>>;
using Normal = bm::normal_distribution<Real, Quiet>;
using StudentT = bm::students_t_distribution<Real, Quiet>;
using Beta = bm::beta_distribution<Real, Quiet>;
using Gamma = bm::gamma_distribution<Real, Quiet>;

constexpr Real infinity = std::numeric_limits<Real>::infinity();

template <class Distribution>
Real quantile(const Distribution& d, Real p, Tail tail) {
    return tail == Tail::lower ? bm::quantile(d, p) : bm::quantile(bm::complement(d, p));
}

template <class Distribution>
Real probability(const Distribution& d, Real x, Tail tail) {
    return tail == Tail::lower ? bm::cdf(d, x) : bm::cdf(bm::complement(d, x));
}

// Boost's inverse is now and then a few digits short (beta with a = b = 0.3 at the median: 1e-10): Newton's steps finish it.
template <class Distribution>
Real polished_quantile(const Distribution& d, Real p, Tail tail) {
    constexpr int most_steps = 3;
    constexpr Real good = 2e-16L;
    Real x = quantile(d, p, tail);
    for (int step = 0; step < most_steps; ++step) {
        const Real error = probability(d, x, tail) - p;
        if (fabs(error) <= good * p) break;
        const Real better = x - (tail == Tail::lower ? error : -error) / bm::pdf(d, x);
        const auto [least, greatest] = bm::support(d);
        if (!(better > least && better < greatest)) break;
        x = better;
    }
    return x;
}

Beta standard_beta(const Law& law) {
    const BetaForm form = beta_form(law);
    return Beta(form.a, form.b);
}

Real triangular_peak(const Law& law) {
    const Stretch stretch = law_stretch(law);
    return (law_number(law, "mode") - stretch.location) / stretch.scale;
}

Real standard_triangular_quantile(Real peak, Real p, Tail tail) {
    const bool low_side = tail == Tail::lower ? p <= peak : 1 - p <= peak;
    if (low_side) return sqrt((tail == Tail::lower ? p : 1 - p) * peak);
    // 1 - sqrt(s) without losing the digits of a small value.
    if (tail == Tail::upper) return 1 - sqrt(p * (1 - peak));
    return (peak + p * (1 - peak)) / (1 + sqrt((1 - p) * (1 - peak)));
}

Real standard_triangular_probability(Real peak, Real x, Tail tail) {
    const bool low_side = x <= peak;
    const Real p = low_side ? x * x / peak : (1 - x) * (1 - x) / (1 - peak);
    return low_side == (tail == Tail::lower) ? p : 1 - p;
}

// -log of the probability of the other tail.
Real hazard_of(Real p, Tail tail) { return tail == Tail::lower ? -log1p(-p) : -log(p); }
// The inverse: P(H > h) = exp(-h).
Real hazard_probability(Real h, Tail tail) { return tail == Tail::lower ? -expm1(-h) : exp(-h); }

// P(X <= x) = exp(-t), t = (1 + shape x)^(-1 / shape), so t is the hazard of the upper tail.
Real standard_gev_quantile(Real shape, Real p, Tail tail) {
    const Real log_t = log(hazard_of(p, tail == Tail::lower ? Tail::upper : Tail::lower));
    return shape == 0 ? -log_t : expm1(-shape * log_t) / shape;
}

Real standard_gev_probability(Real shape, Real x, Tail tail) {
    const Real log_t = shape == 0 ? -x : -log1p(shape * x) / shape;
    return hazard_probability(exp(log_t), tail == Tail::lower ? Tail::upper : Tail::lower);
}

struct TwoPiece {
    Real mode, sd_low, sd_high;
    Real weight_low() const { return sd_low / (sd_low + sd_high); }
};

TwoPiece two_piece(const Law& law) { return {law_number(law, "mode"), law_number(law, "sd_low"), law_number(law, "sd_high")}; }

Real two_piece_quantile(const TwoPiece& t, Real p, Tail tail) {
    const Real below = t.weight_low();
    const bool low_side = tail == Tail::lower ? p <= below : 1 - p <= below;
    if (low_side) return t.mode + t.sd_low * normal_score((tail == Tail::lower ? p : 1 - p) / (2 * below), Tail::lower);
    return t.mode + t.sd_high * normal_score((tail == Tail::lower ? 1 - p : p) / (2 * (1 - below)), Tail::upper);
}

Real two_piece_probability(const TwoPiece& t, Real x, Tail tail) {
    const bool low_side = x <= t.mode;
    const Real below = t.weight_low();
    const Real score = (x - t.mode) / (low_side ? t.sd_low : t.sd_high);
    const Real p = low_side ? 2 * below * probability(Normal(0, 1), score, Tail::lower)
                            : 2 * (1 - below) * probability(Normal(0, 1), score, Tail::upper);
    return low_side == (tail == Tail::lower) ? p : 1 - p;
}

Real standard_quantile(const Law& law, Real p, Tail tail) {
    switch (law.kind) {
        case LawKind::uniform: return tail == Tail::lower ? p : 1 - p;
        case LawKind::triangular: return standard_triangular_quantile(triangular_peak(law), p, tail);
        case LawKind::pert:
        case LawKind::beta: return polished_quantile(standard_beta(law), p, tail);
        case LawKind::normal: return normal_score(p, tail);
        case LawKind::student_t: return polished_quantile(StudentT(law_number(law, "df")), p, tail);
        case LawKind::gamma: return polished_quantile(Gamma(gamma_form(law).shape, 1), p, tail);
        case LawKind::exponential: return hazard_of(p, tail);
        case LawKind::weibull: return pow(hazard_of(p, tail), 1 / static_cast<Real>(law_number(law, "shape")));
        case LawKind::gev: return standard_gev_quantile(law_number(law, "shape"), p, tail);
        case LawKind::two_piece_normal: return two_piece_quantile(two_piece(law), p, tail);
        case LawKind::lognormal: {
            const LognormalForm form = lognormal_form(law);
            return form.median * exp(form.sigma * normal_score(p, tail));
        }
        default: assert(false && "a law of single values"); return 0;
    }
}

Real standard_probability(const Law& law, Real x, Tail tail) {
    switch (law.kind) {
        case LawKind::uniform: return tail == Tail::lower ? x : 1 - x;
        case LawKind::triangular: return standard_triangular_probability(triangular_peak(law), x, tail);
        case LawKind::pert:
        case LawKind::beta: return probability(standard_beta(law), x, tail);
        case LawKind::normal: return probability(Normal(0, 1), x, tail);
        case LawKind::student_t: return probability(StudentT(law_number(law, "df")), x, tail);
        case LawKind::gamma: return probability(Gamma(gamma_form(law).shape, 1), x, tail);
        case LawKind::exponential: return hazard_probability(x, tail);
        case LawKind::weibull: return hazard_probability(pow(x, static_cast<Real>(law_number(law, "shape"))), tail);
        case LawKind::gev: return standard_gev_probability(law_number(law, "shape"), x, tail);
        case LawKind::two_piece_normal: return two_piece_probability(two_piece(law), x, tail);
        case LawKind::lognormal: {
            const LognormalForm form = lognormal_form(law);
            return probability(Normal(0, 1), log(x / form.median) / form.sigma, tail);
        }
        default: assert(false && "a law of single values"); return 0;
    }
}

// P(low < X <= high) from the tail in which it keeps its digits.
Real mass_between(const Law& law, Real low, Real high, const Cut& cut) {
    if (base_probability(law, low, Tail::upper) < 0.5L) return base_probability(law, low, Tail::upper) - cut.above;
    if (base_probability(law, high, Tail::lower) < 0.5L) return base_probability(law, high, Tail::lower) - cut.below;
    return 1 - cut.below - cut.above;
}

}  // namespace

LognormalForm lognormal_form(const Law& law) {
    if (!isnan(law_number(law, "median"))) return {law_number(law, "median"), law_number(law, "sigma")};
    const Real mean = law_number(law, "mean"), ratio = law_number(law, "sd") / mean;
    const Real variance = log1p(ratio * ratio);
    return {mean * exp(-variance / 2), sqrt(variance)};
}

GammaForm gamma_form(const Law& law) {
    if (!isnan(law_number(law, "shape"))) return {law_number(law, "shape"), law_number(law, "scale")};
    const Real mean = law_number(law, "mean"), sd = law_number(law, "sd");
    return {(mean / sd) * (mean / sd), sd * (sd / mean)};
}

BetaForm beta_form(const Law& law) {
    if (law.kind == LawKind::beta) return {law_number(law, "a"), law_number(law, "b")};
    const Real min = law_number(law, "min"), mode = law_number(law, "mode"), max = law_number(law, "max");
    const Real shape = law_number(law, "shape");
    return {1 + shape * (mode - min) / (max - min), 1 + shape * (max - mode) / (max - min)};
}

Real standard_density(const Law& law, Real x) {
    switch (law.kind) {
        case LawKind::student_t: return bm::pdf(StudentT(law_number(law, "df")), x);
        case LawKind::gamma: return bm::pdf(Gamma(gamma_form(law).shape, 1), x);
        case LawKind::beta:
        case LawKind::pert: return bm::pdf(standard_beta(law), x);
        default: assert(false && "not of Pearson's family"); return 0;
    }
}

Stretch law_stretch(const Law& law) {
    const auto number = [&](const char* key) -> Real { return law_number(law, key); };
    switch (law.kind) {
        case LawKind::normal: return {number("mean"), number("sd")};
        case LawKind::student_t: return {number("mean"), number("sd") * sqrt((number("df") - 2) / number("df"))};
        case LawKind::uniform:
        case LawKind::triangular:
        case LawKind::pert:
        case LawKind::beta: return {number("min"), number("max") - number("min")};
        case LawKind::exponential: return {0, number("mean")};
        case LawKind::weibull: return {0, number("scale")};
        case LawKind::gev: return {number("location"), number("scale")};
        case LawKind::gamma: return {0, gamma_form(law).scale};
        default: return {0, 1};
    }
}

Real normal_score(Real p, Tail tail) {
    if (p == 0 || p == 1) return (p == 0) == (tail == Tail::lower) ? -infinity : infinity;
    return quantile(Normal(0, 1), p, tail);
}

Real normal_tail(Real z) { return probability(Normal(0, 1), fabs(z), Tail::upper); }

Support base_support(const Law& law) {
    const Stretch stretch = law_stretch(law);
    switch (law.kind) {
        case LawKind::uniform:
        case LawKind::triangular:
        case LawKind::pert:
        case LawKind::beta: return {stretch.location, stretch.location + stretch.scale};
        case LawKind::lognormal:
        case LawKind::gamma:
        case LawKind::exponential:
        case LawKind::weibull: return {0, infinity};
        case LawKind::gev: {
            const Real shape = law_number(law, "shape");
            const Real end = stretch.location - stretch.scale / shape;
            return {shape > 0 ? end : -infinity, shape < 0 ? end : infinity};
        }
        default: return {-infinity, infinity};
    }
}

Real base_quantile(const Law& law, Real p, Tail tail) {
    if (isnan(p)) return p;
    const Support support = base_support(law);
    if (p <= 0) return tail == Tail::lower ? support.min : support.max;
    if (p >= 1) return tail == Tail::lower ? support.max : support.min;
    const Stretch stretch = law_stretch(law);
    return stretch.location + stretch.scale * standard_quantile(law, p, tail);
}

Real base_probability(const Law& law, Real x, Tail tail) {
    if (isnan(x)) return x;
    const Support support = base_support(law);
    if (x <= support.min || x >= support.max) return (x <= support.min) == (tail == Tail::lower) ? 0 : 1;
    const Stretch stretch = law_stretch(law);
    return standard_probability(law, (x - stretch.location) / stretch.scale, tail);
}

Cut cut_of(const Law& law) {
    const Support support = base_support(law);
    const Real low = law.low ? std::max<Real>(*law.low, support.min) : support.min;
    const Real high = law.high ? std::min<Real>(*law.high, support.max) : support.max;
    if (low >= high) return {0, 0, 0};
    Cut cut{base_probability(law, low, Tail::lower), base_probability(law, high, Tail::upper), 1};
    cut.mass = mass_between(law, low, high, cut);
    return cut;
}

TailProbability before_cut(const Cut& cut, Real p, Tail tail) {
    const Real below = cut.below + (tail == Tail::lower ? p : 1 - p) * cut.mass;
    if (below <= 0.5L) return {below, Tail::lower};
    return {cut.above + (tail == Tail::lower ? 1 - p : p) * cut.mass, Tail::upper};
}

Real cut_quantile(const Law& law, const Cut& cut, Real p, Tail tail) {
    if (!law.low && !law.high) return base_quantile(law, p, tail);
    const TailProbability before = before_cut(cut, p, tail);
    Real x = base_quantile(law, before.p, before.tail);
    if (law.low) x = std::max<Real>(x, *law.low);
    if (law.high) x = std::min<Real>(x, *law.high);
    return x;
}

}  // namespace yuce::engine
