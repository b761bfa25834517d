// Distributions: one table that says what each is called, which keys it takes and what they mean.
// The readers, `yuce describe`, the pages and the tests are derived from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace yuce::engine {

enum class LawKind : std::uint8_t {
    constant, uniform, triangular, pert, normal, student_t, two_piece_normal, lognormal, beta, gamma,
    exponential, weibull, gev, poisson, bernoulli, discrete, empirical,
};

// One key of a distribution as users write it.
struct LawKey {
    std::string_view name;
    bool required;
    double fallback;             // the default where not required; NaN: absent
    bool list;                   // `values`, `weights`
    std::string_view meaning;    // one line for the reference
};

struct LawEntry {
    LawKind kind;
    std::string_view name;                 // "student_t"
    std::span<const LawKey> keys;          // in the order of Law::numbers (lists excluded)
    std::string_view forms;                // alternatives, e.g. "mean sd, or median sigma"; "" if one form
    std::string_view meaning;
};

std::span<const LawEntry> law_table();
const LawEntry* find_law(std::string_view name);

// A checked distribution. `numbers` stand in the order of the table's keys with defaults filled in and NaN where absent.
// `low` and `high` cut the law (the rest scaled to 1). `values`, `weights`: discrete and empirical laws.
struct Law {
    LawKind kind = LawKind::constant;
    std::vector<double> numbers;
    std::optional<double> low, high;
    std::vector<double> values, weights;
    bool operator==(const Law&) const = default;
};

// Problems in words ("sd must be positive, it is -1"); empty: the law is valid. `key` is the key to point at ("" the whole).
struct LawProblem {
    std::string key;
    std::string message;
};
std::vector<LawProblem> check_law(const Law& law);

// Inverse of the (cut) distribution function at u in (0, 1); upper_tail: u is the probability above. Exact to 1e-13
// relative of Boost.Math or closed forms. Scalar and slow: for tables, medians and tests.
double law_quantile(const Law& law, double u, bool upper_tail = false);
double law_cdf(const Law& law, double x);   // of the cut law
double law_median(const Law& law);
double law_mean(const Law& law);            // before the cut (closed form)
double law_sd(const Law& law);              // before the cut
// What shocks are scaled around: the mean, for two-piece the mode (FORMATS.md, Dependence).
double law_centre(const Law& law);
bool law_is_discrete(const Law& law);

}  // namespace yuce::engine
