#include "results/target.hpp"

#include <cmath>
#include <limits>

#include "engine/error.hpp"

namespace yuce::results {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double equal_within = 1e-9;  // relative

Bounds approx_bounds(const Target& target, double tolerance) {
    switch (target.side) {
        case Side::at_least: return {target.value - tolerance, infinity};
        case Side::at_most: return {-infinity, target.value + tolerance};
        case Side::both: break;
    }
    return {target.value - tolerance, target.value + tolerance};
}

}  // namespace

Bounds test_bounds(const Target& target) {
    switch (target.comparator) {
        case Comparator::ge: return {target.value, infinity};
        case Comparator::le: return {-infinity, target.value};
        case Comparator::positive: return {std::numeric_limits<double>::denorm_min(), infinity};
        case Comparator::eq:
            return {target.value - equal_within * std::abs(target.value), target.value + equal_within * std::abs(target.value)};
        case Comparator::approx: break;
    }
    return approx_bounds(target, target.tolerance);
}

Bounds strict_bounds(const Target& target) {
    if (!has_strict_reading(target)) return test_bounds(target);
    if (target.side == Side::at_most) return {-infinity, target.value};
    return {target.value, infinity};
}

bool Target::passes(double x) const {
    const Bounds b = test_bounds(*this);
    return x >= b.low && x <= b.high;
}

bool Target::passes_strict(double x) const {
    const Bounds b = strict_bounds(*this);
    return x >= b.low && x <= b.high;
}

const char* name_of(Comparator comparator) {
    for (const auto& [value, name] : comparator_names) {
        if (value == comparator) return name;
    }
    return "";
}

const char* name_of(Side side) {
    for (const auto& [value, name] : side_names) {
        if (value == side) return name;
    }
    return "";
}

Comparator comparator_of(const std::string& name) {
    for (const auto& [value, known] : comparator_names) {
        if (name == known) return value;
    }
    throw Error(ErrorKind::file, "the results hold a target with the unknown comparator '" + name + "'");
}

Side side_of(const std::string& name) {
    for (const auto& [value, known] : side_names) {
        if (name == known) return value;
    }
    throw Error(ErrorKind::file, "the results hold a target with the unknown side '" + name + "'");
}

}  // namespace yuce::results
