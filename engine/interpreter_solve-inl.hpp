// Systems of equations solved lane by lane: Newton with partial pivoting. Nothing one lane does depends on another: lanes that
// are done keep their values while the others go on, and every choice is a mask. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_SOLVE_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_SOLVE_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_SOLVE_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_SOLVE_INL_HPP_
#endif

#include "engine/interpreter-inl.hpp"
#include "engine/interpreter_factors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

inline constexpr int newton_steps = 50, newton_halvings = 30;
inline constexpr double negligible_step = 1e-12;  // relative to the value: the step is the last one
inline constexpr double near_step = 1e-8;         // so near, a residual that stops falling is rounding
inline constexpr double smallest_scale = 1e-6;    // values are not looked at on a finer scale than this part of the largest

// Some lanes of a strip, in which one system is being solved.
class SystemLanes {
public:
    SystemLanes(const Strip& strip, const SystemCode& system, const SystemCalls& calls, Lanes lanes)
        : strip_(strip), system_(system), calls_(calls), lanes_(lanes), n_(system.n) {
        right_side_ = strip.solver_memory + (n_ * n_ + 2 * n_) * 8;
        before_ = right_side_ + n_ * 8;
        step_ = before_ + n_ * solver_lanes;
        active_ = step_ + n_ * solver_lanes;
        pending_ = active_ + solver_lanes;
        near_ = pending_ + solver_lanes;
        negligible_ = near_ + solver_lanes;
        part_ = negligible_ + solver_lanes;
        norm_ = part_ + solver_lanes;
        new_norm_ = norm_ + solver_lanes;
    }

    void solve_linear() {
        for (std::size_t v = 0; v < lanes_.n; v += width()) {
            for (std::size_t i = 0; i < n_; ++i) set(i, v, Number(0));
        }
        Execute(strip_, calls_.residual, lanes_);
        const std::size_t together = system_.constant_jacobian ? lanes_.n : Factors::width;
        for (std::size_t first = 0; first < lanes_.n; first += together) correct_twice(first, together);
        for (std::size_t v = 0; v < lanes_.n; v += width()) {
            Vector watch = Number(0);
            for (std::size_t i = 0; i < n_; ++i) watch = hn::MulAdd(value(i, v), Number(0), watch);
            give_up(v, hn::IsNaN(watch));
        }
    }

    void solve_newton() {
        begin();
        for (int step = 0; step < newton_steps && any(active_); ++step) {
            Execute(strip_, calls_.jacobian, lanes_);
            for (std::size_t v = 0; v < lanes_.n; v += width()) find_step(v);
            for (int halving = 0; halving <= newton_halvings && any(pending_); ++halving) {
                for (std::size_t v = 0; v < lanes_.n; v += width()) try_step(v);
                Execute(strip_, calls_.residual, lanes_);
                for (std::size_t v = 0; v < lanes_.n; v += width()) judge_step(v);
            }
            for (std::size_t v = 0; v < lanes_.n; v += width()) finish_step(v);
        }
        for (std::size_t v = 0; v < lanes_.n; v += width()) give_up(v, is_set(active_, v));
    }

private:
    using Mask = decltype(hn::Eq(Vector(), Vector()));
    static std::size_t width() { return hn::Lanes(Tag()); }

    double* unknown(std::size_t i) const {
        return RowAt(strip_, place_of(*strip_.code, system_.unknowns[i], strip_.stride), lanes_);
    }
    Source source(Operand operand) const { return SourceAt(strip_, place_of(*strip_.code, operand, strip_.stride), lanes_); }
    Vector value(std::size_t i, std::size_t v) const { return hn::Load(Tag(), unknown(i) + v); }
    void set(std::size_t i, std::size_t v, Vector x) const { hn::Store(x, Tag(), unknown(i) + v); }
    Vector residual(std::size_t i, std::size_t v) const { return source(system_.residual[i]).load(v); }
    static Mask is_set(const double* flags, std::size_t v) { return hn::Ne(hn::Load(Tag(), flags + v), Number(0)); }
    static void put(double* flags, std::size_t v, Mask mask) { hn::Store(hn::IfThenElseZero(mask, Number(1)), Tag(), flags + v); }
    bool any(const double* flags) const {
        for (std::size_t i = 0; i < lanes_.n; ++i) {
            if (flags[i] != 0) return true;
        }
        return false;
    }
    static Mask without(Mask a, Mask b) { return hn::AndNot(b, a); }

    // Largest residual in absolute value; NaN if one is not finite.
    Vector residual_norm(std::size_t v) const {
        Vector largest = Number(0), watch = Number(0);
        for (std::size_t i = 0; i < n_; ++i) {
            const Vector size = hn::Abs(residual(i, v));
            watch = hn::MulAdd(size, Number(0), watch);
            largest = hn::IfThenElse(hn::Lt(largest, size), size, largest);
        }
        return hn::Add(largest, watch);
    }

    void give_up(std::size_t v, Mask where) const {
        if (hn::AllFalse(Tag(), where)) return;
        for (std::size_t i = 0; i < n_; ++i) set(i, v, hn::IfThenElse(where, NotANumber(Tag()), value(i, v)));
    }

