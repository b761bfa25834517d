// The interpreter's dispatch over instructions. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_INL_HPP_
#endif

#include <cmath>

#include "engine/design_places.hpp"
#include "engine/interpreter_sums-inl.hpp"
#include "engine/interpreter_tiles-inl.hpp"
#include "engine/normal_draws.hpp"
#include "engine/run.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// Lanes first .. first + n of a strip.
struct Lanes {
    std::size_t first = 0, n = 0;
};

inline double* RowAt(const Strip& strip, std::uint32_t row, Lanes lanes) { return strip.rows[row] + lanes.first; }

inline Source SourceOf(const Strip& strip, Operand operand, Lanes lanes) {
    if ((operand & constant_operand) != 0) return {strip.code->splats[operand & ~constant_operand].lanes, 0};
    return {RowAt(strip, operand, lanes), ~std::size_t{0}};
}

void SolveSystem(const Strip& strip, const SystemCode& system);

inline void RunApply(const Strip& strip, const Instruction& in, Lanes lanes) {
    const Operand* operand = strip.code->operands.data() + in.operand;
    Source source[3];
    for (int k = 0; k < in.terms; ++k) source[k] = SourceOf(strip, operand[k], lanes);
    Apply(*strip.math, in.op, RowAt(strip, in.out, lanes), source[0], source[1], source[2], lanes.n);
}

template <std::size_t most>
inline void RunRows(const Strip& strip, const Instruction& in, Lanes lanes, RowsFunction function, std::size_t operands) {
    const double* rows[most];
    const Operand* operand = strip.code->operands.data() + in.operand;
    for (std::size_t k = 0; k < operands; ++k) rows[k] = RowAt(strip, operand[k], lanes);
    function(RowAt(strip, in.out, lanes), rows, strip.code->numbers.data() + in.number, lanes.n);
}

inline void RunWatch(const Strip& strip, const Instruction& in, Lanes lanes) {
    const Tag d;
    const Operand* operand = strip.code->operands.data() + in.operand;
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        Vector watch = hn::Load(d, strip.watch + i);
        // 0 * x is NaN where x is not finite; how the sum is rounded does not matter.
        for (int k = 0; k < in.terms; ++k) watch = hn::MulAdd(hn::Load(d, strip.rows[operand[k]] + i), Number(0), watch);
        hn::Store(watch, d, strip.watch + i);
    }
}

inline void RunWatchProbability(const Strip& strip, const Instruction& in, Lanes lanes) {
    const Tag d;
    const double* row = strip.rows[strip.code->operands[in.operand]];
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        const Vector p = hn::Load(d, row + i);
        const auto valid = hn::And(hn::Ge(p, Number(0)), hn::Le(p, Number(1)));
        hn::Store(hn::IfThenElse(valid, hn::Load(d, strip.watch + i), NotANumber(d)), d, strip.watch + i);
    }
}

// The lowest check that failed stays, in whatever order they are looked at.
inline void RunCheck(const Strip& strip, const Instruction& in, Lanes lanes) {
    const double* row = strip.rows[strip.code->operands[in.operand]];
    std::uint32_t* failures = strip.failures + in.out * block_paths;
    const bool unit = (in.flags & fails_outside_unit) != 0;
    for (std::size_t i = 0; i < lanes.n; ++i) {
        const bool good = unit ? row[i] >= 0 && row[i] <= 1 : std::isfinite(row[i]);
        if (!good && (failures[i] == 0 || failures[i] > in.number + 1)) failures[i] = in.number + 1;
    }
}

inline void RunLaw(const Strip& strip, const Instruction& in, Lanes lanes) {
    const auto function = in.op == Op::law_of_normal ? strip.laws->of_normal : strip.laws->of_uniform;
    const double* argument = RowAt(strip, strip.code->operands[in.operand], lanes);
    function(strip.code->kernels[in.number], RowAt(strip, in.out, lanes), argument, lanes.n);
}

inline void DrawRow(const Strip& strip, double* out, std::size_t draw, Lanes lanes) {
    const DrawKey& key = strip.code->draws[draw];
    const std::uint64_t first_path = strip.first_path + lanes.first;
    switch (strip.sampling) {
        case Sampling::random: return strip.math->uniform(out, strip.seed, first_path, key, lanes.n);
        case Sampling::antithetic: return strip.design->antithetic(out, strip.seed, first_path, key, lanes.n);
        case Sampling::latin_hypercube:
        case Sampling::sobol:
            return strip.design->placed(out, strip.seed, first_path, key, lanes.n,
                                        strip.places + draw * DesignPlaces::stride + lanes.first);
    }
}

