#include "results/large_array.hpp"

#include <sys/mman.h>

#include <cstdlib>

namespace yuce::results {

void FreeLargeArray::operator()(void* memory) const noexcept { std::free(memory); }

std::size_t large_memory_taken(std::size_t bytes) {
    const std::size_t unit = bytes < huge_page / 2 ? 64 : huge_page;
    return (bytes + unit - 1) / unit * unit;
}

void* large_memory(std::size_t bytes) {
    const std::size_t taken = large_memory_taken(bytes);
    if (taken < huge_page) return std::aligned_alloc(64, taken);
    void* memory = std::aligned_alloc(huge_page, taken);
#ifdef MADV_HUGEPAGE
    if (memory != nullptr) madvise(memory, taken, MADV_HUGEPAGE);
#endif
    return memory;
}

}  // namespace yuce::results
