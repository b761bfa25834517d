// Other work than blocks of paths on the threads a run uses.
#pragma once

#include <functional>

namespace yuce::engine {

// `work` with so many threads (0: all) for the TBB algorithms it calls; no more than the machine has.
void on_threads(unsigned threads, const std::function<void()>& work);

}  // namespace yuce::engine
