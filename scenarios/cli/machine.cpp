#include "scenarios/cli/machine.hpp"

#include <fmt/core.h>

#include <fstream>

#include "engine/error.hpp"

namespace yuce::cli {

engine::Isa isa_from(const std::string& name) {
    if (name.empty() || name == "best") return engine::Isa::best;
    std::string known;
    for (const engine::Isa isa : engine::available_isas()) {
        if (engine::isa_name(isa) == name) return isa;
        known += (known.empty() ? "" : ", ") + engine::isa_name(isa);
    }
    throw Error(ErrorKind::input, fmt::format("--isa {}: this machine runs {}", name, known));
}

std::string processor_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
    }
    return "unknown";
}

}  // namespace yuce::cli
