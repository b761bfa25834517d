// Instructions into calls of their loops. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_BIND_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_BIND_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_BIND_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_BIND_INL_HPP_
#endif

#include <utility>
#include <vector>

#include "engine/interpreter-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

template <std::size_t... ops>
constexpr std::array<Loop, sizeof...(ops)> apply_loops_of(std::index_sequence<ops...>) {
    return {ApplyLoop<static_cast<Op>(ops)>...};
}
constexpr auto apply_table = apply_loops_of(std::make_index_sequence<op_count>());

class Binder {
public:
    Binder(const Program::Code& code, std::size_t stride, CallList& to) : code_(code), stride_(stride), to_(to) {}

    void bind(const Instruction& in) {
        places_.clear();
        numbers_ = nullptr;
        number_count_ = 0;
        const Loop loop = prepare(in);
        to_.add(loop, places_, {numbers_, number_count_});
    }

private:
    Loop prepare(const Instruction& in) {
        const std::uint8_t from_row = in.flags & starts_at_row;
        const std::size_t variant = in.flags & (starts_at_row | clamped | scaled);
        switch (in.step) {
            case Step::linear: return rows(in, in.terms + from_row, of_sum(in), linear_table[in.terms - 1U][variant]);
            case Step::products: return rows(in, 2 * in.terms + from_row, of_sum(in), products_table[in.terms - 1U][variant]);
            case Step::factors: return rows(in, in.terms + from_row, 2U * in.terms, factors_table[in.terms - 1U][from_row]);
            case Step::quotient: return rows(in, 1, 2, QuotientLoop);
            case Step::fill: return rows(in, 0, 1, FillLoop);
            case Step::apply: return rows(in, in.terms, 0, apply_table[static_cast<std::size_t>(in.op)]);
            case Step::law:
                rows(in, 1, 0, nullptr);
                places_.push_back(in.number);
                return in.op == Op::law_of_normal ? LawLoop<Op::law_of_normal> : LawLoop<Op::law_of_uniform>;
            case Step::draw:
                rows(in, 0, 0, nullptr);
                places_.push_back(in.number);
                return DrawLoop;
            case Step::normals:
                places_.push_back(in.number);
                operands(in, in.terms);
                return NormalsLoop;
            case Step::tile: return tile(in);
            case Step::watch: operands(in, in.terms); return WatchLoop;
            case Step::watch_probability: operands(in, 1); return WatchProbabilityLoop;
            case Step::check:
                operands(in, 1);
                places_.insert(places_.end(), {in.out, in.number, in.flags & fails_outside_unit ? 1U : 0U});
                return CheckLoop;
            case Step::solve: places_.push_back(in.number); return SolveLoop;
        }
        return nullptr;
    }

    // The start (unless it is a row), a number a term, what becomes of the sum.
    static std::size_t of_sum(const Instruction& in) {
        return (in.flags & starts_at_row ? 0U : 1U) + in.terms + (in.flags & scaled ? 1U : 0U) + (in.flags & clamped ? 2U : 0U);
    }

    Loop rows(const Instruction& in, int count, std::size_t numbers, Loop loop) {
        places_.push_back(place_of(code_, in.out, stride_));
        operands(in, static_cast<std::size_t>(count));
        if (numbers > 0) numbers_ = code_.numbers.data() + in.number;
        number_count_ = numbers;
        return loop;
    }

    void operands(const Instruction& in, std::size_t count) {
        for (std::size_t k = 0; k < count; ++k) places_.push_back(place_of(code_, code_.operands[in.operand + k], stride_));
    }

    Loop tile(const Instruction& in) {
        const TileCode& tile = code_.tiles[in.number];
        std::size_t rest = 0;
        for (std::size_t m = 0; m < in.terms; ++m) rest += tile.rest[m];
        operands(in, in.terms + tile.shared + rest);
        places_.push_back(tile.shared);
        places_.insert(places_.end(), tile.rest, tile.rest + in.terms);
        numbers_ = code_.numbers.data() + tile.number;
        number_count_ = std::size_t{in.terms} * (1U + tile.shared) + rest;
        return tile_table[in.terms - 2U];
    }

    const Program::Code& code_;
    const std::size_t stride_;
    CallList& to_;
    std::vector<std::uint32_t> places_;
    const double* numbers_ = nullptr;
    std::size_t number_count_ = 0;
};

inline void Bind(const Program::Code& code, std::span<const Instruction> instructions, std::size_t stride, CallList& to) {
    Binder binder(code, stride, to);
    for (const Instruction& in : instructions) binder.bind(in);
}

inline void ApplyEight(const MathRows& math, Op op, double* out, const double* a, const double* b, const double* c) {
    constexpr std::size_t row = ~std::size_t{0};
    Apply(math, op, out, {a, row}, {b, row}, {c, row}, 8);
}

inline constexpr Interpreter interpreter_table{Bind, Run, ApplyEight};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
