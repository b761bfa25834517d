#include "tests/results/kept_sample.hpp"

#include <algorithm>
#include <vector>

#include "engine/run.hpp"
#include "results/file.hpp"

namespace yuce::testing {

using namespace results;

namespace {

std::size_t place_of(const std::vector<Item>& items, const std::string& id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    return static_cast<std::size_t>(found - items.begin());
}

}  // namespace

KeptPaths some_kept(std::uint64_t paths, KeptAs as) {
    const Layout layout = sample_run(1).layout;
    KeptPaths kept;
    kept.paths = paths;
    kept.as = as;
    kept.scenarios = {layout.scenarios[0].id, layout.scenarios[2].id};
    kept.indicators = {layout.indicators[0].id, layout.indicators[1].id, layout.indicators[3].id};
    kept.variables = {layout.variables[1].id};
    return kept;
}

std::size_t output_of_row(const Layout& layout, const KeptPaths& kept, std::size_t row) {
    const std::size_t indicators = layout.years.size() * kept.indicators.size();
    if (row < indicators) {
        return row / kept.indicators.size() * layout.indicators.size() +
               place_of(layout.indicators, kept.indicators[row % kept.indicators.size()]);
    }
    row -= indicators;
    return layout.years.size() * layout.indicators.size() + row / kept.variables.size() * layout.variables.size() +
           place_of(layout.variables, kept.variables[row % kept.variables.size()]);
}

void put_paths(const SampleRun& run, const KeptPaths& kept, KeptPathsWriter& writer) {
    const Layout& layout = run.layout;
    const std::size_t rows = layout.years.size() * kept.indicators.size() + layout.periods.size() * kept.variables.size();
    const std::uint64_t blocks = (kept.paths + engine::block_paths - 1) / engine::block_paths;
    for (std::uint64_t block = blocks; block-- > 0;) {
        const std::uint64_t first = block * engine::block_paths;
        const auto paths = static_cast<std::size_t>(std::min<std::uint64_t>(engine::block_paths, layout.paths - first));
        for (std::size_t s = 0; s < kept.scenarios.size(); ++s) {
            const std::size_t scenario = place_of(layout.scenarios, kept.scenarios[s]);
            std::vector<double> values(rows * paths);
            for (std::size_t row = 0; row < rows; ++row) {
                const std::vector<double>& from = run.values[scenario][output_of_row(layout, kept, row)];
                std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(first), paths,
                            values.begin() + static_cast<std::ptrdiff_t>(row * paths));
            }
            writer.put(s, first, paths, values.data(), paths, run.failures[scenario].data() + first);
        }
    }
}

ResultSet write_sample(const std::string& path, std::uint64_t paths, Failing failing, const KeptPaths& kept,
                       Quantiles quantiles) {
    ResultSet results = sample_results(paths, failing, quantiles);
    results.kept = kept;
    const SampleRun run = sample_run(paths, failing);
    write_file(results, path, [&](KeptPathsWriter& writer) { put_paths(run, kept, writer); });
    return results;
}

}  // namespace yuce::testing
