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

// Places: out, row. Numbers: divisor, inverse.
inline void QuotientLoop(const Strip& strip, const Call& call, Lanes lanes) {
    double* const out = RowAt(strip, call.place()[0], lanes);
    const double* const x = RowAt(strip, call.place()[1], lanes);
    const double* const numbers = call.numbers(2);
    const Vector divisor = Number(numbers[0]), inverse = Number(numbers[1]);
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(Tag())) {
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

// Rows at the places after the first, which is the out.
template <std::size_t count>
struct RowsOf {
    double* base;
    double* out;
    const double* row[count];
    HWY_INLINE RowsOf(const Strip& strip, const Call& call, Lanes lanes)
        : base(RowAt(strip, 0, lanes)), out(base + call.place()[0]) {
        for (std::size_t k = 0; k < count; ++k) row[k] = base + call.place()[k + 1];
    }
};

// Numbers of the following three: as in Step.
template <int terms, unsigned flags>
void LinearLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const Tag d;
    constexpr int from_row = flags & starts_at_row;
    const RowsOf<terms + from_row> rows(strip, call, lanes);
    const double* const numbers = call.numbers(1 + terms + from_row);
    const Vector start = Number(numbers[0]);
    const double* coefficients = numbers + (1 - from_row);
    Vector coefficient[terms];
    for (int k = 0; k < terms; ++k) coefficient[k] = Number(coefficients[k]);
    const Finish<flags> finish(coefficients + terms);
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        Vector sum = from_row != 0 ? hn::Load(d, rows.row[0] + i) : start;
        for (int k = 0; k < terms; ++k) sum = Fma(d, coefficient[k], hn::Load(d, rows.row[k + from_row] + i), sum);
        hn::Store(finish(sum), d, rows.out + i);
    }
}

template <int terms, unsigned flags>
void ProductsLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const Tag d;
    constexpr int from_row = flags & starts_at_row;
    const RowsOf<2 * terms + from_row> rows(strip, call, lanes);
    const double* const numbers = call.numbers(1 + 2 * terms + from_row);
    const Vector start = Number(numbers[0]);
    const double* signs = numbers + (1 - from_row);
    Vector sign[terms];
    for (int k = 0; k < terms; ++k) sign[k] = Number(signs[k]);
    const Finish<flags> finish(signs + terms);
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        Vector sum = from_row != 0 ? hn::Load(d, rows.row[0] + i) : start;
        for (int k = 0; k < terms; ++k) {
            const Vector a = hn::Xor(hn::Load(d, rows.row[2 * k + from_row] + i), sign[k]);
            sum = Fma(d, a, hn::Load(d, rows.row[2 * k + 1 + from_row] + i), sum);
        }
        hn::Store(finish(sum), d, rows.out + i);
    }
}

template <int terms, unsigned from_row>
void FactorsLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const Tag d;
    const RowsOf<terms + from_row> rows(strip, call, lanes);
    const double* const numbers = call.numbers(1 + terms + from_row);
    Vector coefficient[terms], addend[terms];
    for (int k = 0; k < terms; ++k) {
        coefficient[k] = Number(numbers[2 * k]);
        addend[k] = Number(numbers[2 * k + 1]);
    }
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        Vector product = hn::Load(d, rows.row[0] + i);
        if (from_row == 0) product = Fma(d, coefficient[0], product, addend[0]);
        for (int k = from_row != 0 ? 0 : 1; k < terms; ++k) {
            product = hn::Mul(product, Fma(d, coefficient[k], hn::Load(d, rows.row[k + from_row] + i), addend[k]));
        }
        hn::Store(product, d, rows.out + i);
    }
}

// By flags starts_at_row, clamped and scaled.
inline constexpr std::size_t loop_variants = 8;
using LoopVariants = std::array<Loop, loop_variants>;

template <int terms, std::size_t... flags>
constexpr LoopVariants linear_variants(std::index_sequence<flags...>) {
    return {LinearLoop<terms, flags>...};
}
template <int terms, std::size_t... flags>
constexpr LoopVariants products_variants(std::index_sequence<flags...>) {
    return {ProductsLoop<terms, flags>...};
}
template <std::size_t... terms>
constexpr std::array<LoopVariants, sizeof...(terms)> linear_variants_of(std::index_sequence<terms...>) {
    return {linear_variants<static_cast<int>(terms) + 1>(std::make_index_sequence<loop_variants>())...};
}
template <std::size_t... terms>
constexpr std::array<LoopVariants, sizeof...(terms)> products_variants_of(std::index_sequence<terms...>) {
    return {products_variants<static_cast<int>(terms) + 1>(std::make_index_sequence<loop_variants>())...};
}
template <std::size_t... terms>
constexpr std::array<std::array<Loop, 2>, sizeof...(terms)> factors_variants_of(std::index_sequence<terms...>) {
    return {std::array<Loop, 2>{FactorsLoop<static_cast<int>(terms) + 1, 0>, FactorsLoop<static_cast<int>(terms) + 1, 1>}...};
}

// [terms - 1][flags]
constexpr auto linear_table = linear_variants_of(std::make_index_sequence<max_linear_terms>());
constexpr auto products_table = products_variants_of(std::make_index_sequence<max_product_terms>());
constexpr auto factors_table = factors_variants_of(std::make_index_sequence<max_factors>());

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
