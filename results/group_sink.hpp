// One worker's side of the collector. Internal to results/.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "results/collector_state.hpp"

namespace yuce::results {

class GroupSink : public engine::BlockSink {
public:
    explicit GroupSink(Collector::State& state);
    void begin(std::uint64_t block, std::size_t paths) override;
    void take(const engine::StripView& strip) override;
    std::unique_ptr<engine::BlockSummary> finish() override;

private:
    BlockMasks masks(std::size_t scenario);
    const ColumnStore& store() const;                                // where values stand; not where the paths pass twice
    double* column(std::size_t scenario, std::size_t output) const;  // of the block
    void copy(const engine::StripView& strip) const;                 // to where values are streamed from
    void count(const engine::StripView& strip, const CountingLanes& lanes);
    void finish_values(std::size_t scenario, std::uint64_t valid);

    Collector::State& state_;
    std::vector<ScenarioBlock> scenarios_;
    std::vector<std::uint64_t> words_;  // masks, [scenario]
    std::uint64_t block_ = 0;
    std::size_t paths_ = 0;
    std::uint32_t* counts_ = nullptr;  // where the paths pass twice
    ColumnStore streamed_;             // where values are streamed: those of the block
    std::array<double, engine::block_paths> room_;
};

}  // namespace yuce::results
