#include <boost/math/special_functions/gamma.hpp>
#include <limits>

#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

// Riemann's zeta of 2, 3 and 4.
constexpr Real zeta_2 = 1.644934066848226436472415166646025189L, zeta_3 = 1.202056903159594285399738161511449991L,
               zeta_4 = 1.082323233711138191516003696541167903L;

struct Moments {
    Real mean, sd;
};

Real log_gamma_1p(Real x) { return log1p(boost::math::tgamma1pm1(x)); }

// log(Gamma(1 - 2 k) / Gamma(1 - k)^2), k < 1/2; near 0 by the series of log Gamma, where the difference loses its digits.
Real log_gamma_ratio(Real k) {
    if (fabs(k) > 1e-5L) return log_gamma_1p(-2 * k) - 2 * log_gamma_1p(-k);
    return k * k * (zeta_2 + k * (2 * zeta_3 + k * 3.5L * zeta_4));
}

// Of E^(-k), E exponential with mean 1: mean Gamma(1 - k), sd relative to it.
Moments exponential_power(Real k) {
    const Real mean = exp(log_gamma_1p(-k));
    return {mean, k < 0.5L ? mean * sqrt(expm1(log_gamma_ratio(k))) : std::numeric_limits<Real>::infinity()};
}

Moments gev_moments(Real location, Real scale, Real k) {
    if (k == 0) return {location + scale * 0.577215664901532860606512090082402431L, scale * sqrt(zeta_2)};
    return {location + scale * boost::math::tgamma1pm1(-k) / k, scale * exponential_power(k).sd / fabs(k)};
}

Moments beta_moments(Real a, Real b, Real min, Real max) {
    const Real total = a + b;
    return {min + (max - min) * a / total, (max - min) * sqrt(a * b / (total + 1)) / total};
}

Moments pert_moments(Real min, Real mode, Real max, Real shape) {
    const Real width = max - min;
    return beta_moments(1 + shape * (mode - min) / width, 1 + shape * (max - mode) / width, min, max);
}

Moments triangular_moments(Real a, Real b, Real c) {
    const Real left = b - a, right = c - b;
    return {(a + b + c) / 3, sqrt((left * left + left * right + right * right) / 18)};
}

// John (1982), Communications in Statistics 11(8).
Moments two_piece_moments(Real mode, Real sd_low, Real sd_high) {
    const Real difference = sd_high - sd_low;
    const Real two_over_pi = 2 / 3.141592653589793238462643383279502884L;
    return {mode + sqrt(two_over_pi) * difference, sqrt((1 - two_over_pi) * difference * difference + sd_low * sd_high)};
}

Moments lognormal_moments(LognormalForm form) {
    const Real variance = form.sigma * form.sigma;
    const Real mean = form.median * exp(variance / 2);
    return {mean, mean * sqrt(expm1(variance))};
}

Moments weibull_moments(Real shape, Real scale) {
    const Moments power = exponential_power(-1 / shape);
    return {scale * power.mean, scale * power.sd};
}

Moments list_moments(const Law& law) {
    Real total = 0, mean = 0, square = 0;
    const auto weight = [&](std::size_t i) -> Real { return law.kind == LawKind::discrete ? law.weights[i] : 1.0; };
    for (std::size_t i = 0; i < law.values.size(); ++i) {
        total += weight(i);
        mean += weight(i) * law.values[i];
    }
    mean /= total;
    for (std::size_t i = 0; i < law.values.size(); ++i) square += weight(i) * (law.values[i] - mean) * (law.values[i] - mean);
    return {mean, sqrt(square / total)};
}

Moments moments_of(const Law& law) {
    const auto number = [&](const char* key) -> Real { return law_number(law, key); };
    switch (law.kind) {
        case LawKind::constant: return {number("value"), 0};
        case LawKind::uniform: return {(number("min") + number("max")) / 2, (number("max") - number("min")) / sqrt(12.0L)};
        case LawKind::triangular: return triangular_moments(number("min"), number("mode"), number("max"));
        case LawKind::pert: return pert_moments(number("min"), number("mode"), number("max"), number("shape"));
        case LawKind::normal:
        case LawKind::student_t: return {number("mean"), number("sd")};
        case LawKind::two_piece_normal: return two_piece_moments(number("mode"), number("sd_low"), number("sd_high"));
        case LawKind::lognormal: return lognormal_moments(lognormal_form(law));
        case LawKind::beta: return beta_moments(number("a"), number("b"), number("min"), number("max"));
        case LawKind::gamma: {
            const GammaForm form = gamma_form(law);
            return {form.shape * form.scale, sqrt(form.shape) * form.scale};
        }
        case LawKind::exponential: return {number("mean"), number("mean")};
        case LawKind::weibull: return weibull_moments(number("shape"), number("scale"));
        case LawKind::gev: return gev_moments(number("location"), number("scale"), number("shape"));
        case LawKind::poisson: return {number("mean"), sqrt(number("mean"))};
        case LawKind::bernoulli: return {number("probability"), sqrt(number("probability") * (1 - number("probability")))};
        case LawKind::discrete:
        case LawKind::empirical: return list_moments(law);
    }
    return {};
}

}  // namespace

double law_mean(const Law& law) { return static_cast<double>(moments_of(law).mean); }
double law_sd(const Law& law) { return static_cast<double>(moments_of(law).sd); }

double law_centre(const Law& law) { return law.kind == LawKind::two_piece_normal ? law_number(law, "mode") : law_mean(law); }

}  // namespace yuce::engine
