// Memory for very many values: not cleared, in huge pages where the system has them and enough is wanted.
#pragma once

#include <cstddef>
#include <memory>

namespace yuce::results {

struct FreeLargeArray {
    void operator()(void* memory) const noexcept;
};
template <class T>
using LargeArray = std::unique_ptr<T[], FreeLargeArray>;

inline constexpr std::size_t huge_page = std::size_t{2} << 20;  // bytes

// What is taken for so many bytes: whole huge pages, or less than one.
std::size_t large_memory_taken(std::size_t bytes);
// 64-byte aligned. nullptr where it cannot be had.
void* large_memory(std::size_t bytes);

// Of values that need no constructor.
template <class T>
LargeArray<T> large_array(std::size_t n) {
    return LargeArray<T>(static_cast<T*>(large_memory(n * sizeof(T))));
}

}  // namespace yuce::results
