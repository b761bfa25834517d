// What a run with streaming quantiles holds instead of every path's values: a block at work and a sketch of each output.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engine/run.hpp"
#include "results/quantile_sketch.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// Of one group of scenarios. First the pilot (an observer of its own) sets the bins, then the group's blocks are added.
class Streaming {
public:
    Streaming(std::size_t scenarios, std::size_t outputs, const Kernels& kernels);

    // Its run is one block; values of paths that fail do not count.
    engine::BlockObserver& pilot() { return *pilot_; }
    // n counting values of a block, from any thread, in any order.
    void add(std::size_t scenario, std::size_t output, const double* x, std::size_t n) {
        sketches_[scenario * outputs_ + output]->add(x, n);
    }
    const QuantileSketch& sketch(std::size_t scenario, std::size_t output) const {
        return *sketches_[scenario * outputs_ + output];
    }

    static std::size_t bytes(std::size_t scenarios, std::size_t outputs, unsigned threads);

private:
    class Pilot;
    std::size_t outputs_;
    const Kernels& kernels_;
    std::vector<std::unique_ptr<QuantileSketch>> sketches_;  // [scenario][output]
    std::unique_ptr<engine::BlockObserver> pilot_;
};

}  // namespace yuce::results
