// Memory for the values of the blocks at work, where they are not kept.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/run.hpp"
#include "results/column_store.hpp"

namespace yuce::results {

// As many buffers as blocks are at work at once. From any thread but for resize().
class BlockBuffers {
public:
    void resize(std::size_t scenarios, std::size_t outputs);  // while none is taken
    engine::BlockStorage take();
    engine::BlockStorage find(const double* base);  // the taken buffer that begins there; base nullptr: none does
    void give_back(const double* base);             // as take() gave it
    static std::size_t bytes(std::size_t scenarios, std::size_t outputs);  // of one

private:
    std::size_t scenarios_ = 0, outputs_ = 0;
    using Buffers = std::vector<std::unique_ptr<ColumnStore>>;
    Buffers::iterator place_of(const double* base);  // among those taken
    Buffers idle_, taken_;
    std::mutex mutex_;
};

}  // namespace yuce::results
