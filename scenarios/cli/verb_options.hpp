// The options of verbs, as the command line parser knows them.
#pragma once

#include "scenarios/cli/commands.hpp"

namespace CLI {
class App;
}

namespace yuce::cli {

// "{random,sobol}": the type of an option or argument that has these values alone, of which completion knows them. Whether a
// value is one of them is left to who reads it.
std::string one_of(const std::vector<std::string>& values);

void add_sampling(CLI::App& verb, std::optional<std::string>& sampling);

// Lists take one value an option, as often as it is given.
void make_repeatable(CLI::App& verb);

void add_export(CLI::App& app, ExportCommand& command);
void add_bench(CLI::App& app, BenchCommand& command);
void add_replay(CLI::App& app, ReplayCommand& command);
void add_compare(CLI::App& app, CompareCommand& command);

}  // namespace yuce::cli
