#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/key_table.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

using Pattern = models::PeriodPattern;

class EventReader {
public:
    EventReader(const TomlValue& table, models::Frequency frequency, DataFiles& files, models::EventSpec& event,
                Diagnostics& diagnostics)
        : table_(table), frequency_(frequency), files_(files), event_(event), diagnostics_(diagnostics) {}

    bool read() {
        const std::size_t before = diagnostics_.error_count();
        check_keys(table_, table_.place, "scenario", "events.*", diagnostics_);
        read_entry(table_, event_, diagnostics_);
        if (const TomlValue* v = table_.get("probability")) read_probability(*v);
        read_when();
        if (const TomlValue* v = table_.get("severity")) read_severity(*v);
        if (const TomlValue* v = table_.get("lasts")) read_lasts(*v);
        return diagnostics_.error_count() == before;
    }

private:
    void read_probability(const TomlValue& value) {
        const auto probability = read_scalar(value, "probability", diagnostics_);
        if (!probability) return;
        const double* number = std::get_if<double>(&*probability);
        if (number != nullptr && (*number < 0 || *number > 1)) {
            diagnostics_.error(plain(value, diagnostics_).place, "`probability` must be between 0 and 1",
                               *number > 1 && *number <= 100 ? "25 percent is 0.25" : "");
            return;
        }
        event_.probability = *probability;
    }

    // In an entry over an inherited event `periods` and `timing` replace each other.
    void read_when() {
        const TomlValue* periods = table_.get("periods");
        const TomlValue* timing = table_.get("timing");
        if (periods != nullptr || timing != nullptr) {
            event_.periods.reset();
            event_.timing.reset();
        }
        if (periods != nullptr) read_periods(*periods);
        if (timing != nullptr) read_timing(*timing);
        if (event_.periods && event_.timing) check_both(*timing);
        if (const TomlValue* from = table_.get("from")) event_.from = read_period(*from, frequency_, diagnostics_);
        if (const TomlValue* to = table_.get("to")) event_.to = read_period(*to, frequency_, diagnostics_);
        if (event_.from && event_.to && *event_.to < *event_.from) {
            const TomlEntry* at = table_.find("to") ? table_.find("to") : table_.find("from");
            diagnostics_.error(at ? at->value.place : table_.place,
                               "the event ends (`to` = " + models::period_name(frequency_, *event_.to) +
                                   ") before it begins (`from` = " + models::period_name(frequency_, *event_.from) + ")");
        }
    }

    std::optional<Pattern> pattern(const std::string& text, const Place& place) {
        const auto found = models::parse_pattern(frequency_, text);
        if (!found) {
            const char* forms = frequency_ == models::Frequency::annual ? "a year such as \"2025\""
                                : frequency_ == models::Frequency::quarterly
                                    ? "a quarter such as \"2025Q1\", or \"Q1\" for every year's"
                                    : "a month such as \"2025M01\", or \"M01\" for every year's";
            diagnostics_.error(place, std::string("expected ") + forms + ", found \"" + text + "\"");
        }
        return found;
    }

    void read_periods(const TomlValue& value) {
        std::vector<Pattern> patterns;
        const auto add = [&](const TomlValue& item) {
            const auto text = read_string(item, "periods", diagnostics_);
            const auto found = text ? pattern(*text, item.place) : std::nullopt;
            if (found) patterns.push_back(*found);
        };
        if (value.is_array()) {
            for (const TomlValue& item : value.items) add(item);
        } else {
            add(value);
        }
        if (value.is_array() && value.items.empty()) {
            diagnostics_.error(value.place, "`periods` is an empty list: the event could never happen",
                               "set `probability = 0` if that is meant");
        }
        event_.periods = std::move(patterns);
    }

