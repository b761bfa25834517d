// The results file of a run, begun while its paths are calculated.
#pragma once

#include <future>
#include <memory>

#include "results/file.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::scenarios {

class DraftBeside {
public:
    // The plan must stay until get() or the end. With one thread (0: all of the machine) nothing is begun beside.
    DraftBeside(const RunPlan& plan, unsigned threads);
    // On a thread of its own; for ExecutionOptions::begun.
    void begin();
    // Waits for what was begun, once; nullptr if there is nothing or it failed: write_file then makes it, and says what fails.
    std::shared_ptr<results::FileDraft> get();

private:
    std::shared_ptr<results::FileDraft> draft() const noexcept;

    const RunPlan& plan_;
    const unsigned threads_;
    std::future<std::shared_ptr<results::FileDraft>> draft_;
};

}  // namespace yuce::scenarios