    Factors factors(std::size_t v) const {
        return {n_, strip_.solver_memory, system_.constant_jacobian ? 0 : v % Factors::width};
    }
    void factor(std::size_t v) const {
        const Factors matrix = factors(v);
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t j = 0; j < n_; ++j) {
                hn::Store(source(system_.jacobian[i * n_ + j]).load(v), Tag(), matrix.at(i, j));
            }
        }
        matrix.factor();
    }
    void find_correction(std::size_t v) const {
        for (std::size_t i = 0; i < n_; ++i) hn::Store(hn::Neg(residual(i, v)), Tag(), right_side_ + i * Factors::width);
        factors(v).solve(right_side_);
    }
    Vector correction(std::size_t i) const { return hn::Load(Tag(), right_side_ + i * Factors::width); }

    // Newton's step and one step of refinement with the same factors: the solution to rounding.
    void correct_twice(std::size_t first, std::size_t n) {
        const std::size_t factored = system_.constant_jacobian ? width() : n;
        for (std::size_t v = first; v < first + factored; v += width()) factor(v);
        for (int pass = 0; pass < 2; ++pass) {
            if (pass == 1) Execute(strip_, calls_.residual, {lanes_.first + first, n});
            for (std::size_t v = first; v < first + n; v += width()) {
                find_correction(v);
                for (std::size_t i = 0; i < n_; ++i) set(i, v, hn::Add(value(i, v), correction(i)));
            }
        }
    }

    void begin() {
        for (std::size_t v = 0; v < lanes_.n; v += width()) {
            for (std::size_t i = 0; i < n_; ++i) set(i, v, source(system_.guesses[i]).load(v));
        }
        Execute(strip_, calls_.residual, lanes_);
        for (std::size_t v = 0; v < lanes_.n; v += width()) {
            const Vector norm = residual_norm(v);
            hn::Store(norm, Tag(), norm_ + v);
            put(active_, v, hn::Gt(norm, Number(0)));
            give_up(v, hn::IsNaN(norm));
        }
    }

    void find_step(std::size_t v) {
        const Tag d;
        Mask active = is_set(active_, v);
        hn::Store(Number(1), d, part_ + v);
        if (hn::AllFalse(d, active)) return put(pending_, v, active);
        factor(v);
        find_correction(v);
        Vector largest = Number(0), watch = Number(0);
        for (std::size_t i = 0; i < n_; ++i) {
            const Vector x = value(i, v);
            hn::Store(x, d, before_ + i * solver_lanes + v);
            hn::Store(correction(i), d, step_ + i * solver_lanes + v);
            largest = hn::Max(largest, hn::Abs(x));
            watch = hn::MulAdd(correction(i), Number(0), watch);
        }
        Mask negligible = hn::Eq(watch, Number(0)), near = negligible;
        const Vector least = hn::Mul(Number(smallest_scale), largest);
        for (std::size_t i = 0; i < n_; ++i) {
            const Vector size = hn::Abs(value(i, v)), step = hn::Abs(correction(i));
            negligible = hn::And(negligible, hn::Le(step, hn::Mul(Number(negligible_step), size)));
            near = hn::And(near, hn::Le(step, hn::Mul(Number(near_step), hn::Max(size, least))));
        }
        put(negligible_, v, negligible);
        put(near_, v, near);
        const Mask lost = hn::And(active, hn::IsNaN(watch));
        give_up(v, lost);
        active = without(active, lost);
        put(active_, v, active);
        put(pending_, v, active);
    }

    void try_step(std::size_t v) {
        const Tag d;
        const Mask pending = is_set(pending_, v);
        if (hn::AllFalse(d, pending)) return;
        const Vector part = hn::Load(d, part_ + v);
        for (std::size_t i = 0; i < n_; ++i) {
            const Vector step = hn::Load(d, step_ + i * solver_lanes + v), before = hn::Load(d, before_ + i * solver_lanes + v);
            set(i, v, hn::IfThenElse(pending, Fma(d, part, step, before), value(i, v)));
        }
    }

    void judge_step(std::size_t v) {
        const Tag d;
        const Mask pending = is_set(pending_, v);
        if (hn::AllFalse(d, pending)) return;
        const Vector norm = residual_norm(v);
        const Mask finite = hn::Not(hn::IsNaN(norm));
        const Mask good = hn::And(finite, hn::Or(is_set(near_, v), hn::Le(norm, hn::Load(d, norm_ + v))));
        hn::Store(hn::IfThenElse(hn::And(pending, good), norm, hn::Load(d, new_norm_ + v)), d, new_norm_ + v);
        hn::Store(hn::Mul(hn::Load(d, part_ + v), Number(0.5)), d, part_ + v);
        put(pending_, v, without(pending, good));
    }

    void finish_step(std::size_t v) {
        const Tag d;
        Mask active = is_set(active_, v);
        if (hn::AllFalse(d, active)) return;
        const Mask lost = is_set(pending_, v);
        give_up(v, lost);
        active = without(active, lost);
        const Vector norm = hn::Load(d, norm_ + v), new_norm = hn::Load(d, new_norm_ + v);
        const Mask stalled = hn::And(is_set(near_, v), hn::Le(hn::Mul(norm, Number(0.5)), new_norm));
        const Mask last = hn::Or(hn::Or(stalled, is_set(negligible_, v)), hn::Eq(new_norm, Number(0)));
        hn::Store(new_norm, d, norm_ + v);
        put(active_, v, without(active, last));
    }

    const Strip& strip_;
    const SystemCode& system_;
    const SystemCalls& calls_;
    Lanes lanes_;
    std::size_t n_;
    double *right_side_, *before_, *step_;                                         // vectors of the unknowns
    double *active_, *pending_, *near_, *negligible_, *part_, *norm_, *new_norm_;  // [lane]
};

void SolveSystem(const Strip& strip, const SystemCode& system, const SystemCalls& calls) {
    for (std::size_t first = 0; first < strip.lanes; first += solver_lanes) {
        SystemLanes lanes(strip, system, calls, {first, std::min(solver_lanes, strip.lanes - first)});
        if (system.linear) {
            lanes.solve_linear();
        } else {
            lanes.solve_newton();
        }
    }
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
