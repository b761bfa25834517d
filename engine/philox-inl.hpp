// Rows of Philox4x32-10 uniforms, one counter a lane of 64 bits. Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_PHILOX_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_PHILOX_INL_HPP_
#undef YUCE_ENGINE_PHILOX_INL_HPP_
#else
#define YUCE_ENGINE_PHILOX_INL_HPP_
#endif

#include "engine/stream.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Product of the lower halves of the lanes.
template <class DU, class VU = hn::Vec<DU>>
HWY_INLINE VU MulLowHalves([[maybe_unused]] DU du, VU a, VU b) {
#if HWY_TARGET == HWY_SCALAR
    const VU low = hn::Set(du, 0xFFFFFFFFu);
    return VU(hn::And(a, low).raw * hn::And(b, low).raw);
#else
    const hn::Repartition<std::uint32_t, DU> d32;
    return hn::MulEven(hn::BitCast(d32, a), hn::BitCast(d32, b));
#endif
}

// Four words of the generator, each in the lower half of a lane; the upper halves hold anything.
template <class VU>
struct PhiloxWords {
    VU w0, w1, w2, w3;
};

template <class DU, class VU = hn::Vec<DU>>
HWY_INLINE PhiloxWords<VU> PhiloxRound(DU du, PhiloxWords<VU> c, const std::uint64_t* key) {
    const VU p0 = MulLowHalves(du, c.w0, hn::Set(du, 0xD2511F53u));
    const VU p1 = MulLowHalves(du, c.w2, hn::Set(du, 0xCD9E8D57u));
    return {hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c.w1), hn::Set(du, key[0])), p1,
            hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), c.w3), hn::Set(du, key[1])), p0};
}

inline constexpr int philox_rounds = 10;

// The keys of all rounds, two words a round.
struct PhiloxKeys {
    explicit PhiloxKeys(std::uint64_t seed) {
        std::uint32_t k0 = static_cast<std::uint32_t>(seed), k1 = static_cast<std::uint32_t>(seed >> 32);
        for (int round = 0; round < philox_rounds; ++round) {
            words[2 * round] = k0;
            words[2 * round + 1] = k1;
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
    }
    std::uint64_t words[2 * philox_rounds];
};

template <class DU, class VU = hn::Vec<DU>>
HWY_INLINE PhiloxWords<VU> Philox4x32(DU du, PhiloxWords<VU> c, const PhiloxKeys& keys) {
#pragma GCC unroll 10
    for (int round = 0; round < philox_rounds; ++round) c = PhiloxRound(du, c, keys.words + 2 * round);
    return c;
}

// high << 32 | low.
template <class DU, class VU = hn::Vec<DU>>
HWY_INLINE VU PhiloxBits(DU du, VU high, VU low) {
    return hn::Or(hn::ShiftLeft<32>(high), hn::And(low, hn::Set(du, 0xFFFFFFFFu)));
}

// (k + 1/2) 2^-52 with k the upper 52 bits: 1 + k 2^-52 by its bits, less 1 - 2^-53, both steps exact.
template <class D, class VU>
HWY_INLINE hn::Vec<D> LatticePoint(D d, VU bits) {
    const hn::RebindToUnsigned<D> du;
    const VU above_one = hn::Or(hn::ShiftRight<12>(bits), hn::Set(du, 0x3FF0000000000000u));
    return hn::Sub(hn::BitCast(d, above_one), hn::Set(d, 0x1.fffffffffffffp-1));
}

// take(du, i, high, low) gets the words of places first + i and the following ones, a vector at a time, for i < n, each i once;
// first and n are multiples of 8.
template <class Take>
HWY_INLINE void PhiloxRow(std::uint64_t seed, std::uint64_t first, DrawKey key, std::size_t n, const Take& take) {
    const hn::RebindToUnsigned<hn::CappedTag<double, 8>> du;
    const std::size_t lanes = hn::Lanes(du);
    const auto place = hn::Set(du, std::uint64_t{key.period} << 8 | key.draw);
    const auto stream_low = hn::Set(du, key.stream.value & 0xFFFFFFFFu);
    const auto stream_high = hn::Set(du, key.stream.value >> 32);
    const auto first_lanes = hn::Iota(du, 0);
    const PhiloxKeys keys(seed);
    const std::uint64_t end = first + n;
    for (std::uint64_t run = first / 16; run * 16 < end; ++run) {
        const bool first_half = run * 16 >= first, second_half = run * 16 + 8 < end;
        const std::size_t at = run * 16 - first;
        for (std::size_t i = 0; i < 8; i += lanes) {
            const auto group = hn::Add(first_lanes, hn::Set(du, run * 8 + i));
            const auto high = hn::Or(hn::ShiftLeft<24>(hn::ShiftRight<32>(group)), place);
            const auto words = Philox4x32(du, PhiloxWords<hn::Vec<decltype(du)>>{group, high, stream_low, stream_high}, keys);
            if (first_half) take(du, at + i, words.w1, words.w0);
            if (second_half) take(du, at + 8 + i, words.w3, words.w2);
        }
    }
}

// Uniforms of paths first_path .. first_path + n - 1 as uniform_at gives them; first_path and n multiples of 8, `out` aligned.
inline void UniformRow(double* out, std::uint64_t seed, std::uint64_t first_path, DrawKey key, std::size_t n) {
    PhiloxRow(seed, first_path, key, n, [&](auto du, std::size_t at, auto high, auto low) HWY_ATTR {
        const hn::CappedTag<double, 8> d;
        hn::Store(LatticePoint(d, PhiloxBits(du, high, low)), d, out + at);
    });
}

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
