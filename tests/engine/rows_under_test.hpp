// Rows of arguments for the tests of the vector functions, the distance of a result from its reference, and a comparison of bits
// over the instruction sets of this machine.
#pragma once

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <new>
#include <random>
#include <vector>

#include "engine/math_rows.hpp"

namespace yuce::engine {

template <class T>
struct CacheLineAllocator {
    using value_type = T;
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64})); }
    void deallocate(T* p, std::size_t) noexcept { ::operator delete (p, std::align_val_t{64}); }
    bool operator==(const CacheLineAllocator&) const = default;
};
using Row = std::vector<double, CacheLineAllocator<double>>;

// Padded with its last number to a multiple of 8.
inline Row padded(std::vector<double> numbers) {
    while (numbers.size() % 8 != 0) numbers.push_back(numbers.back());
    return Row(numbers.begin(), numbers.end());
}

class Numbers {
public:
    double between(double a, double b) { return a + (b - a) * unit(); }
    double unit() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
    double lattice() { return (static_cast<double>(random_() >> 12) + 0.5) * 0x1p-52; }
    Row row(std::size_t n, const std::function<double()>& next) {
        Row row(n);
        for (double& x : row) x = next();
        return row;
    }

private:
    std::mt19937_64 random_{20250101};
};

// |got - reference| in units of the last place of the reference as a double; infinity where only one is NaN.
inline double ulps(double got, long double reference) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (std::isnan(got) || std::isnan(reference)) return std::isnan(got) && std::isnan(reference) ? 0 : infinity;
    const double rounded = static_cast<double>(reference);
    if (std::isinf(got) || std::isinf(rounded)) return got == rounded ? 0 : infinity;
    int exponent = 0;
    std::frexp(rounded, &exponent);
    const long double unit = std::ldexp(1.0L, std::max(exponent - 53, -1074));
    return static_cast<double>(std::fabs(static_cast<long double>(got) - reference) / unit);
}

inline void expect_same_bits(const Row& a, const Row& b, const std::string& what) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(std::bit_cast<std::uint64_t>(a[i]), std::bit_cast<std::uint64_t>(b[i])) << what << ", place " << i;
    }
}

// The result of one instruction set, compared with all others. `call` fills a row.
inline Row on_every_isa(std::size_t n, const std::function<void(const MathRows&, double*)>& call) {
    Row first(n);
    call(math_rows(Isa::portable), first.data());
    for (const Isa isa : available_isas()) {
        Row other(n);
        call(math_rows(isa), other.data());
        expect_same_bits(first, other, isa_name(isa));
    }
    return first;
}

inline bool long_double_is_longer() { return std::numeric_limits<long double>::digits >= 64; }

}  // namespace yuce::engine
