// Reads the model and runs the batch named on the command line, then answers from the summary.
#include <cstdio>

#include "engine/error.hpp"
#include "models/model.hpp"
#include "scenarios/model_file.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/run_plan.hpp"

int main(int argc, char** argv) try {
    if (argc != 3) return 2;
    yuce::Diagnostics diagnostics;
    auto file = yuce::scenarios::read_model_file(argv[1], {}, diagnostics);
    if (!file) return std::fputs(diagnostics.render().c_str(), stderr), 2;
    const auto model = yuce::models::Model::bind(std::move(file->spec), nullptr, diagnostics);
    yuce::scenarios::Overrides overrides;
    overrides.paths = 10000;
    const auto plan = yuce::scenarios::load_batch(argv[2], overrides, diagnostics);
    if (!model || !plan) return std::fputs(diagnostics.render().c_str(), stderr), 2;
    const yuce::results::ResultSet results = yuce::scenarios::run_batch(*plan, {});
    std::printf("%zu equations in %zu blocks\n", model->variables().size(), model->blocks().size());
    for (std::size_t t = 0; t < results.layout.targets.size(); ++t) {
        const auto& p = results.scenarios[results.layout.reference].probability[t];
        std::printf("%s %.4f [%.4f, %.4f]\n", results.layout.targets[t].id.c_str(), p.value, p.low, p.high);
    }
} catch (const yuce::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
