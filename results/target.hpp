// What a target's test is, stated once: the kernels and Target::passes go by the same bounds.
#pragma once

#include <array>
#include <string>
#include <utility>

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

// The words files have for them.
inline constexpr std::array<std::pair<Comparator, const char*>, 5> comparator_names = {{{Comparator::ge, "ge"},
                                                                                        {Comparator::le, "le"},
                                                                                        {Comparator::positive, "positive"},
                                                                                        {Comparator::eq, "eq"},
                                                                                        {Comparator::approx, "approx"}}};
inline constexpr std::array<std::pair<Side, const char*>, 3> side_names = {
    {{Side::both, "both"}, {Side::at_least, "at_least"}, {Side::at_most, "at_most"}}};

// The parsers throw Error (file) for other words.
const char* name_of(Comparator comparator);
const char* name_of(Side side);
Comparator comparator_of(const std::string& name);
Side side_of(const std::string& name);

}  // namespace yuce::results