inline void RunNormals(const Strip& strip, const Instruction& in, Lanes lanes) {
    double* out[most_normal_rows];
    const Operand* operand = strip.code->operands.data() + in.operand;
    for (std::size_t k = 0; k < in.terms; ++k) out[k] = RowAt(strip, operand[k], lanes);
    if (strip.sampling == Sampling::random) {
        const DrawKey* keys = strip.code->draws.data() + in.number;
        return strip.math->normals(out, in.terms, strip.seed, strip.first_path + lanes.first, keys, lanes.n);
    }
    for (std::size_t k = 0; k < in.terms; ++k) {
        DrawRow(strip, out[k], in.number + k, lanes);
        strip.math->normal_quantile(out[k], out[k], lanes.n);
    }
}

inline void RunTile(const Strip& strip, const Instruction& in, Lanes lanes) {
    double* out[most_tile_outs];
    const double* rows[most_tile_terms * most_tile_outs];
    const TileCode& tile = strip.code->tiles[in.number];
    const Operand* operand = strip.code->operands.data() + in.operand;
    std::size_t terms = tile.shared;
    for (std::size_t k = 0; k < in.terms; ++k) {
        out[k] = RowAt(strip, operand[k], lanes);
        terms += tile.rest[k];
    }
    for (std::size_t k = 0; k < terms; ++k) rows[k] = RowAt(strip, operand[in.terms + k], lanes);
    tile_table[in.terms - 2U](out, rows, tile, strip.code->numbers.data() + tile.number, lanes.n);
}

inline void Execute(const Strip& strip, std::span<const Instruction> instructions, Lanes lanes) {
    const Program::Code& code = *strip.code;
    constexpr std::uint8_t variant = starts_at_row | clamped | scaled;
    for (const Instruction& in : instructions) {
        const std::size_t from_row = in.flags & starts_at_row;
        switch (in.step) {
            case Step::linear:
                RunRows<max_linear_terms + 1>(strip, in, lanes, linear_table[in.terms - 1U][in.flags & variant],
                                              in.terms + from_row);
                break;
            case Step::products:
                RunRows<2 * max_product_terms + 1>(strip, in, lanes, products_table[in.terms - 1U][in.flags & variant],
                                                   2U * in.terms + from_row);
                break;
            case Step::factors:
                RunRows<max_factors + 1>(strip, in, lanes, factors_table[in.terms - 1U][from_row], in.terms + from_row);
                break;
            case Step::apply: RunApply(strip, in, lanes); break;
            case Step::quotient:
                QuotientRow(RowAt(strip, in.out, lanes), RowAt(strip, code.operands[in.operand], lanes),
                            code.numbers.data() + in.number, lanes.n);
                break;
            case Step::draw: DrawRow(strip, RowAt(strip, in.out, lanes), in.number, lanes); break;
            case Step::normals: RunNormals(strip, in, lanes); break;
            case Step::tile: RunTile(strip, in, lanes); break;
            case Step::law: RunLaw(strip, in, lanes); break;
            case Step::fill: {
                double* out = RowAt(strip, in.out, lanes);
                for (std::size_t i = 0; i < lanes.n; ++i) out[i] = code.numbers[in.number];
                break;
            }
            case Step::watch: RunWatch(strip, in, lanes); break;
            case Step::watch_probability: RunWatchProbability(strip, in, lanes); break;
            case Step::check: RunCheck(strip, in, lanes); break;
            case Step::solve: SolveSystem(strip, code.systems[in.number]); break;
        }
    }
}

inline bool Run(const Strip& strip, std::span<const Instruction> instructions) {
    const Tag d;
    for (std::size_t i = 0; i < strip.lanes; i += hn::Lanes(d)) hn::Store(Number(0), d, strip.watch + i);
    Execute(strip, instructions, {0, strip.lanes});
    bool finite = true;
    for (std::size_t i = 0; i < strip.lanes; i += hn::Lanes(d)) {
        finite = finite && hn::AllFalse(d, hn::IsNaN(hn::Load(d, strip.watch + i)));
    }
    return finite;
}

inline void ApplyEight(const MathRows& math, Op op, double* out, const double* a, const double* b, const double* c) {
    constexpr std::size_t row = ~std::size_t{0};
    Apply(math, op, out, {a, row}, {b, row}, {c, row}, 8);
}

inline constexpr Interpreter interpreter_table{Run, ApplyEight};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
