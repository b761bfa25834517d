// `yuce replay`: one path again.

#include <fmt/core.h>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/replay.hpp"

namespace yuce::cli {

int replay(const ReplayCommand& command) {
    if (command.path.empty() == command.at.empty()) {
        throw Error(ErrorKind::input, command.path.empty() ? "which path?" : "--path and --at name two paths", "",
                    "give --path N, or --at INDICATOR:pLEVEL such as growth:p05");
    }
    const results::ResultSet results = results::read_file(command.file);
    scenarios::ReplayRequest request;
    if (!command.path.empty()) request.path = parse_count("--path", command.path);
    request.at = command.at;
    request.scenario = command.scenario;
    const scenarios::ReplayedPath path = scenarios::replay(results, command.file, request, {});
    if (command.json) {
        fmt::print("{}\n", scenarios::replay_json(path));
    } else if (command.csv) {
        fmt::print("{}", scenarios::replay_csv(path));
    } else {
        const auto language = command.language == "zh" ? results::Language::zh : results::Language::en;
        fmt::print("{}", scenarios::replay_table(path, language, static_cast<std::size_t>(terminal_width())));
    }
    return 0;
}

}  // namespace yuce::cli
