// Random number streams: named, so that adding one leaves the others alone.
#pragma once

#include <cstdint>
#include <string_view>

namespace yuce::engine {

// A stream's identity: FNV-1a 64 of its name ("shock/world", "event/heat/onset", "parameter/slope").
struct StreamId {
    std::uint64_t value = 0;
    bool operator==(const StreamId&) const = default;
};
StreamId stream_of(std::string_view name);
// stream_of(a + b) is stream_within(stream_of(a), b).
StreamId stream_within(StreamId stream, std::string_view name);

// Where in its stream a number stands. `period`: the calendar index of the period (year * periods per year + sub - 1) or of
// the year, 0 for one value a path. `draw`: 0..255 for several numbers at one place.
struct DrawKey {
    StreamId stream;
    std::uint16_t period = 0;
    std::uint8_t draw = 0;
    bool operator==(const DrawKey&) const = default;
};

// Philox4x32-10, key = seed. Counter words: [group low, group high (8 bits) << 24 | period << 8 | draw, stream low, stream high]
// where a call serves two paths: paths in runs of 16, group = (path / 16) * 8 + path % 8, words 0 1 for path % 16 < 8, words 2 3
// for the other half, the second of the two being the high word. The uniform is (k + 1/2) 2^-52 with k the upper 52 bits of
// (high word << 32 | low word). Scalar reference form, for tests and single values; valid for path < 2^41.
double uniform_at(std::uint64_t seed, std::uint64_t path, DrawKey key);
// The 64 bits behind it.
std::uint64_t bits_at(std::uint64_t seed, std::uint64_t path, DrawKey key);

}  // namespace yuce::engine
