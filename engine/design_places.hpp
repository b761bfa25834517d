// One worker's layout of a replicate: which of 4096 intervals each path's numbers stand in. Internal to engine/.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/design.hpp"
#include "engine/design_rows.hpp"

namespace yuce::engine {

// 8 KB a draw for Latin hypercube and Sobol sampling, nothing for the others. Not thread-safe.
class DesignPlaces {
public:
    DesignPlaces(const std::vector<DrawKey>& draws, const Design& design, std::uint64_t seed, Isa isa);
    bool needed() const { return !draws_.empty(); }
    // Fills in the replicate's places; at once if it stands already. Costs about a tenth of its numbers.
    void lay_out(std::uint64_t replicate);
    // Of the draw with this index, [path of the replicate].
    const std::uint16_t* of(std::size_t draw) const { return places_[draw].data(); }

    // The dimension of the sequence a draw in the order has in this replicate.
    std::size_t dimension(std::size_t draw) const { return dimension_of_[draws_[draw].rank]; }

    // From one draw's to the next; 64 bytes more than a replicate keep rows from competing for the same places of the cache.
    static constexpr std::size_t stride = replicate_paths + 32;

private:
    static constexpr std::size_t digit_words = replicate_paths / 2 / 4;  // 16 bits for each path of the first half
    struct alignas(64) PlaceRow : std::array<std::uint16_t, stride> {};
    static_assert(sizeof(PlaceRow) == stride * sizeof(std::uint16_t));
    struct Draw {
        DrawKey key;           // of the numbers that lay the places out
        std::size_t rank = 0;  // in the design's order
        bool sobol = false;
    };
    void deal_dimensions();
    void lay_out_sobol(const Draw& draw, std::uint16_t* out);
    void lay_out_latin(const Draw& draw, std::uint16_t* out) const;

    std::uint64_t seed_;
    const DesignRows& rows_;
    std::vector<Draw> draws_;
    std::vector<PlaceRow> places_;
    std::vector<SobolSteps> steps_;            // by dimension
    std::vector<std::uint16_t> dimension_of_;  // by rank, in this replicate
    alignas(64) std::array<std::uint64_t, digit_words> bits_;
    alignas(64) std::array<std::uint16_t, 4 * digit_words> digits_;
    std::uint64_t replicate_ = ~std::uint64_t{0};
};

}  // namespace yuce::engine
