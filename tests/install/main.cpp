// Runs the batch named on the command line and prints its table.
#include <cstdio>

#include "engine/error.hpp"
#include "results/report_text.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    yuce::Diagnostics diagnostics;
    yuce::scenarios::Overrides overrides;
    overrides.paths = 10000;
    try {
        const auto plan = yuce::scenarios::load_batch(argv[1], overrides, diagnostics);
        std::fputs(diagnostics.render().c_str(), stderr);
        if (!plan) return 2;
        const yuce::results::ResultSet results = yuce::scenarios::run_batch(*plan, {});
        std::fputs(yuce::results::table(results, {}).c_str(), stdout);
    } catch (const yuce::Error& error) {
        std::fputs(error.what(), stderr);
        return 1;
    }
    return 0;
}
