// The superinstructions: sums and products of rows in one pass, quotients by a number. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_SUMS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_SUMS_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_SUMS_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_SUMS_INL_HPP_
#endif

#include <array>
#include <utility>

#include "engine/interpreter_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// Exact for low <= high with low not -0 and high not +0 (the lowering sees to it): the same bits as max(min(x, high), low).
HWY_INLINE Vector Clamp(Vector x, Vector low, Vector high) {
    const Vector raised = hn::IfThenElse(hn::Le(x, low), low, x);
    return hn::IfThenElse(hn::Le(high, raised), high, raised);
}

// x / divisor, correctly rounded, for 2^-100 <= |divisor| <= 2^100: the quotient by the inverse, put right twice. After the first
// time it is one of the two doubles beside the true quotient, and then the second time rounds it correctly (P. W. Markstein,
// "Computation of elementary functions on the IBM RISC System/6000 processor", 1990).
HWY_INLINE Vector Quotient(Vector x, Vector divisor, Vector inverse) {
    const Tag d;
    const Vector size = hn::Abs(x);
    const auto zero = hn::Eq(size, Number(0));
    const auto exact = hn::Or(zero, hn::And(hn::Ge(size, Number(0x1p-800)), hn::Le(size, Number(0x1p800))));
    if (HWY_UNLIKELY(!hn::AllTrue(d, exact))) return hn::Div(x, divisor);
    const Vector guess = hn::Mul(x, inverse);
    const Vector near = Fma(d, NegFma(d, guess, divisor, x), inverse, guess);
    const Vector quotient = Fma(d, NegFma(d, near, divisor, x), inverse, near);
    return hn::IfThenElse(zero, guess, quotient);
}

inline void QuotientRow(double* out, const double* x, const double* numbers, std::size_t n) {
    const Vector divisor = Number(numbers[0]), inverse = Number(numbers[1]);
    for (std::size_t i = 0; i < n; i += hn::Lanes(Tag())) {
        hn::Store(Quotient(hn::Load(Tag(), x + i), divisor, inverse), Tag(), out + i);
    }
}

// What becomes of a sum, by flags starts_at_row, clamped and scaled.
template <unsigned flags>
struct Finish {
    Vector scale, low, high;
    // numbers: after the terms'.
    explicit Finish(const double* numbers) : scale(Number((flags & scaled) != 0 ? *numbers++ : 1)), low(scale), high(scale) {
        if ((flags & clamped) != 0) {
            low = Number(numbers[0]);
            high = Number(numbers[1]);
        }
    }
    HWY_INLINE Vector operator()(Vector sum) const {
        if ((flags & scaled) != 0) sum = hn::Mul(scale, sum);
        return (flags & clamped) != 0 ? Clamp(sum, low, high) : sum;
    }
};

template <int terms, unsigned flags>
void LinearRow(double* out, const double* const* rows, const double* numbers, std::size_t n) {
    const Tag d;
    constexpr int from_row = flags & starts_at_row;
    const Vector start = Number(numbers[0]);
    const double* coefficients = numbers + (1 - from_row);
    Vector coefficient[terms];
    for (int k = 0; k < terms; ++k) coefficient[k] = Number(coefficients[k]);
    const Finish<flags> finish(coefficients + terms);
    const double* row[terms + 1];
    for (int k = 0; k < terms + from_row; ++k) row[k] = rows[k];
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        Vector sum = from_row != 0 ? hn::Load(d, row[0] + i) : start;
        for (int k = 0; k < terms; ++k) sum = Fma(d, coefficient[k], hn::Load(d, row[k + from_row] + i), sum);
        hn::Store(finish(sum), d, out + i);
    }
}

template <int terms, unsigned flags>
void ProductsRow(double* out, const double* const* rows, const double* numbers, std::size_t n) {
    const Tag d;
    constexpr int from_row = flags & starts_at_row;
    const Vector start = Number(numbers[0]);
    const double* signs = numbers + (1 - from_row);
    Vector sign[terms];
    for (int k = 0; k < terms; ++k) sign[k] = Number(signs[k]);
    const Finish<flags> finish(signs + terms);
    const double* row[2 * terms + 1];
    for (int k = 0; k < 2 * terms + from_row; ++k) row[k] = rows[k];
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        Vector sum = from_row != 0 ? hn::Load(d, row[0] + i) : start;
        for (int k = 0; k < terms; ++k) {
            const Vector a = hn::Xor(hn::Load(d, row[2 * k + from_row] + i), sign[k]);
            sum = Fma(d, a, hn::Load(d, row[2 * k + 1 + from_row] + i), sum);
        }
        hn::Store(finish(sum), d, out + i);
    }
}

template <int terms, bool from_row>
void FactorsRow(double* out, const double* const* rows, const double* numbers, std::size_t n) {
    const Tag d;
    Vector coefficient[terms], addend[terms];
    for (int k = 0; k < terms; ++k) {
        coefficient[k] = Number(numbers[2 * k]);
        addend[k] = Number(numbers[2 * k + 1]);
    }
    const double* row[terms + 1];
    for (int k = 0; k < terms + from_row; ++k) row[k] = rows[k];
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        Vector product = hn::Load(d, row[0] + i);
        if (!from_row) product = Fma(d, coefficient[0], product, addend[0]);
        for (int k = from_row ? 0 : 1; k < terms; ++k) {
            product = hn::Mul(product, Fma(d, coefficient[k], hn::Load(d, row[k + from_row] + i), addend[k]));
        }
        hn::Store(product, d, out + i);
    }
}

using RowsFunction = void (*)(double* out, const double* const* rows, const double* numbers, std::size_t n);
inline constexpr std::size_t row_variants = 8;
using RowsVariants = std::array<RowsFunction, row_variants>;

template <int terms, std::size_t... flags>
constexpr RowsVariants linear_variants(std::index_sequence<flags...>) {
    return {LinearRow<terms, flags>...};
}
template <int terms, std::size_t... flags>
constexpr RowsVariants products_variants(std::index_sequence<flags...>) {
    return {ProductsRow<terms, flags>...};
}
template <std::size_t... terms>
constexpr std::array<RowsVariants, sizeof...(terms)> linear_variants_of(std::index_sequence<terms...>) {
    return {linear_variants<static_cast<int>(terms) + 1>(std::make_index_sequence<row_variants>())...};
}
template <std::size_t... terms>
constexpr std::array<RowsVariants, sizeof...(terms)> products_variants_of(std::index_sequence<terms...>) {
    return {products_variants<static_cast<int>(terms) + 1>(std::make_index_sequence<row_variants>())...};
}
template <std::size_t... terms>
constexpr std::array<std::array<RowsFunction, 2>, sizeof...(terms)> factors_variants_of(std::index_sequence<terms...>) {
    return {std::array<RowsFunction, 2>{FactorsRow<static_cast<int>(terms) + 1, false>,
                                        FactorsRow<static_cast<int>(terms) + 1, true>}...};
}

// [terms - 1][flags]
constexpr auto linear_table = linear_variants_of(std::make_index_sequence<max_linear_terms>());
constexpr auto products_table = products_variants_of(std::make_index_sequence<max_product_terms>());
constexpr auto factors_table = factors_variants_of(std::make_index_sequence<max_factors>());

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
