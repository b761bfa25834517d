// Where an id that somebody typed stands.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"
#include "engine/error.hpp"
#include "results/result_set.hpp"

namespace yuce::results {

// Throws Error (input) with the nearest valid id, or those there are. `kind`: "scenario".
template <class Items>
std::size_t find_id(const Items& items, const std::string& id, const std::string& kind) {
    std::vector<std::string> ids;
    for (const auto& item : items) ids.push_back(item.id);
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end())
        throw Error(ErrorKind::input, "the results have no " + kind + " '" + id + "'", "", nearest_or_known(id, ids));
    return static_cast<std::size_t>(found - ids.begin());
}

// A target that is listed but could not be assessed is answered with the reason.
inline std::size_t find_target(const Layout& layout, const std::string& id) {
    for (const NotAssessed& n : layout.not_assessed) {
        if (n.id == id) throw Error(ErrorKind::input, "the target '" + id + "' is not assessed: " + n.reason);
    }
    return find_id(layout.targets, id, "target");
}

}  // namespace yuce::results
