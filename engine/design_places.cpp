#include "engine/design_places.hpp"

#include <algorithm>
#include <utility>

namespace yuce::engine {
namespace {

bool has_replicates(Sampling sampling) { return sampling == Sampling::latin_hypercube || sampling == Sampling::sobol; }

std::uint16_t bits_of(std::uint64_t word, int quarter) { return static_cast<std::uint16_t>(word >> (16 * quarter)); }

}  // namespace

DesignPlaces::DesignPlaces(const std::vector<DrawKey>& draws, const Design& design, std::uint64_t seed, Isa isa)
    : seed_(seed), rows_(design_rows(isa)) {
    if (!has_replicates(design.sampling)) return;
    for (const DrawKey& key : draws) {
        Draw draw;
        draw.key = {stream_within(key.stream, "/places"), key.period, key.draw};
        const auto found = std::find(design.order.begin(), design.order.end(), key);
        draw.rank = static_cast<std::size_t>(found - design.order.begin());
        draw.sobol = design.sampling == Sampling::sobol && draw.rank < std::min(design.order.size(), sobol_dimensions);
        draws_.push_back(draw);
    }
    places_.resize(draws_.size());
    if (design.sampling != Sampling::sobol) return;
    dimension_of_.resize(std::min(design.order.size(), sobol_dimensions));
    for (std::size_t k = 0; k < dimension_of_.size(); ++k) steps_.push_back(sobol_steps(k));
}

void DesignPlaces::lay_out(std::uint64_t replicate) {
    if (replicate == replicate_) return;
    replicate_ = replicate;
    deal_dimensions();
    for (std::size_t k = 0; k < draws_.size(); ++k) {
        std::uint16_t* out = places_[k].data();
        if (draws_[k].sobol) {
            lay_out_sobol(draws_[k], out);
        } else {
            lay_out_latin(draws_[k], out);
        }
    }
}

// Dimensions 0 .. 15, 16 .. 31, 32 .. 63 and so on are shuffled among themselves.
void DesignPlaces::deal_dimensions() {
    const DrawKey key{stream_of("sobol/dimensions"), 0, 0};
    std::vector<std::pair<std::uint64_t, std::uint16_t>> lots;
    for (std::size_t first = 0, end = 16; first < dimension_of_.size(); first = end, end *= 2) {
        lots.clear();
        for (std::size_t k = first; k < std::min(end, dimension_of_.size()); ++k) {
            lots.emplace_back(bits_at(seed_, replicate_ * replicate_paths + k, key), static_cast<std::uint16_t>(k));
        }
        std::sort(lots.begin(), lots.end());
        for (std::size_t k = 0; k < lots.size(); ++k) dimension_of_[first + k] = lots[k].second;
    }
}

void DesignPlaces::lay_out_sobol(const Draw& draw, std::uint16_t* out) {
    rows_.bits(bits_.data(), seed_, replicate_ * digit_words, draw.key, digit_words);
    for (std::size_t k = 0; k < digits_.size(); ++k) digits_[k] = bits_of(bits_[k / 4], static_cast<int>(k % 4));
    rows_.sobol_places(out, steps_[dimension_of_[draw.rank]], digits_.data());
}

// Four words: multiplier and offset, then two rounds each.
void DesignPlaces::lay_out_latin(const Draw& draw, std::uint16_t* out) const {
    const auto word = [&](std::uint64_t k) { return bits_at(seed_, replicate_ * digit_words + k, draw.key); };
    LatinKeys keys;
    const std::uint64_t first = word(0);
    keys.multiplier = static_cast<std::uint16_t>(1 + ((first >> 32) * (replicate_paths - 1) >> 32));
    keys.offset = static_cast<std::uint16_t>(first % replicate_paths);
    for (std::size_t k = 0; k < keys.rounds.size(); k += 2) {
        const std::uint64_t bits = word(8 + k / 2);
        keys.rounds[k] = {bits_of(bits, 0), bits_of(bits, 1)};
        keys.rounds[k + 1] = {bits_of(bits, 2), bits_of(bits, 3)};
    }
    rows_.latin_places(out, keys);
}

}  // namespace yuce::engine
