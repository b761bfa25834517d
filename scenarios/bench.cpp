#include "scenarios/bench.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>

#include "engine/error.hpp"
#include "results/file.hpp"
#include "scenarios/draft_beside.hpp"
#include "scenarios/run_batch.hpp"
#include "scenarios/stage_times.hpp"

namespace yuce::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

struct Job {
    double reading = 0, writing = 0, whole = 0;
    results::ResultSet results;
};

// From the batch's text to the results file.
Job run_job(const std::string& batch, const Overrides& overrides, const ExecutionOptions& options, const std::string& output) {
    Job job;
    const Clock::time_point start = Clock::now();
    Diagnostics diagnostics;
    const std::optional<RunPlan> plan = load_batch(batch, overrides, diagnostics, disk(), options.threads);
    if (!plan || diagnostics.has_errors()) throw Error(ErrorKind::input, "the batch changed while it was measured");
    job.reading = seconds_since(start);
    DraftBeside draft(*plan, options.threads);
    ExecutionOptions drafting = options;
    drafting.begun = [&] { draft.begin(); };
    job.results = run_batch(*plan, drafting);
    const Clock::time_point written = Clock::now();
    results::write_file(job.results, output, {}, draft.get());
    job.writing = seconds_since(written);
    job.whole = seconds_since(start);
    return job;
}

double noted(const results::ResultSet& results, const char* what) {
    const auto found = results.provenance.run.find(what);
    return found == results.provenance.run.end() ? 0 : std::strtod(found->second.c_str(), nullptr);
}

std::vector<StageTime> stages_of(const Job& job, const ObserverTimes& times, double share_drawn) {
    // With the memory for the values.
    const double summarising = static_cast<double>(times.summarising) * 1e-9 + noted(job.results, "seconds_reserving");
    const double merging = static_cast<double>(times.merging) * 1e-9;
    const double compiling = noted(job.results, "seconds_compiling"), quantiles = noted(job.results, "seconds_summarising");
    const double engine = std::max(0.0, job.whole - job.reading - compiling - summarising - merging - quantiles - job.writing);
    return {{BenchStage::reading, job.reading},          {BenchStage::compiling, compiling},
            {BenchStage::drawing, engine * share_drawn}, {BenchStage::equations, engine * (1 - share_drawn)},
            {BenchStage::summarising, summarising},      {BenchStage::merging, merging},
            {BenchStage::quantiles, quantiles},          {BenchStage::writing, job.writing}};
}

std::vector<unsigned> threads_to_try(const std::vector<unsigned>& wanted) {
    if (!wanted.empty()) return wanted;
    const unsigned all = std::max(1U, std::thread::hardware_concurrency());
    std::vector<unsigned> threads;
    for (unsigned n = 1; n < all; n *= 2) threads.push_back(n);
    threads.push_back(all);
    return threads;
}

std::uint64_t most_memory_so_far() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

class Bench {
public:
    Bench(const std::string& batch, const Overrides& overrides, const BenchOptions& options)
        : batch_(batch), overrides_(overrides), options_(options), threads_(threads_to_try(options.threads)) {
        for (const unsigned n : threads_) answer_.runs.push_back({n, {}, {}, true});
    }

    BenchAnswer run() {
        for (unsigned round = 0; round < options_.repeat; ++round) {
            for (BenchRun& run : answer_.runs) {
                const Job job = one_job(run.threads, {});
                run.seconds.push_back(job.whole);
                run.writing.push_back(job.writing);
                run.same_bytes = run.same_bytes && is_first_digest(job.results.digest);
            }
        }
        answer_.most_memory = most_memory_so_far();
        time_stages();
        return std::move(answer_);
    }

private:
    Job one_job(unsigned threads, decltype(ExecutionOptions::simulate) simulate) {
        ExecutionOptions execution;
        execution.threads = threads;
        execution.isa = options_.isa;
        execution.memory_limit = options_.memory_limit;
        execution.stop = options_.stop;
        execution.simulate = std::move(simulate);
        const std::uint64_t jobs = answer_.runs.size() * options_.repeat + 1;
        if (options_.progress) {
            execution.progress = [&](std::uint64_t done, std::uint64_t total) {
                options_.progress(done_jobs_ * total + done, jobs * total);
            };
        }
        Job job = run_job(batch_, overrides_, execution, options_.output);
        ++done_jobs_;
        return job;
    }

    bool is_first_digest(const std::string& digest) {
        if (answer_.digest.empty()) answer_.digest = digest;
        return digest == answer_.digest;
    }

    void time_stages() {
        ObserverTimes times;
        const Job job = one_job(1, [&times](const engine::Program& program, const engine::RunOptions& run,
                                            engine::BlockObserver& observer) { timed_run(program, run, observer, times); });
        Diagnostics diagnostics;
        const std::optional<RunPlan> plan = load_batch(batch_, overrides_, diagnostics);
        const auto together = std::max<std::size_t>(1, static_cast<std::size_t>(noted(job.results, "scenarios_together")));
        answer_.stages = stages_of(job, times, plan ? share_of_drawing(*plan, together, options_.isa) : 0);
        answer_.batch_id = job.results.layout.batch_id;
        answer_.paths = job.results.layout.paths;
        answer_.scenarios = job.results.layout.scenarios.size();
    }

    const std::string& batch_;
    const Overrides& overrides_;
    const BenchOptions& options_;
    std::vector<unsigned> threads_;
    std::uint64_t done_jobs_ = 0;
    BenchAnswer answer_;
};

}  // namespace

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n == 0 ? 0 : n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

double BenchAnswer::rate(const BenchRun& run) const { return static_cast<double>(paths * scenarios) / run.median(); }
double BenchAnswer::speed_up(const BenchRun& run) const { return runs.front().median() / run.median(); }
double BenchAnswer::efficiency(const BenchRun& run) const {
    return speed_up(run) * runs.front().threads / static_cast<double>(run.threads);
}

BenchAnswer bench(const std::string& batch, const Overrides& overrides, const BenchOptions& options) {
    return Bench(batch, overrides, options).run();
}

}  // namespace yuce::scenarios
