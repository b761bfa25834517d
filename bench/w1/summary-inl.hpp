// What is gathered of strips, blocks and columns. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_BENCH_W1_SUMMARY_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_BENCH_W1_SUMMARY_INL_HPP_
#undef YUCE_BENCH_W1_SUMMARY_INL_HPP_
#else
#define YUCE_BENCH_W1_SUMMARY_INL_HPP_
#endif

#include <algorithm>
#include <bit>
#include <limits>

#include "bench/w1/paths-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::bench::w1::HWY_NAMESPACE {

static_assert(strip_paths == 32, "a strip's hits of a target are one word of 32 bits");

// Running sums of a variable, a lane each.
struct alignas(64) LaneSums {
    double sum[8], square[8], cube[8], minimum[8], maximum[8];
};

inline void Clear(LaneSums& sums) {
    sums = {};
    std::fill(sums.minimum, sums.minimum + 8, std::numeric_limits<double>::infinity());
    std::fill(sums.maximum, sums.maximum + 8, -std::numeric_limits<double>::infinity());
}

// A row of the strip into the sums, and out to memory past the cache.
HWY_INLINE void AddRow(const double* row, double centre, LaneSums& to, double* out) {
    const D d;
    const V middle = hn::Set(d, centre);
    V sum = hn::Load(d, to.sum), square = hn::Load(d, to.square), cube = hn::Load(d, to.cube);
    V minimum = hn::Load(d, to.minimum), maximum = hn::Load(d, to.maximum);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < strip_paths; i += hn::Lanes(d)) {
        const V x = hn::Load(d, row + i);
        const V from_middle = hn::Sub(x, middle);
        const V squared = hn::Mul(from_middle, from_middle);
        sum = hn::Add(sum, from_middle);
        square = hn::Add(square, squared);
        cube = Fma(d, squared, from_middle, cube);
        minimum = hn::Min(minimum, x);
        maximum = hn::Max(maximum, x);
        hn::Stream(x, d, out + i);
    }
    hn::Store(sum, d, to.sum);
    hn::Store(square, d, to.square);
    hn::Store(cube, d, to.cube);
    hn::Store(minimum, d, to.minimum);
    hn::Store(maximum, d, to.maximum);
}

// The same for the few last paths that are no whole strip.
inline void AddSome(const double* row, std::size_t n, double centre, LaneSums& to, double* out) {
    for (std::size_t i = 0; i < n; ++i) {
        const double x = row[i], from_middle = x - centre;
        to.sum[0] += from_middle;
        to.square[0] += from_middle * from_middle;
        to.cube[0] += from_middle * from_middle * from_middle;
        to.minimum[0] = std::min(to.minimum[0], x);
        to.maximum[0] = std::max(to.maximum[0], x);
        out[i] = x;
    }
}

HWY_INLINE std::uint32_t HitsOfRow(const double* row, double value) {
    const D d;
    const V bound = hn::Set(d, value);
    std::uint32_t word = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < strip_paths; i += hn::Lanes(d)) {
        const auto hit = hn::Ge(hn::Load(d, row + i), bound);
#if HWY_TARGET == HWY_AVX3
        const std::uint32_t bits = hit.raw;
#else
        std::uint8_t bits[8] = {};
        hn::StoreMaskBits(d, hit, bits);
#endif
#if HWY_TARGET == HWY_AVX3
        word |= bits << i;
#else
        word |= std::uint32_t{bits[0]} << i;
#endif
    }
    return word;
}

inline double LaneSum(const double* lanes) {
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

// words[target][word of 64 paths]
inline void CountPairs(const std::uint64_t* words, BlockResult& result) {
    constexpr std::size_t row = block_paths / 64;
    std::size_t pair = 0;
    for (std::size_t i = 0; i < targets; ++i) {
        std::uint32_t hits = 0;
        for (std::size_t w = 0; w < row; ++w) hits += static_cast<std::uint32_t>(std::popcount(words[i * row + w]));
        result.hits[i] = hits;
        for (std::size_t j = i + 1; j < targets; ++j) {
            std::uint32_t both = 0;
            for (std::size_t w = 0; w < row; ++w) {
                both += static_cast<std::uint32_t>(std::popcount(words[i * row + w] & words[j * row + w]));
            }
            result.joint[pair++] = both;
        }
    }
}

// How many paths meet how many targets: masks added up in binary, 64 paths at a time.
inline void CountMet(const std::uint64_t* words, std::size_t paths, BlockResult& result) {
    constexpr std::size_t row = block_paths / 64, planes = std::bit_width(targets);
    result.met.fill(0);
    for (std::size_t w = 0; w * 64 < paths; ++w) {
        std::uint64_t plane[planes] = {};
        for (std::size_t t = 0; t < targets; ++t) {
            std::uint64_t carry = words[t * row + w];
            for (std::size_t b = 0; b < planes; ++b) {
                const std::uint64_t next = plane[b] & carry;
                plane[b] ^= carry;
                carry = next;
            }
        }
        const std::size_t n = std::min<std::size_t>(64, paths - w * 64);
        for (std::size_t k = 0; k < n; ++k) {
            std::size_t met = 0;
            for (std::size_t b = 0; b < planes; ++b) met |= (plane[b] >> k & 1) << b;
            ++result.met[met];
        }
    }
}

inline void SimulateBlock(const Setup& setup, std::uint64_t first_path, std::size_t paths, double* values, BlockResult& result) {
    Strip strip;
    LaneSums sums[variables];
    for (LaneSums& of : sums) Clear(of);
    alignas(64) std::uint64_t words[targets * block_paths / 64] = {};
    for (std::size_t first = 0; first < paths; first += strip_paths) {
        DrawStrip(setup, first_path + first, strip);
        SimulateStrip<Shocks::correlated>(setup, strip);
        const std::size_t n = std::min(strip_paths, paths - first);
        for (std::size_t k = 0; k < variables; ++k) {
            const double* const row = strip.values + k * strip_paths;
            double* const out = values + k * row_paths + first;
            if (n == strip_paths) {
                AddRow(row, setup.centre[k], sums[k], out);
            } else {
                AddSome(row, n, setup.centre[k], sums[k], out);
            }
        }
        const std::uint64_t counted = n == strip_paths ? 0xFFFFFFFFu : (std::uint64_t{1} << n) - 1;
        for (std::size_t t = 0; t < targets; ++t) {
            const std::uint64_t hits = HitsOfRow(strip.values + target_indicator[t] * strip_paths, target_value[t]) & counted;
            words[t * (block_paths / 64) + first / 64] |= hits << (first % 64);
        }
    }
    for (std::size_t k = 0; k < variables; ++k) {
        const LaneSums& of = sums[k];
        result.moments[k] = {LaneSum(of.sum), LaneSum(of.square), LaneSum(of.cube), *std::min_element(of.minimum, of.minimum + 8),
                             *std::max_element(of.maximum, of.maximum + 8)};
    }
    CountPairs(words, result);
    CountMet(words, paths, result);
}

}  // namespace yuce::bench::w1::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
