// Which outputs of a group of scenarios are kept, summed and searched: those that are not the same as another one on every path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace yuce::results {

// An output of a scenario, both as the layout counts them.
struct OutputPlace {
    std::size_t scenario = 0, output = 0;
    bool operator==(const OutputPlace&) const = default;
};

// By scenario of a group and output: the output whose results are its own, too, because both have the same value on every path.
// It stands before it in the group, or in a group that is done, and is itself its home (one that is like no other is, too). An
// indicator's home is an indicator's output, a variable's a variable's.
using OutputHomes = std::vector<std::vector<OutputPlace>>;

class KeptOutputs {
public:
    KeptOutputs() = default;
    // homes empty: all are kept.
    KeptOutputs(const std::vector<std::size_t>& group, std::size_t outputs, const OutputHomes& homes);

    std::size_t count() const { return count_; }
    // Of the scenario at place s of the group, ascending; their columns follow one another.
    const std::vector<std::size_t>& of(std::size_t s) const { return of_[s]; }
    static constexpr std::uint32_t no_column = 0xFFFFFFFFu;
    // The output's number among all that are kept, or no_column.
    std::uint32_t column(std::size_t s, std::size_t output) const { return columns_[s * outputs_ + output]; }
    bool keeps(std::size_t s, std::size_t output) const { return column(s, output) != no_column; }
    // Whether results go from this scenario of the group to another one or come from there, which is right only where no path of
    // either failed.
    bool is_tied(std::size_t s) const { return tied_[s]; }

private:
    std::size_t outputs_ = 0, count_ = 0;
    std::vector<std::vector<std::size_t>> of_;
    std::vector<std::uint32_t> columns_;  // [scenario][output]
    std::vector<bool> tied_;
};

}  // namespace yuce::results
