#include "scenarios/draft_beside.hpp"

#include <exception>

#include "engine/run.hpp"

namespace yuce::scenarios {

DraftBeside::DraftBeside(const RunPlan& plan, unsigned threads) : plan_(plan), threads_(engine::threads_used(threads)) {}

void DraftBeside::begin() {
    if (threads_ == 1) return;
    try {
        draft_ = std::async(std::launch::async, [this] { return draft(); });
    } catch (const std::exception&) {  // no thread or no memory can be had for it
    }
}

std::shared_ptr<results::FileDraft> DraftBeside::draft() const noexcept {
    try {
        return results::draft_file(plan_.layout, plan_.provenance);
    } catch (const std::exception&) {
        return nullptr;
    }
}

std::shared_ptr<results::FileDraft> DraftBeside::get() { return draft_.valid() ? draft_.get() : nullptr; }

}  // namespace yuce::scenarios
