#include "results/counting_lanes.hpp"

#include <algorithm>

namespace yuce::results {

CountingLanes::CountingLanes(const engine::StripView& strip) : lanes_(strip.lanes), count_(strip.lanes) {
    std::fill(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(lanes_ / 8), std::uint8_t{255});
    if (strip.failures == nullptr && strip.paths == lanes_) return;
    for (std::size_t k = 0; k < lanes_; ++k) {
        if (k < strip.paths && (strip.failures == nullptr || strip.failures[k] == 0)) continue;
        bytes_[k / 8] = static_cast<std::uint8_t>(bytes_[k / 8] & ~(1U << (k % 8)));
        --count_;
    }
}

const double* CountingLanes::values(const double* row, double* room) const {
    if (all()) return row;
    std::size_t kept = 0;
    for (std::size_t k = 0; k < lanes_; ++k) {
        room[kept] = row[k];
        kept += at(k) ? 1 : 0;
    }
    return room;
}

const double* CountingLanes::filled(const double* row, double other, double* room) const {
    if (all()) return row;
    for (std::size_t k = 0; k < lanes_; ++k) room[k] = at(k) ? row[k] : other;
    return room;
}

}  // namespace yuce::results
