#include "scenarios/resolve_settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>

namespace yuce::scenarios {
namespace {

struct SettingForm {
    SettingKind kind;
    std::string_view table, key;
    NameKind of;
};
constexpr std::array<SettingForm, 6> forms = {{
    {SettingKind::exogenous, "exogenous", "", NameKind::exogenous},
    {SettingKind::parameter, "parameters", "", NameKind::parameter},
    {SettingKind::shock_shift, "shocks", "shift", NameKind::shock},
    {SettingKind::shock_scale, "shocks", "scale", NameKind::shock},
    {SettingKind::event_probability, "events", "probability", NameKind::event},
    {SettingKind::event_severity, "events", "severity", NameKind::event},
}};

std::string written(const SettingForm& form, const std::string& name) {
    return std::string(form.table) + "." + name + (form.key.empty() ? "" : "." + std::string(form.key));
}

std::string one_of_forms() {
    std::string list;
    const auto all = setting_forms();
    for (std::size_t k = 0; k < all.size(); ++k) list += (k == 0 ? "" : k + 1 == all.size() ? " or " : ", ") + all[k];
    return list;
}

std::vector<std::string> split_at_dots(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == '.') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string key_advice(const std::vector<std::string>& parts) {
    std::vector<std::string> keys;
    std::string list;
    for (const SettingForm& form : forms) {
        if (form.table != parts[0] || form.key.empty()) continue;
        keys.emplace_back(form.key);
        list += (list.empty() ? "" : " or ") + written(form, parts[1]);
    }
    const std::string near = parts.size() > 2 ? nearest_name(parts[2], keys) : "";
    return !near.empty() ? near : list.empty() ? "" : "write " + list;
}

// For a name of the model that stands without its table.
std::string whole_name(const std::string& name, const ModelNames& names) {
    std::string list;
    for (const SettingForm& form : forms) {
        if (names.has(name, form.of)) list += (list.empty() ? "write " : " or ") + written(form, name);
    }
    return list;
}

}  // namespace

std::vector<std::string> setting_forms() {
    std::vector<std::string> texts;
    for (const SettingForm& form : forms) texts.push_back(written(form, "X"));
    return texts;
}

std::optional<Setting> read_setting(const CitedText& text, const ModelNames& names, Diagnostics& diagnostics) {
    const std::vector<std::string> parts = split_at_dots(text.text);
    std::vector<std::string> tables;
    for (const SettingForm& form : forms) tables.emplace_back(form.table);
    const auto complain = [&](const std::string& advice) {
        diagnostics.error(text.place, "'" + text.text + "' names nothing that can be set: expected " + one_of_forms(), advice);
        return std::nullopt;
    };
    if (std::find(tables.begin(), tables.end(), parts[0]) == tables.end()) {
        const std::string whole = whole_name(parts[0], names);
        return complain(whole.empty() ? nearest_name(parts[0], tables) : whole);
    }
    if (parts.size() < 2 || parts[1].empty()) return complain("");
    for (const SettingForm& form : forms) {
        const std::size_t expected = form.key.empty() ? 2 : 3;
        if (form.table != parts[0] || parts.size() != expected || (expected == 3 && form.key != parts[2])) continue;
        const Place place = place_within(text.place, text.text, parts[0].size() + 1);
        if (!names.check({parts[1], place}, form.of, Spelling::dotted, diagnostics)) return std::nullopt;
        return Setting{form.kind, parts[1], text.text.substr(parts[0].size() + 1), text.place};
    }
    return complain(key_advice(parts));
}

bool check_setting_value(const Setting& setting, double value, const Place& place, Diagnostics& diagnostics) {
    if (setting.kind != SettingKind::event_probability || (value >= 0 && value <= 1)) return true;
    char number[32];
    *std::to_chars(number, number + sizeof number - 1, value).ptr = '\0';
    diagnostics.error(place, "a probability must lie in 0..1, it is " + std::string(number));
    return false;
}

std::optional<SettingValue> parse_set_option(const std::string& text, const ModelNames& names, Diagnostics& diagnostics) {
    const auto source = std::make_shared<const SourceText>(SourceText{"--set", text});
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        diagnostics.error({source, 1, 1}, "expected NAME=NUMBER, such as exogenous.tariff=20");
        return std::nullopt;
    }
    const auto setting = read_setting({text.substr(0, equals), {source, 1, 1}}, names, diagnostics);
    const Place place = place_at(source, equals + 1);
    const char* begin = text.data() + equals + 1;
    const char* const end = text.data() + text.size();
    if (begin + 1 < end && *begin == '+' && begin[1] != '-') ++begin;  // from_chars takes no plus sign
    double value = 0;
    const auto [stop, problem] = std::from_chars(begin, end, value);
    if (problem != std::errc{} || stop != end || !std::isfinite(value)) {
        const bool percent = text.back() == '%';
        diagnostics.error(place, "'" + text.substr(equals + 1) + "' is no finite number",
                          percent ? "write the number without a percent sign" : "");
        return std::nullopt;
    }
    if (!setting || !check_setting_value(*setting, value, place, diagnostics)) return std::nullopt;
    return SettingValue{*setting, value};
}

void add_once(SettingValue value, std::vector<SettingValue>& to, Diagnostics& diagnostics) {
    const bool again = std::any_of(to.begin(), to.end(), [&value](const SettingValue& other) {
        return other.setting.kind == value.setting.kind && other.setting.name == value.setting.name;
    });
    if (again) diagnostics.error(value.setting.place, "this is set twice", "leave one of them out");
    to.push_back(std::move(value));
}

}  // namespace yuce::scenarios
