// Follows every figure of a report page back to the results file: what `data-source` names must hold what is shown.
#pragma once

#include <string>
#include <vector>

#include "results/result_set.hpp"

namespace yuce::testing {

struct Trace {
    std::vector<std::string> mistakes;
    std::size_t figures = 0;  // elements with a source
    std::size_t series = 0;   // series of charts
    std::size_t cells = 0;    // of heat tables, with their intervals
};
Trace trace_page(const std::string& html, const results::ResultSet& results);

}  // namespace yuce::testing
