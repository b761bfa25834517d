// Periods that scenarios name, held against the batch's horizon.
#include <algorithm>

#include "scenarios/resolve.hpp"

namespace yuce::scenarios {

std::pair<int, int> Resolver::span(const std::string& name, const SeriesChange& change, Diagnostics& diagnostics) const {
    const auto period = [&](int index) { return models::period_name(horizon_.frequency, index); };
    const std::string before = " lies before the batch's first period, " + period(horizon_.first);
    const std::string after = " lies after the batch's last period, " + period(horizon_.last());
    const int from = change.from.value_or(horizon_.first), to = change.to.value_or(horizon_.last());
    if (change.from && from < horizon_.first) diagnostics.error(change.from_place, period(from) + before);
    if (change.to && to < horizon_.first) diagnostics.error(change.to_place, period(to) + before);
    if (change.from && from > horizon_.last()) {
        diagnostics.warning(change.from_place, period(from) + after + ": the entry changes nothing in this batch");
    } else if (change.to && to > horizon_.last()) {
        diagnostics.warning(change.to_place, period(to) + after + ": the entry ends there");
    }
    const int last = std::min(to, horizon_.last());
    for (const auto* numbers : {&change.value, &change.shift, &change.scale}) {
        if (!*numbers || !(*numbers)->list || from > horizon_.last()) continue;
        const int end = from + static_cast<int>((*numbers)->values.size()) - 1;
        if (end > last) {
            diagnostics.warning((*numbers)->place,
                                "the list for '" + name + "' reaches " + period(end) + ", beyond " + period(last) + ", where " +
                                    (last == horizon_.last() ? "the batch" : "the entry") + " ends: what follows is not used");
        }
    }
    return {std::max(from, horizon_.first), last};
}

void Resolver::check_event_period(const std::string& text, const Place& place, Diagnostics& diagnostics) const {
    const auto period = models::parse_period(horizon_.frequency, text);
    if (!period) return;  // every year's, or reported when it was read
    if (*period < horizon_.first) {
        diagnostics.error(
            place, text + " lies before the batch's first period, " + models::period_name(horizon_.frequency, horizon_.first));
    } else if (*period > horizon_.last()) {
        diagnostics.warning(place, text + " lies after the batch's last period, " +
                                       models::period_name(horizon_.frequency, horizon_.last()) +
                                       ": it changes nothing in this batch");
    }
}

void Resolver::check_event_periods(const ScenarioFile& file, Diagnostics& diagnostics) const {
    for (const auto& change : file.events) {
        for (const char* key : {"from", "to", "periods", "timing"}) {
            const TomlValue* value = change.change.get(key);
            if (value == nullptr) continue;
            if (value->is_string()) check_event_period(value->text, value->place, diagnostics);
            for (const TomlValue& item : value->items) {
                if (item.is_string()) check_event_period(item.text, item.place, diagnostics);
            }
            for (const TomlEntry& entry : value->entries) check_event_period(entry.key, entry.place, diagnostics);
        }
    }
}

}  // namespace yuce::scenarios
