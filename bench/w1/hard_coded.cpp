// The whole reference workload, hard-coded: correlation matrix to tables. Prints the answer and the seconds as JSON.
//     w1_hard_coded CORRELATION.csv PATHS THREADS [avx512|avx2]
//     w1_hard_coded CORRELATION.csv PATHS stages [avx512|avx2]

#include "bench/w1/hard_coded.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "engine/correlation.hpp"

namespace {

using namespace yuce;
using namespace yuce::bench::w1;

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::vector<double> read_cholesky(const std::string& path) {
    std::ifstream file(path);
    std::string line, cell;
    std::getline(file, line);
    std::vector<double> matrix;
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::getline(cells, cell, ',');
        while (std::getline(cells, cell, ',')) matrix.push_back(std::stod(cell));
    }
    if (matrix.size() != shocks * shocks) throw std::runtime_error(path + ": expected " + std::to_string(shocks) + " shocks");
    return engine::cholesky(matrix, shocks).value();
}

struct Answer {
    std::uint64_t paths = 0;
    std::array<double, variables> mean, sd, skewness, minimum, maximum;
    std::array<Column, variables> columns;
    std::array<std::uint64_t, targets> hits{};
    std::array<std::uint64_t, targets*(targets - 1) / 2> joint{};
    std::array<std::uint64_t, targets + 1> met{};
};

struct Free {
    void operator()(double* memory) const { std::free(memory); }
};

class Job {
public:
    Job(std::uint64_t paths, unsigned threads, const Kernels& kernels, const std::string& correlation)
        : threads_(threads),
          kernels_(kernels),
          setup_(read_cholesky(correlation)),
          results_((paths + block_paths - 1) / block_paths) {
        answer_.paths = paths;
        constexpr std::size_t page = std::size_t{2} << 20;
        const std::size_t bytes = (results_.size() * block_doubles * sizeof(double) + page - 1) / page * page;
        values_.reset(static_cast<double*>(std::aligned_alloc(page, bytes)));
#ifdef MADV_HUGEPAGE
        madvise(values_.get(), bytes, MADV_HUGEPAGE);
#endif
        find_centres();
    }

    Answer run() {
        in_parallel(results_.size(), [this](std::size_t block) {
            const std::uint64_t first = block * block_paths;
            kernels_.block(setup_, first, std::min<std::uint64_t>(block_paths, answer_.paths - first),
                           values_.get() + block * block_doubles, results_[block]);
        });
        merge();
        in_parallel(variables, [this](std::size_t k) {
            kernels_.column(values_.get() + k * row_paths, answer_.paths, answer_.minimum[k], answer_.maximum[k],
                            answer_.columns[k]);
        });
        return answer_;
    }

private:
    static constexpr std::size_t block_doubles = variables * row_paths;

    // Tasks 0 .. n - 1, each taken by the next thread that is free.
    void in_parallel(std::size_t n, const std::function<void(std::size_t)>& task) const {
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t k = next++; k < n; k = next++) task(k);
        };
        std::vector<std::thread> others;
        for (unsigned k = 1; k < threads_; ++k) others.emplace_back(work);
        work();
        for (std::thread& other : others) other.join();
    }

    void find_centres() {
        BlockResult pilot;
        kernels_.block(setup_, 0, strip_paths, values_.get(), pilot);
        for (std::size_t k = 0; k < variables; ++k) setup_.centre[k] = pilot.moments[k].sum / strip_paths;
    }

    void merge() {
        std::array<Moments, variables> total = results_.front().moments;
        for (std::size_t b = 0; b < results_.size(); ++b) {
            const BlockResult& part = results_[b];
            for (std::size_t t = 0; t < targets; ++t) answer_.hits[t] += part.hits[t];
            for (std::size_t t = 0; t <= targets; ++t) answer_.met[t] += part.met[t];
            for (std::size_t p = 0; p < part.joint.size(); ++p) answer_.joint[p] += part.joint[p];
            for (std::size_t k = 0; b > 0 && k < variables; ++k) {
                const Moments& of = part.moments[k];
                total[k] = {total[k].sum + of.sum, total[k].square + of.square, total[k].cube + of.cube,
                            std::min(total[k].minimum, of.minimum), std::max(total[k].maximum, of.maximum)};
            }
        }
        const auto n = static_cast<double>(answer_.paths);
        for (std::size_t k = 0; k < variables; ++k) {
            const double m = total[k].sum / n, second = total[k].square / n - m * m;
            const double third = total[k].cube / n - 3 * m * total[k].square / n + 2 * m * m * m;
            answer_.mean[k] = setup_.centre[k] + m;
            answer_.sd[k] = std::sqrt(second * n / (n - 1));
            answer_.skewness[k] = third / (second * std::sqrt(second));
            answer_.minimum[k] = total[k].minimum;
            answer_.maximum[k] = total[k].maximum;
        }
    }

    unsigned threads_;
    const Kernels& kernels_;
    Setup setup_;
    std::unique_ptr<double, Free> values_;
    std::vector<BlockResult> results_;
    Answer answer_;
};

