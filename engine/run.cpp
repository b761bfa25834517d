#include "engine/run.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cassert>
#include <exception>
#include <limits>
#include <mutex>

#include "engine/error.hpp"
#include "engine/run_block.hpp"

namespace yuce::engine {
namespace {

// What a block leaves for merging: a summary, or what went wrong.
struct Finished {
    std::uint64_t block = 0;
    std::size_t paths = 0;
    std::unique_ptr<BlockSummary> summary;
    std::exception_ptr trouble;
};

class Run {
public:
    Run(const Program& program, const RunOptions& options, BlockObserver& observer)
        : program_(program), options_(options), observer_(observer), blocks_((options.paths + block_paths - 1) / block_paths) {}

    // At most `pending` blocks are under way or wait for being merged.
    void go(std::size_t pending) {
        const auto next = tbb::make_filter<void, std::uint64_t>(tbb::filter_mode::serial_in_order,
                                                                [this](tbb::flow_control& control) { return take(control); });
        const auto work = tbb::make_filter<std::uint64_t, std::shared_ptr<Finished>>(
            tbb::filter_mode::parallel, [this](std::uint64_t block) { return finish(block); });
        const auto merge = tbb::make_filter<std::shared_ptr<Finished>, void>(
            tbb::filter_mode::serial_in_order, [this](const std::shared_ptr<Finished>& done) { hand_over(*done); });
        tbb::parallel_pipeline(pending, next & work & merge);
        if (trouble_) std::rethrow_exception(trouble_);
        if (interrupted_) throw Error(ErrorKind::interrupted, "the run was interrupted");
    }

private:
    std::uint64_t take(tbb::flow_control& control) {
        if (options_.stop != nullptr && next_ < blocks_ && options_.stop->load(std::memory_order_relaxed)) interrupted_ = true;
        if (interrupted_ || failed_.load(std::memory_order_relaxed) || next_ == blocks_) {
            control.stop();
            return 0;
        }
        return next_++;
    }

    std::shared_ptr<Finished> finish(std::uint64_t block) {
        auto done = std::make_shared<Finished>();
        done->block = block;
        done->paths = static_cast<std::size_t>(std::min<std::uint64_t>(block_paths, options_.paths - block * block_paths));
        try {
            std::unique_ptr<BlockWorker> worker = take_worker();
            done->summary = worker->run(block, done->paths);
            const std::lock_guard lock(workers_mutex_);
            idle_workers_.push_back(std::move(worker));
        } catch (...) {
            done->trouble = std::current_exception();
            failed_.store(true, std::memory_order_relaxed);
        }
        return done;
    }

    // In block order, so that of several blocks' troubles the first is the lowest block's.
    void hand_over(Finished& done) {
        if (trouble_) return;
        try {
            if (done.trouble) std::rethrow_exception(done.trouble);
            observer_.merge(done.block, std::move(done.summary));
            paths_done_ += done.paths;
            if (options_.progress) options_.progress(paths_done_);
        } catch (...) {
            trouble_ = std::current_exception();
            failed_.store(true, std::memory_order_relaxed);
        }
    }

    std::unique_ptr<BlockWorker> take_worker() {
        {
            const std::lock_guard lock(workers_mutex_);
            if (!idle_workers_.empty()) {
                auto worker = std::move(idle_workers_.back());
                idle_workers_.pop_back();
                return worker;
            }
        }
        return std::make_unique<BlockWorker>(program_, options_, observer_);
    }

    const Program& program_;
    const RunOptions& options_;
    BlockObserver& observer_;
    const std::uint64_t blocks_;
    std::uint64_t next_ = 0, paths_done_ = 0;
    std::exception_ptr trouble_;
    bool interrupted_ = false;
    std::atomic<bool> failed_ = false;
    std::mutex workers_mutex_;
    std::vector<std::unique_ptr<BlockWorker>> idle_workers_;
};

}  // namespace

unsigned threads_used(unsigned requested) {
    return requested != 0 ? requested : static_cast<unsigned>(tbb::info::default_concurrency());
}

std::size_t strip_length(const Program& program, std::size_t requested) {
    if (requested != 0) return std::min(requested, block_paths);
    constexpr std::size_t fitting = std::size_t{1} << 20, step = 32;
    const std::size_t row = sizeof(double) * std::max<std::size_t>(program.statistics().rows, 1);
    return std::clamp<std::size_t>(fitting / row / step * step, 64, 128);
}

std::size_t worker_bytes(const Program& program, std::size_t strip_paths) {
    const Program::Code& code = program.code();
    std::size_t calls = code.fast.size() + code.slow.size();
    for (const SystemCode& system : code.systems) calls += system.residual_code.size() + system.jacobian_code.size();
    // The code with the checks, made ready where a path fails, has the operands and numbers once more.
    const std::size_t parts = 2 * (code.operands.size() * sizeof(Operand) + code.numbers.size() * sizeof(double));
    const std::size_t rows = code.rows * row_stride(strip_length(program, strip_paths)) * sizeof(double);
    return rows + calls * (sizeof(Call) + sizeof(std::uint64_t)) + parts;
}

void run(const Program& program, const RunOptions& options, BlockObserver& observer) {
    assert(options.first_path % 16 == 0 && options.strip_paths % 8 == 0);
    const unsigned threads = threads_used(options.threads);
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism,
                                      std::max<std::size_t>(threads, static_cast<std::size_t>(tbb::info::default_concurrency())));
    tbb::task_arena arena(static_cast<int>(threads));
    Run whole(program, options, observer);
    arena.execute([&] { whole.go(3 * std::size_t{threads}); });
}

}  // namespace yuce::engine
