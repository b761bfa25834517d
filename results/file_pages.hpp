// Bytes at any places of a file that is being made. What was never written takes no memory and reads as 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace yuce::results {

class FilePages {
public:
    void write(std::uint64_t at, const void* data, std::size_t size);
    void read(std::uint64_t at, void* data, std::size_t size) const;

private:
    std::map<std::uint64_t, std::vector<unsigned char>> pages_;  // by number
};

}  // namespace yuce::results