    void read_timing(const TomlValue& value) {
        if (!value.is_table()) {
            diagnostics_.error(value.place, "`timing` must be a table of weights such as { Q1 = 0.25, Q2 = 0.75 }, it is " +
                                                kind_in_words(value));
            return;
        }
        std::vector<std::pair<Pattern, double>> weights;
        const std::size_t before = diagnostics_.error_count();
        for (const TomlEntry& entry : value.entries) {
            const auto when = pattern(entry.key, entry.place);
            const auto weight = read_number(entry.value, entry.key, diagnostics_);
            if (weight && *weight < 0) diagnostics_.error(entry.value.place, "the weight of '" + entry.key + "' is negative");
            if (when && weight) weights.emplace_back(*when, *weight);
        }
        if (diagnostics_.error_count() > before) return;
        check_sum(weights, value.place);
        event_.timing = std::move(weights);
    }

    // The weights of each year: those of every year's periods, and those of single periods in the years they name.
    void check_sum(const std::vector<std::pair<Pattern, double>>& weights, const Place& place) {
        double every_year = 0;
        std::map<int, double> years;
        for (const auto& [when, weight] : weights) {
            if (when.index) {
                years[models::year_of(frequency_, *when.index)] += weight;
            } else {
                every_year += weight;
            }
        }
        if (years.empty()) years[0] = 0;
        for (const auto& [year, sum] : years) {
            const double total = sum + every_year;
            if (std::abs(total - 1) <= 1e-9) continue;
            std::string digits = std::to_string(total);
            digits.erase(digits.find_last_not_of('0') + 1);
            if (digits.back() == '.') digits.pop_back();
            diagnostics_.error(place, "the weights of `timing` must have sum 1" +
                                          (year > 0 ? " in " + std::to_string(year) : std::string{}) + ", they have " + digits);
        }
    }

    void check_both(const TomlValue& timing) {
        for (const auto& [when, weight] : *event_.timing) {
            const Pattern& wanted = when;
            const bool listed = std::any_of(event_.periods->begin(), event_.periods->end(), [&](const Pattern& p) {
                return wanted.index ? p.matches(frequency_, *wanted.index) : !p.index && p.part == wanted.part;
            });
            if (!listed && weight > 0) {
                diagnostics_.error(timing.place, "`timing` gives weight to a period that `periods` excludes",
                                   "`timing` alone says enough");
                return;
            }
        }
    }

    void read_severity(const TomlValue& value) {
        if (value.is_table() && (value.get("distribution") != nullptr || value.get("value") == nullptr)) {
            if (auto law = read_law(value, files_, "value", diagnostics_)) event_.severity = std::move(*law);
        } else if (value.is_string()) {
            diagnostics_.error(value.place, "`severity` must be a number or a distribution, it is a string",
                               "write what depends on other things into the equations: x * event");
        } else if (const auto number = read_number(value, "severity", diagnostics_)) {
            event_.severity = *number;
        }
    }

    void read_lasts(const TomlValue& value) {
        using Unit = models::Lasts::Unit;
        const TomlValue& inner = plain(value, diagnostics_);
        if (inner.is_string() && (inner.text == "year" || inner.text == "end")) {
            event_.lasts = {inner.text == "year" ? Unit::year : Unit::end, 1};
        } else if (inner.is_number() && inner.real >= 1 && inner.real <= 1e6 && inner.real == std::floor(inner.real)) {
            event_.lasts = {Unit::periods, static_cast<int>(inner.real)};
        } else {
            diagnostics_.error(inner.place, "`lasts` must be a whole number of periods from 1, \"year\" or \"end\"",
                               inner.is_string() ? nearest_name(inner.text, {"year", "end"}) : "");
        }
    }

    const TomlValue& table_;
    models::Frequency frequency_;
    DataFiles& files_;
    models::EventSpec& event_;
    Diagnostics& diagnostics_;
};

}  // namespace

bool read_event_keys(const TomlValue& table, models::Frequency frequency, DataFiles& files, models::EventSpec& event,
                     Diagnostics& diagnostics) {
    return EventReader(table, frequency, files, event, diagnostics).read();
}

bool read_event_keys(const TomlValue& table, models::Frequency frequency, const std::string& folder, models::EventSpec& event,
                     Diagnostics& diagnostics, const TextSource& texts) {
    DataFiles files(folder, texts);
    return read_event_keys(table, frequency, files, event, diagnostics);
}

}  // namespace yuce::scenarios
