#include "tests/engine/program_run.hpp"

#include <bit>
#include <cmath>

namespace yuce::engine {
namespace {

class Keeper : public BlockObserver {
public:
    Keeper(const Program& program, const RunOptions& options) : first_path_(options.first_path) {
        for (const ScenarioOutputs& scenario : program.scenarios()) {
            kept.values.emplace_back(scenario.outputs.size(), std::vector<double>(options.paths));
            kept.failures.emplace_back(options.paths);
        }
    }
    std::unique_ptr<BlockSummary> summarise(const BlockView& view) override {
        const std::uint64_t first = view.first_path - first_path_;
        for (std::size_t s = 0; s < kept.values.size(); ++s) {
            for (std::size_t i = 0; i < view.paths; ++i) {
                kept.failures[s][first + i] = view.failure(s)[i];
                for (std::size_t o = 0; o < kept.values[s].size(); ++o) kept.values[s][o][first + i] = view.output(s, o)[i];
            }
        }
        return std::make_unique<BlockSummary>();
    }
    void merge(std::uint64_t, std::unique_ptr<BlockSummary>) override {}

    ProgramRun kept;

private:
    std::uint64_t first_path_;
};

}  // namespace

ProgramRun run_program(const Program& program, RunOptions options) {
    if (options.threads == 0) options.threads = 1;
    Keeper keeper(program, options);
    run(program, options, keeper);
    return std::move(keeper.kept);
}

bool same_bits(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_bytes(const ProgramRun& a, const ProgramRun& b) {
    if (a.failures != b.failures || a.values.size() != b.values.size()) return false;
    for (std::size_t s = 0; s < a.values.size(); ++s) {
        for (std::size_t o = 0; o < a.values[s].size(); ++o) {
            for (std::size_t i = 0; i < a.values[s][o].size(); ++i) {
                if (std::bit_cast<std::uint64_t>(a.values[s][o][i]) != std::bit_cast<std::uint64_t>(b.values[s][o][i]))
                    return false;
            }
        }
    }
    return true;
}

}  // namespace yuce::engine
