// Runs a program's instructions over one strip of paths, compiled once per instruction set. Internal to engine/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/bound_code.hpp"
#include "engine/design_rows.hpp"
#include "engine/law_rows.hpp"
#include "engine/math_rows.hpp"
#include "engine/program_code.hpp"

namespace yuce::engine {

// Lanes of a strip in which a system is solved together.
inline constexpr std::size_t solver_lanes = 64;

// A system's own instructions, ready to run.
struct SystemCalls {
    Calls residual, jacobian;
};

// What one strip works on; nothing is allocated while it runs.
struct Strip {
    const Program::Code* code = nullptr;
    const SystemCalls* systems = nullptr;  // as in the code
    const MathRows* math = nullptr;
    const LawRows* laws = nullptr;
    const DesignRows* design = nullptr;
    Sampling sampling = Sampling::random;
    const std::uint16_t* places = nullptr;  // of draw d, Latin hypercube and Sobol: places + d * DesignPlaces::stride + lane
    double* memory = nullptr;         // row r of the code: memory + r * stride; after the rows the code's splats; 64-byte aligned
    std::size_t stride = 0;           // a multiple of 8
    double* watch = nullptr;          // [lane]
    double* solver_memory = nullptr;  // solver_memory_size() doubles, 64-byte aligned
    std::uint32_t* failures = nullptr;  // of scenario s: failures + s * block_paths; slow code only
    std::uint64_t seed = 0, first_path = 0;
    std::size_t lanes = 0;  // a multiple of 8
};

// Doubles between rows of so many lanes: rows 4096 bytes apart would fall into the same places of the cache.
constexpr std::size_t row_stride(std::size_t lanes) { return lanes + 16; }

// Where an operand stands in a strip's memory, see Call.
inline std::uint32_t place_of(const Program::Code& code, Operand operand, std::size_t stride) {
    if ((operand & constant_operand) == 0) return static_cast<std::uint32_t>(operand * stride);
    return static_cast<std::uint32_t>(code.rows * stride + (operand & ~constant_operand) * 8) | constant_operand;
}

// Doubles a strip needs for solving the program's largest system.
std::size_t solver_memory_size(const Program::Code& code);

struct Interpreter {
    // Makes instructions of the code ready for strips whose rows are `stride` apart.
    void (*bind)(const Program::Code& code, std::span<const Instruction> instructions, std::size_t stride, CallList& to);
    // All lanes; returns whether every watched value was finite (probabilities: within 0..1).
    bool (*run)(const Strip& strip, Calls calls);
    // One operation on rows of 8 lanes, with the operations' own bits; not for leaves and laws. For folding constants.
    void (*apply)(const MathRows& math, Op op, double* out, const double* a, const double* b, const double* c);
};
// isa must be one of available_isas() or Isa::best.
const Interpreter& interpreter(Isa isa);

}  // namespace yuce::engine
