#include "scenarios/overrides_text.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "engine/error.hpp"

namespace yuce::scenarios {
namespace {

struct RepeatableOption {
    const char* name;
    std::vector<std::string> Overrides::*values;
};
constexpr std::array<RepeatableOption, 3> repeatable_options = {
    {{"--scenario", &Overrides::scenarios}, {"--set", &Overrides::settings}, {"--freeze", &Overrides::freezes}}};

}  // namespace

std::string overrides_text(const Overrides& overrides) {
    std::string text;
    for (const RepeatableOption& option : repeatable_options) {
        for (const std::string& value : overrides.*option.values) {
            text += (text.empty() ? "" : " ") + std::string(option.name) + " " + value;
        }
    }
    return text;
}

Overrides overrides_of(const std::string& text) {
    Overrides overrides;
    std::string* value = nullptr;  // of the option at hand; a value may hold spaces
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (word.rfind("--", 0) == 0) {
            const auto* option = std::find_if(repeatable_options.begin(), repeatable_options.end(),
                                              [&](const RepeatableOption& known) { return word == known.name; });
            if (option == repeatable_options.end()) {
                throw Error(ErrorKind::input,
                            "the results were made with the option '" + word + "', which cannot be repeated here",
                            "their scenarios cannot be built again from what the file keeps",
                            "use the version of the program that wrote them");
            }
            value = &(overrides.*option->values).emplace_back();
        } else if (value != nullptr) {
            *value += (value->empty() ? "" : " ") + word;
        }
    }
    return overrides;
}

}  // namespace yuce::scenarios
