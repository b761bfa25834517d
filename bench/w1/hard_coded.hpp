// The reference workload W1 written out by hand: the speed of light that the product's whole job is held against. The model's
// numbers come from model.toml by hard_code.py; random numbers, laws and functions are the engine's, so that answers agree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/law_rows.hpp"
#include "engine/normal_draws.hpp"
#include "engine/program.hpp"

namespace yuce::bench::w1 {

#define W1_FACTS
#include "w1_written_out-inl.hpp"
#undef W1_FACTS

inline constexpr std::size_t block_paths = 4096;
inline constexpr std::size_t strip_paths = 32;                 // a strip's numbers stay in the first level of the cache
inline constexpr std::size_t row_paths = block_paths + 16;     // rows 4096 bytes apart would share places in the cache
inline constexpr std::size_t draws = (shocks + 1) * quarters;  // of one path: each quarter's shocks, then its chi-square
inline constexpr std::size_t bins = 64;
inline constexpr double levels[] = {0.01, 0.05, 0.10, 0.15, 0.25, 0.50, 0.75, 0.85, 0.90, 0.95, 0.99};

// What is known before the first path.
struct Setup {
    explicit Setup(const std::vector<double>& cholesky);
    std::array<double, shocks * shocks> factor;
    std::array<engine::StreamWords, draws> streams;
    engine::LawKernel chi_square;
    std::array<double, variables> centre{};  // near the means: moments are summed about it
};

struct Moments {
    double sum = 0, square = 0, cube = 0, minimum = 0, maximum = 0;  // about the centre; sums over the block's paths
};

struct BlockResult {
    std::array<Moments, variables> moments;
    std::array<std::uint32_t, targets> hits;
    std::array<std::uint32_t, targets*(targets - 1) / 2> joint;
    std::array<std::uint32_t, targets + 1> met;
};

struct Column {
    std::array<std::uint64_t, bins> histogram{};
    std::array<double, std::size(levels)> quantiles{};
};

// One function table an instruction set.
struct Kernels {
    // values: [variable][row_paths], 64-byte aligned. Paths beyond `paths`, up to a whole strip, are simulated and not counted.
    void (*block)(const Setup& setup, std::uint64_t first_path, std::size_t paths, double* values, BlockResult& result);
    // values of one variable in all blocks, variables * row_paths apart. Exact quantiles of type 7.
    void (*column)(const double* values, std::size_t paths, double minimum, double maximum, Column& out);
    // A stage alone, over and over on one strip, for `paths` paths; returns something of the result.
    double (*draw_only)(const Setup& setup, std::size_t paths);
    double (*equations_only)(const Setup& setup, std::size_t paths);
    double (*correlation_and_equations)(const Setup& setup, std::size_t paths);
};
const Kernels& kernels(engine::Isa isa);

}  // namespace yuce::bench::w1
