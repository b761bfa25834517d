// Single quantiles of the Poisson and gamma laws: what the rows in count_quantile-inl.hpp leave to one lane at a time.
#pragma once

namespace yuce::engine {

// Means from which on Poisson quantiles are the rounded expansion without a check.
inline constexpr double poisson_unchecked_mean = 0x1p30;

// The smallest whole k with P(N <= k) >= u, N Poisson with this mean. 0 for mean 0 or u = 0, infinity for u = 1; NaN unless
// 0 <= u <= 1 and 0 <= mean < infinity. Exact up to a mean of 2^30, where u may lie 1e-13 (relative, of the nearer tail) from a
// step or nearer it takes one side, always the same; beyond it is the expansion below, rounded down: off by at most one step
// unless u < 1e-17. Cost: some hundred nanoseconds up to means of 1000, then as sqrt(mean).
double poisson_quantile(double u, double mean);

// The x with P(X <= x) = u, X gamma with this shape and scale, relative error below 1e-12. 0 for u = 0, infinity for u = 1;
// NaN unless 0 <= u <= 1, 0 < shape < infinity, 0 <= scale < infinity. Cost: two microseconds (Boost.Math).
double gamma_quantile(double u, double shape, double scale);

}  // namespace yuce::engine
