// Which lanes of a strip are paths that count.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/run.hpp"

namespace yuce::results {

// Of paths before the block's end that did not fail. Cost when all count: next to nothing.
class CountingLanes {
public:
    explicit CountingLanes(const engine::StripView& strip);
    std::size_t count() const { return count_; }
    bool all() const { return count_ == lanes_; }
    // Bit k % 8 of bytes()[k / 8]: lane k counts.
    const std::uint8_t* bytes() const { return bytes_.data(); }
    bool at(std::size_t lane) const { return (bytes_[lane / 8] >> (lane % 8) & 1) != 0; }
    // The values that count, in order: the row itself where all do, else in `room` (of a block's size).
    const double* values(const double* row, double* room) const;
    // The row, with `other` in the lanes that do not count; likewise.
    const double* filled(const double* row, double other, double* room) const;

private:
    std::size_t lanes_ = 0, count_ = 0;
    std::array<std::uint8_t, engine::block_paths / 8> bytes_;
};

}  // namespace yuce::results
