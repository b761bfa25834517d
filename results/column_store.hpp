// Every path's values of what is kept of a group of scenarios, a contiguous column each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace yuce::results {

class ColumnStore {
public:
    // Keeps the memory it has where that is enough: fresh pages would have to be cleared again for every group.
    // Throws Error (input) when the memory cannot be had.
    void resize(std::size_t scenarios, std::size_t outputs, std::uint64_t blocks);
    // Has the system supply, on this arena's threads, what of the memory is still missing: of two threads that meet on a page
    // nobody has written to, each would clear one of its own. A gigabyte takes a quarter of a second and more.
    void supply();
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
    struct Free {
        void operator()(double* memory) const noexcept;
    };
    std::unique_ptr<double, Free> memory_;
    std::size_t needed_ = 0, capacity_ = 0, supplied_ = 0;  // bytes
    std::size_t scenario_stride_ = 0, output_stride_ = 0;
    std::uint64_t blocks_ = 0;
};

}  // namespace yuce::results
