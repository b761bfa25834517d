#include "engine/on_threads.hpp"

#include <tbb/info.h>
#include <tbb/task_arena.h>

#include <algorithm>

namespace yuce::engine {

// More threads than there are would only make TBB complain on standard error.
void on_threads(unsigned threads, const std::function<void()>& work) {
    const int all = tbb::info::default_concurrency();
    tbb::task_arena arena(threads == 0 ? all : static_cast<int>(std::min(threads, static_cast<unsigned>(all))));
    arena.execute(work);
}

}  // namespace yuce::engine