template <class Values>
void print_list(const char* name, const Values& values) {
    std::printf(", \"%s\": [", name);
    for (std::size_t k = 0; k < values.size(); ++k) std::printf("%s%.17g", k > 0 ? ", " : "", static_cast<double>(values[k]));
    std::printf("]");
}

void print(const Answer& answer, double seconds) {
    std::printf("{\"paths\": %llu, \"seconds\": %.6f", static_cast<unsigned long long>(answer.paths), seconds);
    print_list("hits", answer.hits);
    print_list("joint", answer.joint);
    print_list("met", answer.met);
    print_list("mean", answer.mean);
    print_list("sd", answer.sd);
    print_list("skewness", answer.skewness);
    print_list("minimum", answer.minimum);
    print_list("maximum", answer.maximum);
    std::vector<double> quantiles, histogram;
    for (const Column& column : answer.columns) {
        quantiles.insert(quantiles.end(), column.quantiles.begin(), column.quantiles.end());
        histogram.insert(histogram.end(), column.histogram.begin(), column.histogram.end());
    }
    print_list("quantiles", quantiles);
    print_list("histogram", histogram);
    std::printf("}\n");
}

// Seconds of one thread by stage, each run alone.
void print_stages(std::size_t paths, const Kernels& kernels, const std::string& correlation) {
    const Setup setup(read_cholesky(correlation));
    double some = 0;
    const auto timed = [&](const char* name, double (*stage)(const Setup&, std::size_t)) {
        const Clock::time_point start = Clock::now();
        some += stage(setup, paths);
        std::printf("\"%s\": %.6f, ", name, seconds_since(start));
    };
    std::printf("{");
    timed("drawing", kernels.draw_only);
    timed("equations", kernels.equations_only);
    timed("correlation_and_equations", kernels.correlation_and_equations);
    std::printf("\"paths\": %zu, \"check\": %.17g}\n", paths, some);
}

engine::Isa isa_named(const std::string& name) {
    for (const engine::Isa isa : engine::available_isas()) {
        if (engine::isa_name(isa) == name) return isa;
    }
    throw std::runtime_error("this machine does not run " + name);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: w1_hard_coded CORRELATION.csv PATHS THREADS|stages [INSTRUCTION_SET]\n");
        return 2;
    }
    try {
        const Clock::time_point start = Clock::now();
        const Kernels& chosen = kernels(argc > 4 ? isa_named(argv[4]) : engine::Isa::best);
        const auto paths = static_cast<std::uint64_t>(std::stod(argv[2]));
        if (std::string(argv[3]) == "stages") {
            print_stages(paths, chosen, argv[1]);
            return 0;
        }
        const Answer answer = Job(paths, static_cast<unsigned>(std::stoul(argv[3])), chosen, argv[1]).run();
        print(answer, seconds_since(start));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "w1_hard_coded: %s\n", error.what());
        return 2;
    }
}
