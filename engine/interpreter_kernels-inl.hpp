// The loops of the interpreter: elementwise operations and the superinstructions. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_
#endif

#include <array>
#include <utility>

#include "engine/interpreter.hpp"
#include "engine/vector_base-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, 8>;
using Vector = hn::Vec<Tag>;

// Where an operand stands: a row, or eight equal lanes that every vector of the strip reads again.
struct Source {
    const double* first = nullptr;
    std::size_t mask = 0;  // all ones: a row; 0: a constant
    HWY_INLINE Vector load(std::size_t i) const { return hn::Load(Tag(), first + (i & mask)); }
};

HWY_INLINE Vector Number(double x) { return hn::Set(Tag(), x); }

template <class Mask>
HWY_INLINE Vector Truth(Mask true_where, Vector a, Vector b) {
    const Vector truth = hn::IfThenElseZero(true_where, Number(1));
    return hn::IfThenElse(hn::Or(hn::IsNaN(a), hn::IsNaN(b)), NotANumber(Tag()), truth);
}

// Named so that a row's loop can be written once. -0 and +0 compare equal: their bits decide.
struct Minimum {
    HWY_INLINE Vector operator()(Vector a, Vector b) const {
        const Vector smaller = hn::IfThenElse(hn::Lt(a, b), a, b);
        const Vector result = hn::IfThenElse(hn::Eq(a, b), hn::Or(a, b), smaller);
        return hn::IfThenElse(hn::IsNaN(a), a, result);
    }
};
struct Maximum {
    HWY_INLINE Vector operator()(Vector a, Vector b) const {
        const Vector larger = hn::IfThenElse(hn::Lt(b, a), a, b);
        const Vector result = hn::IfThenElse(hn::Eq(a, b), hn::And(a, b), larger);
        return hn::IfThenElse(hn::IsNaN(a), a, result);
    }
};
struct Add {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return hn::Add(a, b); }
};
struct Subtract {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return hn::Sub(a, b); }
};
struct Multiply {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return hn::Mul(a, b); }
};
struct Divide {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return hn::Div(a, b); }
};
struct Less {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return Truth(hn::Lt(a, b), a, b); }
};
struct LessEqual {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return Truth(hn::Le(a, b), a, b); }
};
struct Equal {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return Truth(hn::Eq(a, b), a, b); }
};
struct NotEqual {
    HWY_INLINE Vector operator()(Vector a, Vector b) const { return Truth(hn::Ne(a, b), a, b); }
};
struct LogicalAnd {
    HWY_INLINE Vector operator()(Vector a, Vector b) const {
        const Vector zero = Number(0);
        return Truth(hn::And(hn::Ne(a, zero), hn::Ne(b, zero)), a, b);
    }
};
struct LogicalOr {
    HWY_INLINE Vector operator()(Vector a, Vector b) const {
        const Vector zero = Number(0);
        return Truth(hn::Or(hn::Ne(a, zero), hn::Ne(b, zero)), a, b);
    }
};
struct LogicalNot {
    HWY_INLINE Vector operator()(Vector a) const { return Truth(hn::Eq(a, Number(0)), a, a); }
};
struct Negative {
    HWY_INLINE Vector operator()(Vector a) const { return hn::Neg(a); }
};
struct Absolute {
    HWY_INLINE Vector operator()(Vector a) const { return hn::Abs(a); }
};
struct SquareRoot {
    HWY_INLINE Vector operator()(Vector a) const { return hn::Sqrt(a); }
};
struct WholeBelow {
    HWY_INLINE Vector operator()(Vector a) const { return Floor(Tag(), a); }
};
struct NearestWhole {
    HWY_INLINE Vector operator()(Vector a) const { return RoundHalfEven(Tag(), a); }
};
struct FusedMultiplyAdd {
    HWY_INLINE Vector operator()(Vector a, Vector b, Vector c) const { return Fma(Tag(), a, b, c); }
};
struct Select {
    HWY_INLINE Vector operator()(Vector condition, Vector a, Vector b) const {
        const Vector taken = hn::IfThenElse(hn::Eq(condition, Number(0)), b, a);
        return hn::IfThenElse(hn::IsNaN(condition), condition, taken);
    }
};

template <class Function>
void UnaryRowOf(double* out, Source a, std::size_t n) {
    for (std::size_t i = 0; i < n; i += hn::Lanes(Tag())) hn::Store(Function()(a.load(i)), Tag(), out + i);
}

template <class Function>
void BinaryRowOf(double* out, Source a, Source b, std::size_t n) {
    for (std::size_t i = 0; i < n; i += hn::Lanes(Tag())) hn::Store(Function()(a.load(i), b.load(i)), Tag(), out + i);
}

template <class Function>
void TernaryRowOf(double* out, Source a, Source b, Source c, std::size_t n) {
    for (std::size_t i = 0; i < n; i += hn::Lanes(Tag())) {
        hn::Store(Function()(a.load(i), b.load(i), c.load(i)), Tag(), out + i);
    }
}

// Exact for low <= high with low not -0 and high not +0 (the lowering sees to it): the same bits as max(min(x, high), low).
HWY_INLINE Vector Clamp(Vector x, Vector low, Vector high) {
    const Vector raised = hn::IfThenElse(hn::Le(x, low), low, x);
    return hn::IfThenElse(hn::Le(high, raised), high, raised);
}

