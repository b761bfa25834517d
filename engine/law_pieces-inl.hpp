// Piecewise polynomials over vectors; included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_LAW_PIECES_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_LAW_PIECES_INL_HPP_
#undef YUCE_ENGINE_LAW_PIECES_INL_HPP_
#else
#define YUCE_ENGINE_LAW_PIECES_INL_HPP_
#endif

#include "engine/law_kernel.hpp"
#include "engine/vector_math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {
namespace law_detail {

using D = hn::CappedTag<double, 8>;
using V = hn::Vec<D>;
using DI = hn::RebindToSigned<D>;
using VI = hn::Vec<DI>;

HWY_INLINE V number(double x) { return hn::Set(D(), x); }

// Of 0 <= x < 2^52, whole: the low bits of x + 2^52.
HWY_INLINE VI whole_number(V x) {
    const DI di;
    const V two_52 = number(0x1p52);
    return hn::Sub(hn::BitCast(di, hn::Add(x, two_52)), hn::BitCast(di, two_52));
}

// One coefficient of each lane's piece a vector. Whole rows are loaded and transposed, which is faster than gathering.
struct Columns {
    V c[LawPieces::terms];
};

#if HWY_TARGET == HWY_AVX3

// From rows interleaved in pairs (r0 r1), (r2 r3), (r4 r5), (r6 r7): the columns at and four after the pairs' first and second.
HWY_INLINE void four_columns(V a, V b, V c, V e, V& first, V& second, V& fifth, V& sixth) {
    const D d;
    const V ab = hn::OddEvenBlocks(hn::SwapAdjacentBlocks(b), a), ba = hn::OddEvenBlocks(b, hn::SwapAdjacentBlocks(a));
    const V ce = hn::OddEvenBlocks(hn::SwapAdjacentBlocks(e), c), ec = hn::OddEvenBlocks(e, hn::SwapAdjacentBlocks(c));
    first = hn::ConcatLowerLower(d, ce, ab);
    second = hn::ConcatLowerLower(d, ec, ba);
    fifth = hn::ConcatUpperUpper(d, ce, ab);
    sixth = hn::ConcatUpperUpper(d, ec, ba);
}

HWY_INLINE Columns columns_at(const double* coefficients, VI row) {
    const D d;
    HWY_ALIGN std::int64_t at[8];
    hn::Store(row, DI(), at);
    V r[8];
    for (int i = 0; i < 8; ++i) r[i] = hn::Load(d, coefficients + at[i]);
    Columns out;
    four_columns(hn::InterleaveLower(d, r[0], r[1]), hn::InterleaveLower(d, r[2], r[3]), hn::InterleaveLower(d, r[4], r[5]),
                 hn::InterleaveLower(d, r[6], r[7]), out.c[0], out.c[2], out.c[4], out.c[6]);
    four_columns(hn::InterleaveUpper(d, r[0], r[1]), hn::InterleaveUpper(d, r[2], r[3]), hn::InterleaveUpper(d, r[4], r[5]),
                 hn::InterleaveUpper(d, r[6], r[7]), out.c[1], out.c[3], out.c[5], out.c[7]);
    return out;
}

#elif HWY_TARGET == HWY_AVX2

HWY_INLINE Columns columns_at(const double* coefficients, VI row) {
    const D d;
    HWY_ALIGN std::int64_t at[4];
    hn::Store(row, DI(), at);
    Columns out;
    for (int half = 0; half < 8; half += 4) {
        V r[4];
        for (int i = 0; i < 4; ++i) r[i] = hn::Load(d, coefficients + at[i] + half);
        const V a = hn::InterleaveLower(d, r[0], r[1]), b = hn::InterleaveUpper(d, r[0], r[1]);
        const V c = hn::InterleaveLower(d, r[2], r[3]), e = hn::InterleaveUpper(d, r[2], r[3]);
        out.c[half] = hn::ConcatLowerLower(d, c, a);
        out.c[half + 1] = hn::ConcatLowerLower(d, e, b);
        out.c[half + 2] = hn::ConcatUpperUpper(d, c, a);
        out.c[half + 3] = hn::ConcatUpperUpper(d, e, b);
    }
    return out;
}

#else

HWY_INLINE Columns columns_at(const double* coefficients, VI row) {
    Columns out;
    for (std::size_t i = 0; i < LawPieces::terms; ++i) out.c[i] = hn::GatherIndex(D(), coefficients + i, row);
    return out;
}

#endif

// The value at z; for a NaN that at 0, the caller puts the NaN back.
HWY_INLINE V polynomial(const LawPieces& table, V z) {
    const D d;
    const V reach = number(LawPieces::reach);
    const V inside = hn::Min(hn::Max(hn::IfThenZeroElse(hn::IsNaN(z), z), hn::Neg(reach)), reach);
    const V place = hn::Mul(hn::Sub(inside, number(table.knot)), number(table.pieces_per_unit));
    const V piece = Floor(d, place);
    const V t = hn::Sub(hn::Sub(place, piece), number(0.5));
    const VI row = hn::ShiftLeft<3>(whole_number(hn::Sub(piece, number(table.first))));
    const Columns columns = columns_at(table.pieces.front().coefficients.data(), row);
    V value = columns.c[LawPieces::terms - 1];
    for (std::size_t i = LawPieces::terms - 1; i-- > 0;) value = Fma(d, value, t, columns.c[i]);
    return value;
}

}  // namespace law_detail
}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
