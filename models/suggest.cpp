#include "models/suggest.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/diagnostics.hpp"
#include "models/model.hpp"

namespace yuce::models {
namespace {

struct Alias {
    std::string_view elsewhere, here;
};
constexpr std::array aliases = {
    Alias{"ln", "log(x)"},
    Alias{"log10", "log(x) / log(10)"},
    Alias{"pow", "x ^ y"},
    Alias{"power", "x ^ y"},
    Alias{"avg", "mean(x)"},
    Alias{"average", "mean(x)"},
    Alias{"ifelse", "if(c, a, b)"},
    Alias{"iif", "if(c, a, b)"},
    Alias{"int", "floor(x)"},
    Alias{"normcdf", "normal_cdf(x)"},
    Alias{"norminv", "normal_quantile(u)"},
    Alias{"lag", "x[-1]"},
    Alias{"diff", "x - x[-1]"},
    Alias{"d", "x - x[-1]"},
    Alias{"ceil", "-floor(-x)"},
    Alias{"total", "sum(x)"},
    Alias{"mod", "x - y * floor(x / y)"},
    Alias{"tan", "sin(x) / cos(x)"},
};

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& candidates) {
    const auto same = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const std::string& candidate) { return lower(candidate) == lower(name); });
    if (same != candidates.end()) return "did you mean '" + *same + "'?";
    return nearest_name(name, candidates);
}

std::string nearest_function(const std::string& name) {
    for (const Alias& alias : aliases) {
        if (alias.elsewhere == lower(name)) return "write " + std::string(alias.here);
    }
    std::vector<std::string> names;
    for (const FunctionEntry& entry : function_table()) names.emplace_back(entry.name);
    return nearest(name, names);
}

}  // namespace yuce::models