template <int terms, bool from_row, bool with_clamp>
void LinearRow(double* out, const double* const* rows, const double* numbers, std::size_t n) {
    const Tag d;
    const Vector start = Number(numbers[0]);
    const double* coefficients = from_row ? numbers : numbers + 1;
    Vector coefficient[terms];
    for (int k = 0; k < terms; ++k) coefficient[k] = Number(coefficients[k]);
    const Vector low = Number(with_clamp ? coefficients[terms] : 0), high = Number(with_clamp ? coefficients[terms + 1] : 0);
    const double* row[terms + 1];
    for (int k = 0; k < terms + from_row; ++k) row[k] = rows[k];
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        Vector sum = from_row ? hn::Load(d, row[0] + i) : start;
        for (int k = 0; k < terms; ++k) sum = Fma(d, coefficient[k], hn::Load(d, row[k + from_row] + i), sum);
        hn::Store(with_clamp ? Clamp(sum, low, high) : sum, d, out + i);
    }
}

template <int terms, bool from_row, bool with_clamp>
void ProductsRow(double* out, const double* const* rows, const double* numbers, std::size_t n) {
    const Tag d;
    const Vector start = Number(numbers[0]);
    const double* signs = from_row ? numbers : numbers + 1;
    Vector sign[terms];
    for (int k = 0; k < terms; ++k) sign[k] = Number(signs[k]);
    const Vector low = Number(with_clamp ? signs[terms] : 0), high = Number(with_clamp ? signs[terms + 1] : 0);
    const double* row[2 * terms + 1];
    for (int k = 0; k < 2 * terms + from_row; ++k) row[k] = rows[k];
    for (std::size_t i = 0; i < n; i += hn::Lanes(d)) {
        Vector sum = from_row ? hn::Load(d, row[0] + i) : start;
        for (int k = 0; k < terms; ++k) {
            const Vector a = hn::Xor(hn::Load(d, row[2 * k + from_row] + i), sign[k]);
            sum = Fma(d, a, hn::Load(d, row[2 * k + 1 + from_row] + i), sum);
        }
        hn::Store(with_clamp ? Clamp(sum, low, high) : sum, d, out + i);
    }
}

using RowsFunction = void (*)(double* out, const double* const* rows, const double* numbers, std::size_t n);
// By flags starts_at_row and clamped.
using RowsVariants = std::array<RowsFunction, 4>;

template <int terms>
constexpr RowsVariants linear_variants() {
    return {LinearRow<terms, false, false>, LinearRow<terms, true, false>, LinearRow<terms, false, true>,
            LinearRow<terms, true, true>};
}
template <int terms>
constexpr RowsVariants products_variants() {
    return {ProductsRow<terms, false, false>, ProductsRow<terms, true, false>, ProductsRow<terms, false, true>,
            ProductsRow<terms, true, true>};
}

// [terms - 1][variant]
constexpr std::array<RowsVariants, max_linear_terms> linear_table{
    linear_variants<1>(), linear_variants<2>(), linear_variants<3>(), linear_variants<4>(),
    linear_variants<5>(), linear_variants<6>(), linear_variants<7>(), linear_variants<8>()};
constexpr std::array<RowsVariants, max_product_terms> products_table{products_variants<1>(), products_variants<2>(),
                                                                     products_variants<3>(), products_variants<4>()};

// One operation over rows. The functions of math_rows need whole rows: their operands are never constants when n > 8.
inline void Apply(const MathRows& math, Op op, double* out, Source a, Source b, Source c, std::size_t n) {
    switch (op) {
        case Op::neg: return UnaryRowOf<Negative>(out, a, n);
        case Op::abs: return UnaryRowOf<Absolute>(out, a, n);
        case Op::sqrt: return UnaryRowOf<SquareRoot>(out, a, n);
        case Op::floor: return UnaryRowOf<WholeBelow>(out, a, n);
        case Op::round: return UnaryRowOf<NearestWhole>(out, a, n);
        case Op::logical_not: return UnaryRowOf<LogicalNot>(out, a, n);
        case Op::add: return BinaryRowOf<Add>(out, a, b, n);
        case Op::sub: return BinaryRowOf<Subtract>(out, a, b, n);
        case Op::mul: return BinaryRowOf<Multiply>(out, a, b, n);
        case Op::div: return BinaryRowOf<Divide>(out, a, b, n);
        case Op::min: return BinaryRowOf<Minimum>(out, a, b, n);
        case Op::max: return BinaryRowOf<Maximum>(out, a, b, n);
        case Op::less: return BinaryRowOf<Less>(out, a, b, n);
        case Op::less_equal: return BinaryRowOf<LessEqual>(out, a, b, n);
        case Op::equal: return BinaryRowOf<Equal>(out, a, b, n);
        case Op::not_equal: return BinaryRowOf<NotEqual>(out, a, b, n);
        case Op::logical_and: return BinaryRowOf<LogicalAnd>(out, a, b, n);
        case Op::logical_or: return BinaryRowOf<LogicalOr>(out, a, b, n);
        case Op::fma: return TernaryRowOf<FusedMultiplyAdd>(out, a, b, c, n);
        case Op::select: return TernaryRowOf<Select>(out, a, b, c, n);
        case Op::exp: return math.exp(out, a.first, n);
        case Op::log: return math.log(out, a.first, n);
        case Op::sin: return math.sin(out, a.first, n);
        case Op::cos: return math.cos(out, a.first, n);
        case Op::normal_cdf: return math.normal_cdf(out, a.first, n);
        case Op::normal_quantile: return math.normal_quantile(out, a.first, n);
        case Op::pow: return math.pow(out, a.first, b.first, n);
        case Op::poisson_quantile: return math.poisson_quantile(out, a.first, b.first, n);
        case Op::gamma_quantile: return math.gamma_quantile(out, a.first, b.first, c.first, n);
        case Op::constant:
        case Op::uniform:
        case Op::unknown:
        case Op::solution:
        case Op::law_of_normal:
        case Op::law_of_uniform: return;
    }
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
