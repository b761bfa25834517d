// The bodies of DesignRows. Included once per target, see vector_math-inl.hpp.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_DESIGN_ROWS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_DESIGN_ROWS_INL_HPP_
#undef YUCE_ENGINE_DESIGN_ROWS_INL_HPP_
#else
#define YUCE_ENGINE_DESIGN_ROWS_INL_HPP_
#endif

#include <bit>

#include "engine/design_rows.hpp"
#include "engine/philox-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

inline void BitsRow(std::uint64_t* out, std::uint64_t seed, std::uint64_t first_index, DrawKey key, std::size_t n) {
    PhiloxRow(seed, first_index, key, n,
              [&](auto du, std::size_t at, auto high, auto low) HWY_ATTR { hn::Store(PhiloxBits(du, high, low), du, out + at); });
}

inline void AntitheticRow(double* out, std::uint64_t seed, std::uint64_t first_path, DrawKey key, std::size_t n) {
    const std::uint64_t end = first_path + n, first = first_path / 16 * 16;
    PhiloxRow(seed, first, key, end - first, [&](auto du, std::size_t at, auto high, auto low) HWY_ATTR {
        const hn::CappedTag<double, 8> d;
        const std::uint64_t path = first + at;
        if (path % 16 >= 8) return;
        const auto u = LatticePoint(d, PhiloxBits(du, high, low));
        if (path >= first_path) hn::Store(u, d, out + (path - first_path));
        if (path + 8 < end) hn::Store(hn::Sub(hn::Set(d, 1), u), d, out + (path + 8 - first_path));
    });
}

inline void PlacedRow(double* out, std::uint64_t seed, std::uint64_t first_path, DrawKey key, std::size_t n,
                      const std::uint16_t* places) {
    PhiloxRow(seed, first_path, key, n, [&](auto du, std::size_t at, auto high, auto low) HWY_ATTR {
        const hn::CappedTag<double, 8> d;
        const hn::Rebind<std::uint32_t, decltype(du)> d32;
        const hn::Rebind<std::uint16_t, decltype(du)> d16;
        const auto place = hn::PromoteTo(du, hn::PromoteTo(d32, hn::LoadU(d16, places + at)));
        const auto within = hn::And(PhiloxBits(du, high, low), hn::Set(du, ~std::uint64_t{0} >> place_bits));
        hn::Store(LatticePoint(d, hn::Or(hn::ShiftLeft<64 - place_bits>(place), within)), d, out + at);
    });
}

// 2 a in the field of 4096 elements: polynomials over bits modulo x^12 + x^6 + x^4 + x + 1.
inline std::uint16_t Doubled(std::uint16_t a) {
    return static_cast<std::uint16_t>((a << 1) ^ ((a >> (place_bits - 1)) != 0 ? 0x1053 : 0));
}

inline void LatinPlaces(std::uint16_t* out, const LatinKeys& keys) {
    const hn::CappedTag<std::uint16_t, 32> d;
    using V = hn::Vec<decltype(d)>;
    const std::size_t lanes = hn::Lanes(d);
    // The products of the multiplier with 2^m, and the products with 2^0 + .. + 2^m: what changes from index to index.
    std::uint16_t change[place_bits + 1] = {};
    std::uint16_t power = keys.multiplier, all = 0;
    HWY_ALIGN std::uint16_t low[32] = {};
    for (int m = 0; m < place_bits; ++m) {
        if (m < 5) {
            for (std::size_t k = 0; k < 32; ++k) low[k] ^= (k >> m & 1U) != 0 ? power : 0;
        }
        if (std::size_t{1} << m >= lanes) all ^= power;
        change[m] = all;
        power = Doubled(power);
    }
    const V table = hn::Load(d, low), mask = hn::Set(d, 63);
    std::uint16_t base = keys.offset;
    for (std::size_t k = 0; k < replicate_paths; k += lanes) {
        const V x = hn::Xor(table, hn::Set(d, base));
        V left = hn::ShiftRight<6>(x), right = hn::And(x, mask);
        for (const LatinKeys::Round& round : keys.rounds) {
            const V mixed = hn::ShiftRight<10>(hn::Add(hn::Mul(right, hn::Set(d, round.factor)), hn::Set(d, round.addend)));
            const V next = hn::Xor(left, mixed);
            left = right;
            right = next;
        }
        hn::Store(hn::Or(hn::ShiftLeft<6>(left), right), d, out + k);
        base ^= change[std::countr_zero(k + lanes)];
    }
}

// Point 2^m + j for j = first .. 2^m - 1.
inline void SobolPoints(std::uint16_t* out, int m, std::size_t first, std::uint16_t nearest, const std::uint16_t* digits) {
    const std::size_t size = std::size_t{1} << m;
    const auto flip = static_cast<std::uint16_t>(0x800U >> m), fresh = static_cast<std::uint16_t>(0x7FFU >> m);
    for (std::size_t j = first; j < size; ++j) {
        const std::uint16_t own = m + 1 < place_bits ? digits[size + j] : 0;
        out[size + j] = static_cast<std::uint16_t>(((out[j ^ nearest] & ~fresh) ^ flip) | (own & fresh));
    }
}

#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
// The same, eight points at a time; m is at least 3.
inline void SobolPointsByEight(std::uint16_t* out, int m, std::uint16_t nearest, const std::uint16_t* digits) {
    const hn::Full128<std::uint16_t> d;
    const hn::Full128<std::uint8_t> bytes;
    HWY_ALIGN std::uint16_t order[8];
    for (unsigned lane = 0; lane < 8; ++lane)
        order[lane] = static_cast<std::uint16_t>(0x0100U + 0x0202U * (lane ^ (nearest & 7U)));
    const auto shuffle = hn::BitCast(bytes, hn::Load(d, order));
    const std::size_t size = std::size_t{1} << m, far = nearest & ~std::size_t{7};
    const auto flip = hn::Set(d, static_cast<std::uint16_t>(0x800U >> m));
    const auto fresh = hn::Set(d, static_cast<std::uint16_t>(0x7FFU >> m));
    for (std::size_t j = 0; j < size; j += 8) {
        const auto before = hn::BitCast(d, hn::TableLookupBytes(hn::BitCast(bytes, hn::Load(d, out + (j ^ far))), shuffle));
        auto point = hn::Xor(hn::AndNot(fresh, before), flip);
        if (m + 1 < place_bits) point = hn::Or(point, hn::And(fresh, hn::Load(d, digits + size + j)));
        hn::Store(point, d, out + size + j);
    }
}
#endif

inline void SobolPlaces(std::uint16_t* out, const SobolSteps& steps, const std::uint16_t* digits) {
    out[0] = digits[0] & 0xFFFU;
    for (int m = 0; m < place_bits; ++m) {
        const std::uint16_t nearest = steps.nearest[static_cast<std::size_t>(m)];
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
        if (m >= 3) {
            SobolPointsByEight(out, m, nearest, digits);
            continue;
        }
#endif
        SobolPoints(out, m, 0, nearest, digits);
    }
}

inline constexpr DesignRows design_rows_table{BitsRow, AntitheticRow, PlacedRow, LatinPlaces, SobolPlaces};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
