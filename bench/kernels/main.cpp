#include "bench/kernels/kernels.hpp"

int main(int argc, char** argv) {
    yuce::bench::add_random_numbers();
    yuce::bench::add_functions();
    yuce::bench::add_laws();
    yuce::bench::add_summaries();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
