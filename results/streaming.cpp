#include "results/streaming.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <utility>

#include "results/column_store.hpp"

namespace yuce::results {

class Streaming::Pilot : public engine::BlockObserver {
public:
    explicit Pilot(Streaming& streaming) : streaming_(streaming) {}

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        auto& sketches = streaming_.sketches_;
        oneapi::tbb::parallel_for(std::size_t{0}, sketches.size(), [&](std::size_t k) {
            const std::size_t scenario = k / streaming_.outputs_, output = k % streaming_.outputs_;
            const double* x = view.output(scenario, output);
            const std::uint32_t* failures = view.failure(scenario);
            std::vector<double> values;
            values.reserve(view.paths);
            for (std::size_t path = 0; path < view.paths; ++path) {
                if (failures[path] == 0) values.push_back(x[path]);
            }
            sketches[k] = std::make_unique<QuantileSketch>(PilotBins(values.data(), values.size(), streaming_.kernels_));
        });
        return std::make_unique<engine::BlockSummary>();
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

private:
    Streaming& streaming_;
};

Streaming::Streaming(std::size_t scenarios, std::size_t outputs, const Kernels& kernels)
    : outputs_(outputs), kernels_(kernels), sketches_(scenarios * outputs), pilot_(std::make_unique<Pilot>(*this)) {}

std::size_t Streaming::bytes(std::size_t scenarios, std::size_t outputs, unsigned threads) {
    return scenarios * outputs * QuantileSketch::bytes() + threads * ColumnStore::bytes(scenarios, outputs, 1);
}

}  // namespace yuce::results
