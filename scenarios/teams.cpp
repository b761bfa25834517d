#include "scenarios/teams.hpp"

#include <algorithm>

#include "engine/run.hpp"

namespace yuce::scenarios {

// In turns of a block: the rounds of a scenario's blocks on a team's threads, and about half of one to compile it.
std::size_t teams_for(std::size_t scenarios, std::uint64_t blocks, unsigned threads) {
    constexpr double compiling = 0.5, worth = 0.85;  // several teams share fewer results, so that it must be worth while
    if (scenarios < 2) return 1;
    const auto in_parts = [](std::uint64_t whole, std::uint64_t parts) {
        return static_cast<double>((whole + parts - 1) / parts);
    };
    const auto cost = [&](std::size_t teams) {
        const double each = in_parts(scenarios - 1, teams) + 1;  // the reference besides
        return each * (in_parts(blocks, threads / teams) + compiling);
    };
    std::size_t best = 1;
    for (std::size_t teams = 2; teams <= std::min<std::size_t>(threads, scenarios - 1); ++teams) {
        if (cost(teams) < cost(best)) best = teams;
    }
    return cost(best) <= worth * cost(1) ? best : 1;
}

std::vector<Share> shares_of(const RunPlan& plan, const ExecutionOptions& options) {
    const std::size_t scenarios = plan.scenarios.size(), reference = plan.layout.reference;
    const std::uint64_t blocks = (plan.layout.paths + engine::block_paths - 1) / engine::block_paths;
    std::size_t teams = options.teams > 0  ? std::min(options.teams, std::max<std::size_t>(scenarios, 2) - 1)
                        : options.simulate ? 1
                                           : teams_for(scenarios, blocks, engine::threads_used(options.threads));
    if (teams > 1) teams = RunGroups::most_teams(plan, options, teams);
    std::vector<Share> shares(teams, Share{{reference}, teams});
    std::size_t others = 0;
    for (std::size_t s = 0; s < scenarios; ++s) {
        if (s != reference) shares[others++ * teams / (scenarios - 1)].scenarios.push_back(s);
    }
    return shares;
}

}  // namespace yuce::scenarios
