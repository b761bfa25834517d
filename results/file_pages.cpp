#include "results/file_pages.hpp"

#include <algorithm>
#include <cstring>

namespace yuce::results {
namespace {

constexpr std::size_t page_size = 65536;

// Calls use(page, offset in it, offset in the data, length) for each page that [at, at + size) touches.
template <class Use>
void each_page(std::uint64_t at, std::size_t size, Use use) {
    for (std::size_t done = 0; done < size;) {
        const std::uint64_t place = at + done;
        const auto offset = static_cast<std::size_t>(place % page_size);
        const std::size_t length = std::min(size - done, page_size - offset);
        use(place / page_size, offset, done, length);
        done += length;
    }
}

}  // namespace

void FilePages::write(std::uint64_t at, const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    each_page(at, size, [&](std::uint64_t number, std::size_t offset, std::size_t done, std::size_t length) {
        std::vector<unsigned char>& page = pages_[number];
        page.resize(page_size);
        std::memcpy(page.data() + offset, bytes + done, length);
    });
}

void FilePages::read(std::uint64_t at, void* data, std::size_t size) const {
    auto* bytes = static_cast<unsigned char*>(data);
    each_page(at, size, [&](std::uint64_t number, std::size_t offset, std::size_t done, std::size_t length) {
        const auto page = pages_.find(number);
        if (page == pages_.end()) {
            std::memset(bytes + done, 0, length);
        } else {
            std::memcpy(bytes + done, page->second.data() + offset, length);
        }
    });
}

}  // namespace yuce::results
