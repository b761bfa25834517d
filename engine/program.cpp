#include "engine/program.hpp"

#include <cassert>

#include "engine/program_lower.hpp"

namespace yuce::engine {

Program::Program() : code_(std::make_unique<Code>()) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

Program Program::lower(const Graph& graph, std::vector<ScenarioOutputs> scenarios) {
    Program program;
    program.code_->scenarios = std::move(scenarios);
    Lowering(graph, program.code_->scenarios, *program.code_).run();
    return program;
}

const std::vector<ScenarioOutputs>& Program::scenarios() const { return code_->scenarios; }
ProgramStatistics Program::statistics() const { return code_->statistics; }

}  // namespace yuce::engine
