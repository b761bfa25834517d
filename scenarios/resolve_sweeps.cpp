#include "scenarios/resolve_sweeps.hpp"

#include <algorithm>
#include <set>

namespace yuce::scenarios {
namespace {

// [base]: indices of the sweeps that apply to it.
std::vector<std::vector<std::size_t>> sweeps_of_bases(const std::vector<std::string>& bases, const Sweeps& sweeps) {
    std::vector<std::vector<std::size_t>> all(bases.size());
    for (std::size_t s = 0; s < sweeps.specs->size(); ++s) {
        const auto& on = (*sweeps.specs)[s].on;
        if (!on) {
            for (auto& of_base : all) of_base.push_back(s);
            continue;
        }
        for (const CitedText& id : *on) {
            const auto found = std::find(bases.begin(), bases.end(), id.text);
            if (found == bases.end()) continue;
            auto& of_base = all[static_cast<std::size_t>(found - bases.begin())];
            if (of_base.empty() || of_base.back() != s) of_base.push_back(s);
        }
    }
    return all;
}

double combinations(const std::vector<std::size_t>& applied, const Sweeps& sweeps) {
    double count = applied.empty() ? 0 : 1;
    for (const std::size_t s : applied) count *= static_cast<double>((*sweeps.specs)[s].values.size());
    return count;
}

// Every combination, the last sweep's values running fastest.
void combine(std::size_t base, const std::string& base_id, const std::vector<std::size_t>& applied, const Sweeps& sweeps,
             std::vector<SweptScenario>& to) {
    const auto count = static_cast<std::size_t>(combinations(applied, sweeps));
    for (std::size_t k = 0; k < count; ++k) {
        SweptScenario scenario{base, {}, base_id};
        std::size_t rest = k, block = count;
        for (const std::size_t s : applied) {
            const SweepSpec& spec = (*sweeps.specs)[s];
            block /= spec.values.size();
            const std::size_t value = rest / block;
            rest %= block;
            scenario.choices.push_back({s, value});
            scenario.id += "+" + sweeps.settings[s].short_name + "=" + spec.written[value].text;
        }
        to.push_back(std::move(scenario));
    }
}

// Each would give two scenarios one id.
void report_repeated(const SweepSpec& spec, std::set<std::string>& swept, Diagnostics& diagnostics) {
    if (!swept.insert(spec.of.text).second)
        diagnostics.error(spec.of.place, "two sweeps vary '" + spec.of.text + "'", "put all values in one of them");
    std::set<std::string> values;
    for (const CitedText& value : spec.written) {
        if (!values.insert(value.text).second) diagnostics.error(value.place, "the value " + value.text + " stands twice");
    }
}

}  // namespace

std::optional<Sweeps> read_sweeps(const std::vector<SweepSpec>& specs, const ModelNames& names, Diagnostics& diagnostics) {
    Sweeps sweeps;
    sweeps.specs = &specs;
    bool right = true;
    std::set<std::string> swept;
    for (const SweepSpec& spec : specs) {
        if (spec.of.text.empty() || spec.values.empty()) {
            right = false;
            continue;
        }
        report_repeated(spec, swept, diagnostics);
        const auto setting = read_setting(spec.of, names, diagnostics);
        right = right && setting;
        if (!setting) continue;
        for (std::size_t k = 0; k < spec.values.size(); ++k) {
            right = check_setting_value(*setting, spec.values[k], spec.written[k].place, diagnostics) && right;
        }
        sweeps.settings.push_back(*setting);
    }
    return right ? std::optional(std::move(sweeps)) : std::nullopt;
}

void check_swept_bases(const std::vector<SweepSpec>& specs, const std::vector<std::string>& bases, Diagnostics& diagnostics) {
    for (const SweepSpec& spec : specs) {
        if (!spec.on) continue;
        for (const CitedText& id : *spec.on) {
            if (std::find(bases.begin(), bases.end(), id.text) != bases.end()) continue;
            diagnostics.error(id.place, "`on` names '" + id.text + "', which is not among the batch's scenarios",
                              nearest_name(id.text, bases));
        }
    }
}

std::vector<SweptScenario> swept_scenarios(const std::vector<std::string>& bases, const Sweeps& sweeps,
                                           Diagnostics& diagnostics) {
    std::vector<SweptScenario> all;
    const auto applied = sweeps_of_bases(bases, sweeps);
    double count = static_cast<double>(bases.size());
    for (const auto& of_base : applied) count += combinations(of_base, sweeps);
    if (count > static_cast<double>(most_scenarios)) {
        diagnostics.error(sweeps.specs->empty() ? Place{} : sweeps.specs->front().place,
                          "the sweeps make more than " + std::to_string(most_scenarios) + " scenarios",
                          "use fewer values, or `on` to name fewer scenarios");
        return all;
    }
    for (std::size_t base = 0; base < bases.size(); ++base) {
        all.push_back({base, {}, bases[base]});
        combine(base, bases[base], applied[base], sweeps, all);
    }
    return all;
}

}  // namespace yuce::scenarios
