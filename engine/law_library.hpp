// Laws made ready once for all the graphs that use them.
#pragma once

#include <map>
#include <string>

#include "engine/law_rows.hpp"

namespace yuce::engine {

// Not to be used from two threads at once. Fitting a law takes up to a millisecond.
class LawLibrary {
public:
    // The law, which must be valid (check_law), made ready at its first use.
    LawKernel of(const Law& law);

private:
    std::map<std::string, LawKernel> kernels_;  // by the law's bytes
};

// Different for different laws; absent keys are NaN, so laws are compared by their bytes.
std::string bytes_of(const Law& law);

}  // namespace yuce::engine
