// Intervals and moments with their sources.
#pragma once

#include <cstdint>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::results {

inline constexpr double z95 = 1.959963984540054;

// Wilson (1927) score interval, 95 %; n = 0 gives NaN.
Estimate wilson(std::uint64_t hits, std::uint64_t n);
// Difference of paired proportions p1 - p2, Bonett and Price (2012) adjusted Wald, 95 %.
// n10: met only in the first, n01: only in the second.
Estimate paired_difference(std::uint64_t n10, std::uint64_t n01, std::uint64_t n);

// sqrt(a^2 + b^2) without overflow, of operations that every machine rounds alike (the C library's hypot is not). NaN where
// either is.
double root_of_squares(double a, double b);

// p1 - p2 of independent samples from their own 95 % intervals: Newcombe (1998), method 10, where these are Wilson's; for others the
// same rule (Zou and Donner 2008). NaN where either is.
Estimate independent_difference(const Estimate& p1, const Estimate& p2);

// Count, mean and central sums; merge after Pebay (2008), in a fixed order for equal bits.
struct Moments {
    std::uint64_t n = 0;
    double mean = 0, m2 = 0, m3 = 0, m4 = 0, minimum = 0, maximum = 0;
    void merge(const Moments& other);
    double sd() const;  // divides by n - 1
    double skewness() const;
    double kurtosis() const;  // excess
    double mean_error() const;
};

}  // namespace yuce::results
