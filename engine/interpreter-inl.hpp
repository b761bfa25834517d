// The interpreter's dispatch over instructions. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_INL_HPP_
#endif

#include <algorithm>
#include <cmath>

#include "engine/design_places.hpp"
#include "engine/interpreter_sums-inl.hpp"
#include "engine/interpreter_tiles-inl.hpp"
#include "engine/normal_draws.hpp"
#include "engine/run.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

void SolveSystem(const Strip& strip, const SystemCode& system, const SystemCalls& calls);

// Places: out, operands.
template <Op op>
void ApplyLoop(const Strip& strip, const Call& call, Lanes lanes) {
    Source source[3];
    for (int k = 0; k < argument_count(op); ++k) source[k] = SourceAt(strip, call.place()[k + 1], lanes);
    Apply(*strip.math, op, RowAt(strip, call.place()[0], lanes), source[0], source[1], source[2], lanes.n);
}

// Places: rows.
inline void WatchLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const Tag d;
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        Vector watch = hn::Load(d, strip.watch + i);
        // 0 * x is NaN where x is not finite; how the sum is rounded does not matter.
        for (std::uint32_t k = 0; k < call.places; ++k) {
            watch = hn::MulAdd(hn::Load(d, strip.memory + call.place()[k] + i), Number(0), watch);
        }
        hn::Store(watch, d, strip.watch + i);
    }
}

// Places: the row.
inline void WatchProbabilityLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const Tag d;
    const double* row = strip.memory + call.place()[0];
    for (std::size_t i = 0; i < lanes.n; i += hn::Lanes(d)) {
        const Vector p = hn::Load(d, row + i);
        const auto valid = hn::And(hn::Ge(p, Number(0)), hn::Le(p, Number(1)));
        hn::Store(hn::IfThenElse(valid, hn::Load(d, strip.watch + i), NotANumber(d)), d, strip.watch + i);
    }
}

// Places: the row, the scenario, the check's number, whether values outside 0..1 fail. The lowest check that failed stays, in
// whatever order they are looked at.
inline void CheckLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const std::uint32_t* place = call.place();
    const double* row = strip.memory + place[0];
    std::uint32_t* failures = strip.failures + place[1] * block_paths;
    const std::uint32_t number = place[2];
    const bool unit = place[3] != 0;
    for (std::size_t i = 0; i < lanes.n; ++i) {
        const bool good = unit ? row[i] >= 0 && row[i] <= 1 : std::isfinite(row[i]);
        if (!good && (failures[i] == 0 || failures[i] > number + 1)) failures[i] = number + 1;
    }
}

// Places: out, argument, the law's number.
template <Op op>
void LawLoop(const Strip& strip, const Call& call, Lanes lanes) {
    const auto function = op == Op::law_of_normal ? strip.laws->of_normal : strip.laws->of_uniform;
    const std::uint32_t* place = call.place();
    function(strip.code->kernels[place[2]], RowAt(strip, place[0], lanes), RowAt(strip, place[1], lanes), lanes.n);
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

// Places: out, the draw's number.
inline void DrawLoop(const Strip& strip, const Call& call, Lanes lanes) {
    DrawRow(strip, RowAt(strip, call.place()[0], lanes), call.place()[1], lanes);
}

// Places: the first draw's number, outs.
inline void NormalsLoop(const Strip& strip, const Call& call, Lanes lanes) {
    double* out[most_normal_rows];
    const std::size_t rows = call.places - 1, draw = call.place()[0];
    for (std::size_t k = 0; k < rows; ++k) out[k] = RowAt(strip, call.place()[k + 1], lanes);
    if (strip.sampling == Sampling::random) {
        const DrawKey* keys = strip.code->draws.data() + draw;
        return strip.math->normals(out, rows, strip.seed, strip.first_path + lanes.first, keys, lanes.n);
    }
    for (std::size_t k = 0; k < rows; ++k) {
        DrawRow(strip, out[k], draw + k, lanes);
        strip.math->normal_quantile(out[k], out[k], lanes.n);
    }
}

// Places: out. Numbers: what fills it.
inline void FillLoop(const Strip& strip, const Call& call, Lanes lanes) {
    double* out = RowAt(strip, call.place()[0], lanes);
    std::fill(out, out + lanes.n, *call.numbers(1));
}

// Places: the system's number.
inline void SolveLoop(const Strip& strip, const Call& call, Lanes) {
    const std::uint32_t system = call.place()[0];
    SolveSystem(strip, strip.code->systems[system], strip.systems[system]);
}

inline void Execute(const Strip& strip, Calls calls, Lanes lanes) {
    for (const std::byte* at = calls.begin; at != calls.end;) {
        const Call& call = *reinterpret_cast<const Call*>(at);
        at += call.bytes;
        call.loop(strip, call, lanes);
    }
}

inline bool Run(const Strip& strip, Calls calls) {
    const Tag d;
    for (std::size_t i = 0; i < strip.lanes; i += hn::Lanes(d)) hn::Store(Number(0), d, strip.watch + i);
    Execute(strip, calls, {0, strip.lanes});
    bool finite = true;
    for (std::size_t i = 0; i < strip.lanes; i += hn::Lanes(d)) {
        finite = finite && hn::AllFalse(d, hn::IsNaN(hn::Load(d, strip.watch + i)));
    }
    return finite;
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
