// Instructions made ready to run: each with the loop that runs it, the places of its rows in a strip's memory and its numbers,
// one after the other, so that running one is a call and a few reads. Internal to engine/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace yuce::engine {

struct Strip;
struct Call;

// Lanes first .. first + n of a strip.
struct Lanes {
    std::size_t first = 0, n = 0;
};

using Loop = void (*)(const Strip& strip, const Call& call, Lanes lanes);

// Followed in memory by its places, filled up to a multiple of two, and its numbers. A place is a row's first double counted from
// the strip's memory, a constant's (with constant_operand set), or an index as the loop says.
struct alignas(8) Call {
    Loop loop;
    std::uint32_t bytes;   // to the next call
    std::uint32_t places;  // how many
    const std::uint32_t* place() const { return reinterpret_cast<const std::uint32_t*>(this + 1); }
    // After so many places.
    const double* numbers(std::size_t count) const { return reinterpret_cast<const double*>(place() + (count + 1) / 2 * 2); }
};
static_assert(sizeof(Call) % 8 == 0);

// Calls that are run one after the other.
struct Calls {
    const std::byte *begin = nullptr, *end = nullptr;
};

class CallList {
public:
    void add(Loop loop, std::span<const std::uint32_t> places, std::span<const double> numbers);
    void shrink() { bytes_.shrink_to_fit(); }
    std::size_t bytes() const { return bytes_.size(); }
    // Valid until the next add() or shrink().
    Calls part(std::size_t begin, std::size_t end) const { return {bytes_.data() + begin, bytes_.data() + end}; }
    Calls all() const { return part(0, bytes()); }

private:
    std::vector<std::byte> bytes_;
};

}  // namespace yuce::engine
