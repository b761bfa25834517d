// What a target's test is, stated once: the kernels and Target::passes go by the same bounds.
#pragma once

#include "results/result_set.hpp"

namespace yuce::results {

// Met when low <= value <= high, both bounds in. NaN is outside.
struct Bounds {
    double low, high;
};
Bounds test_bounds(const Target& target);
Bounds strict_bounds(const Target& target);  // outside approx: those of the test
// Whether the two readings can differ.
inline bool has_strict_reading(const Target& target) { return target.comparator == Comparator::approx; }

// "ge", "at_least", as files have them; the parsers throw Error (file) for other words.
const char* name_of(Comparator comparator);
const char* name_of(Side side);
Comparator comparator_of(const std::string& name);
Side side_of(const std::string& name);

}  // namespace yuce::results
