// The flat program as the interpreter runs it. Written by program_lower*.cpp, internal to engine/.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/graph.hpp"
#include "engine/law_rows.hpp"
#include "engine/program.hpp"

namespace yuce::engine {

// A row of values, or (with constant_operand set) one of Code::splats, the same number in eight lanes.
using Operand = std::uint32_t;
inline constexpr Operand constant_operand = 0x80000000u;

enum class Step : std::uint8_t {
    // out = numbers[number]
    fill,
    // out = uniforms of draws[number]
    draw,
    // as many outs as terms, first among the operands: standard normal numbers of draws[number] and those after it
    normals,
    // out = op (law_of_normal or law_of_uniform) of kernels[number] at operand
    law,
    // out = op of its operands; those of functions in math_rows are rows
    apply,
    // out = row / numbers[number], rounded correctly; numbers[number + 1] is the inverse, rounded
    quotient,
    // out = clamp(scale x (start + sum of coefficient x row)), each term one fused multiply-add, in order.
    // numbers: start (unless starts_at_row), coefficients, scale (if scaled), low and high (if clamped);
    // operands: start row, rows
    linear,
    // out = clamp(scale x (start + sum of sign x row x row)), likewise; numbers: start, signs as +0 or -0, scale, low, high;
    // operands: start row, pairs
    products,
    // out = start x product of (coefficient x row + addend), each factor a fused multiply-add, in order; begins at the first
    // factor unless starts_at_row. numbers: coefficient and addend of each factor; operands: start row, rows
    factors,
    // as many outs as terms, first among the operands: out = start + sum of coefficient x row, a fused multiply-add a term, in
    // order; tiles[number] tells how many rows come first in all of them
    tile,
    // the rows are watched: one that is not finite turns the strip's watch to NaN
    watch,
    // the row is watched as a probability: outside 0..1 (or NaN) turns the watch to NaN
    watch_probability,
    // check number of scenario `out` failed where the row is not finite (fails_outside_unit: outside 0..1); slow code only
    check,
    // systems[number]
    solve,
};

inline constexpr std::uint8_t starts_at_row = 1, clamped = 2, scaled = 4, fails_outside_unit = 8, slow_only = 16;
inline constexpr std::size_t max_linear_terms = 8, max_product_terms = 4, max_factors = 4, max_watched = 8;

struct Instruction {
    Step step = Step::fill;
    Op op = Op::constant;
    std::uint8_t terms = 0;
    std::uint8_t flags = 0;
    std::uint32_t out = 0;
    std::uint32_t operand = 0;  // first of Code::operands
    std::uint32_t number = 0;   // first of Code::numbers, or an index as the step says
};
static_assert(sizeof(Instruction) == 16);

inline constexpr std::size_t most_tile_outs = 6, most_tile_terms = 64;
static_assert(most_tile_terms <= 255 && most_tile_outs <= 255);

// Sums whose first `shared` rows are the same. Operands: outs, shared rows, the rest of each sum. From numbers[number]: the
// starts, the shared rows' coefficients (row by row, one for each out), the rest's.
struct TileCode {
    std::uint32_t number = 0;
    std::uint8_t shared = 0;
    std::uint8_t rest[most_tile_outs] = {};
};

struct alignas(64) Splat {
    double lanes[8];
};

// A system: rows of the unknowns end as the solution. `residual` and `jacobian` calculate rows from them.
struct SystemCode {
    std::uint32_t n = 0;
    bool linear = false;
    bool constant_jacobian = false;                              // linear, and the same on every path
    std::vector<Operand> unknowns, guesses, residual, jacobian;  // jacobian row-major; guesses empty if linear
    std::vector<Instruction> residual_code, jacobian_code;
};

struct Program::Code {
    std::vector<Instruction> fast, slow;              // slow: with the checks
    std::vector<std::uint32_t> fast_ends, slow_ends;  // by scenario: the instruction after its last
    std::vector<Operand> operands;
    std::vector<double> numbers;
    std::vector<Splat> splats;
    std::vector<DrawKey> draws;
    std::vector<LawKernel> kernels;
    std::vector<TileCode> tiles;
    std::vector<SystemCode> systems;
    std::vector<ScenarioOutputs> scenarios;
    std::vector<std::uint32_t> output_rows;  // scenario by scenario; a row holds its output until the scenario's end
    std::uint32_t rows = 0;
    std::uint32_t largest_system = 0;
    ProgramStatistics statistics;
};

}  // namespace yuce::engine
