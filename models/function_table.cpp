#include "models/function_table.hpp"

#include <array>

namespace yuce::models {
namespace {

struct Named {
    FunctionEntry entry;
    Function function;
};

constexpr int any = -1;

// The one table of functions. wmean's own number of arguments (one more than the periods of a year) is known once the frequency
// is.
constexpr std::array table = {
    Named{{"exp", 1, 1, false, "exp(x)", "e to the power of x"}, Function::exp},
    Named{{"log", 1, 1, false, "log(x)", "natural logarithm"}, Function::log},
    Named{{"sqrt", 1, 1, false, "sqrt(x)", "square root"}, Function::sqrt},
    Named{{"sin", 1, 1, false, "sin(x)", "sine of x radians"}, Function::sin},
    Named{{"cos", 1, 1, false, "cos(x)", "cosine of x radians"}, Function::cos},
    Named{{"abs", 1, 1, false, "abs(x)", "x without its sign"}, Function::abs},
    Named{{"floor", 1, 1, false, "floor(x)", "largest whole number not above x"}, Function::floor},
    Named{{"round", 1, 1, false, "round(x)", "nearest whole number, halves to the even one"}, Function::round},
    Named{{"min", 1, any, false, "min(a, b, ...)", "smallest argument; in annual, of one argument, smallest value in the year"},
          Function::min},
    Named{{"max", 1, any, false, "max(a, b, ...)", "largest argument; in annual, of one argument, largest value in the year"},
          Function::max},
    Named{{"clamp", 3, 3, false, "clamp(x, low, high)", "x, but not below low and not above high"}, Function::clamp},
    Named{{"if", 3, 3, false, "if(c, a, b)", "a where c is not 0, else b"}, Function::select},
    Named{{"normal_cdf", 1, 1, false, "normal_cdf(x)", "probability that a standard normal is at most x"}, Function::normal_cdf},
    Named{{"normal_quantile", 1, 1, false, "normal_quantile(u)", "standard normal that has probability u below it"},
          Function::normal_quantile},
    Named{{"poisson_quantile", 2, 2, false, "poisson_quantile(u, mean)", "smallest count whose probability from below reaches u"},
          Function::poisson_quantile},
    Named{{"gamma_quantile", 3, 3, false, "gamma_quantile(u, shape, scale)", "gamma value that has probability u below it"},
          Function::gamma_quantile},
    Named{{"occurs", 1, 1, false, "occurs(event)", "1 in the period in which the event begins, else 0"}, Function::occurs},
    Named{{"ytd", 1, 1, false, "ytd(x)", "sum of the year so far"}, Function::ytd},
    Named{{"ytd_growth", 1, 1, false, "ytd_growth(x)", "sum of the year so far over the same periods a year before, percent"},
          Function::ytd_growth},
    Named{{"mean", 1, 1, true, "mean(x)", "mean over the periods of the year"}, Function::year_mean},
    Named{{"sum", 1, 1, true, "sum(x)", "sum over the periods of the year"}, Function::year_sum},
    Named{{"first", 1, 1, true, "first(x)", "value in the first period of the year"}, Function::year_first},
    Named{{"last", 1, 1, true, "last(x)", "value in the last period of the year"}, Function::year_last},
    Named{{"wmean", 2, any, true, "wmean(x, w1, ...)", "mean with a weight for each period of the year"}, Function::year_wmean},
    Named{{"compound", 1, 1, true, "compound(x)", "growth rates of the periods compounded, percent"}, Function::year_compound},
    Named{{"growth", 1, 1, true, "growth(x)", "sum of the year over the sum of the year before, percent"}, Function::year_growth},
};

struct Operator {
    Function function;
    std::string_view text;
};
constexpr std::array operators = {
    Operator{Function::neg, "-"},           Operator{Function::add, "+"},
    Operator{Function::sub, "-"},           Operator{Function::mul, "*"},
    Operator{Function::div, "/"},           Operator{Function::pow, "^"},
    Operator{Function::less, "<"},          Operator{Function::less_equal, "<="},
    Operator{Function::greater, ">"},       Operator{Function::greater_equal, ">="},
    Operator{Function::equal, "=="},        Operator{Function::not_equal, "!="},
    Operator{Function::logical_and, "and"}, Operator{Function::logical_or, "or"},
    Operator{Function::logical_not, "not"}, Operator{Function::year_min, "min"},
    Operator{Function::year_max, "max"},
};

}  // namespace

const std::vector<FunctionEntry>& function_table() {
    static const std::vector<FunctionEntry> entries = [] {
        std::vector<FunctionEntry> all;
        all.reserve(table.size());
        for (const Named& row : table) all.push_back(row.entry);
        return all;
    }();
    return entries;
}

const FunctionEntry* find_function(std::string_view name) {
    for (const FunctionEntry& entry : function_table()) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

Function function_named(const FunctionEntry& entry) {
    for (const Named& row : table) {
        if (row.entry.name == entry.name) return row.function;
    }
    return Function::neg;
}

std::string_view spelling_of(Function function) {
    for (const Named& row : table) {
        if (row.function == function) return row.entry.name;
    }
    for (const Operator& row : operators) {
        if (row.function == function) return row.text;
    }
    return {};
}

}  // namespace yuce::models
