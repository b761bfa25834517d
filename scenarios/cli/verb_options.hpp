// The options of verbs, as the command line parser knows them.
#pragma once

#include "scenarios/cli/commands.hpp"

namespace CLI {
class App;
}

namespace yuce::cli {

// Lists take one value an option, as often as it is given.
void make_repeatable(CLI::App& verb);

void add_export(CLI::App& app, ExportCommand& command);
void add_bench(CLI::App& app, BenchCommand& command);
void add_replay(CLI::App& app, ReplayCommand& command);
void add_compare(CLI::App& app, CompareCommand& command);

}  // namespace yuce::cli
