// The model's own path of an exogenous over a horizon.
#include <algorithm>
#include <cmath>

#include "models/compile.hpp"

namespace yuce::models {
namespace {

// The value k places after the end of the list.
double beyond(const ExogenousSpec& spec, std::size_t k, int per_year) {
    if (spec.after == AfterEnd::hold) return spec.values.back();
    const auto year = static_cast<std::size_t>(per_year);
    return spec.values[spec.values.size() - year + (k % year)];
}

}  // namespace

std::optional<SeriesPath> model_path(const ExogenousSpec& spec, const Horizon& horizon, Diagnostics& diagnostics) {
    const Frequency f = horizon.frequency;
    SeriesPath path{spec.first.value_or(horizon.first), spec.values};
    const std::string name = "exogenous '" + spec.id + "'";
    if (path.values.empty()) {
        diagnostics.error(spec.place, name + " has no values");
        return std::nullopt;
    }
    if (path.first > horizon.first) {
        diagnostics.error(spec.place, name + " has no value in " + period_name(f, horizon.first) + ": its values begin in " +
                                          period_name(f, path.first));
        return std::nullopt;
    }
    const int end = path.first + static_cast<int>(path.values.size()) - 1;
    const int missing = horizon.last() - end;
    if (missing > 0 && spec.after == AfterEnd::refuse) {
        diagnostics.error(spec.place, name + " ends in " + period_name(f, end) + ", before the batch's last period " +
                                          period_name(f, horizon.last()) + ", and `after` is \"refuse\"");
        return std::nullopt;
    }
    if (missing > 0 && spec.after == AfterEnd::repeat && static_cast<int>(spec.values.size()) < periods_per_year(f)) {
        diagnostics.error(spec.place, name + " has less than a year of values to repeat");
        return std::nullopt;
    }
    for (int k = 0; k < missing; ++k) path.values.push_back(beyond(spec, static_cast<std::size_t>(k), periods_per_year(f)));
    return path;
}

}  // namespace yuce::models
