// Every path's values of what is kept of a group of scenarios, a contiguous column each.
#pragma once

#include <cstddef>
#include <cstdint>

#include "results/large_array.hpp"

namespace yuce::results {

class ColumnStore {
public:
    // Keeps the memory it has where that is enough: fresh pages would have to be cleared again for every group.
    // Throws Error (input) when the memory cannot be had.
    void resize(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks);
    // The system supplies memory when it is first written to, and of two threads that meet on a page nobody has written to each
    // clears one of its own. So it is asked beforehand, for what is still missing: for the first blocks by begin_supply(), on
    // this arena's threads, for later ones by supply_ahead(), called for each block before it is calculated, from any thread.
    // Neither changes what stands in memory; systems that cannot be asked supply it as before.
    void begin_supply();
    void supply_ahead(std::uint64_t block) const;
    bool holds(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks) const;  // resize() would keep the memory
    void clear();
    // Output 0 of the scenario in the block; strides in doubles.
    double* block(std::size_t scenario, std::uint64_t block) const;
    std::size_t scenario_stride() const { return scenario_stride_; }
    std::size_t output_stride() const { return output_stride_; }
    // Moves the counting values (valid[block] at each block's beginning) together; gives the column.
    double* close_gaps(std::size_t scenario, std::size_t output, const std::uint16_t* valid) const;
    static std::size_t bytes(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks);

private:
    LargeArray<double> memory_;
    void supply(std::size_t column, std::uint64_t first_block) const;

    std::size_t needed_ = 0, capacity_ = 0;  // bytes
    // Of these the first supplied_ when this use of the memory began, and the first used_ when it will end.
    std::size_t supplied_ = 0, used_ = 0;
    std::size_t scenario_stride_ = 0, output_stride_ = 0;
    std::size_t scenarios_ = 0, outputs_ = 0;
    std::uint64_t blocks_ = 0;
};

}  // namespace yuce::results
