// The numbers laws are fitted in: long double whose functions are made of + - * / and roots alone, which every x86 processor rounds
// alike. (Where long double has other than 64 binary digits, the fits have other last bits.) The C library's own functions of long double ask the processor, and its last bits depend on the maker. Nothing
// turns a Real into a built-in number on its own, so that no template (Boost.Math's above all) reaches the C library's functions.
#pragma once

#include <cmath>
#include <iosfwd>
#include <limits>
#include <type_traits>

namespace yuce::engine {

class Real {
public:
    constexpr Real() = default;
    template <class T>
    requires std::is_arithmetic_v<T>
    constexpr Real(T value) : value_(static_cast<long double>(value)) {}
    template <class T>
    requires std::is_arithmetic_v<T>
    constexpr explicit operator T() const { return static_cast<T>(value_); }

    constexpr Real& operator+=(Real other) { return *this = *this + other; }
    constexpr Real& operator-=(Real other) { return *this = *this - other; }
    constexpr Real& operator*=(Real other) { return *this = *this * other; }
    constexpr Real& operator/=(Real other) { return *this = *this / other; }
    constexpr Real& operator++() { return *this += 1; }
    constexpr Real& operator--() { return *this -= 1; }
    constexpr Real operator-() const { return -value_; }
    constexpr Real operator+() const { return *this; }

    friend constexpr Real operator+(Real a, Real b) { return a.value_ + b.value_; }
    friend constexpr Real operator-(Real a, Real b) { return a.value_ - b.value_; }
    friend constexpr Real operator*(Real a, Real b) { return a.value_ * b.value_; }
    friend constexpr Real operator/(Real a, Real b) { return a.value_ / b.value_; }
    friend constexpr bool operator==(Real a, Real b) { return a.value_ == b.value_; }
    friend constexpr bool operator!=(Real a, Real b) { return a.value_ != b.value_; }
    friend constexpr bool operator<(Real a, Real b) { return a.value_ < b.value_; }
    friend constexpr bool operator<=(Real a, Real b) { return a.value_ <= b.value_; }
    friend constexpr bool operator>(Real a, Real b) { return a.value_ > b.value_; }
    friend constexpr bool operator>=(Real a, Real b) { return a.value_ >= b.value_; }

private:
    long double value_ = 0;
};

// Exact, or rounded once.
inline bool isnan(Real x) { return x != x; }
inline Real fabs(Real x) { return std::fabs(static_cast<long double>(x)); }
inline Real abs(Real x) { return fabs(x); }
inline bool isfinite(Real x) { return fabs(x) <= std::numeric_limits<long double>::max(); }
inline Real floor(Real x) { return std::floor(static_cast<long double>(x)); }
inline Real ceil(Real x) { return std::ceil(static_cast<long double>(x)); }
inline Real sqrt(Real x) { return std::sqrt(static_cast<long double>(x)); }
inline Real ldexp(Real x, int exponent) { return std::ldexp(static_cast<long double>(x), exponent); }
inline Real frexp(Real x, int* exponent) { return std::frexp(static_cast<long double>(x), exponent); }

// Special values are the C library's; errors are in units of the last place of the result at 64 binary digits.
Real exp(Real x);          // 1
Real expm1(Real x);        // 2
Real log(Real x);          // 1
Real log1p(Real x);        // 2
Real pow(Real x, Real y);  // 2; 8 where |log| of the result is above 500
Real sin(Real x);          // 2, |x| <= 2^20; NaN beyond
Real cos(Real x);          // 2, the same
Real tan(Real x);          // 4, the same
Real asin(Real x);         // 6
Real acos(Real x);         // 6
Real atan(Real x);         // 4

// For messages.
std::ostream& operator<<(std::ostream& out, Real x);

}  // namespace yuce::engine

template <>
class std::numeric_limits<yuce::engine::Real> : public std::numeric_limits<long double> {
    using Base = std::numeric_limits<long double>;
    using Real = yuce::engine::Real;

public:
    static constexpr Real min() noexcept { return Base::min(); }
    static constexpr Real max() noexcept { return Base::max(); }
    static constexpr Real lowest() noexcept { return Base::lowest(); }
    static constexpr Real epsilon() noexcept { return Base::epsilon(); }
    static constexpr Real round_error() noexcept { return Base::round_error(); }
    static constexpr Real infinity() noexcept { return Base::infinity(); }
    static constexpr Real quiet_NaN() noexcept { return Base::quiet_NaN(); }
    static constexpr Real signaling_NaN() noexcept { return Base::signaling_NaN(); }
    static constexpr Real denorm_min() noexcept { return Base::denorm_min(); }
};
