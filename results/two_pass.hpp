// Exact quantiles of scenarios whose values are not kept: the paths are calculated twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/run.hpp"
#include "results/column_selection.hpp"
#include "results/result_set.hpp"
#include "results/statistics.hpp"

namespace yuce::results {

// Of one group of scenarios: a pilot run sets the bins, the run itself counts, a second run under selector() finds what the
// quantiles and histograms want. Memory: a table of counts a thread, then the few values wanted.
class TwoPass {
public:
    TwoPass(std::size_t scenarios, std::size_t outputs, std::size_t yearly_outputs, const StripKernels& kernels);
    ~TwoPass();

    static constexpr std::uint64_t pilot_paths = 1024;
    engine::BlockObserver& pilot() { return *pilot_; }

    // One thread's counts, [scenario][output][bin]; from any thread, good until select().
    std::uint32_t* new_counts();
    // n counting values of a strip into one thread's counts. Cost: about 0.6 ns a value.
    void count(std::uint32_t* counts, std::size_t scenario, std::size_t output, const double* x, std::size_t n) const;

    // After the run: of(scenario, output) gives what it found.
    engine::BlockObserver& select(const std::function<const Moments&(std::size_t, std::size_t)>& of);
    // After the second run.
    void summarise(std::size_t scenario, std::size_t output, Distribution& out) const;

    static std::size_t bytes(std::size_t scenarios, std::size_t outputs, std::uint64_t paths, unsigned threads);

private:
    class Pilot;
    class Selector;
    using Found = std::vector<ColumnSelection::Found>;

    std::size_t scenarios_, outputs_, yearly_outputs_;
    const StripKernels& kernels_;
    std::vector<SelectionBins> bins_;          // [scenario][output]
    std::vector<ColumnSelection> selections_;  // likewise
    std::mutex mutex_;
    std::vector<std::unique_ptr<std::uint32_t[], void (*)(void*)>> counts_;  // by thread
    std::vector<std::unique_ptr<Found>> found_;                              // likewise
    std::unique_ptr<engine::BlockObserver> pilot_, selector_;
};

}  // namespace yuce::results
