// The loops of the interpreter: elementwise operations and the superinstructions. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_KERNELS_INL_HPP_
#endif

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

HWY_INLINE double* RowAt(const Strip& strip, std::uint32_t place, Lanes lanes) { return strip.memory + place + lanes.first; }

HWY_INLINE Source SourceAt(const Strip& strip, std::uint32_t place, Lanes lanes) {
    if ((place & constant_operand) != 0) return {strip.memory + (place & ~constant_operand), 0};
    return {RowAt(strip, place, lanes), ~std::size_t{0}};
}

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

// One operation over rows. The functions of math_rows need whole rows: their operands are never constants when n > 8.
HWY_INLINE void Apply(const MathRows& math, Op op, double* out, Source a, Source b, Source c, std::size_t n) {
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
