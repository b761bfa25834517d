// The flat program a strip of paths runs: instructions over rows of doubles, rows[row][lane].
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/graph.hpp"

namespace yuce::engine {

// A value that must be finite for a path to count. Checks are listed in the order of calculation: the first that is not
// finite names the failure (its index + 1 is the failure code). `period` counts from 0; `what` names variable or indicator.
struct Check {
    NodeId node;
    std::uint32_t period = 0;
    std::string what;
    // also fails when outside 0..1 (probabilities of events)
    bool probability = false;
};

// What is wanted of one scenario.
struct ScenarioOutputs {
    std::vector<NodeId> outputs;
    std::vector<Check> checks;
};

enum class Isa { best, avx512, avx2, portable };
// Names "avx512", "avx2", "portable"; what this processor runs, best first (avx2 and avx512 need FMA).
std::vector<Isa> available_isas();
std::string isa_name(Isa isa);

struct ProgramStatistics {
    std::size_t instructions = 0, rows = 0, draws = 0, systems = 0, fused_terms = 0;
};

// Immutable, shared by all threads. Holds everything it needs of the graph (laws' tables too).
class Program {
public:
    struct Code;
    // Orders, fuses (sums of products), and assigns rows (reused after their last reader). Only what outputs and checks need is kept.
    static Program lower(const Graph& graph, std::vector<ScenarioOutputs> scenarios);
    Program(Program&&) noexcept;
    Program& operator=(Program&&) noexcept;
    ~Program();

    const std::vector<ScenarioOutputs>& scenarios() const;
    ProgramStatistics statistics() const;
    const Code& code() const { return *code_; }

private:
    Program();
    std::unique_ptr<Code> code_;
};

}  // namespace yuce::engine
