// The functions of the language with what the parser and the printer need of each. Internal to models/.
#pragma once

#include <string_view>

#include "models/model.hpp"
#include "models/syntax.hpp"

namespace yuce::models {

// nullptr: there is no such function.
const FunctionEntry* find_function(std::string_view name);

// What a call by that name is before its context is known (`min` stands for the elementwise one).
Function function_named(const FunctionEntry& entry);

// As a user writes it: `mean` for year_mean, `if` for select, `+` for add.
std::string_view spelling_of(Function function);

inline bool is_aggregator(Function function) { return function >= Function::year_mean; }

}  // namespace yuce::models
