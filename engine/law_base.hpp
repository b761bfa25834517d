// Inside of the laws: numbers by key, the law before its cut, the cut, and the steps of laws that take single values.
// Calculated with Real, so that the bits depend on no processor and no C library.
#pragma once

#include <string_view>
#include <vector>

#include "engine/law.hpp"
#include "engine/real.hpp"

namespace yuce::engine {

const LawEntry& law_entry(LawKind kind);
// The number under a key of the law's table, its default where the law has none, NaN where absent.
double law_number(const Law& law, std::string_view key);

enum class Tail { lower, upper };

// What the forms of lognormal and gamma, and beta and pert, come down to.
struct LognormalForm {
    Real median, sigma;
};
struct GammaForm {
    Real shape, scale;
};
struct BetaForm {
    Real a, b;
};
LognormalForm lognormal_form(const Law& law);
GammaForm gamma_form(const Law& law);
BetaForm beta_form(const Law& law);

// A law stretched from its standard form: x = location + scale * standard.
struct Stretch {
    Real location, scale;
};
Stretch law_stretch(const Law& law);

// Density of the standard form of student_t, gamma, beta and pert.
Real standard_density(const Law& law, Real x);

// Continuous laws before the cut: the value with probability p below (above), 0 <= p <= 1; P(X <= x) (P(X > x)).
Real base_quantile(const Law& law, Real p, Tail tail);
Real base_probability(const Law& law, Real x, Tail tail);

// Where a continuous law before the cut can take values; infinite where unbounded.
struct Support {
    Real min, max;
};
Support base_support(const Law& law);

// The probabilities the cut of a continuous law takes away below and above, and what is left.
struct Cut {
    Real below = 0, above = 0, mass = 1;
};
Cut cut_of(const Law& law);

// The probability before the cut at which the cut law has probability p below (lower) or above (upper), in its smaller tail.
struct TailProbability {
    Real p;
    Tail tail;
};
TailProbability before_cut(const Cut& cut, Real p, Tail tail);

// Quantile of the cut continuous law.
Real cut_quantile(const Law& law, const Cut& cut, Real p, Tail tail);

// A law that takes single values: values rising, P(X <= value) and P(X > value), the cut applied. Poisson laws leave out
// values whose probability is less than 1e-40 of the most likely one's.
struct LawSteps {
    std::vector<double> values, below, above;
};
LawSteps law_steps(const Law& law);

// Standard normal quantile; P(Z > |z|).
Real normal_score(Real p, Tail tail);
Real normal_tail(Real z);

}  // namespace yuce::engine
