#include "engine/bound_code.hpp"

#include <cstring>

namespace yuce::engine {

void CallList::add(Loop loop, std::span<const std::uint32_t> places, std::span<const double> numbers) {
    const std::size_t room = (places.size() + 1) / 2 * 2 * sizeof(std::uint32_t);
    const Call call{loop, static_cast<std::uint32_t>(sizeof(Call) + room + numbers.size_bytes()),
                    static_cast<std::uint32_t>(places.size())};
    const std::size_t at = bytes_.size();
    bytes_.resize(at + call.bytes);
    std::memcpy(bytes_.data() + at, &call, sizeof call);
    if (!places.empty()) std::memcpy(bytes_.data() + at + sizeof call, places.data(), places.size_bytes());
    if (!numbers.empty()) std::memcpy(bytes_.data() + at + sizeof call + room, numbers.data(), numbers.size_bytes());
}

}  // namespace yuce::engine
